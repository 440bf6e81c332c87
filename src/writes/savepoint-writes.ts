/** The writes to savepoints: of an application, and detached ones. */
import type { Application } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import type { CmfWrites, SavepointInput } from '../cmf/write-client.ts';
import type { ApplicationName } from './application-writes.ts';
import type { WriteCaller } from './caller.ts';
import { readState } from './fresh-reads.ts';
import { notFound, WriteProblems } from './problems.ts';
import type { WriteSteps } from './run-write.ts';

export interface SavepointWrites {
  /** Requests a savepoint of the running job. It is not complete when the write ends. */
  create(of: ApplicationName, input: SavepointInput): WriteSteps<Application>;
  /** The savepoint outlives its application then. */
  detach(of: ApplicationName, savepoint: string): WriteSteps<Application>;
  delete(of: ApplicationName, savepoint: string, force: boolean): WriteSteps<Application>;
  deleteDetached(savepoint: string, force: boolean): WriteSteps<null>;
}

export interface SavepointWritesOptions {
  readonly caller: WriteCaller;
  readonly cmf: CmfWrites;
}

export function createSavepointWrites({ caller, cmf }: SavepointWritesOptions): SavepointWrites {
  const { reads, authorization } = caller;

  const readApplication = async ({ environment, name }: ApplicationName): Promise<Application> => {
    const state = await readState(reads, environment, name);
    if (!state?.application)
      throw new WriteProblems(notFound('There is no such application.', ['application']));
    return state.application;
  };

  const find = async (application: Application, name: string): Promise<Savepoint | undefined> => {
    const savepoints = await reads.savepoints(application, { notBefore: Date.now() });
    return savepoints.value.find((savepoint) => savepoint.name === name);
  };

  const findDetached = async (name: string): Promise<Savepoint | undefined> => {
    const savepoints = await reads.detachedSavepoints({ notBefore: Date.now() });
    return savepoints.value.find((savepoint) => savepoint.name === name);
  };

  const prepareExisting = async (of: ApplicationName, name: string): Promise<Application> => {
    const application = await readApplication(of);
    if (!(await find(application, name))) throw new WriteProblems(noSavepoint);
    return application;
  };

  return {
    create: (of, input) => ({
      prepare: () => readApplication(of),
      async send(_application, { id }) {
        const named = { ...input, name: input.name ?? defaultName(id) };
        return (await cmf.createSavepoint(of.environment, of.name, named, { authorization })).isChanged;
      },
      async settle(_prepared, { id }) {
        const found = await find(await readApplication(of), input.name ?? defaultName(id));
        return { instance: null, applied: found ? true : null };
      },
    }),

    detach: (of, name) => ({
      prepare: () => prepareExisting(of, name),
      send: async () =>
        (await cmf.detachSavepoint(of.environment, of.name, name, { authorization })).isChanged,
      async settle() {
        const attached = await find(await readApplication(of), name);
        const isDetached = !attached && (await findDetached(name)) !== undefined;
        return { instance: null, applied: isDetached || null };
      },
    }),

    delete: (of, name, force) => ({
      prepare: () => prepareExisting(of, name),
      send: async () =>
        (await cmf.deleteSavepoint(of.environment, of.name, name, { authorization, force })).isChanged,
      async settle() {
        const left = await find(await readApplication(of), name);
        // CMF may first mark it for deletion.
        return { instance: null, applied: !left || left.isPendingDeletion || null };
      },
    }),

    deleteDetached: (name, force) => ({
      async prepare() {
        if (!(await findDetached(name))) throw new WriteProblems(noSavepoint);
        return null;
      },
      send: async () =>
        (await cmf.deleteDetachedSavepoint(name, { authorization, force })).isChanged,
      async settle() {
        const left = await findDetached(name);
        return { instance: null, applied: !left || left.isPendingDeletion || null };
      },
    }),
  };
}

const noSavepoint = notFound('There is no such savepoint.', ['savepoint']);

/** The name of a savepoint that the caller did not name: the same for a repeated request. */
export function defaultName(operation: string): string {
  return `savepoint-${operation}`;
}
