/** Settings that contradict each other, or need one another. */
import type { Config } from './config.ts';
import type { ConfigProblem, Environment } from './setting-reader.ts';
import { type Key, knownKeys, type SecretKey, secretFileKey, type Value } from './settings.ts';

/** Problems that involve several keys. A key that is already invalid has no value here and is not reported twice. */
export function conflicts(
  env: Environment,
  { cmf, secrets, port, metricsPort, workers, refresh, trustedDocuments }: Config,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = oauthDisagreements(env);
  if (workers > 1 && !isSecretSet(env, 'REDIS_URL')) {
    // Without Redis each worker would poll CMF itself, and a cursor of one worker would not be valid for another.
    problems.push({
      key: 'REDIS_URL',
      problem: `is not set, but WORKERS is ${workers}`,
      fix: 'Set it to the Redis that the workers share, or set WORKERS=1',
    });
  }
  if (metricsPort === 0 && workers > 1) {
    problems.push({
      key: 'METRICS_PORT',
      problem: `is 0, but WORKERS is ${workers}`,
      fix: 'Give a port that the workers can share',
    });
  }
  if (metricsPort !== undefined && metricsPort !== 0 && metricsPort === port) {
    problems.push({ key: 'METRICS_PORT', problem: `(${metricsPort}) is PORT`, fix: 'Give another port' });
  }
  if (refresh.idleMs < refresh.activeMs) {
    problems.push({
      key: 'REFRESH_IDLE_MS',
      problem: `(${refresh.idleMs}) is below REFRESH_ACTIVE_MS (${refresh.activeMs})`,
      fix: 'Raise it or lower the other',
    });
  }
  if (
    trustedDocuments.mode !== undefined &&
    trustedDocuments.mode !== 'off' &&
    !env['TRUSTED_DOCUMENTS_FILE']
  ) {
    problems.push({
      key: 'TRUSTED_DOCUMENTS_FILE',
      problem: `is not set, but TRUSTED_DOCUMENTS is ${trustedDocuments.mode}`,
      fix: 'Give the file or set TRUSTED_DOCUMENTS=off',
    });
  }
  for (const [one, other] of [
    ['CMF_CLIENT_CERT', 'CMF_CLIENT_KEY'],
    ['CMF_CLIENT_KEY', 'CMF_CLIENT_CERT'],
  ] as const) {
    if (env[one] && !env[other]) {
      problems.push({ key: other, problem: `is not set, but ${one} is`, fix: 'Set both or none' });
    }
  }
  const jwtKeys = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWT_JWKS_URL'] as const;
  if (jwtKeys.some((key) => env[key])) {
    for (const key of jwtKeys.filter((key) => !env[key])) {
      // A partial configuration would verify tokens incompletely.
      problems.push({ key, problem: 'is not set, but another JWT_ key is', fix: 'Set all three or none' });
    }
  }
  if (env['MUTATIONS'] === 'on' && env['CMF_URL'] && env['CMF_AUTH'] !== 'forward' && !env['JWT_ISSUER']) {
    // Without a verified token, the record of a write would not identify its caller.
    problems.push({
      key: 'MUTATIONS',
      problem: 'is on, but CMF_AUTH is service and the JWT_ keys are not set',
      fix: 'Set the JWT_ keys, set CMF_AUTH=forward, or set MUTATIONS=off',
    });
  }
  const ofCmf = knownKeys.filter((key) =>
    /^CMF_(?:TOKEN|TOKEN_FILE|OAUTH_.+|CLIENT_CERT|CLIENT_KEY|CA)$/.test(key),
  );
  for (const key of ofCmf) {
    if (!env[key]) continue;
    if (!env['CMF_URL']) {
      // With credentials for a CMF, a forgotten CMF_URL must not start the emulator.
      problems.push({ key, problem: 'is set, but CMF_URL is not', fix: `Set CMF_URL or unset ${key}` });
    } else if (tlsKeys.includes(key) && cmf.url?.startsWith('http:')) {
      problems.push({
        key,
        problem: 'has no effect with an http CMF_URL',
        fix: `Give an https CMF_URL or unset ${key}`,
      });
    }
  }
  const isWithoutTls = !isSecretSet(env, 'REDIS_URL') || secrets.REDIS_URL?.startsWith('rediss') === false;
  if (env['REDIS_CA'] && isWithoutTls) {
    problems.push({
      key: 'REDIS_CA',
      problem: 'has no effect without a REDIS_URL that uses TLS',
      fix: 'Give a rediss REDIS_URL or unset REDIS_CA',
    });
  }
  return problems;
}

