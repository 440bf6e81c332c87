/**
 * What an instance is to its application: deployed now, waiting, replaced, or never run at all.
 *
 * Newest, deployed and running are three different notions (rule 19), so time order alone decides nothing:
 * - `CURRENT` is CMF's word, `currentDeployedInstanceName`, and nobody else's.
 * - Whether an instance ever had a cluster is told by its job: without a cluster there is no job id and no job state
 *   (rule 14), and only the deployed instance is written to (rule 23). So 2 and 3 of rule 16 never show one.
 * - An application has one cluster (rules 11 and 13). Once CMF names another instance, or a newer one has had a
 *   cluster, this one's is gone or will never be: `SUPERSEDED` or `NEVER_DEPLOYED`.
 * - While CMF names none (first deployment, between two clusters of a stateless upgrade, perhaps suspended: rules 20
 *   and 31) an older instance's cluster may still be there, so it is `SUPERSEDED` only once its job has ended for good.
 * One doubt remains: a cluster that came and went before any job status was seen on it, say of an image that cannot
 * be pulled, looks like none. `everDeployed`, what the gateway saw CMF name, settles those it has watched.
 */

import type { Application } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { desiredStates, open } from '../cmf/resources/states.ts';
import { at } from '../json.ts';

export type InstanceRole = 'CURRENT' | 'PENDING' | 'SUPERSEDED' | 'NEVER_DEPLOYED' | 'UNKNOWN';

export interface InstanceContext {
  readonly application: Application;
  /** All that are known of the application, newest first. */
  readonly instances: readonly Instance[];
  /** UIDs that CMF has been seen to name as deployed. */
  readonly everDeployed?: ReadonlySet<string>;
}

export function roleOf(instance: Instance, context: InstanceContext): InstanceRole {
  const { application, instances } = context;
  const current = application.currentInstance;
  if (instance.uid === current) return 'CURRENT';

  const deployed = wasDeployed(instance, context);
  const position = instances.findIndex(({ uid }) => uid === instance.uid);
  if (position === 0) return !deployed && wantsRunning(application) ? 'PENDING' : 'UNKNOWN';
  if (position === -1) return deployed && current !== null ? 'SUPERSEDED' : 'UNKNOWN';

  const moved = current !== null || instances.slice(0, position).some((newer) => wasDeployed(newer, context));
  if (moved) return deployed ? 'SUPERSEDED' : 'NEVER_DEPLOYED';
  // FAILED is not among these: the operator may restart a failed job (rule 27).
  const over = instance.jobState?.state === 'FINISHED' || instance.jobState?.state === 'CANCELED';
  return over ? 'SUPERSEDED' : 'UNKNOWN';
}

/** True when it is proven that the instance has, or once had, a cluster. */
export function wasDeployed(instance: Instance, { application, everDeployed }: InstanceContext): boolean {
  return (
    instance.jobId !== null ||
    instance.jobState !== null ||
    instance.uid === application.currentInstance ||
    everDeployed?.has(instance.uid) === true
  );
}

/** Whether the application asks for a running job: Flink's operator takes an unsaid `job.state` as `running`. */
export function wantsRunning({ desiredState, spec }: Application): boolean {
  return desiredState === null ? spec !== null : desiredState.state === 'RUNNING';
}

/** The job state that the instance's own effective spec asks for; null when it does not say or is not known. */
export function desiredBy(instance: Instance): 'RUNNING' | 'SUSPENDED' | 'UNKNOWN' | null {
  return open(desiredStates, at(instance.effectiveSpec, 'job', 'state'))?.state ?? null;
}
