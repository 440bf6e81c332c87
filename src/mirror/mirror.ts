/**
 * The mirror: the gateway's copy of CMF's resources, with the time of each observation.
 *
 * A read returns from memory when the copy is young enough. Otherwise it waits for a refresh, which concurrent
 * callers share. When CMF fails, a read returns the last copy, marked stale; the same applies when CMF rejects the
 * identity of the gateway (401). When CMF forbids a read (403), the old copy is not returned, because a 403 is a
 * decision, not a failure.
 */

import { createArchive } from '../archive/archive.ts';
import type { CmfClient } from '../cmf/client.ts';
import { isAborted, isOutage } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { CmfWrites } from '../cmf/write-client.ts';
import { isUnchanged, observedJob } from '../live/changes.ts';
import { createHub, type Hub, type HubOptions } from '../live/hub.ts';
import { type JobStateSnapshot } from '../live/job-state-update.ts';
import type { Journal, JournalEvent } from '../live/journal.ts';
import { jobStateUpdates } from '../live/updates.ts';
import type { ApplicationCommit, Store } from '../store/store.ts';
import type { View } from '../store/view.ts';
import { createArchivingClient } from './archiving-client.ts';
import { createEvents, type EventRead } from './event-reads.ts';
import { createFleetReads, nullWhenNotFound } from './fleet-reads.ts';
import { guardedWrites, withBreaker } from './guarded-client.ts';
import { createLocator } from './instance-locator.ts';
import { createInstanceReads } from './instance-reads.ts';
import { createInstances } from './instances.ts';
import type { Observed, ReadOptions, Reads } from './reads-interface.ts';
import { createCapabilities } from './refresh/capabilities.ts';
import { createBreaker } from './refresh/circuit-breaker.ts';
import { asOwnIdentity, type IdentityReports } from './refresh/gateway-identity.ts';
import { createRefreshHealth } from './refresh/health.ts';
import { createPoller } from './refresh/poller.ts';
import { createRefresh } from './refresh/refresh.ts';
import { createRefresher, type RefreshEnd, type TraceRefresh, withFallback } from './refresh/refresher.ts';
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

export interface MirrorOptions {
  readonly cmf: CmfClient;
  readonly store: Store;
  /** The greatest age of a copy that a read returns without a refresh, in milliseconds. */
  readonly maxAgeMs: number;
  readonly refreshActiveMs: number;
  readonly refreshIdleMs: number;
  /** How long the polling replica may be silent before another takes over, in milliseconds. */
  readonly leaseMs: number;
  /** How long a read waits for CMF while it has an old copy to return, in milliseconds. */
  readonly patienceMs?: number;
  readonly checkpoints?: HubOptions;
  readonly now?: () => number;
  /** Called with the applications that this replica read and committed: of several replicas, the one that polls. */
  readonly onPolled?: (applications: readonly ApplicationCommit[]) => void;
  readonly onRefreshFailure?: (what: string, error: unknown) => void;
  readonly onIdentity?: IdentityReports;
  readonly traceRefresh?: TraceRefresh;
  readonly onRefreshed?: (end: RefreshEnd) => void;
  /** A change of an application is known; `delayMs` is the time since CMF's `updateTimestamp`. */
  readonly onChange?: (delayMs: number) => void;
  /** The changes of one commit were passed to all subscribers. */
  readonly onPublished?: (durationMs: number) => void;
}

/** A target that is polled by any replica is read again within one idle interval, with jitter and a lost lease. */
const overdueMs = ({ refreshIdleMs, leaseMs }: MirrorOptions) => 3 * refreshIdleMs + leaseMs;

