/**
 * Instances as last read, kept until what they say can have moved.
 *
 * An instance's spec never changes (rule 5) and its status only while it is deployed (rules 23 and 25). So when an
 * application moves, its list and the instances that were, are or may become the deployed one are read anew, and
 * all others stay. Specs are kept until evicted by size.
 */
import { LRUCache } from 'lru-cache';
import { isNotFound } from '../cmf/errors.ts';
import type { Application, Instance } from '../cmf/model.ts';
import type { JsonObject } from '../json.ts';
import { isSameApplication } from './changes.ts';
import type { InstanceReads } from './instance-reads.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { createSingleFlight } from './single-flight.ts';

export interface InstanceLocation {
  readonly environment: string;
  readonly application: string;
}

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
interface Shelf {
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
  const shelves = new Map<string, Shelf>();
  /** One count for all shelves: a shelf that is made anew must not join the reads of the one before. */
  let generations = 0;
  // Not `max`, for which the cache allocates all its places at once: 300 ms and tens of megabytes at each start.
  const locations = new LRUCache<string, InstanceLocation>({
    maxSize: maxLocations,
    sizeCalculation: () => 1,
  });
  /** Those with specs; the ones asked for longest ago lose theirs first, an application's all at once. */
  const holders = new LRUCache<Shelf, number>({
    maxSize: maxSpecBytes,
    sizeCalculation: (bytes) => bytes,
    dispose: (_, shelf) => forgetSpecs(shelf),
    noDisposeOnSet: true,
  });
  const lists = createSingleFlight<readonly Instance[]>(now);
  const singles = createSingleFlight<Instance | null>(now);

  const shelfOf = (application: Application): Shelf => {
    const key = keyOf(application);
    let shelf = shelves.get(key);
    if (!shelf) {
      generations += 1;
      const empty = { history: null, list: null, known: new Map(), specs: new Map(), bytes: 0 };
      shelf = { generation: generations, ...empty, indexed: false };
      shelves.set(key, shelf);
    }
    return shelf;
  };

  const locateAt = (uid: string, { environment, name }: Application) =>
    locations.set(uid, { environment, application: name });

  const keepSpec = (shelf: Shelf, uid: string, spec: JsonObject) => {
    if (shelf.specs.has(uid)) return;
    shelf.specs.set(uid, spec);
    shelf.bytes += JSON.stringify(spec).length;
    holders.set(shelf, shelf.bytes);
  };

  const keep = (shelf: Shelf, instance: Instance, readAt: number) => {
    const { uid, effectiveSpec } = instance;
    if (effectiveSpec) keepSpec(shelf, uid, effectiveSpec);
    shelf.known.set(uid, { instance: { ...instance, effectiveSpec: specIn(shelf, uid) }, readAt });
    shelf.list = null;
  };

  const peek = (application: Application, uid: string, notBefore: number): Instance | undefined => {
    const shelf = shelves.get(keyOf(application));
    const known = shelf?.known.get(uid);
    if (!shelf || !known || known.readAt < notBefore || !shelf.specs.has(uid)) return undefined;
    holders.get(shelf);
    return known.instance;
  };

  const peekList = (application: Application, notBefore: number): readonly Instance[] | undefined => {
    const shelf = shelves.get(keyOf(application));
    if (!shelf?.history || shelf.history.readAt < notBefore) return undefined;
    holders.get(shelf);
    shelf.list ??= listIn(shelf);
    return shelf.list ?? undefined;
  };

  const readList = async (
    application: Application,
    shelf: Shelf,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<readonly Instance[]> => {
    const { generation } = shelf;
    const readAt = now();
    const instances = await reads.list(application, fresh, signal);
    if (fresh) version += 1;
    for (const { uid } of instances) locateAt(uid, application);
    if (shelf.generation !== generation) return instances;
    // What CMF no longer lists it no longer keeps (rule 29), and so neither does the shelf.
    shelf.known.clear();
    for (const instance of instances) keep(shelf, instance, readAt);
    shelf.history = { readAt, uids: instances.map(({ uid }) => uid) };
    shelf.indexed = true;
    // With the specs that CMF left out and the shelf still has.
    return peekList(application, 0) ?? instances;
  };

  const readSingle = async (
    application: Application,
    shelf: Shelf,
    uid: string,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<Instance | null> => {
    const { generation } = shelf;
    const readAt = now();
    try {
      const instance = await reads.get(application, uid, fresh, signal);
      if (fresh) version += 1;
      locateAt(uid, application);
      if (!instance.effectiveSpec) keepSpec(shelf, uid, absentSpec);
      if (shelf.generation === generation) keep(shelf, instance, readAt);
      return instance;
    } catch (error) {
      if (isNotFound(error)) {
        // CMF keeps it no longer: neither does the shelf, and what was answered with it does not stand.
        shelf.known.delete(uid);
        shelf.history = null;
        shelf.list = null;
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
      const shelf = shelfOf(application);
      const flight = `${keyOf(application)}#${shelf.generation}`;
      const read = (signal: AbortSignal) => readList(application, shelf, notBefore > 0, signal);
      return lists(flight, notBefore, read, interest);
    },

    peekList,
    peek,

    get(application, uid, notBefore, interest) {
      const known = peek(application, uid, notBefore);
      if (known) return known;
      const shelf = shelfOf(application);
      const flight = `${keyOf(application)}#${shelf.generation}/${uid}`;
      const read = (signal: AbortSignal) => readSingle(application, shelf, uid, notBefore > 0, signal);
      return singles(flight, notBefore, read, interest);
    },

    get version() {
      return version;
    },
    locate: (uid) => locations.get(uid),
    isIndexed: (application) => shelves.get(keyOf(application))?.indexed ?? false,

    moved(previous, next) {
      const application = next ?? previous;
      if (!application) return;
      if (next?.currentInstance) locateAt(next.currentInstance, next);
      const shelf = shelves.get(keyOf(application));
      if (!shelf) return;
      generations += 1;
      shelf.generation = generations;
      if (!next || (previous && !isSameApplication(previous, next))) {
        shelves.delete(keyOf(application));
        holders.delete(shelf);
        return;
      }
      for (const uid of [previous?.currentInstance, next.currentInstance, shelf.history?.uids[0]]) {
        if (uid) shelf.known.delete(uid);
      }
      shelf.history = null;
      shelf.list = null;
      shelf.indexed = false;
    },
  };
}

/** What CMF did not say is null, as what is not kept. */
function specIn({ specs }: Shelf, uid: string): JsonObject | null {
  const spec = specs.get(uid);
  return spec && spec !== absentSpec ? spec : null;
}

/** Null while one of them is not known. */
function listIn({ history, known }: Shelf): readonly Instance[] | null {
  const instances = history?.uids.map((uid) => known.get(uid)?.instance).filter((one) => one !== undefined);
  return instances && instances.length === history?.uids.length ? instances : null;
}

function forgetSpecs(shelf: Shelf): void {
  shelf.specs.clear();
  shelf.bytes = 0;
  shelf.list = null;
  for (const [uid, { instance, readAt }] of shelf.known) {
    shelf.known.set(uid, { instance: { ...instance, effectiveSpec: null }, readAt });
  }
}

function keyOf({ environment, name }: Application): string {
  return `${environment}/${name}`;
}
