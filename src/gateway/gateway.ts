/**
 * Assembles the gateway from a configuration and the URL of a CMF: connects, listens, drains.
 *
 * Closing drains it. `/ready` responds 503 and every response closes its connection; after `DRAIN_DELAY_MS` the listener
 * closes, WebSockets get close code 1001, SSE streams complete, and running requests end within `SHUTDOWN_TIMEOUT_MS`. Then
 * polling stops and the connections to Redis and CMF close.
 */
import { setTimeout } from 'node:timers/promises';
import { createOrigins } from '../auth/origins.ts';
import type { Config } from '../config/config.ts';
import { openTls } from '../config/tls-files.ts';
import { graphqlPath } from '../graphql/pipeline.ts';
import { readTrustedDocuments, trustedOperationNames } from '../graphql/trusted-documents.ts';
import { acceptBacklog, listen, stop } from '../http/listener.ts';
import { createEndpoints } from '../http/management/endpoints.ts';
import { createProbes } from '../http/management/probes.ts';
import { openConsole } from '../http/pages/console.ts';
import { createHttpServer } from '../http/server.ts';
import { createMirror } from '../mirror/mirror.ts';
import type { Logger } from '../observability/log.ts';
import { createMetrics, type ShareMetrics } from '../observability/metrics.ts';
import { openTracing } from '../observability/tracing/open-tracing.ts';
import { createFailureWatch } from '../problems/failure-watch.ts';
import { createRedaction, noRedaction } from '../redaction/redaction.ts';
import { serveWebSockets } from '../streams/websocket-server.ts';
import { openAuthenticator } from './authenticator.ts';
import { openCallerClient, openCmf } from './cmf-clients.ts';
import { createCmfReports } from './cmf-reports.ts';
import { openFleetMetrics } from './fleet-metrics.ts';
import { openFlinkJobs } from './flink-jobs.ts';
import { gaugesOf } from './gauges.ts';
import { openGraphql } from './graphql.ts';
import { openIdentity } from './identity.ts';
import { serveManagement } from './management.ts';
import { openStore } from './open-store.ts';
import { openProblems } from './problems.ts';
import { createTraceHooks } from './trace-hooks.ts';

export interface Gateway extends AsyncDisposable {
  /** The GraphQL endpoint, e.g. `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** The base URL of metrics and probes, e.g. `http://127.0.0.1:9464`. */
  readonly managementUrl: string;
  /** Resolves when the first refresh of the mirror has succeeded or failed. */
  readonly firstRefresh: Promise<void>;
}

