/**
 * Parses the gateway's configuration from environment variables, once at start-up. `parseConfig` returns a complete
 * `Config` or throws one `ConfigError` that lists all invalid keys. No message contains a secret.
 */
import type { Setting } from './kinds.ts';
import { type Key, keys, settings, type Value } from './settings.ts';
import { closestWord } from './spelling.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type LogLevel = Value<'LOG_LEVEL'>;

export interface Config {
  readonly cmf: {
    /** Without a trailing slash. Undefined: the embedded emulator. */
    readonly url: string | undefined;
    readonly token: string | undefined;
    /** Paths, so that a renewed certificate can be read again. Certificate and key are both set or both undefined. */
    readonly certFile: string | undefined;
    readonly keyFile: string | undefined;
    readonly caFile: string | undefined;
    readonly timeoutMs: number;
    readonly maxConnections: number;
  };
  /** Authentication and authorization: see `src/auth`. */
  readonly auth: {
    /** `service`: all callers see what the gateway sees. `forward`: CMF authorizes each caller. */
    readonly mode: Value<'CMF_AUTH'>;
    readonly ttlMs: number;
    /** Null: the gateway itself verifies no tokens. */
    readonly jwt: { readonly issuer: string; readonly audience: string; readonly jwksUrl: string } | null;
  };
  readonly redact: {
    readonly enabled: boolean;
    /** Further key parts that mark a credential. */
    readonly keys: readonly string[];
  };
  readonly redisUrl: string | undefined;
  readonly redisPrefix: string;
  readonly host: string;
  readonly port: number;
  /** Processes on that port; above 1 only with `redisUrl`. */
  readonly workers: number;
  readonly refresh: { readonly activeMs: number; readonly idleMs: number };
  readonly maxAgeMs: number;
  readonly leaseMs: number;
  readonly subscriberQueue: number;
  readonly responseCacheMb: number;
  readonly journalLength: number;
  readonly timelineLength: number;
  readonly upgradeStuckAfterMs: number;
  /** Has the form of a URL; `gateway/history-settings.ts` validates its placeholders. */
  readonly logUrlTemplate: string | undefined;
  readonly shutdownTimeoutMs: number;
  readonly logLevel: LogLevel;
  readonly graphiql: boolean;
  readonly introspection: boolean;
  readonly trustedDocuments: {
    readonly mode: Value<'TRUSTED_DOCUMENTS'>;
    /** Set unless `mode` is "off". */
    readonly file: string | undefined;
  };
  /** Origins of web pages, other than the gateway's own, that may send requests. */
  readonly corsOrigins: readonly string[];
  readonly limits: Limits;
  readonly emulator: { readonly seed: number; readonly paceMs: number };
  /** Warnings for the log, for example about unknown keys. */
  readonly warnings: readonly string[];
}

/** Limits per request, document, connection or caller. */
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

export interface ConfigProblem {
  readonly key: string;
  /** The error, with the value unless it is secret. */
  readonly problem: string;
  readonly fix: string;
}

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ key, problem, fix }) => `  ${key} ${problem}. ${fix}`);
    super(['The configuration is not valid:', ...lines].join('\n'));
    this.problems = problems;
  }
}

