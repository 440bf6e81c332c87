/**
 * Refresh: one read of CMF into the store. The only module that reads environments and applications from CMF.
 *
 * Applications are read by a sparse list, and only changed ones are read whole. CMF before 2.3 has no sparse list, so
 * the whole list is read. Transitions since the last read are filled in from the application's events. A read that
 * another replica's commit overtook is dropped.
 */
import type { CallOptions, CmfClient } from '../../cmf/client.ts';
import { CmfError, isNotFound } from '../../cmf/errors.ts';
import type { Application, ApplicationRow } from '../../cmf/resources/application.ts';
import type { Environment } from '../../cmf/resources/environment.ts';
import { isUnchanged } from '../../live/changes.ts';
import { transitionsBetween } from '../../live/transitions-between.ts';
import type { ApplicationCommit, Store } from '../../store/store.ts';
import type { EnvironmentView } from '../../store/view.ts';
import { createConfirmEnvironments } from './confirm-environments.ts';
import { createSkippedEvents } from './skipped-events.ts';

/** Each method fails with `ABORTED` when the signal ends its calls to CMF. */
export interface Refresh {
  environments(signal: AbortSignal): Promise<void>;
  /** All applications of an environment. */
  applications(environment: string, signal: AbortSignal): Promise<void>;
  /** One application; a 404 removes it. */
  application(environment: string, application: string, signal: AbortSignal): Promise<void>;
}

export interface RefreshOptions {
  readonly cmf: CmfClient;
  readonly store: Store;
  /** True when CMF supports sparse lists. */
  readonly isSparse: () => boolean;
  readonly now: () => number;
  /** Called after each commit of this replica; not for commits of other replicas. */
  readonly onCommitted?: ((applications: readonly ApplicationCommit[]) => void) | undefined;
}

/** How often a read is tried when each is overtaken by another commit. */
const maxAttempts = 3;
/** Above this share of changed applications, one whole list costs CMF less than single reads. */
const wholeListShare = 1 / 4;
const wholeListMinimum = 8;

export function createRefresh({ cmf, store, isSparse, now, onCommitted }: RefreshOptions): Refresh {
  const skippedEvents = createSkippedEvents(cmf, now);
  const confirmEnvironments = createConfirmEnvironments(cmf);

  const commitOf = async (
    environment: string,
    before: EnvironmentView,
    { name, application }: Read,
    observedAt: number,
    call: CallOptions,
  ): Promise<ApplicationCommit> => {
    const previous = before.applications.get(name)?.application ?? null;
    const changed = previous && application && !isUnchanged(application, previous);
    const events = changed ? await skippedEvents(environment, name, call) : [];
    const at = new Date(observedAt).toISOString();
    return { name, application, transitions: transitionsBetween(previous, application, events, at) };
  };

  return {
    async environments(signal) {
      const call = { signal };
      const { revision: base, environments: known } = store.view.environments;
      const observedAt = now();
      const environments = await confirmEnvironments(known, await cmf.listEnvironments(call), call);
      const committed = await store.commitEnvironments({ base, observedAt, environments });
      if (committed === 'COMMITTED') await removeMissing(cmf, store, environments, observedAt, call);
    },

    async applications(environment, signal) {
      const call = { signal };
      const wantedAt = now();
      for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
        const before = store.view.environment(environment);
        const observedAt = now();
        const moved =
          before.completeRevision > 0 && isSparse()
            ? await readMoved(cmf, environment, before, call)
            : wholeChanges(before, await cmf.listApplications(environment, call));
        const gone = await confirmGone(cmf, environment, before, moved, call);
        const reads = [...moved.written, ...gone];
        const applications = await Promise.all(
          reads.map((read) => commitOf(environment, before, read, observedAt, call)),
        );
        const commit = { environment, base: before.revision, observedAt, complete: true, applications };
        if ((await store.commit(commit)) === 'COMMITTED') return onCommitted?.(applications);
        // The commit that overtook this read is new enough for the caller.
        if (store.view.environment(environment).observedAt >= wantedAt) return;
      }
    },

    async application(environment, name, signal) {
      const call = { signal };
      // The caller needs the current application. A commit that overtook this read may be based on an older read.
      for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
        const before = store.view.environment(environment);
        const observedAt = now();
        const application = await readOrNull(cmf, environment, name, call);
        if (!application && !before.applications.has(name)) return;
        const applications = [await commitOf(environment, before, { name, application }, observedAt, call)];
        const commit = { environment, base: before.revision, observedAt, complete: false, applications };
        if ((await store.commit(commit)) === 'COMMITTED') return onCommitted?.(applications);
      }
    },
  };
}

