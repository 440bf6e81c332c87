/** Determines the problems of an application. Pure. */
import type { InstanceFailure } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import type { Checkpoints } from '../flink/resources/checkpoints.ts';
import { instant } from '../history/time.ts';
import type { Upgrade } from '../history/upgrade.ts';
import { at } from '../json.ts';
import type { Problem } from './problem.ts';
import type { RestartStreak } from './restarts.ts';
import { oneLine, operatorError } from './texts.ts';

/** The inputs besides the application itself. Null if unknown or absent. */
export interface ApplicationFacts {
  /** When the job entered its present state. */
  readonly stateSince: string | null;
  readonly restarts: RestartStreak | null;
  /** The archived failure of the deployed instance. */
  readonly lastFailure: InstanceFailure | null;
  readonly upgrade: Upgrade | null;
  readonly savepoints: readonly Savepoint[] | null;
  readonly job: JobFacts | null;
}

/** The reports of the JobManager. */
export interface JobFacts {
  readonly startedAt: string | null;
  /** The root cause of the newest exception. */
  readonly rootCause: string | null;
  readonly checkpoints: Checkpoints | null;
  /** Milliseconds between checkpoints. */
  readonly checkpointInterval: number | null;
}

export const noFacts: ApplicationFacts = {
  stateSince: null,
  restarts: null,
  lastFailure: null,
  upgrade: null,
  savepoints: null,
  job: null,
};

/** From this number of restarts within `restartWindowMs`, a job counts as restarting repeatedly. */
const minRestarts = 3;
const manyRestarts = 10;

/** A checkpoint is too old after this many intervals, but not before this time. */
const overdueIntervals = 5;
const minOverdueMs = 10 * 60_000;

export function problemsOf(
  application: Application,
  facts: ApplicationFacts,
  now: number,
): readonly Problem[] {
  const { environment, name, currentInstance } = application;
  const subject = {
    environment,
    application: name,
    instance: currentInstance,
    savepoint: null,
  };
  const problems: Problem[] = [];
  const add = (problem: Pick<Problem, 'kind' | 'severity' | 'since' | 'summary'> & Partial<Problem>) =>
    problems.push({ ...subject, ...problem });

  const state = application.jobState?.state;
  const error = application.error === null ? null : operatorError(application.error);
  const rootCause = oneLine(facts.job?.rootCause ?? facts.lastFailure?.rootCause ?? null);

  if (state === 'FAILED') {
    const cause = rootCause ?? error;
    add({
      kind: 'FAILED',
      // The job is no longer requested.
      severity: application.desiredState?.state === 'SUSPENDED' ? 'INFO' : 'CRITICAL',
      since: facts.stateSince ?? updateTimeOf(application),
      summary: cause === null ? 'The job failed' : `The job failed: ${cause}`,
    });
  }

  if (facts.restarts && facts.restarts.count >= minRestarts) {
    const { count, since } = facts.restarts;
    const summary = `${count} restarts within an hour`;
    add({
      kind: 'RESTARTING',
      severity: count >= manyRestarts ? 'CRITICAL' : 'WARNING',
      since,
      summary: rootCause === null ? summary : `${summary}: ${rootCause}`,
    });
  }

  if (facts.upgrade?.stuck) {
    const { stuck, since, to, reverted } = facts.upgrade;
    const runsNothing = stuck.reason === 'NOT_DEPLOYING' || stuck.reason === 'JOB_NOT_RUNNING';
    const detail = oneLine(stuck.detail);
    const summary = `${stuckSummaries[stuck.reason]}${detail === null ? '' : `: ${detail}`}`;
    add({
      kind: 'UPGRADE_STUCK',
      severity: runsNothing ? 'CRITICAL' : 'WARNING',
      since,
      instance: to,
      summary: reverted ? `${summary} (the change was reverted)` : summary,
    });
  }

  if (facts.job && state === 'RUNNING') {
    for (const problem of checkpointProblems(facts.job, now)) add(problem);
  }

  const failed = facts.savepoints && failedSavepoint(facts.savepoints);
  if (failed) {
    const text = oneLine(failed.error);
    const summary = `Savepoint ${failed.name} is ${failed.state?.raw ?? 'failed'}`;
    add({
      kind: 'SAVEPOINT_FAILED',
      severity: 'WARNING',
      since: failed.resultAt ?? failed.triggeredAt ?? failed.createdAt,
      savepoint: failed.name,
      summary: text === null ? summary : `${summary}: ${text}`,
    });
  }

  // The operator also reports the failure of the job; one problem is enough.
  if (error !== null && !problems.some(({ summary }) => summary.includes(error))) {
    add({
      kind: 'OPERATOR_ERROR',
      severity: application.lifecycleState?.state === 'FAILED' ? 'CRITICAL' : 'WARNING',
      since: null,
      summary: error,
    });
  }
  return problems;
}

