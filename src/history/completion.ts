/**
 * Determines whether the job of an instance has ended, and how: the condition that a batch scheduler waits for.
 *
 * FINISHED alone is ambiguous: the operator also records it when it stops a job for an upgrade or a suspend (rule
 * 26). A job COMPLETED if it FINISHED on the deployed instance while its spec requested RUNNING and no newer instance
 * was the reason to stop it. This also holds later, if the final status is older than the next instance. The kind of
 * job does not matter: streaming jobs with bounded sources complete as well.
 */
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { desiredBy, type InstanceContext, roleOf, wantsRunning, wasDeployed } from './role.ts';
import { instant } from './time.ts';

/**
 * `RUNNING`: deployed and not ended, in any state between INITIALIZING and RESTARTING. `FAILED` may still be
 * restarted (rule 27). `UNKNOWN`: no job was observed (pending and never deployed instances), or nothing explains its
 * end.
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
  /** The events of the application: they time the end of a job more precisely than the instance does. */
  readonly events?: readonly ApplicationEvent[];
}

export function completionOf(instance: Instance, context: CompletionContext): Completion {
  const state = instance.jobState?.state;
  if (state === undefined || state === 'UNKNOWN') return 'UNKNOWN';
  if (state === 'FAILED') return 'FAILED';
  if (state === 'FINISHED' && endedByItself(instance, context)) return 'COMPLETED';
  if (state === 'CANCELED' && endedByItself(instance, context)) return 'CANCELED';
  const isTerminated = state === 'FINISHED' || state === 'CANCELED' || state === 'SUSPENDED';
  return isTerminated ? stoppedBy(instance, context) : withoutTerminalState(instance, context);
}

function withoutTerminalState(instance: Instance, context: CompletionContext): Completion {
  const role = roleOf(instance, context);
  if (role === 'CURRENT') return 'RUNNING';
  // The job ended after its last observed state, because clusters never overlap (rule 13).
  return role === 'SUPERSEDED' ? stoppedBy(instance, context) : 'UNKNOWN';
}

function endedByItself(instance: Instance, context: CompletionContext): boolean {
  if (desiredBy(instance) === 'SUSPENDED') return false;
  const { application, instances } = context;
  const position = instances.findIndex(({ uid }) => uid === instance.uid);
  const next = instances[position - 1];
  if (next !== undefined) return endedBefore(next, instance, context);
  // The list of instances may be slightly older than the application. An active operator means that a newer instance
  // exists.
  const lifecycle = application.lifecycleState?.state;
  const isOperatorActive =
    lifecycle === 'UPGRADING' || lifecycle === 'ROLLING_BACK' || lifecycle === 'SUSPENDED';
  return (
    position === 0 &&
    instance.uid === application.currentInstance &&
    wantsRunning(application) &&
    !isOperatorActive
  );
}

/** True if the end was recorded before `next` was created, so `next` cannot be its cause. */
function endedBefore(
  next: Instance,
  { uid, jobState, updatedAt }: Instance,
  { events = [] }: CompletionContext,
): boolean {
  const nextCreatedAt = instant(next.createdAt);
  if (nextCreatedAt === null) return false;
  const recorded = events
    .filter(({ instance, newStatus }) => instance === uid && newStatus?.toUpperCase() === jobState?.state)
    .map(({ createdAt }) => createdAt);
  return [updatedAt, ...recorded].some((time) => (instant(time) ?? Infinity) < nextCreatedAt);
}

/**
 * Determines why the operator stopped the job. The cause is one of the later instances, up to and including the next
 * deployed one. A suspend among them stops the job, regardless of earlier instances.
 */
function stoppedBy(instance: Instance, context: CompletionContext): Completion {
  const { application, instances } = context;
  const position = instances.findIndex(({ uid }) => uid === instance.uid);
  if (position === -1) return 'UNKNOWN';
  const newer = instances.slice(0, position).toReversed();
  if (newer.length === 0)
    return application.desiredState?.state === 'SUSPENDED' ? 'STOPPED_BY_SUSPEND' : 'UNKNOWN';

  const nextDeployed = newer.findIndex((candidate) => wasDeployed(candidate, context));
  const desiredStates = (nextDeployed === -1 ? newer : newer.slice(0, nextDeployed + 1)).map((candidate) =>
    desiredStateOf(candidate, context),
  );
  if (desiredStates.includes('SUSPENDED')) return 'STOPPED_BY_SUSPEND';
  return desiredStates.includes('UNKNOWN') ? 'UNKNOWN' : 'STOPPED_FOR_UPGRADE';
}

/** The desired state of the instance. The newest instance takes that of the application if its own is unknown. */
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
