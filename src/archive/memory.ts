/** The archive's storage in this process's memory: gone with it, and bounded by what may be in it in all. */
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { type ApplicationEvent, isNewerCopy } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { JsonObject } from '../json.ts';
import type { Transition } from '../live/transition.ts';
import type { InstanceLocation } from './storage.ts';
import { type ArchiveStorage, type DocumentPair, identityOf, type Memory, type Notes } from './storage.ts';

export interface MemoryArchiveOptions {
  /** Transitions, and again events, that are kept of one application. */
  readonly timelineLength: number;
  /** Transitions, events and instances in all; past it the applications that were quiet longest are forgotten. */
  readonly maxEntries?: number;
  /** Bound on the sum of the instances' specs' JSON lengths. */
  readonly maxSpecBytes?: number;
}

/** Of one application. */
const instancesKept = 1_000;
const pairsKept = 8;

interface Book {
  readonly location: InstanceLocation;
  readonly deployed: Set<string>;
  readonly transitions: Transition[];
  readonly events: Map<string, ApplicationEvent>;
  /** Without their specs: those are kept apart, by size. */
  readonly instances: Map<string, Instance>;
  documents: readonly DocumentPair[];
}

export function createMemoryArchive(options: MemoryArchiveOptions): ArchiveStorage {
  const { timelineLength, maxEntries = 1_000_000, maxSpecBytes = 64 * 1024 * 1024 } = options;
  /** The one noted longest ago is first. */
  const books = new Map<string, Book>();
  const owners = new Map<string, Book>();
  const specs = new LRUCache<string, JsonObject>({
    maxSize: maxSpecBytes,
    sizeCalculation: (spec) => JSON.stringify(spec).length,
  });
  let entries = 0;

  const forgetInstance = (book: Book, uid: string) => {
    book.instances.delete(uid);
    if (owners.get(uid) !== book) return;
    owners.delete(uid);
    specs.delete(uid);
  };

  const noteInstance = (book: Book, seen: Instance) => {
    const known = book.instances.get(seen.uid);
    book.instances.set(seen.uid, {
      uid: seen.uid,
      createdAt: seen.createdAt ?? known?.createdAt ?? null,
      updatedAt: seen.updatedAt ?? known?.updatedAt ?? null,
      jobState: seen.jobState ?? known?.jobState ?? null,
      jobId: seen.jobId ?? known?.jobId ?? null,
      effectiveSpec: null,
    });
    owners.set(seen.uid, book);
    // A spec never changes (rule 5): the first copy will do, and measuring it once.
    if (seen.effectiveSpec && !specs.has(seen.uid)) specs.set(seen.uid, seen.effectiveSpec);
  };

  /** A record that occurred again is the newest again. */
  const noteEvent = ({ events }: Book, seen: ApplicationEvent) => {
    const known = events.get(seen.uid);
    if (known && !isNewerCopy(seen, known)) return;
    events.delete(seen.uid);
    events.set(seen.uid, seen);
  };

  const write = (book: Book, notes: Notes) => {
    const { deployed = [], transitions = [], events = [], instances = [], documents } = notes;
    for (const uid of deployed) book.deployed.add(uid);
    book.transitions.push(...transitions);
    book.transitions.splice(0, book.transitions.length - timelineLength);
    for (const event of events) noteEvent(book, event);
    for (const instance of instances) noteInstance(book, instance);
    for (const uid of surplus(book.deployed, instancesKept)) book.deployed.delete(uid);
    for (const uid of surplus(book.events, timelineLength)) book.events.delete(uid);
    for (const uid of surplus(book.instances, instancesKept)) forgetInstance(book, uid);
    if (documents) book.documents = withPair(book.documents, documents);
  };

  return {
    note(of, notes) {
      const key = identityOf(of);
      const book = books.get(key) ?? emptyBook({ environment: of.environment, application: of.name });
      entries -= sizeOf(book);
      write(book, notes);
      entries += sizeOf(book);
      books.delete(key);
      books.set(key, book);
      for (const [oldest, forgotten] of books) {
        if (entries <= maxEntries) break;
        books.delete(oldest);
        entries -= sizeOf(forgotten);
        for (const uid of forgotten.instances.keys()) forgetInstance(forgotten, uid);
      }
    },

    recall(of) {
      const book = books.get(identityOf(of));
      if (!book) return nothing;
      return {
        deployed: new Set(book.deployed),
        transitions: [...book.transitions],
        events: [...book.events.values()],
        instances: [...book.instances.values()],
        documents: book.documents,
        specs: (uids) => new Map(uids.flatMap((uid) => entryOf(uid, specs.peek(uid)))),
      };
    },

    locate: (uid) => owners.get(uid)?.location ?? null,
  };
}

const nothing: Memory = {
  deployed: new Set(),
  transitions: [],
  events: [],
  instances: [],
  documents: [],
  specs: () => new Map(),
};

function entryOf(uid: string, spec: JsonObject | undefined): readonly (readonly [string, JsonObject])[] {
  return spec ? [[uid, spec]] : [];
}

function emptyBook(location: InstanceLocation): Book {
  return {
    location,
    deployed: new Set(),
    transitions: [],
    events: new Map(),
    instances: new Map(),
    documents: [],
  };
}

function sizeOf({ deployed, transitions, events, instances }: Book): number {
  return 1 + deployed.size + transitions.length + events.size + instances.size;
}

/** The first keys, of which there are more than `kept` in all: those that came first. */
function surplus(from: ReadonlySet<string> | ReadonlyMap<string, unknown>, kept: number): readonly string[] {
  return from.size > kept ? [...from.keys().take(from.size - kept)] : [];
}

/** A pair that stands again is the newest again; of equal ones the later is kept, which the mirror holds anyway. */
function withPair(known: readonly DocumentPair[], pair: DocumentPair): readonly DocumentPair[] {
  const others = known.filter((other) => !isDeepStrictEqual(other, pair));
  return [pair, ...others].slice(0, pairsKept);
}
