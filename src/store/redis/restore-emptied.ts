/**
 * Restores the state of an emptied Redis from this process's copy. Of several replicas the first one succeeds.
 *
 * In the same epoch all subscribers have the state, so nothing is journaled. In another epoch each application is
 * journaled as new, for subscribers whose snapshot of that epoch was taken before; others are past these entries.
 */
import type { Application } from '../../cmf/resources/application.ts';
import { transitionsBetween } from '../../live/transitions-between.ts';
import type { Keys } from '../../redis/key-names.ts';
import type { Session } from '../../redis/session.ts';
import type { View } from '../view.ts';
import type { Pulled } from './read-changes.ts';
import { headName, listName } from './records.ts';
import { commitEnvironment, commitList } from './write-commits.ts';

/** True when something was restored. `view` is the known state, `epoch` its epoch. */
export async function seed(
  session: Session,
  keys: Keys,
  journalLength: number,
  pulled: Pulled,
  { view, epoch }: { readonly view: View; readonly epoch: string },
): Promise<boolean> {
  const present = new Set(pulled.records.map(({ name }) => name));
  const missing = view
    .readEnvironments()
    .filter((name) => view.environment(name).completeRevision > 0 && !present.has(headName(name)));
  for (const environment of missing) {
    const { observedAt, applications } = view.environment(environment);
    const at = new Date(observedAt).toISOString();
    const appearance = (application: Application) => transitionsBetween(null, application, [], at);
    await commitEnvironment(session, keys, pulled, journalLength, {
      environment,
      base: 0,
      observedAt,
      complete: true,
      applications: [...applications].map(([name, { application }]) => ({
        name,
        application,
        transitions: epoch === pulled.epoch ? [] : appearance(application),
      })),
    });
  }
  const { revision, observedAt, environments } = view.environments;
  const isListMissing = revision > 0 && !present.has(listName);
  if (isListMissing) {
    await commitList(session, keys, pulled, {
      base: 0,
      observedAt,
      environments: [...environments.values()],
    });
  }
  return isListMissing || missing.length > 0;
}
