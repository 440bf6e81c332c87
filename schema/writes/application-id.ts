/** The application that an input names by its ID. */
import type { OperationTarget } from '../../src/store/write-log.ts';
import type { ApplicationName } from '../../src/writes/application-name.ts';
import type { InputCheck } from './input-check.ts';

export function applicationNamed(check: InputCheck, id: string): ApplicationName | null {
  const [environment, name] = check.id('Application', id, 'application') ?? [];
  return environment === undefined || name === undefined ? null : { environment, name };
}

export function targetOf(of: ApplicationName | null): OperationTarget | null {
  return of && { environment: of.environment, application: of.name, savepoint: null };
}

/** The target application of a write; null for a write to an environment or a detached savepoint. */
export function applicationIn({ environment, application }: OperationTarget): ApplicationName | null {
  return environment === null || application === null ? null : { environment, name: application };
}
