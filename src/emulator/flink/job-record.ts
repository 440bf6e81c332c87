/**
 * The job data that the JobManager of a cluster keeps: exceptions, restarts and checkpoints. CMF's resources do not
 * show it; Flink's REST API does (`src/emulator/flink`). Pure functions on immutable records.
 */

/** Flink keeps this many entries by default (`web.exception-history-size`). */
const exceptionsKept = 16;

export interface RecordedException {
  readonly at: string;
  readonly stackTrace: string;
  /** The execution attempt of the task that threw it, from 0. */
  readonly attempt: number;
}

export interface FailedCheckpoint {
  readonly id: number;
  readonly isSavepoint: boolean;
  readonly reason: string;
  readonly triggeredAt: string;
  readonly failedAt: string;
}

export interface JobRecord {
  /** Newest first. */
  readonly exceptions: readonly RecordedException[];
  /** Restarts of the whole job by its restart strategy. */
  readonly restarts: number;
  /** When the job started to run; null while it does not run. */
  readonly runningSince: string | null;
  /** Total duration of all runs that have ended, in milliseconds. */
  readonly ranMs: number;
  /** Checkpoints of all runs that have ended. */
  readonly completed: number;
  readonly failed: number;
  readonly lastFailed: FailedCheckpoint | null;
  /** The last completed checkpoint of the runs that have ended. */
  readonly lastCompleted: { readonly id: number; readonly at: string } | null;
}

export const newJobRecord: JobRecord = {
  exceptions: [],
  restarts: 0,
  runningSince: null,
  ranMs: 0,
  completed: 0,
  failed: 0,
  lastFailed: null,
  lastCompleted: null,
};

export interface JobChange {
  /** RFC 3339. */
  readonly at: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly exception: string | undefined;
  /** Milliseconds between checkpoints; null when the job makes none. */
  readonly checkpointInterval: number | null;
}

/** The record after a change of the job's state. */
export function recordChange(record: JobRecord, change: JobChange): JobRecord {
  const { at, from, to, exception } = change;
  let next = record;
  // The report of a savepoint that failed; the job continues to run.
  if (exception !== undefined && from === 'RUNNING' && to === 'RUNNING') {
    return { ...next, failed: next.failed + 1, lastFailed: failedSavepoint(next, change, exception) };
  }
  if (exception !== undefined) {
    const thrown = { at, stackTrace: exception, attempt: record.restarts };
    next = { ...next, exceptions: [thrown, ...next.exceptions].slice(0, exceptionsKept) };
  }
  if (from === to) return next;
  if (to === 'RESTARTING') next = { ...next, restarts: next.restarts + 1 };
  // A JobManager that was briefly unreachable did not stop the job (rule 27).
  if (to !== 'RUNNING' && to !== 'RECONCILING') next = endRun(next, change);
  if (to === 'RUNNING' && next.runningSince === null) next = { ...next, runningSince: at };
  return next;
}

/** A failure interrupts the checkpoint that is in progress. */
function endRun(record: JobRecord, change: JobChange): JobRecord {
  const { at, to, checkpointInterval } = change;
  const { runningSince } = record;
  if (runningSince === null) return record;
  const ranMs = Date.parse(at) - Date.parse(runningSince);
  const ended = { ...record, runningSince: null, ranMs: record.ranMs + ranMs };
  if (checkpointInterval === null) return ended;
  const completed = Math.floor(ranMs / checkpointInterval);
  const lastId = record.completed + record.failed + completed;
  const lastAt = new Date(Date.parse(runningSince) + completed * checkpointInterval).toISOString();
  const isFailure = to === 'FAILING' || to === 'RESTARTING' || to === 'FAILED';
  const interrupted = {
    id: lastId + 1,
    isSavepoint: false,
    reason: 'Checkpoint Coordinator is suspending.',
    triggeredAt: lastAt,
    failedAt: at,
  };
  return {
    ...ended,
    completed: record.completed + completed,
    failed: record.failed + (isFailure ? 1 : 0),
    lastCompleted: completed > 0 ? { id: lastId, at: lastAt } : record.lastCompleted,
    lastFailed: isFailure ? interrupted : record.lastFailed,
  };
}

function failedSavepoint(
  record: JobRecord,
  { at, checkpointInterval }: JobChange,
  stackTrace: string,
): FailedCheckpoint {
  const { completed } = checkpointsAt(record, Date.parse(at), checkpointInterval);
  const [reason = ''] = stackTrace.split('\n');
  return { id: completed + record.failed + 1, isSavepoint: true, reason, triggeredAt: at, failedAt: at };
}

export interface CheckpointCounts {
  readonly completed: number;
  readonly failed: number;
  readonly lastCompleted: { readonly id: number; readonly at: string } | null;
}

/** All checkpoints of the job, including those of the current run. */
export function checkpointsAt(record: JobRecord, now: number, interval: number | null): CheckpointCounts {
  const { runningSince, failed, lastCompleted } = record;
  if (runningSince === null || interval === null) return record;
  const inThisRun = Math.floor((now - Date.parse(runningSince)) / interval);
  const completed = record.completed + inThisRun;
  if (inThisRun === 0) return { completed, failed, lastCompleted };
  const at = new Date(Date.parse(runningSince) + inThisRun * interval).toISOString();
  return { completed, failed, lastCompleted: { id: completed + failed, at } };
}
