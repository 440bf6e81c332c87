/** The settings: every environment variable that the gateway reads, in the order of `docs/configuration.md`. */
import type { z } from 'zod';
import {
  bearerToken,
  documentsFile,
  httpUrl,
  issuerUrl,
  oneOf,
  origins,
  passphrase,
  pemFile,
  privateKey,
  redisUrl,
  type Setting,
  scopes,
  text,
  trueOrFalse,
  webUrl,
  wholeNumber,
  words,
} from './kinds.ts';

const day = 86_400_000;

export const settings = {
  CMF_URL: {
    ...httpUrl(),
    example: 'https://cmf.example:8080',
    description:
      'Base URL of CMF, without `/cmf/api`. Unset: the embedded emulator, unless `EMULATOR` is `off`.',
  },
  CMF_TOKEN: {
    ...bearerToken(),
    secret: true,
    example: 'eyJhbGciOi…',
    description: "The gateway's own bearer token for CMF.",
  },
  CMF_OAUTH_TOKEN_URL: {
    ...webUrl(),
    example: 'https://login.example/oauth2/token',
    description:
      "Token endpoint that issues the gateway's own token for CMF by OAuth 2 client credentials, instead of `CMF_TOKEN`. One token serves all calls of a process; it is renewed shortly before it expires (`expires_in`, otherwise 5 minutes) and when CMF responds with 401.",
  },
  CMF_OAUTH_ISSUER: {
    ...webUrl(),
    example: 'https://login.example/realms/flink',
    description: 'Issuer whose token endpoint is found by discovery, instead of `CMF_OAUTH_TOKEN_URL`.',
  },
  CMF_OAUTH_CLIENT_ID: {
    ...passphrase(),
    expects: 'a client id, in one line',
    example: 'cmf-graphql',
    description: "The gateway's client id at the token endpoint.",
  },
  CMF_OAUTH_AUTH_METHOD: {
    ...oneOf('client_secret_basic', 'client_secret_post', 'private_key_jwt'),
    default: 'client_secret_basic',
    example: 'private_key_jwt',
    description:
      'Client authentication at the token endpoint: with `CMF_OAUTH_CLIENT_SECRET` in a header or in the body, or with an assertion that is signed with `CMF_OAUTH_PRIVATE_KEY` (RS256, ES256, ES384, ES512 or Ed25519).',
  },
  CMF_OAUTH_CLIENT_SECRET: {
    ...passphrase(),
    secret: true,
    example: 'the secret that the identity provider shows for the client',
    description: 'Client secret.',
  },
  CMF_OAUTH_PRIVATE_KEY: {
    ...privateKey(),
    secret: true,
    example: 'the content of a PKCS #8 file, or its path in CMF_OAUTH_PRIVATE_KEY_FILE',
    description: 'Private key for `private_key_jwt`.',
  },
  CMF_OAUTH_KEY_ID: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'cmf-graphql-2026',
    description:
      '`kid` of the assertions, if several keys of the client are registered at the identity provider.',
  },
  CMF_OAUTH_SCOPE: {
    ...scopes(),
    example: 'cmf.read',
    description: 'Scopes to request.',
  },
  CMF_OAUTH_AUDIENCE: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'https://cmf.example',
    description: 'Sent as `audience`, if the identity provider requires it.',
  },
  CMF_OAUTH_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/login-ca.crt',
    description:
      'File with the CA certificates that verify the certificate of the token endpoint. Unset: those of Node and of `CMF_CA`. The client certificate is not sent to the token endpoint.',
  },
  CMF_OAUTH_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '5000',
    example: '5000',
    description: 'Time limit of one request for a token.',
  },
  CMF_CLIENT_CERT: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/tls.crt',
    description:
      "File with the gateway's client certificate for mTLS; only together with `CMF_CLIENT_KEY`. Read again when it changes, as `CMF_CLIENT_KEY` and `CMF_CA` are.",
  },
  CMF_CLIENT_KEY: {
    ...pemFile('an unencrypted private key', /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/),
    example: '/etc/cmf/tls.key',
    description: 'File with the private key of `CMF_CLIENT_CERT`.',
  },
  CMF_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/ca.crt',
    description: "File with the CA certificates that verify CMF's certificate. Unset: those of Node.",
  },
  CMF_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '10000',
    example: '10000',
    description: 'Time limit of one call to CMF.',
  },
  CMF_MAX_CONNECTIONS: {
    ...wholeNumber(1, 1024),
    default: '16',
    example: '16',
    description:
      'Maximum number of concurrent reads of CMF. Up to 4 writes at a time have connections of their own.',
  },
  FLINK_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '3000',
    example: '3000',
    description:
      'Time limit of one call to the REST API of a Flink cluster, through CMF. An unreachable JobManager delays only the fields of its job, by at most this time.',
  },
  CMF_AUTH: {
    ...oneOf('service', 'forward'),
    default: 'service',
    example: 'forward',
    description:
      "`service`: every caller sees all data that the gateway's own identity may see; for a gateway behind a trusted proxy. `forward`: CMF authorizes each caller by the caller's own `Authorization` header.",
  },
  AUTH_TTL_MS: {
    ...wholeNumber(0, 3_600_000),
    default: '10000',
    example: '10000',
    description:
      "How long a caller's permissions are cached: a caller may receive data for at most this long after a revocation. Open subscriptions are checked again at this interval.",
  },
  JWT_ISSUER: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'https://login.example',
    description:
      '`iss` of the tokens that the gateway itself verifies, before it calls CMF; only with the other two `JWT_` keys. Unset: the gateway verifies no tokens.',
  },
  JWT_AUDIENCE: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'cmf-graphql',
    description: 'Required `aud` of those tokens.',
  },
  JWT_JWKS_URL: {
    ...webUrl(),
    example: 'https://login.example/.well-known/jwks.json',
    description: "URL of the JWKS with those tokens' signing keys.",
  },
  JWT_ACTOR_CLAIM: {
    ...text(/^[\x21-\x7e]{1,100}$/, 'the name of a claim'),
    default: 'sub',
    example: 'email',
    description: 'Claim of the token that names the caller in the records of writes.',
  },
  MUTATIONS: {
    ...oneOf('off', 'on'),
    example: 'on',
    description:
      'Whether the gateway accepts writes. Unset: `on` with the embedded emulator, `off` with `CMF_URL`. With `CMF_AUTH=service`, `on` requires the `JWT_` keys, because each write needs a known caller.',
  },
  MAX_WRITES_PER_MINUTE: {
    ...wholeNumber(1, 100_000),
    default: '60',
    example: '60',
    description: 'Maximum number of writes of one caller per minute, at one replica.',
  },
  REDACT: {
    ...oneOf('on', 'off'),
    default: 'on',
    example: 'off',
    description: 'Replaces the values of keys that look like credentials in all responses.',
  },
  REDACT_KEYS: {
    ...words(),
    example: 'passphrase,private-key',
    description:
      "Further parts of such keys, in addition to Flink's own (`password`, `secret`, `token`, `api-key` and others) and `access-key`. Case and `-`, `_`, `.` between words are ignored.",
  },
  REDIS_URL: {
    ...redisUrl(),
    secret: true,
    example: 'redis://redis.example:6379',
    description: 'Redis that replicas share. Unset: a single process, in memory.',
  },
  REDIS_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/redis/ca.crt',
    description:
      "File with the CA certificates that verify Redis' certificate, with a `rediss` URL. Read again when it changes. Unset: those of Node.",
  },
  REDIS_PREFIX: {
    ...text(/^[\w.:{}-]+$/, 'letters, digits and `. : - _ { }`'),
    default: 'cmf-graphql',
    example: 'cmf-graphql',
    description: 'Prefix of every key and channel in Redis; one per CMF.',
  },
  HOST: {
    ...text(/^[\w.:-]+$/, 'a host name or an IP address'),
    default: '127.0.0.1',
    example: '0.0.0.0',
    description: 'Address to listen on.',
  },
  PORT: {
    ...wholeNumber(0, 65_535),
    default: '4000',
    example: '4000',
    description: 'Port to listen on; 0: any free port.',
  },
  METRICS_PORT: {
    ...wholeNumber(0, 65_535),
    example: '9464',
    description:
      'Separate port for `/metrics`, `/metrics/fleet`, `/health` and `/ready`. `PORT` then does not serve them. 0: any free port. Unset: one port serves all.',
  },
  FLEET_METRICS: {
    ...oneOf('on', 'off'),
    example: 'off',
    description:
      'Serves the states of all applications as metrics at `/metrics/fleet`, and ages of copies by environment at `/metrics`, to everyone who can reach these paths. Unset: `on` with `CMF_AUTH=service`, `off` with `forward`.',
  },
  FLEET_METRICS_CHECKPOINTS: {
    ...oneOf('on', 'off'),
    default: 'off',
    example: 'on',
    description:
      'Adds the checkpoints of running jobs to `/metrics/fleet`: the age of the last, and how many completed and failed. While it is scraped, one replica reads each running job from Flink every minute, with 3 calls through CMF.',
  },
  WORKERS: {
    ...wholeNumber(1, 64),
    default: '1',
    example: '2',
    description:
      'Number of processes that share the port, one per CPU core to use. Above 1 it requires `REDIS_URL`, through which they share one poll and one journal. Limits and caches apply to each process.',
  },
  WORKER_TIMEOUT_MS: {
    ...wholeNumber(1_000, day),
    default: '10000',
    example: '10000',
    description:
      'With several `WORKERS`: how long a worker may be unresponsive before it is killed and replaced. The kernel assigns connections to it during this time.',
  },
  REFRESH_ACTIVE_MS: {
    ...wholeNumber(100, day),
    default: '2000',
    example: '2000',
    description: 'Time between two polls of an environment with subscribers or recent reads.',
  },
  REFRESH_IDLE_MS: {
    ...wholeNumber(100, day),
    default: '15000',
    example: '15000',
    description: 'Time between two polls of any other environment; not below `REFRESH_ACTIVE_MS`.',
  },
  MAX_AGE_MS: {
    ...wholeNumber(0, day),
    default: '5000',
    example: '5000',
    description: 'Maximum age of a copy that a query returns; an older copy is refreshed first.',
  },
  LEASE_MS: {
    ...wholeNumber(300, day),
    default: '5000',
    example: '5000',
    description:
      'With several replicas: how long the replica that polls an environment may be silent before another takes over. After a replica has died in a write, the next write to the same application waits for at most twice this time.',
  },
  SUBSCRIBER_QUEUE: {
    ...wholeNumber(10, 1_000_000),
    default: '1000',
    example: '1000',
    description:
      'Maximum number of changes queued for one slow subscriber; beyond it the connection closes with 4900 and the client resumes by cursor.',
  },
  RESPONSE_CACHE_MB: {
    ...wholeNumber(0, 16_384),
    default: '64',
    example: '64',
    description:
      'Memory for cached responses and their compressed forms, which are reused while the data they read is unchanged; 0: no cache.',
  },
  COMPRESSION: {
    ...oneOf('on', 'off'),
    default: 'on',
    example: 'off',
    description:
      'Compresses responses from 1 kB for clients that accept `br`, `zstd` or `gzip`. `off` for a gateway behind a proxy that compresses.',
  },
  JOURNAL_LENGTH: {
    ...wholeNumber(100, 200_000),
    default: '10000',
    example: '10000',
    description: 'Job state transitions kept for subscribers that resume with a cursor.',
  },
  CHECKPOINT_MS: {
    ...wholeNumber(100, 600_000),
    default: '20000',
    example: '20000',
    description:
      'How often a subscription without other messages receives its position as a `JobStateCheckpoint`, in milliseconds.',
  },
  TIMELINE_LENGTH: {
    ...wholeNumber(10, 100_000),
    default: '500',
    example: '500',
    description:
      'Transitions, and likewise CMF events, that the gateway keeps per application for its timeline.',
  },
  UPGRADE_STUCK_AFTER_MS: {
    ...wholeNumber(0, 30 * day),
    default: '600000',
    example: '600000',
    description: 'An upgrade that has been pending for this long is reported as stuck.',
  },
  LOG_URL_TEMPLATE: {
    ...text(/^https?:\/\/\S+$/i, 'an http or https URL'),
    example: 'https://grafana.example/d/flink?var-instance={uid}&from={fromMs}&to={toMs}',
    description:
      "Link to an instance's logs, for `Instance.logs.link`. It may contain `{uid}`, `{environment}`, `{application}`, `{namespace}`, `{from}`, `{to}` (RFC 3339), `{fromMs}` and `{toMs}` (epoch), but not in the host. Unset: no link.",
  },
  DRAIN_DELAY_MS: {
    ...wholeNumber(0, day),
    default: '0',
    example: '5000',
    description:
      'How long the gateway still accepts connections after SIGTERM while `/ready` responds 503, so that load balancers stop sending requests first.',
  },
  SHUTDOWN_TIMEOUT_MS: {
    ...wholeNumber(0, day),
    default: '10000',
    example: '10000',
    description: 'Time limit for running requests after SIGTERM.',
  },
  LOG_LEVEL: {
    ...oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    example: 'info',
    description: 'Minimum severity of log lines.',
  },
  SLOW_OPERATION_MS: {
    ...wholeNumber(0, day),
    default: '1000',
    example: '500',
    description:
      'An operation that takes longer is logged as a warning ([logs.md](logs.md)). 0: no operation counts as slow.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...webUrl(),
    example: 'http://collector.observability:4318',
    description:
      'Base URL of an OpenTelemetry collector; traces are sent to `/v1/traces` below it ([traces.md](traces.md)). Without this and the next two, the gateway creates no traces and does not load OpenTelemetry.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...webUrl(),
    example: 'http://collector.observability:4318/v1/traces',
    description: 'The complete URL for traces; overrides `OTEL_EXPORTER_OTLP_ENDPOINT`.',
  },
  OTEL_TRACES_EXPORTER: {
    ...oneOf('otlp', 'none'),
    example: 'none',
    description:
      '`otlp` without an endpoint sends traces to `http://localhost:4318/v1/traces`; `none` disables traces.',
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    ...oneOf('http/protobuf', 'http/json'),
    default: 'http/protobuf',
    example: 'http/json',
    description: 'Encoding of the exported traces. gRPC is not supported.',
  },
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: {
    ...oneOf('http/protobuf', 'http/json'),
    example: 'http/json',
    description: 'The same for traces; overrides `OTEL_EXPORTER_OTLP_PROTOCOL`.',
  },
  OTEL_SDK_DISABLED: {
    ...trueOrFalse(),
    default: 'false',
    example: 'true',
    description: 'Disables traces, regardless of the other settings.',
  },
  GRAPHIQL: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description: 'Serves GraphiQL to browsers at `/graphql`.',
  },
  CONSOLE: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description:
      'Serves the console to browsers at `/`. An installation without development dependencies does not contain the built console.',
  },
  CONSOLE_OIDC_ISSUER: {
    ...issuerUrl(),
    example: 'https://login.example/realms/flink',
    description:
      'OpenID Connect issuer where users of the console sign in ([console.md](console.md#sign-in)); only with `CONSOLE_OIDC_CLIENT_ID`, and with `CMF_AUTH=forward` or the `JWT_` keys. Unset: where a token is needed, users paste one.',
  },
  CONSOLE_OIDC_CLIENT_ID: {
    ...passphrase(),
    expects: 'a client id, in one line',
    example: 'cmf-graphql-console',
    description:
      'Client id of the console at the issuer: a public client with the redirect URI `/signed-in` of the gateway.',
  },
  CONSOLE_OIDC_SCOPE: {
    ...scopes(),
    default: 'openid profile',
    example: 'openid profile offline_access',
    description:
      'Scopes of the console, `openid` included. Some providers issue a refresh token only with `offline_access`.',
  },
  CONSOLE_OIDC_AUDIENCE: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'https://cmf.example',
    description: 'Sent as `audience` at the sign-in, where the identity provider needs it.',
  },
  CONSOLE_OIDC_CONNECT_ORIGINS: {
    ...origins(),
    example: 'https://oauth2.login.example',
    description:
      "Further origins that the page of the console may connect to, for an issuer whose token endpoint is on another origin. Unset: the issuer's only.",
  },
  INTROSPECTION: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description: 'Allows introspection (`__schema`, `__type`), which GraphiQL needs.',
  },
  TRUSTED_DOCUMENTS: {
    ...oneOf('off', 'allow', 'only'),
    default: 'off',
    example: 'only',
    description:
      'Documents of `TRUSTED_DOCUMENTS_FILE`: `allow` accepts their ids in addition to other documents, `only` rejects other documents. The documents of the console that the gateway serves are always trusted.',
  },
  TRUSTED_DOCUMENTS_FILE: {
    ...documentsFile(),
    example: '/etc/cmf-graphql/persisted-documents.json',
    description:
      "The trusted documents: the manifest that graphql-codegen's client preset writes. `{}` trusts those of the console only.",
  },
  CORS_ORIGINS: {
    ...origins(),
    example: 'https://console.example,http://localhost:5173',
    description:
      "Origins of web pages that may send requests, in addition to the gateway's own. Unset: none.",
  },
  MAX_BODY_BYTES: {
    ...wholeNumber(1_000, 100_000_000),
    default: '262144',
    example: '262144',
    description: 'Maximum size of an HTTP request body.',
  },
  MAX_DOCUMENT_LENGTH: {
    ...wholeNumber(100, 200_000),
    default: '100000',
    example: '100000',
    description: 'Maximum length of a document, in characters.',
  },
  MAX_TOKENS: {
    ...wholeNumber(10, 100_000),
    default: '1000',
    example: '1000',
    description: 'Maximum number of tokens (names, braces, values) of a document.',
  },
  MAX_DEPTH: {
    ...wholeNumber(1, 100),
    default: '20',
    example: '20',
    description: 'Maximum nesting depth of fields in a document, including fragments.',
  },
  MAX_ALIASES: {
    ...wholeNumber(0, 10_000),
    default: '100',
    example: '100',
    description: 'Maximum number of aliases of a document; those of a fragment count at each spread.',
  },
  MAX_DIRECTIVES: {
    ...wholeNumber(0, 10_000),
    default: '50',
    example: '50',
    description: 'Maximum number of directives of a document.',
  },
  MAX_COST: {
    ...wholeNumber(100, 100_000_000),
    default: '500000',
    example: '50000',
    description:
      'Maximum cost of an operation: the number of values that it can return, each list counted by its page size.',
  },
  MAX_VARIABLES_BYTES: {
    ...wholeNumber(100, 100_000_000),
    default: '200000',
    example: '200000',
    description: 'Maximum size of the variables as JSON.',
  },
  MAX_VARIABLES_VALUES: {
    ...wholeNumber(10, 1_000_000),
    default: '2000',
    example: '2000',
    description: 'Maximum number of values in the variables; each list item and each object field is one.',
  },
  MAX_VARIABLES_DEPTH: {
    ...wholeNumber(1, 100),
    default: '20',
    example: '20',
    description: 'Maximum nesting depth of the variables. A spec with a pod template nests about 15 levels.',
  },
  REQUEST_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '30000',
    example: '30000',
    description:
      'Time limit of one query. Its calls to CMF are aborted unless other queries wait for them; those end within `CMF_TIMEOUT_MS`.',
  },
  MAX_MESSAGE_BYTES: {
    ...wholeNumber(1_000, 100_000_000),
    default: '262144',
    example: '262144',
    description: 'Maximum size of a WebSocket message.',
  },
  MAX_CONNECTIONS: {
    ...wholeNumber(1, 1_000_000),
    default: '10000',
    example: '10000',
    description: 'Maximum number of concurrent WebSockets.',
  },
  CONNECTION_INIT_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '3000',
    example: '3000',
    description: 'Time limit for the `connection_init` of a WebSocket.',
  },
  MAX_SUBSCRIPTIONS_PER_CONNECTION: {
    ...wholeNumber(1, 100_000),
    default: '100',
    example: '100',
    description: 'Maximum number of concurrent operations on one WebSocket.',
  },
  MAX_SUBSCRIPTIONS_PER_CALLER: {
    ...wholeNumber(1, 1_000_000),
    default: '1000',
    example: '1000',
    description:
      'Maximum number of concurrent subscriptions of one caller (by credentials, otherwise by address).',
  },
  EMULATOR: {
    ...oneOf('auto', 'on', 'off'),
    default: 'auto',
    example: 'off',
    description:
      'Whether the embedded emulator, with its invented fleet, takes the place of CMF. `auto`: when `CMF_URL` is unset. `on`: always; an error together with `CMF_URL`. `off`: never, so that `CMF_URL` is required. The container image sets `off`.',
  },
  EMULATOR_SEED: {
    ...wholeNumber(0, 2 ** 31 - 1),
    default: '1',
    example: '1',
    description: 'Seed of the emulator: the same seed gives the same fleet and the same sequence of changes.',
  },
  EMULATOR_PACE_MS: {
    ...wholeNumber(0, day),
    default: '1000',
    example: '1000',
    description: 'Time between two steps of the emulator; 0: no steps.',
  },
  EMULATOR_VERSION: {
    ...text(/^2\.[0-5](?:\.\d{1,4})?$/, 'a version of CMF from 2.0 to 2.5'),
    default: '2.3.1',
    example: '2.5.0',
    description: 'Version of CMF that the emulator emulates.',
  },
  EMULATOR_COMPRESSION: {
    ...oneOf('off', 'requested', 'always'),
    default: 'off',
    example: 'requested',
    description:
      'Compression of the responses of the emulator: `off`, `requested` (for clients that accept gzip) or `always`, as behind some proxies.',
  },
  EMULATOR_PORT: {
    ...wholeNumber(0, 65_535),
    default: '8080',
    example: '8080',
    description: 'Port of the emulator that `npm run emulator` starts alone, on `HOST`; 0: any free port.',
  },
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof settings;

