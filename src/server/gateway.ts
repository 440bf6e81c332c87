/**
 * The gateway as a whole, from a configuration and the address of a CMF: connects, listens, drains.
 *
 * Closing it: not ready any more, no new connections, WebSockets get 1001, SSE streams complete, running requests end
 * within `SHUTDOWN_TIMEOUT_MS`; then polling stops and the connections to Redis and CMF close.
 */
import { readFileSync } from 'node:fs';
import { createCallers } from '../auth/callers.ts';
import { createJwtVerifier, type JwtVerifier } from '../auth/jwt.ts';
import { type CmfClient, createCmfClient } from '../cmf/client.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { createMemoryStore } from '../mirror/memory-store.ts';
import { createMirror } from '../mirror/mirror.ts';
import { createRedisStore } from '../mirror/redis/store.ts';
import type { Store } from '../mirror/store.ts';
import type { View } from '../mirror/view.ts';
import { createRedaction, noRedaction, type Redaction } from '../redaction.ts';
import { createAdmission } from './admission.ts';
import { createAnswer } from './answer.ts';
import { createGraphql, graphqlPath } from './graphql.ts';
import { historySettings } from './history-settings.ts';
import { createHttpServer } from './http.ts';
import { acceptBacklog, listen, stop } from './listener.ts';
import { createMetrics, type Gauges, type Metrics, type ShareMetrics } from './metrics.ts';
import { createPrepare } from './operation.ts';
import { createOrigins } from './origins.ts';
import { createProbes } from './probes.ts';
import { createResponses } from './response-cache/responses.ts';
import { serveWebSockets } from './websocket.ts';

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
  /** Other processes listen on the same port (SO_REUSEPORT). */
  readonly reusePort?: boolean;
}

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, cmfUrl, log, shareMetrics, reusePort = false } = options;
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

  const admit = createAdmission(config);
  const origins = createOrigins(config.corsOrigins);
  const callers = createCallers({
    mirror,
    jwt: jwtVerifier(config),
    judge: openJudge(opening, config, cmfUrl, redaction, metrics),
    ttlMs: recheckMs,
  });
  const graphql = createGraphql({
    callers,
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
  const answer = createAnswer({
    prepare,
    admit,
    callers,
    responses: createResponses({
      maxBytes: config.responseCacheMb * 1024 * 1024,
      moment: () => ({ view: store.view, instancesVersion: mirror.instancesVersion, time: Date.now() }),
    }),
    instancesVersion: () => mirror.instancesVersion,
    metrics,
    maxBodyBytes: limits.bodyBytes,
    log,
  });
  const server = createHttpServer({ answer, probes, metrics, log, graphiql: config.graphiql, origins });
  const webSockets = serveWebSockets(server, { prepare, callers, recheckMs, admit, origins, limits, log });
  const { port } = await listen(server, { host: config.host, port: config.port, reusePort });
  opening.defer(async () => {
    // Before `abort`: the close of the WebSockets must follow that in the same turn, or their subscriptions complete first.
    await acceptBacklog(server);
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
 * Asks CMF in the name of callers. It has none of the gateway's credentials, neither token nor certificate: what
 * CMF lets the gateway see must never pass for what it lets a caller see.
 */
function openJudge(
  opening: AsyncDisposableStack,
  { auth, cmf }: Config,
  url: string,
  redaction: Redaction,
  metrics: Metrics,
): CmfClient | null {
  if (auth.mode === 'service') return null;
  const judge = createCmfClient({
    url,
    tls: { ca: cmf.caFile && readFileSync(cmf.caFile, 'utf8') },
    timeoutMs: cmf.timeoutMs,
    maxConnections: cmf.maxConnections,
    redact: redaction.text,
    onCall: metrics.cmfCall,
  });
  return opening.adopt(judge, (client) => client.close());
}

function jwtVerifier({ auth: { jwt } }: Config): JwtVerifier | null {
  return jwt && createJwtVerifier(jwt);
}

async function openStore(config: Config, log: Logger): Promise<Store> {
  const { redisUrl, redisPrefix, journalLength, timelineLength } = config;
  if (redisUrl === undefined) return createMemoryStore({ journalLength, timelineLength });
  return createRedisStore({ url: redisUrl, prefix: redisPrefix, journalLength, timelineLength, log });
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
