/**
 * What remembering something takes in Redis: the commands, and which of them this process need not repeat.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ApplicationEvent } from '../../cmf/resources/event.ts';
import type { Instance } from '../../cmf/resources/instance.ts';
import type { Keys } from '../../redis/keys.ts';
import type { Session } from '../../redis/session.ts';
import type { InstanceLocation, Notes } from '../storage.ts';
import { entriesOf } from './records.ts';

/** Instances of one application that are kept. */
export const instancesKept = 300;
/** An application that nothing was noted of for so long is forgotten; Redis may be set to evict it earlier. */
export const ttlMs = 90 * 86_400_000;
/** Where an instance belongs may be known longer than what it was. */
const indexTtlMs = 4 * ttlMs;
const pairsKept = 8;
const maxRemembered = 100_000;

export type Write = readonly [command: string, ...args: (string | number)[]];
type Entry = readonly [field: string, value: string];

/** Something with a time, in the text that Redis gets. */
interface Member {
  readonly at: string | null;
  readonly text: string;
}

/** The keys of one application. */
export function createBook(key: string) {
  return {
    deployed: `${key}:deployed`,
    transitions: `${key}:transitions`,
    /** UIDs of event records by their last occurrence. */
    eventOrder: `${key}:event-order`,
    eventRecords: `${key}:event-records`,
    documents: `${key}:documents`,
    /** UIDs by time. */
    order: `${key}:order`,
    instances: `${key}:instances`,
    specs: `${key}:specs`,
  };
}

/**
 * Sorted set: whole events by time, as gateways wrote them that did not know recurring events. It is read until it
 * expires, `ttlMs` after the last of them wrote to it.
 */
export function oldEventsKey(key: string): string {
  return `${key}:events`;
}

export type Book = ReturnType<typeof createBook>;

export interface ArchiveWritesOptions {
  readonly keys: Keys;
  readonly timelineLength: number;
}

/** What notes something in a book; empty when this process noted all of it in this session. */
export interface ArchiveWrites {
  commands(to: Session, book: Book, location: InstanceLocation, notes: Notes): readonly Write[];
  /** The keys and arguments of the script `archiveEvents`; null when there is nothing to write. */
  events(to: Session, book: Book, notes: Notes): readonly string[] | null;
}

export function createArchiveWrites({ keys, timelineLength }: ArchiveWritesOptions): ArchiveWrites {
  /** Digests of what this process wrote, so as not to repeat it; by session, as Redis may come back without it. */
  const written = new WeakMap<Session, LRUCache<string, string>>();

  /** True when `text` is not what was last written at `place`; it is from now on. */
  const isNews = (to: Session, place: string, text: string): boolean => {
    const known = written.get(to) ?? new LRUCache<string, string>({ max: maxRemembered });
    written.set(to, known);
    const digest = digestOf(text);
    if (known.get(place) === digest) return false;
    known.set(place, digest);
    return true;
  };

  const addTo = (to: Session, key: string, kept: number, members: readonly Member[]): readonly Write[] => {
    const news = members.filter(({ text }) => isNews(to, `${key} ${digestOf(text)}`, text));
    if (news.length === 0) return [];
    return [
      ['zadd', key, ...news.flatMap(({ at, text }) => [millisecondsOf(at), text])],
      ['zremrangebyrank', key, 0, -kept - 1],
    ];
  };

  const setIn = (to: Session, key: string, entries: readonly Entry[]): readonly Write[] => {
    const news = entries.filter(([field, value]) => isNews(to, `${key} ${field}`, value));
    return news.length === 0 ? [] : [['hset', key, ...news.flat()]];
  };

  /** A pair that stands again is the newest again, so only what was written last is no news. */
  const putFirst = (to: Session, key: string, pair: string): readonly Write[] => {
    if (!isNews(to, key, pair)) return [];
    return [
      ['lrem', key, 0, pair],
      ['lpush', key, pair],
      ['ltrim', key, 0, pairsKept - 1],
    ];
  };

  const place = (to: Session, key: string, { uid, createdAt }: Instance, owner: string): readonly Write[] => {
    if (!isNews(to, `${key} ${uid}`, createdAt ?? '')) return [];
    // One whose time is not known is as new as its first sight, until its time is.
    const mode = createdAt === null ? ['NX'] : [];
    return [
      ['zadd', key, ...mode, createdAt === null ? Date.now() : millisecondsOf(createdAt), uid],
      ['set', keys.archive(`instance:${uid}`), owner, 'PX', indexTtlMs],
    ];
  };

  const events: ArchiveWrites['events'] = (to, book, notes) => {
    const records = (notes.events ?? []).map((event) => ({ event, text: JSON.stringify(event) }));
    const news = records.filter(({ event, text }) => isNews(to, `${book.eventRecords} ${event.uid}`, text));
    if (news.length === 0) return null;
    return [
      book.eventOrder,
      book.eventRecords,
      String(timelineLength),
      String(ttlMs),
      ...news.flatMap(({ event, text }) => eventArguments(event, text)),
    ];
  };

  const commands: ArchiveWrites['commands'] = (to, book, location, notes) => {
    const owner = JSON.stringify(location);
    const { deployed = [], transitions = [], instances = [], documents } = notes;
    const seen = new Date().toISOString();
    const specs = instances.flatMap(({ uid, effectiveSpec }): Entry[] =>
      effectiveSpec ? [[uid, JSON.stringify(effectiveSpec)]] : [],
    );
    return [
      ...addTo(
        to,
        book.deployed,
        instancesKept,
        membersOf(deployed, () => seen),
      ),
      ...addTo(
        to,
        book.transitions,
        timelineLength,
        membersOf(transitions, (one) => one.observedAt),
      ),
      ...(documents ? putFirst(to, book.documents, JSON.stringify(documents)) : []),
      ...setIn(to, book.instances, instances.flatMap(entriesOf)),
      ...setIn(to, book.specs, specs),
      ...instances.flatMap((instance) => place(to, book.order, instance, owner)),
    ];
  };

  return { commands, events };
}

function eventArguments({ uid, lastAt, count }: ApplicationEvent, text: string): readonly string[] {
  return [uid, String(millisecondsOf(lastAt)), String(count), text];
}

function membersOf<T>(values: readonly T[], timeOf: (value: T) => string | null): readonly Member[] {
  return values.map((value) => ({ at: timeOf(value), text: JSON.stringify(value) }));
}

/** 0 for no time: the oldest of all. */
function millisecondsOf(time: string | null): number {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}

function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
