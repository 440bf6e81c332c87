/** The role of an instance, in words. */
import type { Role } from './model.ts';

export const roleNames: Readonly<Record<Role, string>> = {
  CURRENT: 'current',
  PENDING: 'pending',
  SUPERSEDED: 'replaced',
  NEVER_DEPLOYED: 'never deployed',
  UNKNOWN: 'role unknown',
};
