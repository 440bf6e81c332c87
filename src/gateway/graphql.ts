/** The GraphQL service of the gateway: its operations, over HTTP and for streams, and the cache of its responses. */
import packageJson from '../../package.json' with { type: 'json' };
import type { Authenticator } from '../auth/authenticate.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { Config } from '../config/config.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import { createPrepare } from '../graphql/operation.ts';
import { createGraphql } from '../graphql/pipeline.ts';
import { createOperationReports, type OperationReports } from '../graphql/reports/operation-reports.ts';
import { createResolveDocument, type ResolveDocument } from '../graphql/resolve-document.ts';
import { createResponseCache, type ResponseCache } from '../graphql/response-cache/responses.ts';
import type { TrustedDocuments } from '../graphql/trusted-documents.ts';
import { createGraphqlHandler, type GraphqlHandler } from '../http/graphql-handler.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing/tracing.ts';
import type { Redaction } from '../redaction/redaction.ts';
import type { Store } from '../store/store.ts';
import type { TraceWrite } from '../writes/protocol/run-write.ts';
import { historySettings } from './history-settings.ts';
import type { Problems } from './problems.ts';
import { openWrites } from './writes.ts';

export interface GraphqlParts {
  readonly authenticator: Authenticator;
  readonly cmf: CmfClient;
  /** Null unless CMF authorizes callers. */
  readonly callerClient: CmfClient | null;
  readonly mirror: Mirror;
  readonly store: Store;
  readonly flink: FlinkJobs;
  readonly problems: Problems;
  readonly documents: TrustedDocuments;
  readonly redaction: Redaction;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly traceWrite: TraceWrite;
  readonly log: Logger;
  readonly isEmulated: boolean;
  /** Completes the subscriptions. */
  readonly draining: AbortSignal;
}

export interface GraphqlService {
  readonly handle: GraphqlHandler;
  readonly prepare: OperationReports['prepare'];
  readonly resolveDocument: ResolveDocument;
  readonly responses: ResponseCache;
}

export function openGraphql(config: Config, parts: GraphqlParts): GraphqlService {
  const { authenticator, mirror, store, flink, problems, redaction, metrics, tracing, log } = parts;
  const { limits, introspection } = config;
  const graphql = createGraphql({
    authenticator,
    flink,
    recheckMs: config.auth.ttlMs,
    redaction,
    log,
    metrics,
    tracing,
    writesOf: openWrites({ config, ...parts }),
    limits,
    introspection,
    gateway: {
      mutations: config.writes.enabled,
      emulator: parts.isEmulated,
      version: packageJson.version,
      history: historySettings(config),
      problemUpdates: problems.updates,
      operations: store.writes,
      maxQueuedUpdates: config.subscriberQueue,
      draining: parts.draining,
    },
  });
  const reports = createOperationReports({
    prepare: createPrepare({ graphql, log, mutations: config.writes.enabled }),
    slowMs: config.slowOperationMs,
    tracing,
    log,
  });
  const resolveDocument = createResolveDocument(config, parts.documents);
  const responses = createResponseCache({
    maxBytes: config.responseCacheMb * 1024 * 1024,
    moment: () => ({ view: store.view, instancesVersion: mirror.instancesVersion, time: Date.now() }),
  });
  const handle = createGraphqlHandler({
    reports,
    resolveDocument,
    authenticator,
    responses,
    instancesVersion: () => mirror.instancesVersion,
    metrics,
    maxBodyBytes: limits.bodyBytes,
    compression: config.compression,
    log,
  });
  return { handle, prepare: reports.prepare, resolveDocument, responses };
}
