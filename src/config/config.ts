/**
 * Parses the gateway's configuration from environment variables, once at start-up. `parseConfig` returns a complete
 * `Config` or throws one `ConfigError` that lists all invalid keys. No message contains a secret.
 */
import { readFileSync } from 'node:fs';
import { type ConsoleConfig, consoleConflicts, readConsoleConfig } from './console-config.ts';
import { type EmulatorConfig, readEmulatorConfig } from './emulator-config.ts';
import { readSecret } from './secret-file.ts';
import { ConfigError, type ConfigProblem, createSettingReader, type Environment } from './setting-reader.ts';
import {
  type Key,
  knownKeys,
  type SecretKey,
  secretFileKey,
  secretKeys,
  settings,
  type Value,
} from './settings.ts';
import { unknownCmfKeys, unknownKeyWarnings } from './unknown-keys.ts';

export { ConfigError, type ConfigProblem, type Environment } from './setting-reader.ts';

export type LogLevel = Value<'LOG_LEVEL'>;

export interface Config {
  readonly cmf: {
    /** Without a trailing slash. Undefined: the embedded emulator. */
    readonly url: string | undefined;
    /** Paths, so that a renewed certificate can be read again. Certificate and key are both set or both absent. */
    readonly certFile: string | undefined;
    readonly keyFile: string | undefined;
    readonly caFile: string | undefined;
    readonly timeoutMs: number;
    readonly maxConnections: number;
    /** The gateway's own token by OAuth 2 client credentials; null: none, or the fixed one of `CMF_TOKEN`. */
    readonly oauth: OAuthConfig | null;
  };
  /** The REST API of the applications' clusters, behind CMF's proxy. */
  readonly flink: { readonly timeoutMs: number };
  /** The secrets at the start, from the environment or from files. */
  readonly secrets: Readonly<Partial<Record<SecretKey, string>>>;
  /** The paths of the secrets that come from files, so that a renewed secret can be read again. */
  readonly secretFiles: Readonly<Partial<Record<SecretKey, string>>>;
  /** Authorization of callers: see `src/auth`. */
  readonly auth: {
    /** `service`: all callers see what the gateway sees. `forward`: CMF authorizes each caller. */
    readonly mode: Value<'CMF_AUTH'>;
    readonly ttlMs: number;
    /** Null: the gateway itself verifies no tokens. */
    readonly jwt: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | null;
    /** The claim that names the caller in the records of writes. */
    readonly actorClaim: string;
  };
  readonly writes: { readonly enabled: boolean; readonly maxPerMinute: number };
  readonly redact: {
    readonly enabled: boolean;
    /** Further key parts that mark a credential. */
    readonly keys: readonly string[];
  };
  /** A path, so that a renewed authority can be read again. */
  readonly redisCaFile: string | undefined;
  readonly redisPrefix: string;
  readonly host: string;
  readonly port: number;
  /** A separate port for metrics and probes; undefined: they are on `port`. */
  readonly metricsPort: number | undefined;
  /** Metrics may contain names of environments and applications. */
  readonly fleetMetrics: boolean;
  /** The metrics of the fleet include checkpoints, which cost calls to Flink. */
  readonly fleetCheckpoints: boolean;
  /** Processes on that port; above 1 only with `REDIS_URL`. */
  readonly workers: number;
  readonly workerTimeoutMs: number;
  readonly refresh: { readonly activeMs: number; readonly idleMs: number };
  readonly maxAgeMs: number;
  readonly leaseMs: number;
  readonly subscriberQueue: number;
  readonly responseCacheMb: number;
  /** Compress responses for clients that accept it. */
  readonly compression: boolean;
  readonly journalLength: number;
  readonly checkpointMs: number;
  readonly timelineLength: number;
  readonly upgradeStuckAfterMs: number;
  /** Has the form of a URL; `gateway/history-settings.ts` validates its placeholders. */
  readonly logUrlTemplate: string | undefined;
  readonly drainDelayMs: number;
  readonly shutdownTimeoutMs: number;
  readonly logLevel: LogLevel;
  /** 0: no operation counts as slow. */
  readonly slowOperationMs: number;
  /** Null: no traces. */
  readonly tracing: TracingConfig | null;
  readonly graphiql: boolean;
  readonly console: ConsoleConfig;
  readonly introspection: boolean;
  readonly trustedDocuments: {
    readonly mode: Value<'TRUSTED_DOCUMENTS'>;
    /** Set unless `mode` is "off". */
    readonly file: string | undefined;
  };
  /** Origins of web pages, other than the gateway's own, that may send requests. */
  readonly corsOrigins: readonly string[];
  readonly limits: Limits;
  readonly emulator: EmulatorConfig;
  /** Warnings for the log, for example about unknown keys. */
  readonly warnings: readonly string[];
}

