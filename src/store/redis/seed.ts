/**
 * Gives an emptied Redis back what this process still knows. Of several replicas that try, the first succeeds.
 *
 * In the epoch that it is known from, everybody was told of it: nothing is journaled. In another epoch it is journaled
 * as having appeared, for those whose snapshot of that epoch was taken without it; everybody else is past these entries.
 */
import type { Application } from '../../cmf/resources/application.ts';
import { transitionsBetween } from '../../live/transitions-between.ts';
import type { Keys } from '../../redis/keys.ts';
import type { Session } from '../../redis/session.ts';
import type { View } from '../view.ts';
import { commitEnvironment, commitList } from './commands.ts';
import type { Pulled } from './pull.ts';
import { headName, listName } from './records.ts';

/** True when there was something to give. `view` is what is known, `epoch` the epoch that it is known from. */
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
