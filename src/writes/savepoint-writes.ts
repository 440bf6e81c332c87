/** The writes to savepoints: of an application, and detached ones. */
import type { Application } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import type { CmfWrites, SavepointInput } from '../cmf/write-client.ts';
import type { Reads } from '../mirror/reads-interface.ts';
import type { ApplicationName } from './application-name.ts';
import type { WriteCaller } from './caller.ts';
import { fresh, readState } from './fresh-reads.ts';
import { noApplication, notFound, WriteProblems } from './problems.ts';
import type { WriteSteps } from './protocol/write-steps.ts';

/** A savepoint of an application; a detached one if `application` is null. */
export interface SavepointName {
  readonly application: ApplicationName | null;
  readonly name: string;
}

export interface SavepointWrites {
  /** Requests a savepoint of the running job. It is not complete when the write ends. */
  create(of: ApplicationName, input: SavepointInput): WriteSteps<Application>;
  /** Detaches the savepoint, so that it outlives its application. */
  detach(of: ApplicationName, savepoint: string): WriteSteps<Savepoint>;
  delete(savepoint: SavepointName, force: boolean): WriteSteps<Savepoint>;
}

export interface SavepointWritesOptions {
  readonly caller: WriteCaller;
  readonly cmf: CmfWrites;
}

export function createSavepointWrites({ caller, cmf }: SavepointWritesOptions): SavepointWrites {
  const { reads, authorization } = caller;

  const readApplication = async (of: ApplicationName): Promise<Application> => {
    const { application } = await readState(reads, of);
    if (!application) throw new WriteProblems(noApplication);
    return application;
  };

  const find = (savepoint: SavepointName) => findSavepoint(reads, savepoint);

  const prepareExisting = async (savepoint: SavepointName): Promise<Savepoint> => {
    const found = await find(savepoint);
    if (!found) throw new WriteProblems(noSavepoint);
    return found;
  };

  return {
    create: (of, input) => ({
      prepare: () => readApplication(of),
      async send(_application, { id }) {
        const named = { ...input, name: input.name ?? defaultName(id) };
        return (await cmf.createSavepoint(of.environment, of.name, named, { authorization })).isChanged;
      },
      async settle(_prepared, { id }) {
        const found = await find({ application: of, name: input.name ?? defaultName(id) });
        return { instance: null, applied: found ? true : null };
      },
    }),

    detach: (of, name) => ({
      prepare: () => prepareExisting({ application: of, name }),
      send: async () =>
        (await cmf.detachSavepoint(of.environment, of.name, name, { authorization })).isChanged,
      async settle() {
        const attached = await find({ application: of, name });
        const isDetached = !attached && (await find({ application: null, name })) !== undefined;
        return { instance: null, applied: isDetached || null };
      },
    }),

    delete: (savepoint, force) => ({
      prepare: () => prepareExisting(savepoint),
      async send() {
        const { application: of, name } = savepoint;
        const options = { authorization, force };
        const { isChanged } = of
          ? await cmf.deleteSavepoint(of.environment, of.name, name, options)
          : await cmf.deleteDetachedSavepoint(name, options);
        return isChanged;
      },
      async settle() {
        const left = await find(savepoint);
        // CMF may first mark it for deletion.
        return { instance: null, applied: !left || left.isPendingDeletion || null };
      },
    }),
  };
}

/** The current savepoint in CMF; undefined if there is none. */
export async function findSavepoint(
  reads: Reads,
  { application: of, name }: SavepointName,
): Promise<Savepoint | undefined> {
  const read = fresh();
  const application = of && (await reads.application(of.environment, of.name, read));
  if (of && !application) return undefined;
  const { value } = await (application
    ? reads.savepoints(application.value, read)
    : reads.detachedSavepoints(read));
  return value.find((savepoint) => savepoint.name === name);
}

const noSavepoint = notFound('There is no such savepoint.', ['savepoint']);

/** The name of a savepoint that the caller did not name: the same for a repeated request. */
export function defaultName(operation: string): string {
  return `savepoint-${operation}`;
}
