/** All writes to one application. Each write first checks the current state, and reads the result afterwards. */
import type { ArchiveStorage } from '../archive/storage.ts';
import type { CmfWrites } from '../cmf/write-client.ts';
import type { ApplicationName } from './application-name.ts';
import { type ApplyWrites, createApplyWrites } from './apply-writes.ts';
import type { WriteCaller } from './caller.ts';
import { type ApplicationState, readState } from './fresh-reads.ts';
import { assertPreconditions, latestOf, type Preconditions } from './preconditions.ts';
import { invalid, noApplication, notFound, WriteProblems } from './problems.ts';
import type { WriteSteps } from './protocol/write-steps.ts';
import { findSavepoint, type SavepointName } from './savepoint-writes.ts';
import { createSettleChange } from './settle-change.ts';

/** A start or a suspension that was checked against the present state. */
export interface Switch {
  readonly state: ApplicationState;
  /** UID of the savepoint to start from. */
  readonly savepoint: string | undefined;
}

export interface ApplicationWrites extends ApplyWrites {
  /** `savepoint`: the one to start from; null: as CMF decides. */
  start(of: ApplicationName, savepoint: SavepointName | null, when: Preconditions): WriteSteps<Switch>;
  suspend(of: ApplicationName, when: Preconditions): WriteSteps<Switch>;
  delete(of: ApplicationName, when: Preconditions): WriteSteps<ApplicationState>;
}

export interface ApplicationWritesOptions {
  readonly caller: WriteCaller;
  readonly cmf: CmfWrites;
  readonly archive: ArchiveStorage;
}

export function createApplicationWrites({
  caller,
  cmf,
  archive,
}: ApplicationWritesOptions): ApplicationWrites {
  const { reads, authorization } = caller;
  const settleChange = createSettleChange({ reads, archive });

  const readExisting = async (of: ApplicationName, when: Preconditions): Promise<ApplicationState> => {
    const state = await readState(reads, of);
    if (!state.application) throw new WriteProblems(noApplication);
    assertPreconditions(state, when);
    return state;
  };

  /** CMF itself changes `spec.job.state`. */
  const switching = (
    of: ApplicationName,
    desiredState: 'RUNNING' | 'SUSPENDED',
    when: Preconditions,
    from: SavepointName | null,
    send: (savepoint: string | undefined) => Promise<{ readonly isChanged: boolean }>,
  ): WriteSteps<Switch> => ({
    prepare: async () => ({
      state: await readExisting(of, when),
      savepoint: from ? await uidOf(from) : undefined,
    }),
    latestBefore: ({ state }) => latestOf(state),
    send: async ({ savepoint }) => (await send(savepoint)).isChanged,
    settle: (prepared, operation) =>
      settleChange(of, operation, ({ application }, instance) => {
        if (instance) return true;
        const isDesired = application?.desiredState?.state === desiredState;
        const wasDesired = prepared?.state.application?.desiredState?.state === desiredState;
        return isDesired && !wasDesired ? true : null;
      }),
  });

  const uidOf = async (savepoint: SavepointName): Promise<string> => {
    const found = await findSavepoint(reads, savepoint);
    if (!found) throw new WriteProblems(notFound('There is no such savepoint.', ['fromSavepoint']));
    if (found.uid !== null && found.state?.state === 'COMPLETED') return found.uid;
    const message = 'A job can start only from a completed savepoint.';
    throw new WriteProblems(invalid('BAD_USER_INPUT', message, ['fromSavepoint']));
  };

  return {
    ...createApplyWrites({ caller, cmf, settleChange }),

    start: (of, from, when) =>
      switching(of, 'RUNNING', when, from, (startFromSavepointUid) =>
        cmf.startApplication(of.environment, of.name, { authorization, startFromSavepointUid }),
      ),

    suspend: (of, when) =>
      switching(of, 'SUSPENDED', when, null, () =>
        cmf.suspendApplication(of.environment, of.name, { authorization }),
      ),

    delete: (of, when) => ({
      prepare: () => readExisting(of, when),
      async send() {
        const options = { authorization, force: when.force };
        return (await cmf.deleteApplication(of.environment, of.name, options)).isChanged;
      },
      async settle() {
        const { application } = await readState(reads, of);
        return { instance: null, applied: application === null || null };
      },
    }),
  };
}
