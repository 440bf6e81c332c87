/**
 * Parses the gateway's configuration from environment variables, once at start-up. `parseConfig` returns a complete
 * `Config` or throws one `ConfigError` that lists all invalid keys. No message contains a secret.
 */
import { readFileSync } from 'node:fs';
import type { Config, OAuthConfig, TracingConfig } from './config.ts';
import { conflicts, emulatorConflicts, risks } from './conflicts.ts';
import { consoleConflicts, readConsoleConfig } from './console-config.ts';
import { readEmulatorConfig } from './emulator-config.ts';
import { readSecret } from './secret-file.ts';
import { ConfigError, type ConfigProblem, createSettingReader, type Environment } from './setting-reader.ts';
import { type SecretKey, secretFileKey, secretKeys, settings } from './settings.ts';
import { unknownCmfKeys, unknownKeyWarnings } from './unknown-keys.ts';

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
