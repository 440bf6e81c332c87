/**
 * Determines the role of an instance in its application: deployed, pending, superseded or never deployed.
 *
 * Newest, deployed and running are three different things (rule 19), so the order of creation alone decides nothing:
 * - `CURRENT` is the instance in `currentDeployedInstanceName` of CMF, and no other.
 * - The job shows whether an instance ever had a cluster. Without a cluster there is no job id and no job state (rule
 *   14), and CMF writes only to the deployed instance (rule 23). So instances 2 and 3 of rule 16 never show a job.
 * - An application has one cluster (rules 11 and 13). Once CMF names another instance, or a newer one has had a
 *   cluster, the cluster of this one is gone or will never exist: `SUPERSEDED` or `NEVER_DEPLOYED`.
 * - While CMF names none (first deployment, between two clusters of a stateless upgrade, perhaps suspended: rules 20
 *   and 31), the cluster of an older instance may still exist. It is `SUPERSEDED` only once its job has terminated.
 * One case stays ambiguous: a cluster that disappeared before any job status was observed, for example because its
 * image cannot be pulled, looks as if it never existed. `everDeployed` has the instances that the gateway saw CMF
 * name, which settles the cases it observed.
 */

import type { Application } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { desiredStates, open } from '../cmf/resources/states.ts';
import { at } from '../json.ts';

export type InstanceRole = 'CURRENT' | 'PENDING' | 'SUPERSEDED' | 'NEVER_DEPLOYED' | 'UNKNOWN';

export interface InstanceContext {
  readonly application: Application;
  /** All known instances of the application, newest first. */
  readonly instances: readonly Instance[];
  /** The UIDs that CMF was observed to name as deployed. */
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

  const wasReplaced =
    current !== null || instances.slice(0, position).some((newer) => wasDeployed(newer, context));
  if (wasReplaced) return deployed ? 'SUPERSEDED' : 'NEVER_DEPLOYED';
  // FAILED is not terminal here: the operator may restart a failed job (rule 27).
  const hasEnded = instance.jobState?.state === 'FINISHED' || instance.jobState?.state === 'CANCELED';
  return hasEnded ? 'SUPERSEDED' : 'UNKNOWN';
}

/** True if it is proven that the instance has, or once had, a cluster. */
export function wasDeployed(instance: Instance, { application, everDeployed }: InstanceContext): boolean {
  return (
    instance.jobId !== null ||
    instance.jobState !== null ||
    instance.uid === application.currentInstance ||
    everDeployed?.has(instance.uid) === true
  );
}

/**
 * Whether the application requests a running job: the Flink Kubernetes Operator reads an absent `job.state` as
 * `running`.
 */
export function wantsRunning({ desiredState, spec }: Application): boolean {
  return desiredState === null ? spec !== null : desiredState.state === 'RUNNING';
}

/** The desired job state in the effective spec of the instance; null if it is absent or unknown. */
export function desiredBy(instance: Instance): 'RUNNING' | 'SUSPENDED' | 'UNKNOWN' | null {
  return open(desiredStates, at(instance.effectiveSpec, 'job', 'state'))?.state ?? null;
}
