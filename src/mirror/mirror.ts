/**
 * The mirror: the gateway's copy of what CMF last said, with the time it was said.
 *
 * A read is answered from memory when the copy is young enough; else it is refreshed first, once for all who ask.
 * When CMF fails, the last copy is answered and marked stale. What CMF refuses (401, 403) is never answered from an
 * old copy: it is a decision, not a failure.
 */

import { createArchive } from '../archive/archive.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { Application } from '../cmf/resources/application.ts';
import { isUnmoved, observedJob } from '../live/changes.ts';
import { createHub, type Hub, type HubOptions } from '../live/hub.ts';
import { type JobStateSnapshot } from '../live/job-state-update.ts';
import type { Journal } from '../live/journal.ts';
import { jobStateUpdates } from '../live/updates.ts';
import type { Store } from '../store/store.ts';
import type { View } from '../store/view.ts';
import { recorded } from './archiving-client.ts';
import { createEvents } from './event-reads.ts';
import { createFleetReads, nullWhenNotFound } from './fleet-reads.ts';
import { createLocator } from './instance-locator.ts';
import { createInstanceReads } from './instance-reads.ts';
import { createInstances } from './instances.ts';
import type { ReadOptions, Reads } from './reads.ts';
import { createCapabilities } from './refresh/capabilities.ts';
import { createBreaker, guarded } from './refresh/circuit-breaker.ts';
import { createPoller } from './refresh/poller.ts';
import { createRefresh } from './refresh/refresh.ts';
import { createRefresher, orCopy } from './refresh/refresher.ts';

export interface Mirror extends Reads, AsyncDisposable {
  readonly hub: Hub;
  readonly journal: Journal;
  /** Keeps an environment, or all (null), refreshed fast until disposed. */
  watch(environment: string | null): Disposable;
  /** Ends when the first refresh has been tried. */
  readonly firstRefresh: Promise<void>;
  /** Counts whenever instances were read anew though their application had not moved. */
  readonly instancesVersion: number;
  /** What the last refreshes said of CMF. */
  readonly health: MirrorHealth;
}

export interface MirrorHealth {
  /** True while CMF answers. */
  readonly reachable: boolean;
  /** Why it does not, in CMF's or the transport's words. */
  readonly lastFailure: string | null;
  /** CMF's version, once known. */
  readonly version: string | null;
}

export interface MirrorOptions {
  readonly cmf: CmfClient;
  readonly store: Store;
  /** The oldest copy that is answered without asking CMF, in milliseconds. */
  readonly maxAgeMs: number;
  readonly refreshActiveMs: number;
  readonly refreshIdleMs: number;
  /** How long a replica that polls may be silent until another takes over, in milliseconds. */
  readonly leaseMs: number;
  /** How long a read waits for CMF while it has an old copy to answer from. */
  readonly patienceMs?: number;
  readonly checkpoints?: HubOptions;
  readonly now?: () => number;
  readonly onRefreshFailure?: (what: string, error: unknown) => void;
}