interface Read {
  readonly name: string;
  readonly application: Application | null;
}

interface Changes {
  /** Applications that are new or changed. */
  readonly written: readonly Read[];
  /** The names that CMF listed. */
  readonly listed: ReadonlySet<string>;
}

async function readMoved(
  cmf: CmfClient,
  environment: string,
  before: EnvironmentView,
  call: CallOptions,
): Promise<Changes> {
  const rows = await listRows(cmf, environment, call);
  if (!rows) return wholeChanges(before, await cmf.listApplications(environment, call));
  const moved = rows.filter((row) => hasMoved(row, before));
  if (moved.length > Math.max(wholeListMinimum, rows.length * wholeListShare)) {
    return wholeChanges(before, await cmf.listApplications(environment, call));
  }
  const read = await Promise.all(moved.map(({ name }) => readOrNull(cmf, environment, name, call)));
  const written = read.filter((application) => application !== null);
  // An application that was listed and then returned 404 is handled by the next refresh.
  return {
    written: written.map((application) => ({ name: application.name, application })),
    listed: new Set(rows.map(({ name }) => name)),
  };
}

/** Null when CMF rejects `fields=`: its response to an unknown field path is unknown (contract section 3). */
async function listRows(
  cmf: CmfClient,
  environment: string,
  call: CallOptions,
): Promise<readonly ApplicationRow[] | null> {
  try {
    return await cmf.listApplicationRows(environment, call);
  } catch (error) {
    if (error instanceof CmfError && error.status === 400) return null;
    throw error;
  }
}

function hasMoved(row: ApplicationRow, before: EnvironmentView): boolean {
  const stored = before.applications.get(row.name);
  return !stored || !isUnchanged(row, stored.application);
}

function wholeChanges(before: EnvironmentView, applications: readonly Application[]): Changes {
  const written = applications.filter((application) => hasMoved(application, before));
  return {
    written: written.map((application) => ({ name: application.name, application })),
    listed: new Set(applications.map(({ name }) => name)),
  };
}

/**
 * Reads by name each stored application that CMF no longer lists. CMF's pages are offsets over a changing list and can
 * skip an item (contract section 3), so an application counts as gone only after a 404.
 */
async function confirmGone(
  cmf: CmfClient,
  environment: string,
  before: EnvironmentView,
  { listed }: Changes,
  call: CallOptions,
): Promise<readonly Read[]> {
  const missing = [...before.applications.keys()].filter((name) => !listed.has(name));
  return Promise.all(
    missing.map(async (name) => ({ name, application: await readOrNull(cmf, environment, name, call) })),
  );
}

async function readOrNull(
  cmf: CmfClient,
  environment: string,
  name: string,
  call: CallOptions,
): Promise<Application | null> {
  try {
    return await cmf.getApplication(environment, name, call);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

/** Removes the applications of environments that are gone, each confirmed by a 404 on the environment. */
async function removeMissing(
  cmf: CmfClient,
  store: Store,
  environments: readonly Environment[],
  observedAt: number,
  call: CallOptions,
): Promise<void> {
  const listed = new Set(environments.map(({ name }) => name));
  for (const environment of store.view.readEnvironments()) {
    const before = store.view.environment(environment);
    if (listed.has(environment) || before.applications.size === 0) continue;
    const isGone = await cmf.getEnvironment(environment, call).then(() => false, isNotFound);
    if (!isGone) continue;
    const at = new Date(observedAt).toISOString();
    const applications = [...before.applications].map(([name, { application }]) => ({
      name,
      application: null,
      transitions: transitionsBetween(application, null, [], at),
    }));
    await store.commit({ environment, base: before.revision, observedAt, complete: true, applications });
  }
}