/** The destination of exported traces. */
export interface TracingConfig {
  /** Undefined: the default of OpenTelemetry. */
  readonly url: string | undefined;
  readonly protocol: Value<'OTEL_EXPORTER_OTLP_PROTOCOL'>;
}

/** Exactly one of `tokenUrl` and `issuer` is set. The client secret or private key is one of `secrets`. */
export interface OAuthConfig {
  readonly tokenUrl: string | undefined;
  readonly issuer: string | undefined;
  readonly clientId: string;
  readonly method: Value<'CMF_OAUTH_AUTH_METHOD'>;
  readonly keyId: string | undefined;
  readonly scope: string | undefined;
  readonly audience: string | undefined;
  readonly caFile: string | undefined;
  readonly timeoutMs: number;
}

/** The limits on one request, document, connection or caller. */
export interface Limits {
  readonly bodyBytes: number;
  readonly documentLength: number;
  readonly tokens: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly cost: number;
  readonly variablesBytes: number;
  readonly variablesValues: number;
  readonly variablesDepth: number;
  readonly requestTimeoutMs: number;
  readonly messageBytes: number;
  readonly connections: number;
  readonly connectionInitTimeoutMs: number;
  readonly subscriptionsPerConnection: number;
  readonly subscriptionsPerCaller: number;
}

