/** Until when an instance had anything to say: the end of its logs and of the time that is counted for it. */
import type { Instance } from '../cmf/resources/instance.ts';
import type { InstanceRole } from './role.ts';

/**
 * When CMF last heard of an instance whose job is over or whose cluster is gone (rule 25), so that it says nothing
 * more; null while it may. FAILED is not over: the operator may restart the job (rule 27).
 */
export function tenureEnd({ jobState, updatedAt }: Instance, role: InstanceRole): string | null {
  const isOver = jobState?.state === 'FINISHED' || jobState?.state === 'CANCELED';
  return isOver || role === 'SUPERSEDED' || role === 'NEVER_DEPLOYED' ? updatedAt : null;
}
