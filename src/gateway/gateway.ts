/**
 * The gateway as a whole, from a configuration and the address of a CMF: connects, listens, drains.
 *
 * Closing it: not ready any more, no new connections, WebSockets get 1001, SSE streams complete, running requests end
 * within `SHUTDOWN_TIMEOUT_MS`; then polling stops and the connections to Redis and CMF close.
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticator } from '../auth/authenticate.ts';
import { createJwtVerifier, type JwtVerifier } from '../auth/jwt.ts';
import { createOrigins } from '../auth/origins.ts';
import { type CmfClient, createCmfClient } from '../cmf/client.ts';
import type { Config } from '../config/config.ts';
import { createPrepare } from '../graphql/operation.ts';
import { createGraphql, graphqlPath } from '../graphql/pipeline.ts';
import { createResolveDocument } from '../graphql/resolve-document.ts';
import { createResponseCache } from '../graphql/response-cache/responses.ts';
import { createGraphqlHandler } from '../http/graphql-handler.ts';
import { createProbes } from '../http/probes.ts';
import { createHttpServer } from '../http/server.ts';
import { createMirror } from '../mirror/mirror.ts';
import type { Logger } from '../observability/log.ts';
import { createMetrics, type Gauges, type Metrics, type ShareMetrics } from '../observability/metrics.ts';
import { createRedaction, noRedaction, type Redaction } from '../redaction/redaction.ts';
import { createMemoryStore } from '../store/memory/store.ts';
import { createRedisStore } from '../store/redis/store.ts';
import type { Store } from '../store/store.ts';
import type { View } from '../store/view.ts';
import { serveWebSockets } from '../streams/websocket.ts';
import { historySettings } from './history-settings.ts';

export interface Gateway extends AsyncDisposable {
  /** The GraphQL endpoint, e.g. `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Ends when the first refresh of the mirror has been tried. */
  readonly firstRefresh: Promise<void>;
}