/** Reads the environment. An empty value counts as unset, as in Compose files and Helm charts. */
export function parseConfig(env: Environment): Config {
  const problems: ConfigProblem[] = [];
  const read = createSettingReader(env, problems);

  function readSecrets(): Pick<Config, 'secrets' | 'secretFiles'> {
    const values: Partial<Record<SecretKey, string>> = {};
    const files: Partial<Record<SecretKey, string>> = {};
    for (const key of secretKeys) {
      const fileKey = secretFileKey(key);
      const file = env[fileKey];
      if (file && env[key]) {
        problems.push({ key: fileKey, problem: `is set, but ${key} is too`, fix: 'Set one of them' });
      } else if (file) {
        const content = readSecretFile(key, file);
        if (content === undefined) continue;
        values[key] = content;
        files[key] = file;
      } else {
        const value = read(key);
        if (value !== undefined) values[key] = value;
      }
    }
    return { secrets: values, secretFiles: files };
  }

  function readSecretFile(key: SecretKey, file: string): string | undefined {
    try {
      return readSecret(key, readFileSync(file, 'utf8'));
    } catch (error) {
      const isUnreadable = error instanceof Error && 'code' in error;
      const reason = error instanceof Error ? error.message : String(error);
      problems.push({
        key: secretFileKey(key),
        // The value may be a secret instead of its path, so errors do not show it either.
        problem: isUnreadable
          ? `(value hidden) cannot be read (${String(error.code)})`
          : `is the path of a file whose content ${reason}`,
        fix: `Give the path of a file that holds ${settings[key].expects}`,
      });
      return undefined;
    }
  }

  function readOAuth(): OAuthConfig | null {
    const oauth = {
      tokenUrl: read('CMF_OAUTH_TOKEN_URL'),
      issuer: read('CMF_OAUTH_ISSUER'),
      method: read('CMF_OAUTH_AUTH_METHOD'),
      keyId: read('CMF_OAUTH_KEY_ID'),
      scope: read('CMF_OAUTH_SCOPE'),
      audience: read('CMF_OAUTH_AUDIENCE'),
      caFile: read('CMF_OAUTH_CA'),
      timeoutMs: read('CMF_OAUTH_TIMEOUT_MS'),
    };
    const clientId = read('CMF_OAUTH_CLIENT_ID');
    return clientId === undefined ? null : { ...oauth, clientId };
  }

  function readJwt(): Config['auth']['jwt'] {
    const [issuer, audience, jwksUrl] = [read('JWT_ISSUER'), read('JWT_AUDIENCE'), read('JWT_JWKS_URL')];
    return issuer && audience && jwksUrl ? { issuer, audience, jwksUrl } : null;
  }

  function readTracing(): TracingConfig | null {
    const base = read('OTEL_EXPORTER_OTLP_ENDPOINT');
    const whole = read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
    const exporter = read('OTEL_TRACES_EXPORTER');
    const general = read('OTEL_EXPORTER_OTLP_PROTOCOL');
    const protocol = read('OTEL_EXPORTER_OTLP_TRACES_PROTOCOL') ?? general;
    const isConfigured = exporter === 'otlp' || base !== undefined || whole !== undefined;
    if (read('OTEL_SDK_DISABLED') || exporter === 'none' || !isConfigured) return null;
    return { url: whole ?? (base && `${base.replace(/\/+$/, '')}/v1/traces`), protocol };
  }

  const config: Config = {
    cmf: {
      url: read('CMF_URL'),
      certFile: read('CMF_CLIENT_CERT'),
      keyFile: read('CMF_CLIENT_KEY'),
      caFile: read('CMF_CA'),
      timeoutMs: read('CMF_TIMEOUT_MS'),
      maxConnections: read('CMF_MAX_CONNECTIONS'),
      oauth: readOAuth(),
    },
    flink: { timeoutMs: read('FLINK_TIMEOUT_MS') },
    ...readSecrets(),
    auth: {
      mode: read('CMF_AUTH'),
      ttlMs: read('AUTH_TTL_MS'),
      jwt: readJwt(),
      actorClaim: read('JWT_ACTOR_CLAIM'),
    },
    writes: {
      enabled: (read('MUTATIONS') ?? (env['CMF_URL'] ? 'off' : 'on')) === 'on',
      maxPerMinute: read('MAX_WRITES_PER_MINUTE'),
    },
    redact: { enabled: read('REDACT') !== 'off', keys: read('REDACT_KEYS') ?? [] },
    redisCaFile: read('REDIS_CA'),
    redisPrefix: read('REDIS_PREFIX'),
    host: read('HOST'),
    port: read('PORT'),
    metricsPort: read('METRICS_PORT'),
    fleetMetrics: (read('FLEET_METRICS') ?? (read('CMF_AUTH') === 'forward' ? 'off' : 'on')) === 'on',
    fleetCheckpoints: read('FLEET_METRICS_CHECKPOINTS') === 'on',
    workers: read('WORKERS'),
    workerTimeoutMs: read('WORKER_TIMEOUT_MS'),
    refresh: { activeMs: read('REFRESH_ACTIVE_MS'), idleMs: read('REFRESH_IDLE_MS') },
    maxAgeMs: read('MAX_AGE_MS'),
    leaseMs: read('LEASE_MS'),
    subscriberQueue: read('SUBSCRIBER_QUEUE'),
    responseCacheMb: read('RESPONSE_CACHE_MB'),
    compression: read('COMPRESSION') !== 'off',
    journalLength: read('JOURNAL_LENGTH'),
    checkpointMs: read('CHECKPOINT_MS'),
    timelineLength: read('TIMELINE_LENGTH'),
    upgradeStuckAfterMs: read('UPGRADE_STUCK_AFTER_MS'),
    logUrlTemplate: read('LOG_URL_TEMPLATE'),
    drainDelayMs: read('DRAIN_DELAY_MS'),
    shutdownTimeoutMs: read('SHUTDOWN_TIMEOUT_MS'),
    logLevel: read('LOG_LEVEL'),
    slowOperationMs: read('SLOW_OPERATION_MS'),
    tracing: readTracing(),
    graphiql: read('GRAPHIQL'),
    console: readConsoleConfig(read),
    introspection: read('INTROSPECTION'),
    trustedDocuments: { mode: read('TRUSTED_DOCUMENTS'), file: read('TRUSTED_DOCUMENTS_FILE') },
    corsOrigins: read('CORS_ORIGINS') ?? [],
    limits: {
      bodyBytes: read('MAX_BODY_BYTES'),
      documentLength: read('MAX_DOCUMENT_LENGTH'),
      tokens: read('MAX_TOKENS'),
      depth: read('MAX_DEPTH'),
      aliases: read('MAX_ALIASES'),
      directives: read('MAX_DIRECTIVES'),
      cost: read('MAX_COST'),
      variablesBytes: read('MAX_VARIABLES_BYTES'),
      variablesValues: read('MAX_VARIABLES_VALUES'),
      variablesDepth: read('MAX_VARIABLES_DEPTH'),
      requestTimeoutMs: read('REQUEST_TIMEOUT_MS'),
      messageBytes: read('MAX_MESSAGE_BYTES'),
      connections: read('MAX_CONNECTIONS'),
      connectionInitTimeoutMs: read('CONNECTION_INIT_TIMEOUT_MS'),
      subscriptionsPerConnection: read('MAX_SUBSCRIPTIONS_PER_CONNECTION'),
      subscriptionsPerCaller: read('MAX_SUBSCRIPTIONS_PER_CALLER'),
    },
    emulator: readEmulatorConfig(read),
    warnings: [...unknownKeyWarnings(env), ...risks(env)],
  };
  problems.push(
    ...unknownCmfKeys(env),
    ...emulatorConflicts(env, read('EMULATOR')),
    ...conflicts(env, config),
    ...consoleConflicts(env),
  );
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Problems that involve several keys. A key that is already invalid has no value here and is not reported twice. */
function conflicts(
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
function emulatorConflicts(env: Environment, mode: Value<'EMULATOR'>): readonly ConfigProblem[] {
  if (mode === 'off' && !env['CMF_URL']) {
    const fix =
      'Set it to the base URL of CMF, or set EMULATOR=on to serve the invented fleet of the emulator';
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

function risks(env: Environment): readonly string[] {
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
