/** The summary of a job failure: the record that the archive keeps after the cluster is gone. */
import type { JobState, Open } from '../cmf/resources/states.ts';
import type { FlinkId } from './id.ts';
import type { RunningJob } from './jobs.ts';
import type { Checkpoint, Checkpoints } from './resources/checkpoints.ts';

export interface FailureSummary {
  readonly job: FlinkId;
  readonly state: Open<JobState> | null;
  /** The newest exception; null if the job has none. Texts are redacted and have one line. */
  readonly exception: {
    readonly at: string | null;
    readonly message: string | null;
    readonly rootCause: string | null;
    readonly task: string | null;
  } | null;
  readonly restarts: number | null;
  /** The last checkpoint that completed before the exception, from which the job was or can be restored. */
  readonly lastCheckpoint: Checkpoint | null;
  /** The last failed checkpoint, with its reason. */
  readonly lastFailedCheckpoint: Checkpoint | null;
}

/**
 * Costs at most 3 calls beside those of `FlinkJobs.find`, all at the same time. Throws a `FlinkError` if the exceptions
 * cannot be read; other parts that cannot be read are null.
 */
export async function readFailureSummary(running: RunningJob): Promise<FailureSummary> {
  const [exceptions, checkpoints, restarts] = await Promise.all([
    running.exceptions(),
    running.checkpoints().catch(unknown),
    running.restarts().catch(unknown),
  ]);
  const [newest] = exceptions;
  return {
    job: running.details.id,
    state: running.details.state,
    exception: newest
      ? { at: newest.at, message: newest.message, rootCause: newest.rootCause, task: newest.task }
      : null,
    restarts,
    lastCheckpoint: checkpoints && completedBefore(checkpoints, newest?.at ?? null),
    lastFailedCheckpoint: checkpoints?.latestFailed ?? null,
  };
}

/**
 * The job may have been restarted since the exception, and have completed checkpoints. The latest checkpoint if Flink
 * no longer lists earlier ones.
 */
function completedBefore({ latestCompleted, history }: Checkpoints, time: string | null): Checkpoint | null {
  if (time === null) return latestCompleted;
  const candidates = [latestCompleted, ...history].filter((checkpoint) => checkpoint !== null);
  return (
    candidates.find((checkpoint) => {
      const completedAt = checkpoint.lastAcknowledgedAt ?? checkpoint.triggeredAt;
      const isCompleted = checkpoint === latestCompleted || checkpoint.state?.state === 'COMPLETED';
      return isCompleted && completedAt !== null && Date.parse(completedAt) <= Date.parse(time);
    }) ?? latestCompleted
  );
}

const unknown = () => null;