/** The keys whose values are secret. Each may be given as a file too, by the key with `_FILE` at its end. */
export type SecretKey = {
  [K in Key]: (typeof settings)[K] extends { readonly secret: true } ? K : never;
}[Key];

/** The type of a parsed value. It includes undefined only if an unset key has its own meaning. */
export type Value<K extends Key> =
  | z.output<(typeof settings)[K]['schema']>
  | ((typeof settings)[K] extends { readonly default: string } ? never : undefined);

export const keys = Object.keys(settings) as readonly Key[];

export const secretKeys = keys.filter(isSecret);

function isSecret(key: Key): key is SecretKey {
  return 'secret' in settings[key];
}

export function secretFileKey<K extends SecretKey>(key: K): `${K}_FILE` {
  return `${key}_FILE`;
}

/** Every environment variable that is a setting. */
export const knownKeys: readonly string[] = [...keys, ...secretKeys.map(secretFileKey)];

/** The table as Markdown, for `docs/configuration.md`. */
export function configTable(): string {
  const rows = keys.flatMap((key) => {
    const setting: Setting = settings[key];
    const description = setting.secret ? `${setting.description} Never shown in logs.` : setting.description;
    const row = `| \`${key}\` | ${setting.default ? `\`${setting.default}\`` : '-'} | ${setting.expects} | ${description} |`;
    return isSecret(key) ? [row, fileRow(key)] : [row];
  });
  return ['| Key | Default | Value | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function fileRow(key: SecretKey): string {
  const meaning = `File with the value of \`${key}\`, instead of that key. Read again when it changes. An invalid new content is logged, and the old one stays in use.`;
  return `| \`${secretFileKey(key)}\` | - | the path of a readable file | ${meaning} |`;
}