/** Exactly one of CMF and the emulator is used. With `EMULATOR=off` a missing `CMF_URL` is an error. */
export function emulatorConflicts(env: Environment, mode: Value<'EMULATOR'>): readonly ConfigProblem[] {
  if (mode === 'off' && !env['CMF_URL']) {
    const fix =
      'Set it to the base URL of CMF, or set EMULATOR=on to serve the simulated fleet of the emulator';
    return [{ key: 'CMF_URL', problem: 'is not set, but EMULATOR is off', fix }];
  }
  if (mode === 'on' && env['CMF_URL']) {
    return [{ key: 'EMULATOR', problem: 'is on, but CMF_URL is set', fix: 'Set one of them' }];
  }
  return [];
}

const tlsKeys = ['CMF_CLIENT_CERT', 'CMF_CLIENT_KEY', 'CMF_CA'];

function isSecretSet(env: Environment, key: SecretKey): boolean {
  return Boolean(env[key] || env[secretFileKey(key)]);
}

/** The client credentials are complete or absent. */
function oauthDisagreements(env: Environment): ConfigProblem[] {
  const isSet = (key: Key) => Boolean(env[key]);
  const given = knownKeys.filter((key) => key.startsWith('CMF_OAUTH_') && env[key]);
  if (given.length === 0) return [];
  const problems: ConfigProblem[] = [];
  const require = (key: string, isThere: boolean) => {
    if (isThere) return;
    problems.push({
      key,
      problem: `is not set, but ${given[0]} is`,
      fix: `Set it or unset all CMF_OAUTH_ keys`,
    });
  };
  const refuse = (key: string, other: string) =>
    problems.push({ key, problem: `is set, but ${other} is too`, fix: 'Set one of them' });

  require('CMF_OAUTH_CLIENT_ID', isSet('CMF_OAUTH_CLIENT_ID'));
  require('CMF_OAUTH_TOKEN_URL', isSet('CMF_OAUTH_TOKEN_URL') || isSet('CMF_OAUTH_ISSUER'));
  if (isSet('CMF_OAUTH_TOKEN_URL') && isSet('CMF_OAUTH_ISSUER')) {
    refuse('CMF_OAUTH_ISSUER', 'CMF_OAUTH_TOKEN_URL');
  }
  if (isSecretSet(env, 'CMF_TOKEN')) refuse('CMF_OAUTH_CLIENT_ID', 'CMF_TOKEN');
  const bySecret = isSecretSet(env, 'CMF_OAUTH_CLIENT_SECRET');
  const byKey = isSecretSet(env, 'CMF_OAUTH_PRIVATE_KEY');
  if (bySecret && byKey) refuse('CMF_OAUTH_PRIVATE_KEY', 'CMF_OAUTH_CLIENT_SECRET');
  else if (env['CMF_OAUTH_AUTH_METHOD'] === 'private_key_jwt') require('CMF_OAUTH_PRIVATE_KEY', byKey);
  else require('CMF_OAUTH_CLIENT_SECRET', bySecret);
  return problems;
}

/** Warnings about settings that weaken security. */
export function risks(env: Environment): readonly string[] {
  const isPlain = ['CMF_OAUTH_TOKEN_URL', 'CMF_OAUTH_ISSUER'].some((key) => isPlainRemote(env[key]));
  return [
    ...(env['REDACT'] === 'off'
      ? ['REDACT is off: responses contain the credentials in specs and configuration']
      : []),
    ...(isPlain
      ? ['The URL of the token endpoint is http: the client secret and tokens are sent unencrypted']
      : []),
  ];
}

function isPlainRemote(url: string | undefined): boolean {
  return url !== undefined && /^http:\/\/(?!127\.|localhost\b|\[::1\])/i.test(url);
}
