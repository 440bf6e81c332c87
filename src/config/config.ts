/** The gateway's configuration, as `parse-config.ts` reads it from the environment. */
import type { ConsoleConfig } from './console-config.ts';
import type { EmulatorConfig } from './emulator-config.ts';
import type { SecretKey, Value } from './settings.ts';

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
