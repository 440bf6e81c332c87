/**
 * The running jobs of applications. A job is found by the id that CMF reports, else as the only job of the cluster. Each
 * part of it is read when it is first needed, and kept for 2 seconds for all callers.
 *
 * Reads use the gateway's own identity. Callers must have the right to see the application: CMF requires the same right
 * for `flink-web-ui` (contract section 2).
 */
import type { Application } from '../cmf/resources/application.ts';
import { at } from '../json.ts';
import type { FlinkClient } from './client.ts';
import { isAbsent } from './errors.ts';
import { type FlinkId, flinkId } from './id.ts';
import { createKeptReads } from './kept-reads.ts';
import type { Checkpoints } from './resources/checkpoints.ts';
import type { JobException } from './resources/exceptions.ts';
import type { JobDetails, JobVertex } from './resources/job.ts';
import { commonMetrics, type MetricValue, type VertexLoad } from './resources/metrics.ts';

/** Each method throws a `FlinkError`, and costs at most one call of Flink unless it says otherwise. */
export interface RunningJob {
  readonly details: JobDetails;
  /** When the read of the details began, in epoch milliseconds. */
  readonly observedAt: number;
  flinkVersion(): Promise<string | null>;
  /** Newest first. */
  exceptions(): Promise<readonly JobException[]>;
  /** Null for a job without checkpoints, such as a batch job. */
  checkpoints(): Promise<Checkpoints | null>;
  /** Milliseconds between checkpoints; null without periodic checkpoints. */
  checkpointInterval(): Promise<number | null>;
  restarts(): Promise<number | null>;
  /** The values of those names that the job has: one call, or three for names that not every job has. */
  metrics(names: readonly string[]): Promise<ReadonlyMap<string, MetricValue>>;
  /** Null for a vertex beyond the first `maxVertexLoads`, and for one that Flink has no metrics of. */
  load(vertex: JobVertex): Promise<VertexLoad | null>;
}

export interface FindOptions {
  /** Ignores kept reads that began earlier, in epoch milliseconds. */
  readonly notBefore?: number | undefined;
}

export interface FlinkJobs {
  /**
   * The job of the application's deployed instance. Null if CMF reports no cluster (without a call) or if the cluster
   * has no such job. Costs one call; three if CMF reports no job id or a different one. Throws a `FlinkError`.
   */
  find(application: Application, options?: FindOptions): Promise<RunningJob | null>;
}

export interface FlinkJobsOptions {
  readonly client: FlinkClient;
  /** How long results are kept. Default 2 seconds. */
  readonly keepMs?: number;
  readonly now?: () => number;
}

/** The load of each vertex costs one call. */
export const maxVertexLoads = 32;

export function createFlinkJobs({ client, keepMs = 2_000, now = Date.now }: FlinkJobsOptions): FlinkJobs {
  const kept = createKeptReads({ keepMs, now });

  return {
    async find(application, { notBefore = 0 } = {}) {
      if (!hasCluster(application)) return null;
      const begin = <Value>(part: string, read: () => Promise<Value>) =>
        kept.get(JSON.stringify([application.environment, application.name, part]), notBefore, read);

      const open = async (id: FlinkId): Promise<RunningJob> => {
        const { startedAt, value } = begin(id, () => client.job(application, id));
        return runningJob(await value, startedAt, application, begin);
      };

      const id = flinkId(application.jobId);
      if (id) {
        try {
          return await open(id);
        } catch (error) {
          // Either the JobManager does not have this job, or there is no JobManager. The list of jobs distinguishes
          // the cases.
          if (!isAbsent(error)) throw error;
        }
      }
      const [only, ...others] = await begin('jobs', () => client.jobIds(application)).value;
      return only === undefined || others.length > 0 ? null : open(only);
    },
  };

  function runningJob(
    details: JobDetails,
    observedAt: number,
    cluster: Application,
    begin: <Value>(part: string, read: () => Promise<Value>) => { readonly value: Promise<Value> },
  ): RunningJob {
    const { id } = details;
    const ofJob = <Value>(part: string, read: () => Promise<Value>) => begin(`${id} ${part}`, read).value;
    const loadable = new Set(details.vertices.slice(0, maxVertexLoads));
    const common = () => ofJob('common metrics', () => client.metrics(cluster, id, commonMetrics));

    return {
      details,
      observedAt,
      flinkVersion: () => begin('version', () => client.version(cluster)).value,
      exceptions: () => ofJob('exceptions', () => client.exceptions(cluster, id)),
      checkpoints: () => ofJob('checkpoints', () => nullIfAbsent(client.checkpoints(cluster, id))),
      checkpointInterval: () => ofJob('interval', () => nullIfAbsent(client.checkpointInterval(cluster, id))),
      async restarts() {
        const metrics = await common();
        return metrics.get('numRestarts')?.number ?? metrics.get('fullRestarts')?.number ?? null;
      },
      async metrics(names) {
        const metrics = await common();
        if (names.every((name) => commonMetrics.includes(name))) return metrics;
        // All names that Flink lists, not those of the caller: no text of a caller becomes part of a path.
        const listed = await ofJob('metric names', () => client.metricNames(cluster, id));
        const others = listed.filter((name) => !commonMetrics.includes(name));
        if (others.length === 0) return metrics;
        return new Map([
          ...metrics,
          ...(await ofJob('other metrics', () => client.metrics(cluster, id, others))),
        ]);
      },
      async load(vertex) {
        const { id: vertexId } = vertex;
        if (vertexId === null || !loadable.has(vertex)) return null;
        return ofJob(`load ${vertexId}`, () => nullIfAbsent(client.vertexLoad(cluster, id, vertexId)));
      },
    };
  }
}

/** False if CMF reports that there is no cluster, so that a suspended application costs no call. */
function hasCluster({ currentInstance, jobId, status }: Application): boolean {
  if (currentInstance === null && jobId === null) return false;
  return at(status, 'jobManagerDeploymentStatus') !== 'MISSING';
}

async function nullIfAbsent<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}
