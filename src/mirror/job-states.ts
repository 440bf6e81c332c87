/** Reads the current job states of environments, at one position of the journal. */
import { observedJob } from '../live/changes.ts';
import type { JobStateSnapshot } from '../live/job-state-update.ts';
import type { Store } from '../store/store.ts';
import { environmentNames, type View } from '../store/view.ts';
import type { FleetReads } from './fleet-reads.ts';
import type { Reads } from './reads-interface.ts';

export interface JobStatesOptions {
  readonly store: Store;
  readonly fleet: FleetReads;
}

export function createJobStates({ store, fleet }: JobStatesOptions): Reads['jobStates'] {
  return async (name) => {
    await fleet.environments();
    const wanted = name === null ? environmentNames(store.view) : [name];
    await fleet.settled(wanted);
    return snapshotOf(store.announced, wanted);
  };
}

/** States and position of one moment: the function is synchronous. */
function snapshotOf(view: View, environments: readonly string[]): JobStateSnapshot {
  const states = environments.flatMap((environment) => {
    const { applications, observedAt } = view.environment(environment);
    return [...applications.values()].map((known) => ({
      environment,
      application: known.application.name,
      from: null,
      to: observedJob(known.application),
      observedAt: new Date(Math.max(observedAt, known.observedAt)).toISOString(),
      source: 'POLL' as const,
    }));
  });
  return { position: view.position, states };
}
