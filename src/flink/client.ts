/**
 * Flink's REST API of an application's cluster, through CMF's proxy `…/flink-web-ui`: one method per endpoint. Every method
 * returns domain types or throws a `FlinkError`.
 *
 * Read only. CMF forwards any method and path to Flink, so this client sends GET to the paths of this file and to no
 * others. Names of environments and applications are percent-encoded; ids are validated (`id.ts`); no other text of a
 * caller is part of a path.
 */
import { type Identity, noIdentity } from '../cmf/auth/identity.ts';
import { CmfError } from '../cmf/errors.ts';
import { pathOf } from '../cmf/path.ts';
import { createReader } from '../cmf/reader.ts';
import type { Parse } from '../cmf/resources/fields.ts';
import { createTransport, type TransportOptions } from '../cmf/transport.ts';
import { createCallLimit } from './call-limit.ts';
import { FlinkError } from './errors.ts';
import type { FlinkId } from './id.ts';
import { type Checkpoints, parseCheckpointInterval, parseCheckpoints } from './resources/checkpoints.ts';
import { parseFlinkVersion, parseJobIds } from './resources/cluster.ts';
import { type JobException, parseExceptions } from './resources/exceptions.ts';
import type { Redact } from './resources/fields.ts';
import { type JobDetails, parseJob } from './resources/job.ts';
import {
  loadMetrics,
  type MetricValue,
  parseMetricNames,
  parseMetrics,
  parseVertexLoad,
  type VertexLoad,
} from './resources/metrics.ts';

/** The application whose cluster is read. */
export interface Cluster {
  readonly environment: string;
  readonly name: string;
}

export interface FlinkClient {
  /** Such as `1.20.1`. */
  version(cluster: Cluster): Promise<string | null>;
  jobIds(cluster: Cluster): Promise<readonly FlinkId[]>;
  job(cluster: Cluster, job: FlinkId): Promise<JobDetails>;
  /** The newest 100, newest first. Flink keeps 16 by default. */
  exceptions(cluster: Cluster, job: FlinkId): Promise<readonly JobException[]>;
  checkpoints(cluster: Cluster, job: FlinkId): Promise<Checkpoints>;
  /** Milliseconds; null without periodic checkpoints. */
  checkpointInterval(cluster: Cluster, job: FlinkId): Promise<number | null>;
  metricNames(cluster: Cluster, job: FlinkId): Promise<readonly string[]>;
  /**
   * The values of the metrics that the job has. `names` come from `metricNames` or from this project, never from a
   * caller.
   */
  metrics(
    cluster: Cluster,
    job: FlinkId,
    names: readonly string[],
  ): Promise<ReadonlyMap<string, MetricValue>>;
  vertexLoad(cluster: Cluster, job: FlinkId, vertex: FlinkId): Promise<VertexLoad>;
  /** Ends running calls and closes the connections. */
  close(): Promise<void>;
}

export interface FlinkClientOptions extends TransportOptions {
  /** The gateway's own identity. */
  readonly identity?: Identity | undefined;
  /** Removes credentials from every text of Flink. */
  readonly redact: Redact;
  /** Concurrent calls to one cluster. Default 4. */
  readonly maxCallsPerCluster?: number;
}

const environments = '/cmf/api/v1/environments';
/** The history of a job that fails repeatedly for hours is long, but shorter than this. */
const maxResponseBytes = 8 * 1024 * 1024;
/** Flink's server refuses a request line of over 4096 bytes by default. */
const maxNamesLength = 2_500;

export function createFlinkClient(options: FlinkClientOptions): FlinkClient {
  const { identity = noIdentity, redact, maxConnections = 16, maxCallsPerCluster = 4 } = options;
  // No retries: the caller's next read comes soon, and a dead JobManager must not cost several time limits.
  const transport = createTransport({ ...options, maxConnections, maxRetries: 0, maxResponseBytes });
  const read = createReader({ transport, identity, redact });
  const limit = createCallLimit({ perCluster: maxCallsPerCluster, total: maxConnections });

  async function get<Document>(
    operation: string,
    { environment, name }: Cluster,
    path: string,
    parse: Parse<Document>,
  ): Promise<Document> {
    try {
      const cluster = environments + pathOf(operation, environment, 'applications', name, 'flink-web-ui');
      return await limit(cluster, () => read({ operation, path: cluster + path, parse }));
    } catch (error) {
      throw error instanceof CmfError ? new FlinkError(error) : error;
    }
  }

  return {
    version: (cluster) => get('flinkConfig', cluster, '/config', parseFlinkVersion),
    jobIds: (cluster) => get('flinkJobs', cluster, '/jobs', parseJobIds),
    job: (cluster, job) => get('flinkJob', cluster, `/jobs/${job}`, (wire) => parseJob(wire, job, redact)),
    exceptions: (cluster, job) =>
      get('flinkExceptions', cluster, `/jobs/${job}/exceptions?maxExceptions=100`, (wire) =>
        parseExceptions(wire, redact),
      ),
    checkpoints: (cluster, job) =>
      get('flinkCheckpoints', cluster, `/jobs/${job}/checkpoints`, (wire) => parseCheckpoints(wire, redact)),
    checkpointInterval: (cluster, job) =>
      get('flinkCheckpointConfig', cluster, `/jobs/${job}/checkpoints/config`, parseCheckpointInterval),
    metricNames: (cluster, job) => get('flinkJobMetrics', cluster, `/jobs/${job}/metrics`, parseMetricNames),
    metrics: (cluster, job, names) =>
      get('flinkJobMetrics', cluster, `/jobs/${job}/metrics?get=${listed(names)}`, (wire) =>
        parseMetrics(wire, redact),
      ),
    vertexLoad: (cluster, job, vertex) =>
      get(
        'flinkSubtaskMetrics',
        cluster,
        `/jobs/${job}/vertices/${vertex}/subtasks/metrics?get=${listed(loadMetrics)}&agg=max`,
        parseVertexLoad,
      ),
    close: () => transport.close(),
  };
}

/** Takes as many names as fit. */
function listed(names: readonly string[]): string {
  let text = '';
  for (const name of names) {
    const longer = text === '' ? encodeURIComponent(name) : `${text},${encodeURIComponent(name)}`;
    if (longer.length > maxNamesLength) break;
    text = longer;
  }
  return text;
}
