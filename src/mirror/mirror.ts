/**
 * The mirror: the gateway's copy of what CMF last said, with the time it was said.
 *
 * A read is answered from memory when the copy is young enough; else it is refreshed first, once for all who ask.
 * When CMF fails, the last copy is answered and marked stale. What CMF refuses (401, 403) is never answered from an
 * old copy: it is a decision, not a failure.
 */
import type { CmfClient } from '../cmf/client.ts';
import { isNotFound } from '../cmf/errors.ts';
import type { Application, ApplicationEvent, Environment, Instance } from '../cmf/model.ts';
import { createHub, type Hub } from '../live/hub.ts';
import type { Journal } from '../live/journal.ts';
import {
  type JobStateSnapshot,
  type JobStateUpdate,
  jobStateUpdates,
  type UpdateSource,
} from '../live/updates.ts';
import { createArchive, type Memory } from './archive.ts';
import { createBreaker, guarded } from './breaker.ts';
import { createCapabilities } from './capabilities.ts';
import { isUnmoved, observedJob } from './changes.ts';
import { createEvents } from './events.ts';
import { createInstanceReads } from './instance-reads.ts';
import { createInstances, type InstanceLocation } from './instances.ts';
import { createLocator } from './locator.ts';
import { type MaybePromise, mapMaybe } from './maybe-promise.ts';
import { createPoller } from './poller.ts';
import { recorded } from './recorded.ts';
import { createRefresh } from './refresh.ts';
import { createRefresher, orCopy, patiently } from './refresher.ts';
import type { Store } from './store.ts';
import type { EnvironmentView, View } from './view.ts';

/** A value and how old it is. */
export interface Observed<T> {
  readonly value: T;
  /** When the read of CMF that said so began, in epoch milliseconds. */
  readonly observedAt: number;
  /** True when it is older than promised, because CMF did not answer since. */
  readonly stale: boolean;
}

export interface ReadOptions {
  /** The oldest read of CMF that will do, in epoch milliseconds; the mirror's `maxAge` when absent. */
  readonly notBefore?: number | undefined;
  /** Found by the gateway and not named by its caller: what the caller may not see is then simply not there. */
  readonly unnamed?: boolean | undefined;
}

/**
 * What a caller can read. Throws a `CmfError` only when there is no copy to answer from. "Not there" is null or an
 * empty list.
 */
export interface Reads {
  environments(options?: ReadOptions): MaybePromise<Observed<ReadonlyMap<string, Environment>>>;
  environment(name: string, options?: ReadOptions): MaybePromise<Observed<Environment> | null>;
  /** The environments whose applications can be read: the one of this name, or all (null). */
  applicationEnvironments(name: string | null, options?: ReadOptions): Promise<readonly string[]>;
  /** The applications of one environment, by name; null when there is no such environment. */
  applications(environment: string, options?: ReadOptions): MaybePromise<Observed<ApplicationMap> | null>;
  application(
    environment: string,
    name: string,
    options?: ReadOptions,
  ): MaybePromise<Observed<Application> | null>;
  /** Newest first. */
  instances(application: Application, options?: ReadOptions): MaybePromise<readonly Instance[]>;
  /** Null when CMF no longer keeps it (rule 29). */
  instance(application: Application, uid: string, options?: ReadOptions): MaybePromise<Instance | null>;
  /** The same, only if it is in memory. */
  knownInstance(application: Application, uid: string, options?: ReadOptions): Instance | undefined;
  /** Where an instance belongs, from its UID alone. The first miss reads the lists not read yet; later ones cost nothing. */
  locateInstance(uid: string): MaybePromise<InstanceLocation | null>;
  /** Newest first; null where CMF has no events (before 2.0). */
  events(application: Application, options?: ReadOptions): MaybePromise<readonly ApplicationEvent[] | null>;
  /** What the gateway remembers of an application beyond what CMF keeps; costs CMF nothing. */
  recall(application: Application): MaybePromise<Memory>;
  /** The job states now, of one environment or all, at one journal position. */
  jobStates(environment: string | null): Promise<JobStateSnapshot>;
  /** The job states as one subscriber receives them. */
  updates(request: UpdateRequest): MaybePromise<AsyncIterableIterator<JobStateUpdate>>;
}

export interface UpdateRequest extends Omit<UpdateSource, 'journal' | 'hub' | 'watch'> {
  /** The environment that is kept refreshed fast meanwhile; null for all. */
  readonly environment: string | null;
}

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

export type ApplicationMap = ReadonlyMap<string, Application>;

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
  readonly now?: () => number;
  readonly onRefreshFailure?: (what: string, error: unknown) => void;
}