export function createMirror(options: MirrorOptions): Mirror {
  const { store, maxAgeMs, patienceMs = 2_000, now = Date.now, onRefreshFailure, onRefreshed } = options;
  const archive = createArchive(store.archive);
  const coolDownMs = Math.min(1_000, options.refreshActiveMs / 2);
  const breaker = createBreaker({
    coolDownMs,
    // Watched environments are polled within two fast intervals of CMF's return; `poller.ts` has the other part of them.
    maxCoolDownMs: options.refreshActiveMs / 2,
    trialMs: options.refreshActiveMs,
    now,
    onClose: () => poller.recovered(),
  });
  const identity = asOwnIdentity(breaker, options.onIdentity);
  const cmf = createArchivingClient({
    cmf: withBreaker(options.cmf, identity),
    archive,
    applicationOf: (name, of) => store.view.environment(name).applications.get(of)?.application ?? null,
  });
  const capabilities = createCapabilities({ cmf, cache: store.cache, now });
  const health = createRefreshHealth({ view: () => store.view, overdueMs: overdueMs(options), now });
  const refresh = createRefresh({
    cmf,
    store,
    isSparse: () => capabilities.sparse,
    now,
    onCommitted: options.onPolled,
  });
  const refresher = createRefresher({
    refresh,
    capabilities,
    health,
    now,
    traceRefresh: options.traceRefresh,
    onFailure: onRefreshFailure,
    onRefreshed,
  });
  const reads = createInstanceReads({
    cmf,
    cache: store.cache,
    revisionOf: ({ environment: of, name }) =>
      store.view.environment(of).applications.get(name)?.revision ?? 0,
  });
  const instances = createInstances({ reads, now });
  const events = createEvents({ cmf, now });
  const oldest = (read?: ReadOptions): number => read?.notBefore ?? now() - maxAgeMs;
  const savepoints = createSavepointReads({ cmf, oldest, patienceMs, now });
  const hub = createHub(options.checkpoints);

  const defaultsOf = (name: string) =>
    store.view.environments.environments.get(name)?.applicationDefaults ?? null;
  const readEvents = async (of: Application, notBefore: number) => events.list(of, notBefore);

  // A store that replicas share can have content from before this process started.
  for (const name of store.view.readEnvironments()) {
    const stored = [...store.view.environment(name).applications.values()];
    const applications = stored.map(({ application }) => ({ previous: null, next: application }));
    archive.committed({ applications, events: [] }, defaultsOf);
  }

  const reportDelay = (previous: Application, next: Application) => {
    const delayMs = now() - Date.parse(next.updatedAt ?? '');
    if (next.updatedAt !== previous.updatedAt && !Number.isNaN(delayMs)) options.onChange?.(delayMs);
  };
  const publish = (events: readonly JournalEvent[]) => {
    const startedAt = performance.now();
    hub.publish(events);
    if (events.length > 0 && hub.size > 0) options.onPublished?.(performance.now() - startedAt);
  };

  // Registered before the first refresh, so that no commit is missed. The view is already new here. Caches that were
  // derived from the old view are invalidated before subscribers are notified.
  const commits = store.onCommit((committed) => {
    archive.committed(committed, defaultsOf);
    for (const { previous, next } of committed.applications) {
      // An unchanged application has unchanged instances and events.
      if (previous && next && isUnchanged(next, previous)) continue;
      if (previous && next) reportDelay(previous, next);
      instances.invalidate(previous, next);
      const application = next ?? previous;
      if (application) events.invalidate(application);
      savepoints.invalidate(previous, next);
      // Reads the events of followed timelines before CMF drops them (CMF bounds their number). Others cost no call.
      if (next && archive.isFollowed(next)) void readEvents(next, now()).catch(noop);
    }
    publish(committed.events);
  });

  const names = () => [...store.view.environments.environments.keys()];
  const isDue = (observedAt: number) => observedAt < now() - options.refreshActiveMs / 2;
  const poller = createPoller({
    activeMs: options.refreshActiveMs,
    idleMs: options.refreshIdleMs,
    now,
    // Expiry after 2/3 plus renewal every 1/3: a lost poller is replaced within `leaseMs`.
    lease: (target, active) => store.lease(target, { ttlMs: Math.ceil((options.leaseMs * 2) / 3), active }),
    renewMs: store.isShared ? options.leaseMs / 3 : Infinity,
    environments: names,
    // No poll is needed when a reader, the first refresh or another replica has just refreshed.
    refreshList: async (interest) => {
      if (isDue(store.view.environments.observedAt)) await refresher.environments(0, interest);
    },
    refresh: async (name, interest) => {
      if (isDue(store.view.environment(name).observedAt)) await refresher.applications(name, 0, interest);
    },
    probe: async (signal) => {
      await cmf.systemInformation({ signal }).catch((error: unknown) => {
        // Any other error is a response.
        if (!(error instanceof Error) || isOutage(error) || isAborted(error)) throw error;
      });
    },
  });

  const fleet = createFleetReads({ store, refresher, touch: poller.touch, oldest, patienceMs });

  const locate = createLocator({ instances, archive, applications: fleet.everyApplication, now });

  const version = capabilities.follow();

  /** Copies that other replicas have read are reused while young enough. */
  const firstRefresh = Promise.resolve(fleet.environments())
    .then(() => fleet.settled(names()))
    // `health` reports a failure; the poller retries.
    .then(noop, noop);

  return {
    hub,
    journal: store.journal,
    environments: fleet.environments,
    environment: fleet.environment,
    applicationEnvironments: fleet.applicationEnvironments,
    applications: fleet.applications,
    application: fleet.application,
    instances(of, read) {
      const listed = instances.list(of, read?.notBefore ?? 0, read?.signal);
      if (read?.confirmed) return listed;
      return listed instanceof Promise ? withFallback(listed, instances.peekList(of, 0), patienceMs) : listed;
    },
    instance(of, uid, read) {
      const found = instances.get(of, uid, read?.notBefore ?? 0, read?.signal);
      if (read?.confirmed) return found;
      return found instanceof Promise ? withFallback(found, instances.peek(of, uid, 0), patienceMs) : found;
    },
    knownInstances: (of) => instances.known(of),
    knownInstance: (of, uid, read) => instances.peek(of, uid, read?.notBefore ?? 0),
    locateInstance: (uid, read) => locate(uid, read?.signal),
    events: (of, read) => {
      archive.follow(of);
      // Computed when the read starts: a slow read does not make its own result stale.
      const since = oldest(read);
      const observed = ({ events: value, readAt }: EventRead): Observed<readonly ApplicationEvent[]> => ({
        value,
        observedAt: readAt,
        stale: readAt < since,
      });
      const listed = events.list(of, since, read?.signal);
      if (!(listed instanceof Promise)) return observed(listed);
      return nullWhenNotFound(withFallback(listed, events.peek(of), patienceMs).then(observed));
    },
    savepoints: savepoints.savepoints,
    detachedSavepoints: savepoints.detachedSavepoints,
    recall: (of) => archive.recall(of),
    async jobStates(name) {
      await fleet.environments();
      const wanted = name === null ? names() : [name];
      await fleet.settled(wanted);
      return snapshotOf(store.announced, wanted);
    },
    updates: ({ environment: name, ...request }) =>
      jobStateUpdates({ ...request, journal: store.journal, hub, watch: () => poller.watch(name) }),
    // The gateway itself sees everything.
    visible: (_environment, feed) => feed,
    get instancesVersion() {
      return instances.version;
    },
    watch: (name) => poller.watch(name),
    // A caller's own credentials may be good while the gateway's are refused.
    guardWrites: (writes) => guardedWrites(writes, () => identity.isUnreachable),
    firstRefresh,
    get health() {
      const { lastFailure, hasData, oldestCopyAt } = health;
      const oldestCopyMs = now() - oldestCopyAt;
      return {
        isUp: lastFailure === null,
        lastFailure,
        hasData,
        oldestCopyMs,
        version: capabilities.version,
      };
    },
    async [Symbol.asyncDispose]() {
      version[Symbol.dispose]();
      await poller[Symbol.asyncDispose]();
      commits[Symbol.dispose]();
    },
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

function noop(): void {}
