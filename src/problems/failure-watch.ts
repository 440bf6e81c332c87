/**
 * Archives the cause of a job failure while its cluster still exists. Reads Flink once when an application enters
 * FAILING, RESTARTING or FAILED, on the replica that observed it, and within bounds: a job that restarts every
 * second, or a fleet that fails at once, must not load CMF's proxy. Best effort: a JobManager that does not respond
 * leaves the record as it was.
 */
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import { type ArchiveStorage, type InstanceFailure, identityOf } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { JobState } from '../cmf/resources/states.ts';
import { readFailureSummary } from '../flink/failure-summary.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { ApplicationCommit } from '../store/store.ts';

export interface FailureWatch {
  /** Applications that this replica has just read and committed. Returns before anything is read. */
  observe(commits: readonly ApplicationCommit[]): void;
}

export interface FailureWatchOptions {
  readonly flink: FlinkJobs;
  readonly archive: Pick<ArchiveStorage, 'record'>;
  /**
   * Maximum number of concurrent reads of one process; further reads are skipped. Each costs 4 calls, 6 if CMF does
   * not report the job's id.
   */
  readonly maxPerMinute?: number;
  /** Reads of one instance are at least this far apart, except when it enters FAILED, which may be its end. */
  readonly minGapMs?: number;
  readonly now?: () => number;
  /** Called after a failure was recorded. */
  readonly onRecorded?: (application: Application) => void;
}

const concurrency = 4;
const maxInstances = 10_000;
const failing: ReadonlySet<JobState> = new Set(['FAILING', 'RESTARTING', 'FAILED']);

export function createFailureWatch(options: FailureWatchOptions): FailureWatch {
  const { flink, archive, maxPerMinute = 60, minGapMs = 10_000, now = Date.now, onRecorded } = options;
  const limit = pLimit(concurrency);
  /** When the job of each instance was read last. */
  const readAt = new LRUCache<string, number>({ max: maxInstances });
  let minute = { since: -Infinity, reads: 0 };

  const isAllowed = (application: Application, instance: string): boolean => {
    const time = now();
    const key = `${identityOf(application)} ${instance}`;
    const isRecent = time - (readAt.get(key) ?? -Infinity) < minGapMs;
    if (isRecent && application.jobState?.state !== 'FAILED') return false;
    if (time - minute.since >= 60_000) minute = { since: time, reads: 0 };
    if (minute.reads >= maxPerMinute) return false;
    minute.reads += 1;
    readAt.set(key, time);
    return true;
  };

  const read = async (application: Application, instance: string, notBefore: number): Promise<void> => {
    const running = await flink.find(application, { notBefore });
    if (!running) return;
    const { exception, restarts, lastCheckpoint } = await readFailureSummary(running);
    if (!exception) return;
    const failure: InstanceFailure = {
      instance,
      at: exception.at ?? new Date(notBefore).toISOString(),
      message: exception.message,
      rootCause: exception.rootCause,
      task: exception.task,
      count: restarts,
      checkpointBefore: lastCheckpoint && {
        number: lastCheckpoint.id,
        triggeredAt: lastCheckpoint.triggeredAt,
        location: lastCheckpoint.location,
      },
    };
    archive.record(application, { failures: [failure] });
    onRecorded?.(application);
  };

  return {
    observe(commits) {
      for (const { application, transitions } of commits) {
        const instance = application?.currentInstance;
        if (!application || !instance) continue;
        const hasFailed = transitions.some(
          ({ from, to }) =>
            to?.jobState != null &&
            failing.has(to.jobState.state) &&
            to.instance === instance &&
            from?.jobState?.raw !== to.jobState.raw,
        );
        if (!hasFailed || !isAllowed(application, instance)) continue;
        const notBefore = now();
        // A `FlinkError` means that there is no reason to record.
        limit(() => read(application, instance, notBefore)).catch(() => undefined);
      }
    },
  };
}
