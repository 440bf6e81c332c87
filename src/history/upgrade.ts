/**
 * Determines the pending upgrade of an application: its newest instance is requested but not deployed (rules 12 to
 * 20).
 *
 * A wait begins with the first waiting instance, not with the newest: editing or reverting the spec meanwhile creates
 * another instance (rule 16) but does not restart the wait. Suspending is not an upgrade (rule 19).
 */

import type { Application } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import { type JobState, open, type UpgradeMode, upgradeModes } from '../cmf/resources/states.ts';
import { at } from '../json.ts';
import { diffSpecs } from './diff/diff.ts';
import { desiredBy, type InstanceContext, roleOf, wasDeployed } from './role.ts';
import { instant } from './time.ts';

/**
 * `SAVEPOINT`: the old job runs and must complete a savepoint. `JOB_RUNNING`: a savepoint is required, but only a
 * running job can complete one. `DEPLOYMENT`: the old job is no longer needed; the new cluster must start.
 */
export type UpgradeWait = 'SAVEPOINT' | 'JOB_RUNNING' | 'DEPLOYMENT' | 'UNKNOWN';

export type StuckReason =
  | 'SAVEPOINT_FAILING'
  | 'SAVEPOINT_NOT_COMPLETING'
  | 'JOB_NOT_RUNNING'
  | 'NOT_DEPLOYING'
  | 'UNKNOWN';

export interface Upgrade {
  /** The deployed instance; null if CMF names none. The list of CMF may no longer contain it. */
  readonly from: string | null;
  readonly to: string;
  /** When the wait began; null if unknown. */
  readonly since: string | null;
  /** The mode of the waiting instance. Absent means stateless, as for the Flink Kubernetes Operator. */
  readonly mode: UpgradeMode;
  readonly waitingFor: UpgradeWait;
  /** Null until the wait has lasted `stuckAfterMs`. */
  readonly stuck: { readonly reason: StuckReason; readonly detail: string; readonly since: string } | null;
  /**
   * True if the waiting spec equals the deployed one again, except for the instance annotation (rule 17). False if
   * unknown.
   */
  readonly reverted: boolean;
}

