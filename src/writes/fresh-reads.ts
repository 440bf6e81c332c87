/** Reads that a write depends on: never older than the moment of the call, never a copy that CMF did not confirm. */
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { Observed, Reads } from '../mirror/reads-interface.ts';
import { upstream, WriteProblems } from './problems.ts';

export interface ApplicationState {
  readonly environment: Environment;
  /** Null if it does not exist. */
  readonly application: Application | null;
  /** What CMF keeps, newest first; the newest and the deployed one with their effective specs. */
  readonly instances: readonly Instance[];
}

/** Null if there is no such environment. Throws `WriteProblems` if CMF does not respond. */
export async function readState(
  reads: Reads,
  environment: string,
  name: string,
): Promise<ApplicationState | null> {
  const read = { notBefore: Date.now() };
  const found = await reads.environment(environment, read);
  if (!found) return null;
  const application = valueOf(await reads.application(environment, name, read));
  if (!application) return { environment: confirmed(found), application: null, instances: [] };
  const listed = await reads.instances(application, read);
  const instances = await Promise.all(
    listed.map(async (instance, index) => {
      const isNeeded = index === 0 || instance.uid === application.currentInstance;
      if (!isNeeded || instance.effectiveSpec) return instance;
      return (await reads.instance(application, instance.uid)) ?? instance;
    }),
  );
  return { environment: confirmed(found), application, instances };
}

export async function readEnvironment(reads: Reads, name: string): Promise<Environment | null> {
  return valueOf(await reads.environment(name, { notBefore: Date.now() }));
}

function valueOf<T>(observed: Observed<T> | null): T | null {
  return observed && confirmed(observed);
}

function confirmed<T>({ value, stale }: Observed<T>): T {
  if (stale) throw new WriteProblems(upstream('CMF_UNREACHABLE', 'CMF is unreachable. Nothing was sent.'));
  return value;
}
