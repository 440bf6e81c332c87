/** Determines when the deployment of an instance ended: the end of its logs and of its statistics. */
import type { Instance } from '../cmf/resources/instance.ts';
import type { InstanceRole } from './role.ts';

/**
 * The last update of an instance whose job has ended or whose cluster is gone (rule 25); null while it may still
 * change. FAILED is not an end: the operator may restart the job (rule 27).
 */
export function tenureEnd({ jobState, updatedAt }: Instance, role: InstanceRole): string | null {
  const hasEnded = jobState?.state === 'FINISHED' || jobState?.state === 'CANCELED';
  return hasEnded || role === 'SUPERSEDED' || role === 'NEVER_DEPLOYED' ? updatedAt : null;
}