export interface GatewayOptions {
  readonly config: Config;
  readonly cmfUrl: string;
  readonly log: Logger;
  /** Of a worker: `/metrics` tells of all. */
  readonly shareMetrics?: ShareMetrics | undefined;
}

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, cmfUrl, log, shareMetrics } = options;
  await using opening = new AsyncDisposableStack();
  const { limits, introspection } = config;
  const { ttlMs: recheckMs } = config.auth;
  const redaction = createRedaction(config.redact);
  const draining = new AbortController();
  const history = historySettings(config);
  let isFirstRefreshTried = false;

  const gauges: Gauges = {
    webSockets: () => webSockets.size,
    subscriptions: () => mirror.hub.size,
    environments: () => store.view.environments.environments.size,
    isCmfReachable: () => mirror.health.reachable,
    isRedisReachable: () => store.health.reachable,
    damaged: () => store.health.damaged,
    oldestCopy: () => oldestCopy(store.view),
  };
  const metrics = createMetrics(gauges, shareMetrics);
  const cmf = opening.adopt(openCmf(config, cmfUrl, redaction, metrics, log), (client) => client.close());
  const store = opening.use(await openStore(config, log));
  const mirror = opening.use(
    createMirror({
      cmf,
      store,
      maxAgeMs: config.maxAgeMs,
      refreshActiveMs: config.refresh.activeMs,
      refreshIdleMs: config.refresh.idleMs,
      leaseMs: config.leaseMs,
      onRefreshFailure: (target, error) => {
        metrics.refreshFailed();
        log.warn({ err: error }, `could not refresh the ${target}`);
      },
    }),
  );
  const firstRefresh = mirror.firstRefresh.then(() => {
    isFirstRefreshTried = true;
  });

  const resolveDocument = createResolveDocument(config);
  const origins = createOrigins(config.corsOrigins);
  const authenticator = createAuthenticator({
    mirror,
    jwt: jwtVerifier(config),
    callerClient: openCallerClient(opening, config, cmfUrl, redaction, metrics),
    ttlMs: recheckMs,
  });
  const graphql = createGraphql({
    authenticator,
    recheckMs,
    redaction: config.redact.enabled ? redaction : noRedaction,
    history,
    log,
    metrics,
    maxQueuedUpdates: config.subscriberQueue,
    draining: draining.signal,
    limits,
    introspection,
  });
  const prepare = createPrepare(graphql, log);
  const probes = createProbes({
    cmf: () => mirror.health,
    store: () => store.health,
    isFirstRefreshTried: () => isFirstRefreshTried,
    isDraining: () => draining.signal.aborted,
  });
  const handleGraphql = createGraphqlHandler({
    prepare,
    resolveDocument,
    authenticator,
    responses: createResponseCache({
      maxBytes: config.responseCacheMb * 1024 * 1024,
      moment: () => ({ view: store.view, instancesVersion: mirror.instancesVersion, time: Date.now() }),
    }),
    instancesVersion: () => mirror.instancesVersion,
    metrics,
    maxBodyBytes: limits.bodyBytes,
    log,
  });
  const server = createHttpServer({
    handleGraphql,
    probes,
    metrics,
    log,
    graphiql: config.graphiql,
    origins,
  });
  const webSockets = serveWebSockets(server, {
    prepare,
    authenticator,
    recheckMs,
    resolveDocument,
    origins,
    limits,
    log,
  });
  const { port } = await listen(server, config);
  opening.defer(async () => {
    draining.abort();
    const stopped = stop(server, config.shutdownTimeoutMs);
    await Promise.all([webSockets[Symbol.asyncDispose](), stopped]);
  });

  const closing = opening.move();
  return {
    url: `http://${hostInUrl(config.host)}:${port}${graphqlPath}`,
    firstRefresh,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function openCmf(
  { cmf }: Config,
  url: string,
  redaction: Redaction,
  metrics: Metrics,
  log: Logger,
): CmfClient {
  const read = (path: string | undefined) => path && readFileSync(path, 'utf8');
  return createCmfClient({
    url,
    token: cmf.token,
    tls: { cert: read(cmf.certFile), key: read(cmf.keyFile), ca: read(cmf.caFile) },
    timeoutMs: cmf.timeoutMs,
    maxConnections: cmf.maxConnections,
    redact: redaction.text,
    onCall: metrics.cmfCall,
    onMalformed: (report) => {
      metrics.malformedItem();
      log.warn(report, 'CMF sent an item that could not be read');
    },
  });
}

/**
 * The client that asks CMF with the credentials of callers. It has neither the token nor the certificate of the
 * gateway: a caller must never see something because the gateway may.
 */
function openCallerClient(
  opening: AsyncDisposableStack,
  { auth, cmf }: Config,
  url: string,
  redaction: Redaction,
  metrics: Metrics,
): CmfClient | null {
  if (auth.mode === 'service') return null;
  const callerClient = createCmfClient({
    url,
    tls: { ca: cmf.caFile && readFileSync(cmf.caFile, 'utf8') },
    timeoutMs: cmf.timeoutMs,
    maxConnections: cmf.maxConnections,
    redact: redaction.text,
    onCall: metrics.cmfCall,
  });
  return opening.adopt(callerClient, (client) => client.close());
}

function jwtVerifier({ auth: { jwt } }: Config): JwtVerifier | null {
  return jwt && createJwtVerifier(jwt);
}

async function openStore(config: Config, log: Logger): Promise<Store> {
  const { redisUrl, redisPrefix, journalLength, timelineLength } = config;
  if (redisUrl === undefined) return createMemoryStore({ journalLength, timelineLength });
  return createRedisStore({ url: redisUrl, prefix: redisPrefix, journalLength, timelineLength, log });
}

function listen(server: Server, { host, port }: Config): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/** Lets running requests end, up to a time; then cuts what is left. */
function stop(server: Server, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** In seconds; 0 before anything was read. */
function oldestCopy(view: View): number {
  const read = [...view.environments.environments.keys()]
    .map((name) => view.environment(name).observedAt)
    .filter((observedAt) => observedAt > 0);
  return read.length === 0 ? 0 : (Date.now() - Math.min(...read)) / 1000;
}
