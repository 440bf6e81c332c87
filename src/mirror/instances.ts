/**
 * Instances as last read, kept until what they say can have moved.
 *
 * An instance's spec never changes (rule 5) and its status only while it is deployed (rules 23 and 25). So when an
 * application moves, its list and the instances that were, are or may become the deployed one are read anew, and
 * all others stay. Specs are kept until evicted by size.
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
   * All instances that CMF still keeps, newest first. `notBefore`: the oldest read that will do, epoch milliseconds.
   * The caller waits until `interest` is aborted; without it, to the end.
   */
  list(
    application: Application,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<readonly Instance[]>;
  /** The same, if it is in memory and was read at `notBefore` or later. */
  peekList(application: Application, notBefore: number): readonly Instance[] | undefined;
  /** One instance, with its spec, if it is in memory and was read at `notBefore` or later. */
  peek(application: Application, uid: string, notBefore: number): Instance | undefined;
  /** One instance, with its spec; null when CMF no longer keeps it (rule 29). */
  get(
    application: Application,
    uid: string,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<Instance | null>;
  /** Where an instance that was ever seen belongs. */
  locate(uid: string): InstanceLocation | undefined;
  /** True when every instance that the application had at its last move is known to `locate`. */
  isIndexed(application: Application): boolean;
  /** Counts the reads that somebody insisted on, which can find what no move told of. */
  readonly version: number;
  /** Tells that an application was written: `next` is null when it is gone. */
  moved(previous: Application | null, next: Application | null): void;
}

interface Known {
  /** With its spec, as far as that is kept. */
  readonly instance: Instance;
  readonly readAt: number;
}

interface History {
  readonly readAt: number;
  /** Newest first. */
  readonly uids: readonly string[];
}

/** What is known of one application's instances. */
interface ApplicationInstances {
  /** New with each move of the application, so that a read which a move overtook is not kept or joined. */
  generation: number;
  history: History | null;
  /** What `history` and `known` come to, until either changes: the same list to all who ask meanwhile. */
  list: readonly Instance[] | null;
  readonly known: Map<string, Known>;
  /** By UID. They outlast what is known: a spec never changes. */
  readonly specs: Map<string, JsonObject>;
  /** Of the specs, as JSON. */
  bytes: number;
  indexed: boolean;
}

export interface InstancesOptions {
  readonly reads: InstanceReads;
  readonly now: () => number;
  /** Bound on the sum of the specs' JSON lengths. */
  readonly maxSpecBytes?: number;
}

/** Where CMF has no spec even in the single instance: known to be absent, so it is not asked for again. */
const absentSpec: JsonObject = {};
const maxLocations = 1_000_000;

export function createInstances({
  reads,
  now,
  maxSpecBytes = 64 * 1024 * 1024,
}: InstancesOptions): Instances {
  let version = 0;
  const byApplication = new Map<string, ApplicationInstances>();
  /** One count for all byApplication: a owner that is made anew must not join the reads of the one before. */
  let generations = 0;
  // Not `max`, for which the cache allocates all its places at once: 300 ms and tens of megabytes at each start.
  const locations = new LRUCache<string, InstanceLocation>({
    maxSize: maxLocations,
    sizeCalculation: () => 1,
  });
  /** Those with specs; the ones asked for longest ago lose theirs first, an application's all at once. */
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
      const empty = { history: null, list: null, known: new Map(), specs: new Map(), bytes: 0 };
      owner = { generation: generations, ...empty, indexed: false };
      byApplication.set(key, owner);
    }
    return owner;
  };

  const locateAt = (uid: string, { environment, name }: Application) =>
    locations.set(uid, { environment, application: name });

  const keepSpec = (owner: ApplicationInstances, uid: string, spec: JsonObject) => {
    if (owner.specs.has(uid)) return;
    owner.specs.set(uid, spec);
    owner.bytes += JSON.stringify(spec).length;
    specOwners.set(owner, owner.bytes);
  };

  const keep = (owner: ApplicationInstances, instance: Instance, readAt: number) => {
    const { uid, effectiveSpec } = instance;
    if (effectiveSpec) keepSpec(owner, uid, effectiveSpec);
    owner.known.set(uid, { instance: { ...instance, effectiveSpec: specIn(owner, uid) }, readAt });
    owner.list = null;
  };

  const peek = (application: Application, uid: string, notBefore: number): Instance | undefined => {
    const owner = byApplication.get(keyOf(application));
    const known = owner?.known.get(uid);
    if (!owner || !known || known.readAt < notBefore || !owner.specs.has(uid)) return undefined;
    specOwners.get(owner);
    return known.instance;
  };

  const peekList = (application: Application, notBefore: number): readonly Instance[] | undefined => {
    const owner = byApplication.get(keyOf(application));
    if (!owner?.history || owner.history.readAt < notBefore) return undefined;
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
    // What CMF no longer lists it no longer keeps (rule 29), and so neither does this record.
    owner.known.clear();
    for (const instance of instances) keep(owner, instance, readAt);
    owner.history = { readAt, uids: instances.map(({ uid }) => uid) };
    owner.indexed = true;
    // With the specs that CMF left out and this record still has.
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
      if (!instance.effectiveSpec) keepSpec(owner, uid, absentSpec);
      if (owner.generation === generation) keep(owner, instance, readAt);
      return instance;
    } catch (error) {
      if (isNotFound(error)) {
        // CMF keeps it no longer: neither does this record, and what was answered with it does not stand.
        owner.known.delete(uid);
        owner.history = null;
        owner.list = null;
        version += 1;
        return null;
      }
      throw error;
    }
  };

  return {
    list(application, notBefore, interest) {
      const known = peekList(application, notBefore);
      if (known) return known;
      const owner = instancesOf(application);
      const flight = `${keyOf(application)}#${owner.generation}`;
      const read = (signal: AbortSignal) => readList(application, owner, notBefore > 0, signal);
      return lists(flight, notBefore, read, interest);
    },

    peekList,
    peek,

    get(application, uid, notBefore, interest) {
      const known = peek(application, uid, notBefore);
      if (known) return known;
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

    moved(previous, next) {
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
      for (const uid of [previous?.currentInstance, next.currentInstance, owner.history?.uids[0]]) {
        if (uid) owner.known.delete(uid);
      }
      owner.history = null;
      owner.list = null;
      owner.indexed = false;
    },
  };
}

/** What CMF did not say is null, as what is not kept. */
function specIn({ specs }: ApplicationInstances, uid: string): JsonObject | null {
  const spec = specs.get(uid);
  return spec && spec !== absentSpec ? spec : null;
}

/** Null while one of them is not known. */
function listIn({ history, known }: ApplicationInstances): readonly Instance[] | null {
  const instances = history?.uids.map((uid) => known.get(uid)?.instance).filter((one) => one !== undefined);
  return instances && instances.length === history?.uids.length ? instances : null;
}

function forgetSpecs(owner: ApplicationInstances): void {
  owner.specs.clear();
  owner.bytes = 0;
  owner.list = null;
  for (const [uid, { instance, readAt }] of owner.known) {
    owner.known.set(uid, { instance: { ...instance, effectiveSpec: null }, readAt });
  }
}

function keyOf({ environment, name }: Application): string {
  return `${environment}/${name}`;
}