export interface GatewayOptions {
  readonly config: Config;
  readonly cmfUrl: string;
  /** The CMF is the embedded emulator. Responses state it, because its fleet is simulated. */
  readonly isEmulated?: boolean;
  readonly log: Logger;
  /** Set in a worker: `/metrics` covers all workers. */
  readonly shareMetrics?: ShareMetrics | undefined;
  /** The id of a worker: other processes listen on the same port (SO_REUSEPORT). */
  readonly worker?: number | undefined;
}

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, cmfUrl, isEmulated = false, log, shareMetrics, worker } = options;
  const reusePort = worker !== undefined;
  await using opening = new AsyncDisposableStack();
  const redaction = createRedaction(config.redact);
  const draining = new AbortController();
  let isDraining = false;
  let isFirstRefreshTried = false;

  const consolePages = config.console.enabled ? await openConsole(config.console) : null;
  const documents = readTrustedDocuments(config.trustedDocuments, consolePages?.documents ?? new Map());
  const tracing = opening.use(await openTracing(config, log));
  const traces = createTraceHooks(tracing);
  const metrics = createMetrics(
    gaugesOf({
      webSockets: () => webSockets,
      mirror: () => mirror,
      store: () => store,
      cmf: () => cmf,
      identity: () => identity,
      responses: () => graphql.responses,
      showsNames: config.fleetMetrics,
    }),
    { share: shareMetrics, trustedNames: trustedOperationNames(documents) },
  );
  const tls = opening.use(openTls(config, log));
  const identity = openIdentity(opening, config, tls, log);
  const own = { identity, tls };
  const cmf = openCmf(opening, config, cmfUrl, own, redaction, metrics, traces.cmfCall, log);
  const shown = config.redact.enabled ? redaction : noRedaction;
  const flink = openFlinkJobs(
    opening,
    config,
    { url: cmfUrl, ...own },
    shown.text,
    metrics,
    traces.flinkCall,
  );
  const store = await openStore(opening, config, { metrics, tracing }, log);
  const failures = createFailureWatch({
    flink,
    archive: store.archive,
    onRecorded: (application) => problems.recheck(application),
  });
  const mirror = opening.use(
    createMirror({
      cmf,
      store,
      maxAgeMs: config.maxAgeMs,
      refreshActiveMs: config.refresh.activeMs,
      refreshIdleMs: config.refresh.idleMs,
      leaseMs: config.leaseMs,
      checkpoints: { checkpointMs: config.checkpointMs, journalLength: config.journalLength },
      traceRefresh: traces.refresh,
      onPolled: failures.observe,
      ...createCmfReports(metrics, log),
    }),
  );
  const problems = openProblems({ config, mirror, store, flink, log });
  const firstRefresh = mirror.firstRefresh.then(() => {
    isFirstRefreshTried = true;
  });

  const callerClient = openCallerClient(opening, config, cmfUrl, redaction, metrics, traces.cmfCall, log);
  const authenticator = await openAuthenticator(config, { mirror, callerClient });
  const graphql = openGraphql(config, {
    authenticator,
    cmf,
    callerClient,
    mirror,
    store,
    flink,
    problems,
    documents,
    redaction: shown,
    metrics,
    tracing,
    traceWrite: traces.write,
    log,
    isEmulated,
    draining: draining.signal,
  });
  const probes = createProbes({
    cmf: () => mirror.health,
    store: () => store.health,
    isFirstRefreshTried: () => isFirstRefreshTried,
    isDraining: () => isDraining,
    isEmulated,
  });
  const fleet = openFleetMetrics(opening, config, { mirror, store, flink });
  // A failure shows at the first scrape.
  firstRefresh.then(() => fleet?.prepare()).catch(() => undefined);
  const endpoints = createEndpoints({ probes, metrics, fleet, compression: config.compression });
  const origins = createOrigins(config.corsOrigins);
  const server = createHttpServer({
    handleGraphql: graphql.handle,
    endpoints: config.metricsPort === undefined ? endpoints : new Map(),
    metrics,
    tracing,
    log,
    graphiql: config.graphiql,
    console: consolePages,
    compression: config.compression,
    origins,
    isDraining: () => isDraining,
    isEmulated,
  });
  const webSockets = serveWebSockets(server, {
    prepare: graphql.prepare,
    authenticator,
    recheckMs: config.auth.ttlMs,
    resolveDocument: graphql.resolveDocument,
    origins,
    limits: config.limits,
    metrics,
    log,
    isEmulated,
  });
  const managementPort = await serveManagement(opening, config, { endpoints, isEmulated, reusePort, log });
  const { port } = await listen(server, { host: config.host, port: config.port, reusePort });
  opening.defer(async () => {
    isDraining = true;
    await setTimeout(config.drainDelayMs);
    // Prepared before `abort`: the WebSockets must close in the same turn as `abort`, otherwise their subscriptions
    // complete first.
    await acceptBacklog(server);
    draining.abort();
    const stopped = stop(server, config.shutdownTimeoutMs);
    await Promise.all([webSockets[Symbol.asyncDispose](), stopped]);
  });

  const closing = opening.move();
  return {
    url: `http://${hostInUrl(config.host)}:${port}${graphqlPath}`,
    managementUrl: `http://${hostInUrl(config.host)}:${managementPort ?? port}`,
    firstRefresh,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
