/**
 * The mirror: the gateway's copy of CMF's resources, with the time of each observation.
 *
 * A read returns from memory when the copy is young enough. Otherwise it waits for a refresh, which concurrent
 * callers share. When CMF fails, a read returns the last copy, marked stale; the same applies when CMF rejects the
 * identity of the gateway (401). When CMF forbids a read (403), the old copy is not returned, because a 403 is a
 * decision, not a failure.
 */
import { createArchive } from '../archive/archive.ts';
import type { CmfWrites } from '../cmf/write-client.ts';
import { createHub, type Hub, type HubOptions } from '../live/hub.ts';
import type { Journal } from '../live/journal.ts';
import { jobStateUpdates } from '../live/updates.ts';
import { environmentNames } from '../store/view.ts';
import { createEvents } from './event-reads.ts';
import { createFleetReads } from './fleet-reads.ts';
import { type CommitReports, followCommits } from './follow-commits.ts';
import { createHistoryReads } from './history-reads.ts';
import { createLocator } from './instance-locator.ts';
import { createInstanceReads } from './instance-reads.ts';
import { createInstances } from './instances.ts';
import { createJobStates } from './job-states.ts';
import type { ReadOptions, Reads } from './reads-interface.ts';
import { openRefresh, type RefreshSettings } from './refresh/open-refresh.ts';
import { createSavepointReads } from './savepoint-reads.ts';

export interface Mirror extends Reads, AsyncDisposable {
  readonly hub: Hub;
  readonly journal: Journal;
  /** Refreshes an environment, or all (null), at the active interval until disposed. */
  watch(environment: string | null): Disposable;
  /** Resolves when the first refresh has succeeded or failed. */
  readonly firstRefresh: Promise<void>;
  /** Increases when instances are read again although their application did not change. */
  readonly instancesVersion: number;
  /** The same writes, which end with the outcome `NOT_SENT` while CMF is known to be unreachable. */
  guardWrites(writes: CmfWrites): CmfWrites;
  /** CMF's health as seen by the last refreshes. */
  readonly health: MirrorHealth;
}

export interface MirrorHealth {
  /** True while the last refreshes succeeded; false before the first. A 403 for one environment is no failure. */
  readonly isUp: boolean;
  /**
   * The reason of the failure: the error message of CMF, of the transport or of the token endpoint; null while CMF is
   * up.
   */
  readonly lastFailure: string | null;
  /** True once data was available, from CMF or from the store. */
  readonly hasData: boolean;
  /** The age of the oldest copy in milliseconds. Without a copy: the time since it is missing. */
  readonly oldestCopyMs: number;
  /** CMF's version, once known. */
  readonly version: string | null;
}

export interface MirrorOptions extends RefreshSettings, CommitReports {
  /** The greatest age of a copy that a read returns without a refresh, in milliseconds. */
  readonly maxAgeMs: number;
  /** How long a read waits for CMF while it has an old copy to return, in milliseconds. */
  readonly patienceMs?: number;
  readonly checkpoints?: HubOptions;
  readonly now?: () => number;
}

export function createMirror(options: MirrorOptions): Mirror {
  const { store, maxAgeMs, patienceMs = 2_000, now = Date.now } = options;
  const archive = createArchive(store.archive);
  const refresh = openRefresh({ ...options, archive, now });
  const { cmf, refresher, poller } = refresh;
  const oldest = (read?: ReadOptions): number => read?.notBefore ?? now() - maxAgeMs;

  const fleet = createFleetReads({ store, refresher, touch: poller.touch, oldest, patienceMs });
  const shared = createInstanceReads({
    cmf,
    cache: store.cache,
    revisionOf: ({ environment: of, name }) =>
      store.view.environment(of).applications.get(name)?.revision ?? 0,
  });
  const instances = createInstances({ reads: shared, now });
  const events = createEvents({ cmf, now });
  const locate = createLocator({ instances, archive, applications: fleet.everyApplication, now });
  const history = createHistoryReads({ instances, events, archive, locate, oldest, patienceMs });
  const savepoints = createSavepointReads({ cmf, oldest, patienceMs, now });

  const hub = createHub(options.checkpoints);
  const commits = followCommits({ ...options, archive, instances, events, savepoints, hub, now });

  /** Copies that other replicas have read are reused while young enough. */
  const firstRefresh = Promise.resolve(fleet.environments())
    .then(() => fleet.settled(environmentNames(store.view)))
    // `health` reports a failure; the poller retries.
    .then(noop, noop);

  return {
    ...history,
    hub,
    journal: store.journal,
    environments: fleet.environments,
    environment: fleet.environment,
    applicationEnvironments: fleet.applicationEnvironments,
    applications: fleet.applications,
    application: fleet.application,
    savepoints: savepoints.savepoints,
    detachedSavepoints: savepoints.detachedSavepoints,
    jobStates: createJobStates({ store, fleet }),
    updates: ({ environment: name, ...request }) =>
      jobStateUpdates({ ...request, journal: store.journal, hub, watch: () => poller.watch(name) }),
    // The gateway itself sees everything.
    visible: (_environment, feed) => feed,
    get instancesVersion() {
      return instances.version;
    },
    watch: (name) => poller.watch(name),
    guardWrites: refresh.guardWrites,
    firstRefresh,
    get health() {
      const { lastFailure, hasData, oldestCopyAt } = refresh.health;
      const oldestCopyMs = now() - oldestCopyAt;
      const { version } = refresh.capabilities;
      return { isUp: lastFailure === null, lastFailure, hasData, oldestCopyMs, version };
    },
    async [Symbol.asyncDispose]() {
      await refresh[Symbol.asyncDispose]();
      commits[Symbol.dispose]();
    },
  };
}

function noop(): void {}