export function createMirror(options: MirrorOptions): Mirror {
  const { store, maxAgeMs, patienceMs = 2_000, now = Date.now, onRefreshFailure } = options;
  const archive = createArchive(store.archive);
  const coolDownMs = Math.min(1_000, options.refreshActiveMs / 2);
  const breaker = createBreaker({
    coolDownMs,
    // What is watched is polled within two fast intervals of CMF's return; `poller.ts` has the other part of them.
    maxCoolDownMs: options.refreshActiveMs / 2,
    trialMs: options.refreshActiveMs,
    now,
    onClose: () => poller.recovered(),
  });
  const cmf = recorded({
    cmf: guarded(options.cmf, breaker),
    archive,
    applicationOf: (name, of) => store.view.environment(name).applications.get(of)?.application ?? null,
  });
  const capabilities = createCapabilities({ cmf, now });
  const refresh = createRefresh({ cmf, store, isSparse: () => capabilities.sparse, now });
  const refresher = createRefresher({ refresh, capabilities, now, onFailure: onRefreshFailure });
  const reads = createInstanceReads({
    cmf,
    cache: store.cache,
    revisionOf: ({ environment: of, name }) =>
      store.view.environment(of).applications.get(name)?.revision ?? 0,
  });
  const instances = createInstances({ reads, now });
  const events = createEvents({ cmf, now });
  const hub = createHub(options.checkpoints);

  const defaultsOf = (name: string) =>
    store.view.environments.environments.get(name)?.applicationDefaults ?? null;
  const readEvents = async (of: Application, notBefore: number) => events.list(of, notBefore);

  // What a store of several replicas knows from before this process was there.
  for (const name of store.view.readEnvironments()) {
    const known = [...store.view.environment(name).applications.values()];
    const applications = known.map(({ application }) => ({ previous: null, next: application }));
    archive.committed({ applications, events: [] }, defaultsOf);
  }

  // Before the first refresh, so that nothing is committed unseen. State before announcement: the view is already
  // new, and what was derived from the old one is dropped before a subscriber is woken.
  const commits = store.onCommit((committed) => {
    archive.committed(committed, defaultsOf);
    for (const { previous, next } of committed.applications) {
      // Read again and found as it was: so are its instances and events.
      if (previous && next && isUnmoved(next, previous)) continue;
      instances.moved(previous, next);
      const application = next ?? previous;
      if (application) events.moved(application);
      // An open timeline loses nothing to CMF's bound on events, and no other application costs a call.
      if (next && archive.isFollowed(next)) void readEvents(next, now()).catch(noop);
    }
    hub.publish(committed.events);
  });

  const names = () => [...store.view.environments.environments.keys()];
  const isDue = (observedAt: number) => observedAt < now() - options.refreshActiveMs / 2;
  const poller = createPoller({
    activeMs: options.refreshActiveMs,
    idleMs: options.refreshIdleMs,
    now,
    // Two thirds and one third: whoever polls is replaced within one lease, the others' next question included.
    lease: (target, active) => store.lease(target, { ttlMs: Math.ceil((options.leaseMs * 2) / 3), active }),
    renewMs: store.isShared ? options.leaseMs / 3 : Infinity,
    environments: names,
    // What a reader, the first refresh or another replica read a moment ago needs no poll.
    refreshList: async (interest) => {
      if (isDue(store.view.environments.observedAt)) await refresher.environments(0, interest);
    },
    refresh: async (name, interest) => {
      if (isDue(store.view.environment(name).observedAt)) await refresher.applications(name, 0, interest);
    },
  });

  const oldest = (read?: ReadOptions): number => read?.notBefore ?? now() - maxAgeMs;
  const fleet = createFleetReads({ store, refresher, touch: poller.touch, oldest, patienceMs });

  const locate = createLocator({ instances, archive, applications: fleet.everyApplication, now });

  /** What other replicas have read already need not be asked again. */
  const firstRefresh = Promise.resolve(fleet.environments())
    .then(() => fleet.settled(names()))
    // Told by `health`; the poller goes on trying.
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
      return listed instanceof Promise ? orCopy(listed, instances.peekList(of, 0), patienceMs) : listed;
    },
    instance(of, uid, read) {
      const found = instances.get(of, uid, read?.notBefore ?? 0, read?.signal);
      return found instanceof Promise ? orCopy(found, instances.peek(of, uid, 0), patienceMs) : found;
    },
    knownInstance: (of, uid, read) => instances.peek(of, uid, read?.notBefore ?? 0),
    locateInstance: (uid, read) => locate(uid, read?.signal),
    events: (of, read) => {
      archive.follow(of);
      const listed = events.list(of, oldest(read), read?.signal);
      if (!(listed instanceof Promise)) return listed;
      return nullWhenNotFound(orCopy(listed, events.peek(of), patienceMs));
    },
    recall: (of) => archive.recall(of),
    async jobStates(name) {
      await fleet.environments();
      const wanted = name === null ? names() : [name];
      await fleet.settled(wanted);
      return snapshotOf(store.announced, wanted);
    },
    updates: ({ environment: name, ...request }) =>
      jobStateUpdates({ ...request, journal: store.journal, hub, watch: () => poller.watch(name) }),
    get instancesVersion() {
      return instances.version;
    },
    watch: (name) => poller.watch(name),
    firstRefresh,
    get health() {
      const { lastFailure } = refresher;
      return { reachable: lastFailure === null, lastFailure, version: capabilities.version };
    },
    async [Symbol.asyncDispose]() {
      await poller[Symbol.asyncDispose]();
      commits[Symbol.dispose]();
    },
  };
}

/** States and position of one moment: nothing waits in here. */
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