export interface UpgradeContext extends InstanceContext {
  readonly events: readonly ApplicationEvent[];
  readonly savepoints?: readonly Savepoint[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly stuckAfterMs: number;
}

export function upgradeOf(context: UpgradeContext): Upgrade | null {
  const { application, instances, now, stuckAfterMs } = context;
  const [newest] = instances;
  if (newest === undefined || roleOf(newest, context) !== 'PENDING') return null;

  const from = application.currentInstance;
  const deployed = instances.find(({ uid }) => uid === from);
  const since = firstWaiting(newest, context).createdAt;
  const mode = modeOf(newest, application);
  const waitingFor = waitOf(mode, from, application.jobState?.state ?? deployed?.jobState?.state ?? null);
  const waitStart = instant(since);
  const isStuck = since !== null && waitStart !== null && now - waitStart >= stuckAfterMs;
  return {
    from,
    to: newest.uid,
    since,
    mode,
    waitingFor,
    stuck: isStuck ? stuckBy(waitingFor, since, waitStart, context) : null,
    reverted: deployed !== undefined && isRevert(deployed, newest),
  };
}

/** The oldest of the consecutive newest instances that wait for deployment. */
function firstWaiting(newest: Instance, context: InstanceContext): Instance {
  const end = context.instances.findIndex(
    (instance) => wasDeployed(instance, context) || desiredBy(instance) === 'SUSPENDED',
  );
  return context.instances[(end === -1 ? context.instances.length : end) - 1] ?? newest;
}

function modeOf(newest: Instance, application: Application): UpgradeMode {
  const effective = open(upgradeModes, at(newest.effectiveSpec, 'job', 'upgradeMode'));
  return (effective ?? application.upgradeMode)?.state ?? 'STATELESS';
}

function waitOf(mode: UpgradeMode, from: string | null, job: JobState | null): UpgradeWait {
  if (mode === 'UNKNOWN') return 'UNKNOWN';
  if (mode !== 'SAVEPOINT' || from === null) return 'DEPLOYMENT';
  return savepointWaits[job ?? 'UNKNOWN'];
}

/** What a savepoint upgrade waits for, by the state of the old job. */
const savepointWaits: Readonly<Record<JobState, UpgradeWait>> = {
  RUNNING: 'SAVEPOINT',
  INITIALIZING: 'JOB_RUNNING',
  CREATED: 'JOB_RUNNING',
  RESTARTING: 'JOB_RUNNING',
  RECONCILING: 'JOB_RUNNING',
  FAILING: 'JOB_RUNNING',
  FAILED: 'JOB_RUNNING',
  // Stopped by the operator (rule 26), or nothing is left to save.
  FINISHED: 'DEPLOYMENT',
  CANCELLING: 'DEPLOYMENT',
  CANCELED: 'DEPLOYMENT',
  SUSPENDED: 'DEPLOYMENT',
  UNKNOWN: 'UNKNOWN',
};

function stuckBy(
  waitingFor: UpgradeWait,
  since: string,
  waitStart: number,
  context: UpgradeContext,
): Upgrade['stuck'] {
  const { application } = context;
  const error = application.error === null ? '' : `: ${application.error}`;
  const job = `job ${application.jobState?.raw ?? 'has no state'}${error}`;
  const lifecycle = `lifecycle ${application.lifecycleState?.raw ?? 'unknown'}${error}`;
  if (waitingFor === 'DEPLOYMENT') return { reason: 'NOT_DEPLOYING', detail: lifecycle, since };
  const failure = savepointFailure(waitStart, context);
  if (failure !== null) return { reason: 'SAVEPOINT_FAILING', ...failure };
  if (waitingFor === 'SAVEPOINT') {
    return {
      reason: 'SAVEPOINT_NOT_COMPLETING',
      detail: `no savepoint of the running job yet${error}`,
      since,
    };
  }
  if (waitingFor === 'JOB_RUNNING') return { reason: 'JOB_NOT_RUNNING', detail: job, since };
  return { reason: 'UNKNOWN', detail: `${job}, ${lifecycle}`, since };
}

// The type of such an event is unknown (contract section 7), but its text is known.
const savepointWord = /savepoint/i;
const failureWord = /fail|error|abandon|time[sd]?[ -]?out|expired|declined/i;

/** The newest failed savepoint since the wait began, from an event or from the savepoint itself. */
function savepointFailure(
  waitStart: number,
  { events, savepoints = [] }: UpgradeContext,
): { readonly detail: string; readonly since: string } | null {
  const fromEvents = events
    .filter(({ message, exception }) => {
      const text = `${message}\n${exception ?? ''}`;
      return savepointWord.test(text) && failureWord.test(text);
    })
    .map(({ lastAt, message }) => ({ createdAt: lastAt, detail: message }));
  const fromSavepoints = savepoints
    .filter(
      ({ state, failures }) =>
        state?.state === 'FAILED' || state?.state === 'ABANDONED' || (failures ?? 0) > 0,
    )
    .map(({ createdAt, name, state, failures }) => ({
      createdAt,
      detail: `savepoint ${name} is ${state?.raw ?? 'without a state'} after ${failures ?? 0} failures`,
    }));
  let newest: { readonly detail: string; readonly since: string; readonly time: number } | null = null;
  for (const { createdAt, detail } of [...fromEvents, ...fromSavepoints]) {
    const time = instant(createdAt);
    if (createdAt === null || time === null || time < waitStart) continue;
    if (newest === null || time > newest.time) newest = { detail, since: createdAt, time };
  }
  return newest === null ? null : { detail: newest.detail, since: newest.since };
}

function isRevert(deployed: Instance, newest: Instance): boolean {
  if (deployed.effectiveSpec === null || newest.effectiveSpec === null) return false;
  return diffSpecs(deployed.effectiveSpec, newest.effectiveSpec).length === 0;
}
