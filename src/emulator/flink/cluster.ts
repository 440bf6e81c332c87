/** The Flink cluster of an application at one moment, as reported by its JobManager. */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../json.ts';
import type { ApplicationState } from '../world/state.ts';
import { checkpointInterval, flinkVersionOf, isBatch, parallelismOf, textAt } from './flink-configuration.ts';
import type { JobRecord } from './job-record.ts';

export interface FlinkCluster {
  /** World time in epoch milliseconds. */
  readonly now: number;
  /** The effective spec of the deployed instance. */
  readonly spec: JsonObject;
  readonly flinkVersion: string;
  /** Flink 2 and newer omit parts of Flink 1's responses and have others. */
  readonly generation: 1 | 2;
  readonly jobId: string;
  readonly jobName: string;
  readonly jobState: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** When the state last changed. */
  readonly changedAt: number;
  readonly isBatch: boolean;
  readonly parallelism: number;
  readonly checkpointInterval: number | null;
  readonly record: JobRecord;
  readonly vertices: readonly Vertex[];
  /** The newest completed savepoint that this job took. */
  readonly savepoint: { readonly path: string; readonly at: number } | null;
  /** The savepoint that the job started from. */
  readonly restoredFrom: string | null;
}

export interface Vertex {
  readonly id: string;
  readonly name: string;
  /** The share of the records that reach it. */
  readonly load: number;
}

/** `none`: there is no cluster. `unreachable`: its JobManager does not respond. */
export function clusterOf(application: ApplicationState, now: Date): FlinkCluster | 'none' | 'unreachable' {
  const { status, deployed, name } = application;
  if (!status || !deployed || status.jobManager === 'MISSING') return 'none';
  if (status.jobManager === 'DEPLOYING' || status.jobState === 'RECONCILING') return 'unreachable';
  if (status.jobId === null || status.jobState === null) return 'unreachable';
  const { spec } = deployed;
  const startedAt = Number(status.startTime);
  const flinkVersion = flinkVersionOf(spec);
  return {
    now: now.getTime(),
    spec,
    flinkVersion,
    generation: flinkVersion.startsWith('1.') ? 1 : 2,
    jobId: status.jobId,
    jobName: textAt(spec, 'flinkConfiguration', 'pipeline.name') ?? name,
    jobState: status.jobState,
    startedAt,
    changedAt: Number(status.updateTime ?? status.startTime),
    isBatch: isBatch(spec),
    parallelism: parallelismOf(spec),
    checkpointInterval: isBatch(spec) ? null : checkpointInterval(spec),
    record: status.job,
    vertices: verticesOf(name, isBatch(spec)),
    savepoint: newestSavepoint(application, startedAt),
    restoredFrom: status.upgradeSavepointPath,
  };
}

/** `orders-enrichment` reads orders, does an enrichment and writes its results. */
function verticesOf(application: string, batch: boolean): readonly Vertex[] {
  const [subject = application, ...task] = application.split('-');
  const work = task.join(' ') || 'processing';
  const names = batch
    ? [`Source: ${subject} archive`, `${capital(work)}: sort -> aggregate`, `Sink: ${application} files`]
    : [`Source: ${subject} topic`, `${capital(work)} -> Filter`, `Sink: ${application} topic: Writer`];
  // The second vertex does the work: it is the busiest.
  return names.map((name, index) => ({ id: idOf(name), name, load: [0.2, 0.7, 0.3][index] ?? 0.1 }));
}

/** Flink's ids of vertices are hashes, too: the same job has the same ones in each deployment. */
function idOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 32);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function newestSavepoint(application: ApplicationState, since: number): FlinkCluster['savepoint'] {
  const [newest] = [...application.savepoints.values()]
    .flatMap(({ status: { state, path, resultTimestamp } }) =>
      state === 'COMPLETED' && path !== null && resultTimestamp
        ? [{ path, at: Date.parse(resultTimestamp) }]
        : [],
    )
    .filter(({ at }) => at >= since)
    .toSorted((a, b) => b.at - a.at);
  return newest ?? null;
}
