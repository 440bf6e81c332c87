/** `/jobs/{job}/checkpoints` and `…/checkpoints/config`. */
import type { JsonObject } from '../../json.ts';
import type { FlinkCluster } from './cluster.ts';
import { checkpointsAt, type FailedCheckpoint } from './job-record.ts';

/** Flink's history has 10 entries by default (`web.checkpoints.history`). */
const historyLength = 10;
const stateSize = 48_210_944;

export function checkpointsBody(cluster: FlinkCluster): JsonObject {
  const { now, record, checkpointInterval, savepoint } = cluster;
  const { completed, failed, lastCompleted } = checkpointsAt(record, now, checkpointInterval);
  const newest = lastCompleted && completedBody(cluster, lastCompleted.id, Date.parse(lastCompleted.at));
  const latestFailed = record.lastFailed && failedBody(cluster, record.lastFailed);
  const restored = restoredBody(cluster);
  return {
    counts: {
      restored: restored ? record.restarts + (cluster.restoredFrom === null ? 0 : 1) : 0,
      total: completed + failed + (savepoint ? 1 : 0),
      in_progress: 0,
      completed: completed + (savepoint ? 1 : 0),
      failed,
    },
    latest: {
      completed: newest,
      savepoint: savepoint && savepointBody(cluster, savepoint, completed + failed + 1),
      failed: latestFailed,
      restored,
    },
    history: historyOf(cluster, lastCompleted, latestFailed),
  };
}

export function checkpointConfigBody({ checkpointInterval }: FlinkCluster): JsonObject {
  return {
    mode: 'exactly_once',
    // Flink's value for a job without periodic checkpoints: the largest 64-bit integer.
    interval: checkpointInterval ?? 9_223_372_036_854_776_000,
    timeout: 600_000,
    min_pause: 0,
    max_concurrent: 1,
    externalization: { enabled: true, delete_on_cancellation: false },
    state_backend: 'EmbeddedRocksDBStateBackend',
    checkpoint_storage: 'FileSystemCheckpointStorage',
    unaligned_checkpoints: false,
    tolerable_failed_checkpoints: 0,
    aligned_checkpoint_timeout: 0,
    checkpoints_after_tasks_finish: true,
  };
}

/** The completed checkpoints of the current run and the last failed one, newest first. */
function historyOf(
  cluster: FlinkCluster,
  last: { readonly id: number; readonly at: string } | null,
  failed: JsonObject | null,
): readonly JsonObject[] {
  const { record, checkpointInterval } = cluster;
  const begin = Date.parse(record.runningSince ?? '');
  const entries: JsonObject[] = [];
  if (last && checkpointInterval !== null) {
    let time = Date.parse(last.at);
    for (let id = last.id; id > 0 && entries.length < historyLength && time > begin; id -= 1) {
      entries.push(completedBody(cluster, id, time));
      time -= checkpointInterval;
    }
  }
  return [...entries, ...(failed ? [failed] : [])]
    .toSorted((a, b) => Number(b['id']) - Number(a['id']))
    .slice(0, historyLength);
}

function completedBody(cluster: FlinkCluster, id: number, triggeredAt: number): JsonObject {
  return {
    className: 'completed',
    id,
    status: 'COMPLETED',
    is_savepoint: false,
    savepointFormat: null,
    trigger_timestamp: triggeredAt,
    latest_ack_timestamp: triggeredAt + 800,
    checkpointed_size: Math.floor(stateSize / 12),
    state_size: stateSize,
    end_to_end_duration: 800,
    alignment_buffered: 0,
    processed_data: 0,
    persisted_data: 0,
    ...subtasks(cluster),
    checkpoint_type: 'CHECKPOINT',
    tasks: {},
    external_path: `s3://flink-checkpoints/${cluster.jobId}/chk-${id}`,
    discarded: false,
  };
}

function savepointBody(
  cluster: FlinkCluster,
  { path, at }: { readonly path: string; readonly at: number },
  id: number,
): JsonObject {
  return {
    ...completedBody(cluster, id, at),
    is_savepoint: true,
    savepointFormat: 'CANONICAL',
    checkpoint_type: 'SAVEPOINT',
    external_path: path,
  };
}

function failedBody(cluster: FlinkCluster, failed: FailedCheckpoint): JsonObject {
  const triggered = Date.parse(failed.triggeredAt);
  const total = subtasks(cluster).num_subtasks;
  return {
    className: 'failed',
    id: failed.id,
    status: 'FAILED',
    is_savepoint: failed.isSavepoint,
    savepointFormat: failed.isSavepoint ? 'CANONICAL' : null,
    trigger_timestamp: triggered,
    latest_ack_timestamp: -1,
    checkpointed_size: 0,
    state_size: 0,
    end_to_end_duration: Date.parse(failed.failedAt) - triggered,
    alignment_buffered: 0,
    processed_data: 0,
    persisted_data: 0,
    num_subtasks: total,
    num_acknowledged_subtasks: Math.floor(total / 2),
    checkpoint_type: failed.isSavepoint ? 'SAVEPOINT' : 'CHECKPOINT',
    tasks: {},
    failure_timestamp: Date.parse(failed.failedAt),
    failure_message: failed.reason,
  };
}

/** The last restart continued from the last checkpoint before it; the first start, from the savepoint of an upgrade. */
function restoredBody({ record, restoredFrom, startedAt, jobId }: FlinkCluster): JsonObject | null {
  const { lastCompleted, restarts, runningSince } = record;
  if (restarts > 0 && lastCompleted && runningSince !== null) {
    return {
      id: lastCompleted.id,
      restore_timestamp: Date.parse(runningSince),
      is_savepoint: false,
      external_path: `s3://flink-checkpoints/${jobId}/chk-${lastCompleted.id}`,
    };
  }
  if (restoredFrom === null) return null;
  return { id: 1, restore_timestamp: startedAt, is_savepoint: true, external_path: restoredFrom };
}

function subtasks({ parallelism, vertices }: FlinkCluster) {
  const count = parallelism * vertices.length;
  return { num_subtasks: count, num_acknowledged_subtasks: count };
}
