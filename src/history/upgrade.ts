/**
 * The upgrade that an application is in: its newest instance is wanted but not deployed (rules 12 to 20).
 *
 * A wait begins with the first instance that waits, not with the newest: editing or reverting the spec meanwhile makes
 * a further instance (rule 16) but not a further wait. Suspending is no upgrade (rule 19).
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
 * `SAVEPOINT`: the old job runs and must give a savepoint. `JOB_RUNNING`: a savepoint is needed, but only a running job
 * can give one. `DEPLOYMENT`: nothing more is needed of the old job; the new cluster has to come up.
 */
export type UpgradeWait = 'SAVEPOINT' | 'JOB_RUNNING' | 'DEPLOYMENT' | 'UNKNOWN';

export type StuckReason =
  | 'SAVEPOINT_FAILING'
  | 'SAVEPOINT_NOT_COMPLETING'
  | 'JOB_NOT_RUNNING'
  | 'NOT_DEPLOYING'
  | 'UNKNOWN';

export interface Upgrade {
  /** The deployed instance; null when CMF names none. It may have fallen out of CMF's list. */
  readonly from: string | null;
  readonly to: string;
  /** When the wait began; null when CMF gives no time. */
  readonly since: string | null;
  /** That of the waiting instance. Unsaid is stateless, as for Flink's operator. */
  readonly mode: UpgradeMode;
  readonly waitingFor: UpgradeWait;
  /** Null until the wait has lasted `stuckAfterMs`. */
  readonly stuck: { readonly reason: StuckReason; readonly detail: string; readonly since: string } | null;
  /** The waiting spec is again the deployed one, but for the instance annotation (rule 17). False when not known. */
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
  const begun = instant(since);
  const isStuck = since !== null && begun !== null && now - begun >= stuckAfterMs;
  return {
    from,
    to: newest.uid,
    since,
    mode,
    waitingFor,
    stuck: isStuck ? stuckBy(waitingFor, since, begun, context) : null,
    reverted: deployed !== undefined && isRevert(deployed, newest),
  };
}

/** The oldest of the unbroken run of instances, from the newest back, that wait to be deployed. */
function firstWaiting(newest: Instance, context: InstanceContext): Instance {
  const end = context.instances.findIndex(
    (one) => wasDeployed(one, context) || desiredBy(one) === 'SUSPENDED',
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
  // Stopped by the operator (rule 26), or with nothing left to save.
  FINISHED: 'DEPLOYMENT',
  CANCELLING: 'DEPLOYMENT',
  CANCELED: 'DEPLOYMENT',
  SUSPENDED: 'DEPLOYMENT',
  UNKNOWN: 'UNKNOWN',
};

function stuckBy(
  waitingFor: UpgradeWait,
  since: string,
  begun: number,
  context: UpgradeContext,
): Upgrade['stuck'] {
  const { application } = context;
  const error = application.error === null ? '' : `: ${application.error}`;
  const job = `job ${application.jobState?.raw ?? 'has no state'}${error}`;
  const lifecycle = `lifecycle ${application.lifecycleState?.raw ?? 'unknown'}${error}`;
  if (waitingFor === 'DEPLOYMENT') return { reason: 'NOT_DEPLOYING', detail: lifecycle, since };
  const failure = savepointFailure(begun, context);
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

// The type name of such an event is not known (contract section 7), its text is.
const savepointWord = /savepoint/i;
const failureWord = /fail|error|abandon|time[sd]?[ -]?out|expired|declined/i;

/** The newest failure to take a savepoint since the wait began, told by an event or by the savepoint itself. */
function savepointFailure(
  begun: number,
  { events, savepoints = [] }: UpgradeContext,
): { readonly detail: string; readonly since: string } | null {
  const told = events
    .filter(({ message, exception }) => {
      const text = `${message}\n${exception ?? ''}`;
      return savepointWord.test(text) && failureWord.test(text);
    })
    .map(({ lastAt, message }) => ({ createdAt: lastAt, detail: message }));
  const seen = savepoints
    .filter(({ state, failures }) => state === 'FAILED' || state === 'ABANDONED' || (failures ?? 0) > 0)
    .map(({ createdAt, name, state, failures }) => ({
      createdAt,
      detail: `savepoint ${name} is ${state ?? 'without a state'} after ${failures ?? 0} failures`,
    }));
  let newest: { readonly detail: string; readonly since: string; readonly time: number } | null = null;
  for (const { createdAt, detail } of [...told, ...seen]) {
    const time = instant(createdAt);
    if (createdAt === null || time === null || time < begun) continue;
    if (newest === null || time > newest.time) newest = { detail, since: createdAt, time };
  }
  return newest === null ? null : { detail: newest.detail, since: newest.since };
}

function isRevert(deployed: Instance, newest: Instance): boolean {
  if (deployed.effectiveSpec === null || newest.effectiveSpec === null) return false;
  return diffSpecs(deployed.effectiveSpec, newest.effectiveSpec).length === 0;
}
