/** Writes commits to the shared state. */
import { newEpoch } from '../../live/journal.ts';
import type { Keys } from '../../redis/key-names.ts';
import type { Session } from '../../redis/session.ts';
import type { EnvironmentCommit, EnvironmentsCommit } from '../store.ts';
import { stateKeys } from './read-changes.ts';
import { type ApplicationRecord, applicationName, headName, type ListRecord, listName } from './records.ts';
import type { SharedState } from './shared-state.ts';

/** Identifies the state that a write is based on. Redis refuses another one as `UNKNOWN`. */
type Identity = Pick<SharedState, 'epoch' | 'server'>;

/** With `restart` the journal drops its entries and starts this epoch in the same step. */
export function commitEnvironment(
  session: Session,
  keys: Keys,
  { epoch, server }: Identity,
  journalLength: number,
  { environment, base, observedAt, complete, applications }: EnvironmentCommit,
  restart?: string,
): Promise<unknown> {
  const written = applications.flatMap(({ name, application, transitions }) => {
    const record: ApplicationRecord | null = application && { observedAt, application };
    return [
      applicationName(environment, name),
      record ? JSON.stringify(record) : '',
      String(transitions.length),
      ...transitions.map((transition) => JSON.stringify(transition)),
    ];
  });
  return session.run((redis) =>
    redis.mirrorCommit(
      ...stateKeys(keys),
      epoch,
      server,
      restart ?? newEpoch(),
      headName(environment),
      String(base),
      String(observedAt),
      complete ? '1' : '0',
      String(journalLength),
      keys.wake,
      restart ? '1' : '0',
      ...written,
    ),
  );
}

export function commitList(
  session: Session,
  keys: Keys,
  { epoch, server }: Identity,
  { base, observedAt, environments }: EnvironmentsCommit,
): Promise<unknown> {
  const record: ListRecord = { observedAt, environments: [...environments] };
  return session.run((redis) =>
    redis.mirrorCommitList(
      ...stateKeys(keys),
      epoch,
      server,
      listName,
      String(base),
      JSON.stringify(record),
      keys.wake,
    ),
  );
}

/** Replaces an epoch with `next`, unless another replica has done so. */
export async function renewEpoch(
  session: Session,
  keys: Keys,
  epoch: string,
  next: string = newEpoch(),
): Promise<void> {
  await session.run((redis) => redis.mirrorRenew(...stateKeys(keys), epoch, next));
}
