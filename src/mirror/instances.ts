/**
 * Caches instances until their content can have changed.
 *
 * An instance's spec never changes (rule 5). Its status changes only while it is deployed (rules 23 and 25). So when an
 * application changes, its list and the instances that were, are or may become the deployed one are read again. All
 * others stay cached. Specs stay cached until they are evicted by size.
 */
import { LRUCache } from 'lru-cache';
import type { InstanceLocation } from '../archive/storage.ts';
import { isNotFound } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { JsonObject } from '../json.ts';
import { isSameApplication } from '../live/changes.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import type { InstanceReads } from './instance-reads.ts';
import { createSingleFlight } from './single-flight.ts';

export interface Instances {
  /**
   * All instances that CMF still keeps, newest first. `notBefore`: the oldest acceptable read, epoch milliseconds.
   * Aborting `interest` ends the caller's wait; without it the caller waits for the result.
   */
  list(
    application: Application,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<readonly Instance[]>;
  /** The cached list, if it was read at `notBefore` or later. */
  peekList(application: Application, notBefore: number): readonly Instance[] | undefined;
  /**
   * The cached list. If the application changed since and an instance waited for deployment: the last list, without
   * specs.
   */
  known(application: Application): readonly Instance[] | undefined;
  /** One cached instance with its spec, if it was read at `notBefore` or later. */
  peek(application: Application, uid: string, notBefore: number): Instance | undefined;
  /** One instance, with its spec; null when CMF no longer keeps it (rule 29). */
  get(
    application: Application,
    uid: string,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<Instance | null>;
  /** The application of an instance that was read before. */
  locate(uid: string): InstanceLocation | undefined;
  /** True when `locate` finds every instance that the application had at its last change. */
  isIndexed(application: Application): boolean;
  /** Counts the reads with `notBefore`, which can find changes of instances without a change of the application. */
  readonly version: number;
  /** Drops what a change of an application can have changed; `next` is null when the application is gone. */
  invalidate(previous: Application | null, next: Application | null): void;
}

interface CachedInstance {
  /** With its spec, unless that was evicted. */
  readonly instance: Instance;
  readonly readAt: number;
}

interface CachedList {
  readonly readAt: number;
  /** Newest first. */
  readonly uids: readonly string[];
}

/** The cached instances of one application. */
interface ApplicationInstances {
  /** Changes with each change of the application, so that an overtaken read is neither cached nor joined. */
  generation: number;
  order: CachedList | null;
  /** Derived from `order` and `cached` and reset when either changes, so that callers get the same list. */
  list: readonly Instance[] | null;
  readonly cached: Map<string, CachedInstance>;
  /** By UID. They outlive `cached`, because a spec never changes. */
  readonly specs: Map<string, JsonObject>;
  /** Size of the specs as JSON. */
  bytes: number;
  indexed: boolean;
  /** The last list, if its newest instance was not deployed then. It outlives changes of the application. Without specs. */
  waiting: readonly Instance[] | null;
}

export interface InstancesOptions {
  readonly reads: InstanceReads;
  readonly now: () => number;
  /** Bound on the sum of the specs' JSON lengths. */
  readonly maxSpecBytes?: number;
}

/** Marks an instance whose single read returned no spec, so that it is not read again for its spec. */
const absentSpec: JsonObject = {};
const maxLocations = 1_000_000;

export function createInstances({
  reads,
  now,
  maxSpecBytes = 64 * 1024 * 1024,
}: InstancesOptions): Instances {
  let version = 0;
  const byApplication = new Map<string, ApplicationInstances>();
  /** One counter for all applications: a re-created owner must not join the reads of its predecessor. */
  let generations = 0;
  // Not `max`, for which the cache allocates all its places at once: 300 ms and tens of megabytes at each start.
  const locations = new LRUCache<string, InstanceLocation>({
    maxSize: maxLocations,
    sizeCalculation: () => 1,
  });
  /**
   * Applications with cached specs, by their last use. The least recently used application loses all its specs first.
   */
  const specOwners = new LRUCache<ApplicationInstances, number>({
    maxSize: maxSpecBytes,
    sizeCalculation: (bytes) => bytes,
    dispose: (_, owner) => forgetSpecs(owner),
    noDisposeOnSet: true,
  });
  const lists = createSingleFlight<readonly Instance[]>(now);
  const singles = createSingleFlight<Instance | null>(now);

  const instancesOf = (application: Application): ApplicationInstances => {
    const key = keyOf(application);
    let owner = byApplication.get(key);
    if (!owner) {
      generations += 1;
      const empty = { order: null, list: null, cached: new Map(), specs: new Map(), bytes: 0, waiting: null };
      owner = { generation: generations, ...empty, indexed: false };
      byApplication.set(key, owner);
    }
    return owner;
  };

  const locateAt = (uid: string, { environment, name }: Application) =>
    locations.set(uid, { environment, application: name });

  const cacheSpec = (owner: ApplicationInstances, uid: string, spec: JsonObject) => {
    if (owner.specs.has(uid)) return;
    owner.specs.set(uid, spec);
    owner.bytes += JSON.stringify(spec).length;
    specOwners.set(owner, owner.bytes);
  };

  const cacheInstance = (owner: ApplicationInstances, instance: Instance, readAt: number) => {
    const { uid, effectiveSpec } = instance;
    if (effectiveSpec) cacheSpec(owner, uid, effectiveSpec);
    owner.cached.set(uid, { instance: { ...instance, effectiveSpec: specIn(owner, uid) }, readAt });
    owner.list = null;
  };

  const peek = (application: Application, uid: string, notBefore: number): Instance | undefined => {
    const owner = byApplication.get(keyOf(application));
    const cached = owner?.cached.get(uid);
    if (!owner || !cached || cached.readAt < notBefore || !owner.specs.has(uid)) return undefined;
    specOwners.get(owner);
    return cached.instance;
  };

  const peekList = (application: Application, notBefore: number): readonly Instance[] | undefined => {
    const owner = byApplication.get(keyOf(application));
    if (!owner?.order || owner.order.readAt < notBefore) return undefined;
    specOwners.get(owner);
    owner.list ??= listIn(owner);
    return owner.list ?? undefined;
  };

  const readList = async (
    application: Application,
    owner: ApplicationInstances,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<readonly Instance[]> => {
    const { generation } = owner;
    const readAt = now();
    const instances = await reads.list(application, fresh, signal);
    if (fresh) version += 1;
    for (const { uid } of instances) locateAt(uid, application);
    if (owner.generation !== generation) return instances;
    // CMF has deleted the instances that it no longer lists (rule 29).
    owner.cached.clear();
    for (const instance of instances) cacheInstance(owner, instance, readAt);
    owner.order = { readAt, uids: instances.map(({ uid }) => uid) };
    owner.indexed = true;
    owner.waiting =
      instances[0] !== undefined && instances[0].uid !== application.currentInstance
        ? instances.map((instance) => ({ ...instance, effectiveSpec: null }))
        : null;
    // Includes cached specs that CMF omitted from the list.
    return peekList(application, 0) ?? instances;
  };

  const readSingle = async (
    application: Application,
    owner: ApplicationInstances,
    uid: string,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<Instance | null> => {
    const { generation } = owner;
    const readAt = now();
    try {
      const instance = await reads.get(application, uid, fresh, signal);
      if (fresh) version += 1;
      locateAt(uid, application);
      if (!instance.effectiveSpec) cacheSpec(owner, uid, absentSpec);
      if (owner.generation === generation) cacheInstance(owner, instance, readAt);
      return instance;
    } catch (error) {
      if (isNotFound(error)) {
        // CMF has deleted the instance. Results that contain it are invalid.
        owner.cached.delete(uid);
        owner.order = null;
        owner.list = null;
        version += 1;
        return null;
      }
      throw error;
    }
  };

  return {
    list(application, notBefore, interest) {
      const cached = peekList(application, notBefore);
      if (cached) return cached;
      const owner = instancesOf(application);
      const flight = `${keyOf(application)}#${owner.generation}`;
      const read = (signal: AbortSignal) => readList(application, owner, notBefore > 0, signal);
      return lists(flight, notBefore, read, interest);
    },

    peekList,
    peek,

    known(application) {
      const listed = peekList(application, 0);
      if (listed) return listed;
      const waiting = byApplication.get(keyOf(application))?.waiting;
      const { currentInstance } = application;
      // Without the deployed instance the list is too old to show which instance waits.
      const isCurrent = currentInstance === null || waiting?.some(({ uid }) => uid === currentInstance);
      return waiting && isCurrent ? waiting : undefined;
    },

    get(application, uid, notBefore, interest) {
      const cached = peek(application, uid, notBefore);
      if (cached) return cached;
      const owner = instancesOf(application);
      const flight = `${keyOf(application)}#${owner.generation}/${uid}`;
      const read = (signal: AbortSignal) => readSingle(application, owner, uid, notBefore > 0, signal);
      return singles(flight, notBefore, read, interest);
    },

    get version() {
      return version;
    },
    locate: (uid) => locations.get(uid),
    isIndexed: (application) => byApplication.get(keyOf(application))?.indexed ?? false,

    invalidate(previous, next) {
      const application = next ?? previous;
      if (!application) return;
      if (next?.currentInstance) locateAt(next.currentInstance, next);
      const owner = byApplication.get(keyOf(application));
      if (!owner) return;
      generations += 1;
      owner.generation = generations;
      if (!next || (previous && !isSameApplication(previous, next))) {
        byApplication.delete(keyOf(application));
        specOwners.delete(owner);
        return;
      }
      for (const uid of [previous?.currentInstance, next.currentInstance, owner.order?.uids[0]]) {
        if (uid) owner.cached.delete(uid);
      }
      owner.order = null;
      owner.list = null;
      owner.indexed = false;
    },
  };
}

/** Null when CMF omitted the spec or it was evicted. */
function specIn({ specs }: ApplicationInstances, uid: string): JsonObject | null {
  const spec = specs.get(uid);
  return spec && spec !== absentSpec ? spec : null;
}

/** Null while one of them is not cached. */
function listIn({ order, cached }: ApplicationInstances): readonly Instance[] | null {
  const instances = order?.uids.map((uid) => cached.get(uid)?.instance).filter((one) => one !== undefined);
  return instances && instances.length === order?.uids.length ? instances : null;
}

function forgetSpecs(owner: ApplicationInstances): void {
  owner.specs.clear();
  owner.bytes = 0;
  owner.list = null;
  for (const [uid, { instance, readAt }] of owner.cached) {
    owner.cached.set(uid, { instance: { ...instance, effectiveSpec: null }, readAt });
  }
}

function keyOf({ environment, name }: Application): string {
  return `${environment}/${name}`;
}