/** Reads the environment. An empty value counts as unset, as in Compose files and Helm charts. */
export function parseConfig(env: Environment): Config {
  const problems: ConfigProblem[] = [];

  function read<K extends Key>(key: K): Value<K> {
    const setting: Setting = settings[key];
    const text = env[key] || setting.default;
    if (text === undefined) return undefined as Value<K>;
    const result = setting.schema.safeParse(text);
    if (result.success) return result.data as Value<K>;
    const shown = setting.secret ? '(value hidden)' : JSON.stringify(withoutCredentials(text));
    problems.push({
      key,
      problem: `${shown} ${result.error.issues.map((issue) => issue.message).join(' and ')}`,
      fix: `Give ${setting.expects}, such as ${setting.example}`,
    });
    return undefined as Value<K>;
  }

  function readJwt(): Config['auth']['jwt'] {
    const [issuer, audience, jwksUrl] = [read('JWT_ISSUER'), read('JWT_AUDIENCE'), read('JWT_JWKS_URL')];
    return issuer && audience && jwksUrl ? { issuer, audience, jwksUrl } : null;
  }

  const config: Config = {
    cmf: {
      url: read('CMF_URL'),
      token: read('CMF_TOKEN'),
      certFile: read('CMF_CLIENT_CERT'),
      keyFile: read('CMF_CLIENT_KEY'),
      caFile: read('CMF_CA'),
      timeoutMs: read('CMF_TIMEOUT_MS'),
      maxConnections: read('CMF_MAX_CONNECTIONS'),
    },
    auth: { mode: read('CMF_AUTH'), ttlMs: read('AUTH_TTL_MS'), jwt: readJwt() },
    redact: { enabled: read('REDACT') !== 'off', keys: read('REDACT_KEYS') ?? [] },
    redisUrl: read('REDIS_URL'),
    redisPrefix: read('REDIS_PREFIX'),
    host: read('HOST'),
    port: read('PORT'),
    workers: read('WORKERS'),
    refresh: { activeMs: read('REFRESH_ACTIVE_MS'), idleMs: read('REFRESH_IDLE_MS') },
    maxAgeMs: read('MAX_AGE_MS'),
    leaseMs: read('LEASE_MS'),
    subscriberQueue: read('SUBSCRIBER_QUEUE'),
    responseCacheMb: read('RESPONSE_CACHE_MB'),
    journalLength: read('JOURNAL_LENGTH'),
    timelineLength: read('TIMELINE_LENGTH'),
    upgradeStuckAfterMs: read('UPGRADE_STUCK_AFTER_MS'),
    logUrlTemplate: read('LOG_URL_TEMPLATE'),
    shutdownTimeoutMs: read('SHUTDOWN_TIMEOUT_MS'),
    logLevel: read('LOG_LEVEL'),
    graphiql: read('GRAPHIQL'),
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
    emulator: { seed: read('EMULATOR_SEED'), paceMs: read('EMULATOR_PACE_MS') },
    warnings: [...unknownKeys(env), ...risks(env)],
  };
  problems.push(...conflicts(env, config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** Problems that involve several keys. A key that is already invalid has no value here and is not reported twice. */
function conflicts(
  env: Environment,
  { cmf, workers, refresh, trustedDocuments }: Config,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (workers > 1 && !env['REDIS_URL']) {
    // Without Redis each worker would poll separately, and a cursor of one would be invalid on another.
    problems.push({
      key: 'REDIS_URL',
      problem: `is not set, but WORKERS is ${workers}`,
      fix: 'Set it to the Redis that the workers share, or set WORKERS=1',
    });
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
  for (const key of ['CMF_TOKEN', 'CMF_CLIENT_CERT', 'CMF_CLIENT_KEY', 'CMF_CA'] as const) {
    if (!env[key]) continue;
    if (!env['CMF_URL']) {
      // With credentials for a CMF, a forgotten CMF_URL must not start the emulator.
      problems.push({ key, problem: 'is set, but CMF_URL is not', fix: `Set CMF_URL or unset ${key}` });
    } else if (key !== 'CMF_TOKEN' && cmf.url?.startsWith('http:')) {
      problems.push({
        key,
        problem: 'has no effect with an http CMF_URL',
        fix: `Give an https CMF_URL or unset ${key}`,
      });
    }
  }
  return problems;
}

function risks(env: Environment): readonly string[] {
  return env['REDACT'] === 'off'
    ? ['REDACT is off: responses contain the credentials in specs and configuration']
    : [];
}

/**
 * First words of the gateway's own keys. Other programs' keys also begin with words such as REDIS and LOG, so an unknown
 * key with those is reported only when it looks like a typo.
 */
const ourPrefix =
  /^(?:CMF|AUTH|JWT|REDACT|REFRESH|JOURNAL|TIMELINE|SHUTDOWN|GRAPHIQL|EMULATOR|TRUSTED|CORS)_/;
/** Kubernetes sets these for each Service of the namespace, one named `cmf` included. */
const serviceLink = /_SERVICE_(?:HOST|PORT)|_PORT(?:_|$)/;

function unknownKeys(env: Environment): readonly string[] {
  return Object.keys(env)
    .filter((key) => !Object.hasOwn(settings, key) && !serviceLink.test(key))
    .flatMap((key) => {
      const suggestion = closestWord(key, keys);
      if (suggestion) return [`${key} is not a known key; did you mean ${suggestion}?`];
      return ourPrefix.test(key) ? [`${key} is not a known key`] : [];
    });
}

/** Hides the parts of an invalid value that may contain misplaced credentials; the rest is shown. */
function withoutCredentials(value: string): string {
  return value
    .replace(/[^/\s]*@/, '(hidden)@')
    .replace(/\?.+/, '?(hidden)')
    .replace(/-----BEGIN[^]*/, '(hidden)');
}
