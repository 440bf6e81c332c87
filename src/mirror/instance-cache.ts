/**
 * The instances in memory, until a change of their application can have changed them.
 *
 * An instance's spec never changes (rule 5). Its status changes only while it is deployed (rules 23 and 25). So a change
 * of an application drops its list and the instances that were, are or may become the deployed one. All others stay.
 * Specs stay until they are evicted by size.
 */
import { LRUCache } from 'lru-cache';
import type { InstanceLocation } from '../archive/storage.ts';
import { type Application, applicationKey } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { JsonObject } from '../json.ts';
import { isSameApplication } from '../live/changes.ts';

export interface InstanceCache {
  /** One instance with its spec, if it was read at `notBefore` or later. */
  peek(application: Application, uid: string, notBefore: number): Instance | undefined;
  /** All instances, newest first, if they were read at `notBefore` or later. */
  peekList(application: Application, notBefore: number): readonly Instance[] | undefined;
  /**
   * All instances. If the application changed since and an instance waited for deployment: the last list, without
   * specs.
   */
  known(application: Application): readonly Instance[] | undefined;
  /** The application of an instance that was read before. */
  locate(uid: string): InstanceLocation | undefined;
  /** True when `locate` finds every instance that the application had at its last change. */
  isIndexed(application: Application): boolean;
  /**
   * Changes with each change of the application. A read belongs to the generation in which it began: one that was
   * overtaken by a change is neither cached nor joined.
   */
  generationOf(application: Application): number;
  /** Keeps the result of a read of all instances. Returns the same list, with cached specs that CMF omitted. */
  addList(
    application: Application,
    generation: number,
    instances: readonly Instance[],
    readAt: number,
  ): readonly Instance[];
  /** Keeps the result of a read of one instance. */
  add(application: Application, generation: number, instance: Instance, readAt: number): void;
  /** CMF no longer has the instance. */
  remove(application: Application, uid: string): void;
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

/** Marks an instance whose single read returned no spec, so that it is not read again for its spec. */
const absentSpec: JsonObject = {};
const maxLocations = 1_000_000;

/** `maxSpecBytes` bounds the sum of the specs' JSON lengths. */
export function createInstanceCache(maxSpecBytes: number): InstanceCache {
  const byApplication = new Map<string, ApplicationInstances>();
  /** One counter for all applications: one that is created again must not join the reads of its predecessor. */
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

  const instancesOf = (application: Application): ApplicationInstances => {
    const key = applicationKey(application);
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
    const owner = byApplication.get(applicationKey(application));
    const cached = owner?.cached.get(uid);
    if (!owner || !cached || cached.readAt < notBefore || !owner.specs.has(uid)) return undefined;
    specOwners.get(owner);
    return cached.instance;
  };

  const peekList = (application: Application, notBefore: number): readonly Instance[] | undefined => {
    const owner = byApplication.get(applicationKey(application));
    if (!owner?.order || owner.order.readAt < notBefore) return undefined;
    specOwners.get(owner);
    owner.list ??= listIn(owner);
    return owner.list ?? undefined;
  };

  return {
    peek,
    peekList,

    known(application) {
      const listed = peekList(application, 0);
      if (listed) return listed;
      const waiting = byApplication.get(applicationKey(application))?.waiting;
      const { currentInstance } = application;
      // Without the deployed instance the list is too old to show which instance waits.
      const isCurrent = currentInstance === null || waiting?.some(({ uid }) => uid === currentInstance);
      return waiting && isCurrent ? waiting : undefined;
    },

    locate: (uid) => locations.get(uid),
    isIndexed: (application) => byApplication.get(applicationKey(application))?.indexed ?? false,
    generationOf: (application) => instancesOf(application).generation,

    addList(application, generation, instances, readAt) {
      for (const { uid } of instances) locateAt(uid, application);
      const owner = byApplication.get(applicationKey(application));
      if (owner?.generation !== generation) return instances;
      // CMF has deleted the instances that it no longer lists (rule 29).
      owner.cached.clear();
      for (const instance of instances) cacheInstance(owner, instance, readAt);
      owner.order = { readAt, uids: instances.map(({ uid }) => uid) };
      owner.indexed = true;
      owner.waiting =
        instances[0] !== undefined && instances[0].uid !== application.currentInstance
          ? instances.map((instance) => ({ ...instance, effectiveSpec: null }))
          : null;
      return peekList(application, 0) ?? instances;
    },

    add(application, generation, instance, readAt) {
      locateAt(instance.uid, application);
      const owner = byApplication.get(applicationKey(application));
      if (!owner) return;
      if (!instance.effectiveSpec) cacheSpec(owner, instance.uid, absentSpec);
      if (owner.generation === generation) cacheInstance(owner, instance, readAt);
    },

    remove(application, uid) {
      const owner = byApplication.get(applicationKey(application));
      if (!owner) return;
      owner.cached.delete(uid);
      owner.order = null;
      owner.list = null;
    },

    invalidate(previous, next) {
      const application = next ?? previous;
      if (!application) return;
      if (next?.currentInstance) locateAt(next.currentInstance, next);
      const owner = byApplication.get(applicationKey(application));
      if (!owner) return;
      generations += 1;
      owner.generation = generations;
      if (!next || (previous && !isSameApplication(previous, next))) {
        byApplication.delete(applicationKey(application));
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
