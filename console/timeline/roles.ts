/** The labels of the roles of an instance. */
import type { Role } from './model.ts';

export const roleNames: Readonly<Record<Role, string>> = {
  CURRENT: 'current',
  PENDING: 'pending',
  SUPERSEDED: 'replaced',
  NEVER_DEPLOYED: 'never deployed',
  UNKNOWN: 'role unknown',
};
