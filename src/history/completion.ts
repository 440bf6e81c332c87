/**
 * Whether an instance's job is over, and how it ended: what a batch scheduler waits for.
 *
 * FINISHED alone says little: the operator also records it when it stops a job for an upgrade or a suspend (rule 26).
 * A job has completed of itself when it FINISHED on the deployed instance while it was to run and no newer instance
 * was there to stop it for; this can be told later too, when the final status is older than the next instance.
 * Nothing is guessed from the kind of job: streaming jobs with bounded sources complete as well.
 */
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { desiredBy, type InstanceContext, roleOf, wantsRunning, wasDeployed } from './role.ts';
import { instant } from './time.ts';

/**
 * `RUNNING`: deployed and not over, in whatever state between INITIALIZING and RESTARTING. `FAILED` may still come
 * back (rule 27). `UNKNOWN`: no job has been seen (pending and never deployed instances), or its end is not explained.
 */
export type Completion =
  | 'COMPLETED'
  | 'FAILED'
  | 'CANCELED'
  | 'STOPPED_FOR_UPGRADE'
  | 'STOPPED_BY_SUSPEND'
  | 'RUNNING'
  | 'UNKNOWN';

export interface CompletionContext extends InstanceContext {
  /** CMF's events of the application: they tell when a job ended more exactly than its instance does. */
  readonly events?: readonly ApplicationEvent[];
}

export function completionOf(instance: Instance, context: CompletionContext): Completion {
  const state = instance.jobState?.state;
  if (state === undefined || state === 'UNKNOWN') return 'UNKNOWN';
  if (state === 'FAILED') return 'FAILED';
  if (state === 'FINISHED' && endedOfItself(instance, context)) return 'COMPLETED';
  if (state === 'CANCELED' && endedOfItself(instance, context)) return 'CANCELED';
  const over = state === 'FINISHED' || state === 'CANCELED' || state === 'SUSPENDED';
  return over ? stoppedBy(instance, context) : unended(instance, context);
}

function unended(instance: Instance, context: CompletionContext): Completion {
  const role = roleOf(instance, context);
  if (role === 'CURRENT') return 'RUNNING';
  // The last observation was not the last state: clusters never overlap (rule 13).
  return role === 'SUPERSEDED' ? stoppedBy(instance, context) : 'UNKNOWN';
}

function endedOfItself(instance: Instance, context: CompletionContext): boolean {
  if (desiredBy(instance) === 'SUSPENDED') return false;
  const { application, instances } = context;
  const position = instances.findIndex(({ uid }) => uid === instance.uid);
  const next = instances[position - 1];
  if (next !== undefined) return endedBefore(next, instance, context);
  // The instance list may be a moment older than the application: the operator at work means that more is to come.
  const lifecycle = application.lifecycleState?.state;
  const operatorAtWork =
    lifecycle === 'UPGRADING' || lifecycle === 'ROLLING_BACK' || lifecycle === 'SUSPENDED';
  return (
    position === 0 &&
    instance.uid === application.currentInstance &&
    wantsRunning(application) &&
    !operatorAtWork
  );
}

/** True when the end was recorded before `next` was made, so it cannot have been for its sake. */
function endedBefore(
  next: Instance,
  { uid, jobState, updatedAt }: Instance,
  { events = [] }: CompletionContext,
): boolean {
  const made = instant(next.createdAt);
  if (made === null) return false;
  const recorded = events
    .filter(({ instance, newStatus }) => instance === uid && newStatus?.toUpperCase() === jobState?.state)
    .map(({ createdAt }) => createdAt);
  return [updatedAt, ...recorded].some((time) => (instant(time) ?? Infinity) < made);
}

/**
 * What made the operator stop the job: one of the instances made since, up to the next that was deployed
 * itself. A suspend among them stops the job, whatever was asked for before it.
 */
function stoppedBy(instance: Instance, context: CompletionContext): Completion {
  const { application, instances } = context;
  const position = instances.findIndex(({ uid }) => uid === instance.uid);
  if (position === -1) return 'UNKNOWN';
  const newer = instances.slice(0, position).toReversed();
  if (newer.length === 0)
    return application.desiredState?.state === 'SUSPENDED' ? 'STOPPED_BY_SUSPEND' : 'UNKNOWN';

  const takeover = newer.findIndex((one) => wasDeployed(one, context));
  const desiredStates = (takeover === -1 ? newer : newer.slice(0, takeover + 1)).map((one) =>
    desiredStateOf(one, context),
  );
  if (desiredStates.includes('SUSPENDED')) return 'STOPPED_BY_SUSPEND';
  return desiredStates.includes('UNKNOWN') ? 'UNKNOWN' : 'STOPPED_FOR_UPGRADE';
}

/** What state the instance was made to bring about; the application's wish stands for that of its newest instance. */
function desiredStateOf(
  instance: Instance,
  { application, instances }: InstanceContext,
): 'RUNNING' | 'SUSPENDED' | 'UNKNOWN' {
  const own = desiredBy(instance);
  if (own !== null) return own;
  if (instance.effectiveSpec !== null || instance.jobId !== null) return 'RUNNING';
  if (instance.uid !== instances[0]?.uid) return 'UNKNOWN';
  return application.desiredState?.state ?? (wantsRunning(application) ? 'RUNNING' : 'UNKNOWN');
}