const stuckSummaries = {
  SAVEPOINT_FAILING: 'The upgrade is stuck: savepoints fail',
  SAVEPOINT_NOT_COMPLETING: 'The upgrade is stuck: the savepoint does not complete',
  JOB_NOT_RUNNING: 'The upgrade is stuck: the job that must complete a savepoint does not run',
  NOT_DEPLOYING: 'The upgrade is stuck: the new cluster does not start',
  UNKNOWN: 'The upgrade is stuck',
} as const;

/** Epoch milliseconds as text (contract section 4): when the operator last saw the job state change. */
function updateTimeOf({ status }: Application): string | null {
  const time = Number(at(status, 'jobStatus', 'updateTime') ?? Number.NaN);
  const isTime = Number.isSafeInteger(time) && time > 0 && time < 8.64e15;
  return isTime ? new Date(time).toISOString() : null;
}

function* checkpointProblems(
  { checkpoints, checkpointInterval, startedAt }: JobFacts,
  now: number,
): Generator<Pick<Problem, 'kind' | 'severity' | 'since' | 'summary'>> {
  if (!checkpoints) return;
  const { latestCompleted, latestFailed } = checkpoints;
  const completedAt = latestCompleted?.lastAcknowledgedAt ?? latestCompleted?.triggeredAt ?? null;
  if (latestFailed && isNewer(latestFailed.triggeredAt, latestCompleted?.triggeredAt ?? null)) {
    const reason = oneLine(latestFailed.failureReason);
    yield {
      kind: 'CHECKPOINTS_FAILING',
      severity: 'WARNING',
      since: latestFailed.failedAt ?? latestFailed.triggeredAt,
      summary: reason === null ? 'The last checkpoint failed' : `The last checkpoint failed: ${reason}`,
    };
  }
  if (checkpointInterval === null) return;
  const since = completedAt ?? startedAt;
  const time = instant(since);
  const dueMs = Math.max(overdueIntervals * checkpointInterval, minOverdueMs);
  if (time !== null && now - time > dueMs) {
    yield {
      kind: 'CHECKPOINT_TOO_OLD',
      severity: 'WARNING',
      since,
      summary:
        completedAt === null
          ? 'No checkpoint has completed since the job started'
          : `The last completed checkpoint is of ${completedAt}`,
    };
  }
}

function isNewer(one: string | null, other: string | null): boolean {
  const [a, b] = [instant(one), instant(other)];
  return a !== null && (b === null || a > b);
}

/** The newest savepoint, if it failed: a newer success makes an older failure irrelevant. */
function failedSavepoint(savepoints: readonly Savepoint[]): Savepoint | null {
  const ended = savepoints
    .filter(({ state }) => state !== null && endStates.has(state.state))
    .map((savepoint) => ({ savepoint, time: instant(savepoint.createdAt) ?? -Infinity }))
    .toSorted((a, b) => b.time - a.time);
  const newest = ended[0]?.savepoint;
  return newest && newest.state?.state !== 'COMPLETED' ? newest : null;
}

const endStates: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'ABANDONED']);