export function createMirror(options: MirrorOptions): Mirror {
  const { store, maxAgeMs, patienceMs = 2_000, now = Date.now, onRefreshFailure } = options;
  const archive = createArchive(store.archive);
  const cmf = recorded({
    cmf: guarded(options.cmf, createBreaker({ now })),
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
  const hub = createHub();

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
    refreshList: async () => {
      if (isDue(store.view.environments.observedAt)) await refresher.environments(0);
    },
    refresh: async (name) => {
      if (isDue(store.view.environment(name).observedAt)) await refresher.applications(name, 0);
    },
  });

  const oldest = (read?: ReadOptions): number => read?.notBefore ?? now() - maxAgeMs;
  // `since` is from when it was asked for: what took long to read is not stale for that.
  const observed = <T>(value: T, observedAt: number, since: number): Observed<T> => ({
    value,
    observedAt,
    stale: observedAt < since,
  });

  const environments = (read?: ReadOptions): MaybePromise<Observed<ReadonlyMap<string, Environment>>> => {
    const since = oldest(read);
    const answer = () =>
      observed(store.view.environments.environments, store.view.environments.observedAt, since);
    const { observedAt, revision } = store.view.environments;
    if (revision > 0 && observedAt >= since) return answer();
    return patiently(refresher.environments(since), revision > 0, patienceMs).then(answer);
  };

  const environment = (name: string, read?: ReadOptions): MaybePromise<Observed<Environment> | null> =>
    mapMaybe(environments(read), ({ value, observedAt, stale }) => {
      const found = value.get(name);
      return found ? { value: found, observedAt, stale } : null;
    });

  /** Null when CMF does not know the environment. One that it does not list is not asked for: any name may come. */
  const applicationsView = (name: string, read?: ReadOptions): MaybePromise<EnvironmentView | null> =>
    mapMaybe(environment(name, read), (listed) => {
      if (!listed) return null;
      poller.touch(name);
      const view = store.view.environment(name);
      const hasCopy = view.completeRevision > 0;
      if (hasCopy && view.observedAt >= oldest(read)) return view;
      const reading = patiently(refresher.applications(name, oldest(read)), hasCopy, patienceMs);
      return nullWhenNotFound(reading.then(() => store.view.environment(name)));
    });

  const find = (view: EnvironmentView | null, name: string, since: number): Observed<Application> | null => {
    const found = view?.applications.get(name);
    return view && found
      ? observed(found.application, Math.max(found.observedAt, view.observedAt), since)
      : null;
  };

  const application = (name: string, applicationName: string, read?: ReadOptions) => {
    // A demand for one application, newer than the copy, costs CMF one call and not a list.
    const since = oldest(read);
    const known = find(store.view.environment(name), applicationName, since);
    if (known && read?.notBefore !== undefined) {
      if (known.observedAt >= read.notBefore) return known;
      const reading = patiently(
        refresher.application(name, applicationName, read.notBefore),
        true,
        patienceMs,
      );
      return nullWhenNotFound(reading.then(() => find(store.view.environment(name), applicationName, since)));
    }
    return mapMaybe(applicationsView(name, read), (view) => find(view, applicationName, since));
  };

  const everyApplication = async (): Promise<readonly Application[]> => {
    await environments();
    await Promise.allSettled(names().map(async (name) => applicationsView(name)));
    return names().flatMap((name) => [...applicationsOf(store.view.environment(name)).values()]);
  };

  /** What other replicas have read already need not be asked again. */
  const firstRefresh = Promise.resolve(environments())
    .then(() => Promise.allSettled(names().map(async (name) => applicationsView(name))))
    // Told by `health`; the poller goes on trying.
    .then(noop, noop);

  return {
    hub,
    journal: store.journal,
    environments,
    environment,
    async applicationEnvironments(name, read) {
      const { value } = await environments(read);
      return name === null ? [...value.keys()] : value.has(name) ? [name] : [];
    },
    application,
    applications(name, read) {
      const since = oldest(read);
      return mapMaybe(
        applicationsView(name, read),
        (view) => view && observed(applicationsOf(view), view.observedAt, since),
      );
    },
    instances(of, read) {
      const listed = instances.list(of, read?.notBefore ?? 0);
      return listed instanceof Promise ? orCopy(listed, instances.peekList(of, 0), patienceMs) : listed;
    },
    instance(of, uid, read) {
      const found = instances.get(of, uid, read?.notBefore ?? 0);
      return found instanceof Promise ? orCopy(found, instances.peek(of, uid, 0), patienceMs) : found;
    },
    knownInstance: (of, uid, read) => instances.peek(of, uid, read?.notBefore ?? 0),
    locateInstance: createLocator({ instances, archive, applications: everyApplication, now }),
    events: (of, read) => {
      archive.follow(of);
      const listed = events.list(of, oldest(read));
      if (!(listed instanceof Promise)) return listed;
      return nullWhenNotFound(orCopy(listed, events.peek(of), patienceMs));
    },
    recall: (of) => archive.recall(of),
    async jobStates(name) {
      await environments();
      const wanted = name === null ? names() : [name];
      await Promise.allSettled(wanted.map(async (each) => applicationsView(each)));
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

const maps = new WeakMap<EnvironmentView['applications'], ApplicationMap>();

/** The applications of a view; the same map for the same view, so that sorted copies of it can be kept by identity. */
function applicationsOf(view: EnvironmentView): ApplicationMap {
  let map = maps.get(view.applications);
  if (!map) {
    map = new Map([...view.applications].map(([name, { application }]) => [name, application]));
    maps.set(view.applications, map);
  }
  return map;
}

async function nullWhenNotFound<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function noop(): void {}
