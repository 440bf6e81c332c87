/** Metrics of the job and of the subtasks of a vertex, by name. */
import type { Json } from '../../json.ts';
import type { FlinkCluster, Vertex } from './cluster.ts';
import { ranMs } from './job.ts';
import { checkpointsAt } from './job-record.ts';

/** Without `get`: the names only. */
export function jobMetricsBody(cluster: FlinkCluster, get: string | null): Json {
  return selected(jobMetrics(cluster), get).map(([id, value]) =>
    get === null ? { id } : { id, value: String(value) },
  );
}

function jobMetrics(cluster: FlinkCluster): ReadonlyMap<string, number> {
  const { now, record, checkpointInterval, generation, startedAt } = cluster;
  const { completed, failed, lastCompleted } = checkpointsAt(record, now, checkpointInterval);
  const uptime = record.runningSince === null ? 0 : now - Date.parse(record.runningSince);
  return new Map([
    ['numRestarts', record.restarts],
    ...(generation === 1 ? [['fullRestarts', record.restarts] as const] : []),
    ['uptime', uptime],
    ...(generation === 1 ? [['downtime', uptime > 0 ? 0 : now - startedAt] as const] : []),
    ['runningTime', uptime],
    ['totalNumberOfCheckpoints', completed + failed],
    ['numberOfCompletedCheckpoints', completed],
    ['numberOfFailedCheckpoints', failed],
    ['numberOfInProgressCheckpoints', 0],
    ['lastCompletedCheckpointId', lastCompleted?.id ?? -1],
    ['lastCheckpointDuration', lastCompleted ? 800 : -1],
    ['lastCheckpointSize', lastCompleted ? 48_210_944 : -1],
  ]);
}

/** Aggregated over the subtasks, as `agg` requests; all four aggregates without it. */
export function subtaskMetricsBody(
  cluster: FlinkCluster,
  vertex: Vertex,
  get: string | null,
  aggregates: string | null,
): Json {
  const { parallelism } = cluster;
  const kinds = aggregates?.split(',') ?? ['min', 'max', 'avg', 'sum'];
  return selected(subtaskMetrics(cluster, vertex), get).map(([id, value]) => {
    if (get === null) return { id };
    const all: Readonly<Record<string, number>> = {
      min: value,
      max: value,
      avg: value,
      sum: value * parallelism,
    };
    return { id, ...Object.fromEntries(kinds.map((kind) => [kind, all[kind] ?? 0])) };
  });
}

function subtaskMetrics(cluster: FlinkCluster, { load }: Vertex): ReadonlyMap<string, number> {
  const isRunning = cluster.record.runningSince !== null && ranMs(cluster) > 0;
  const busy = isRunning ? Math.round(load * 1000) : 0;
  return new Map([
    ['busyTimeMsPerSecond', busy],
    ['backPressuredTimeMsPerSecond', 0],
    ['idleTimeMsPerSecond', isRunning ? 1000 - busy : 0],
    ['numRecordsInPerSecond', isRunning ? 240 : 0],
    ['numRecordsOutPerSecond', isRunning ? 240 : 0],
  ]);
}

/** Flink omits names of metrics that do not exist. */
function selected(metrics: ReadonlyMap<string, number>, get: string | null): readonly [string, number][] {
  const names = get?.split(',') ?? [...metrics.keys()];
  return names.flatMap((name): [string, number][] => {
    const value = metrics.get(name);
    return value === undefined ? [] : [[name, value]];
  });
}
