/** Reads that a write depends on: never older than the moment of the call, never a copy that CMF did not confirm. */
import { CmfError } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { Observed, ReadOptions, Reads } from '../mirror/reads-interface.ts';
import type { ApplicationName } from './application-name.ts';
import { notFound, WriteProblems } from './problems.ts';

export interface ApplicationState {
  /** Null if the caller may not see it: rights on applications give no right on their environment. */
  readonly environment: Environment | null;
  /** Null if it does not exist. */
  readonly application: Application | null;
  /** The instances that CMF keeps, newest first; the newest and the deployed one with their effective specs. */
  readonly instances: readonly Instance[];
}

/** Throws `WriteProblems` if there is no such environment, and a `CmfError` if CMF does not respond. */
export async function readState(
  reads: Reads,
  { environment: of, name }: ApplicationName,
): Promise<ApplicationState> {
  const read = fresh();
  const environment = await visibleEnvironment(reads, of, read);
  const application = valueOf(await reads.application(of, name, read));
  if (!application) return { environment, application: null, instances: [] };
  const listed = await reads.instances(application, read);
  const instances = await Promise.all(
    listed.map(async (instance, index) => {
      const isNeeded = index === 0 || instance.uid === application.currentInstance;
      if (!isNeeded || instance.effectiveSpec) return instance;
      return (await reads.instance(application, instance.uid, { confirmed: true })) ?? instance;
    }),
  );
  return { environment, application, instances };
}

async function visibleEnvironment(
  reads: Reads,
  name: string,
  read: ReadOptions,
): Promise<Environment | null> {
  let found: Observed<Environment> | null;
  try {
    found = await reads.environment(name, read);
  } catch (error) {
    if (error instanceof CmfError && error.status === 403) return null;
    throw error;
  }
  if (!found) throw new WriteProblems(notFound('There is no such environment.', ['environment']));
  return found.value;
}

export async function readEnvironment(reads: Reads, name: string): Promise<Environment | null> {
  return valueOf(await reads.environment(name, fresh()));
}

/** Options of a read that returns the current data of CMF. */
export function fresh(): ReadOptions {
  return { notBefore: Date.now(), confirmed: true };
}

function valueOf<T>(observed: Observed<T> | null): T | null {
  return observed && observed.value;
}
