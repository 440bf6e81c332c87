/**
 * The Redis commands that record observations, without those that this process has already sent.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ApplicationEvent } from '../../cmf/resources/event.ts';
import type { Instance } from '../../cmf/resources/instance.ts';
import type { Keys } from '../../redis/key-names.ts';
import type { Session } from '../../redis/session.ts';
import type { InstanceLocation, Observations } from '../storage.ts';
import { entriesOf } from './records.ts';

/** Instances kept per application. */
export const maxInstances = 300;
/** An application expires this long after its last observation; Redis may be configured to evict it earlier. */
export const ttlMs = 90 * 86_400_000;
/** The index from instance to application outlives the instance's record. */
const indexTtlMs = 4 * ttlMs;
const maxPairs = 8;
const maxDigests = 100_000;

export type Write = readonly [command: string, ...args: (string | number)[]];
type Entry = readonly [field: string, value: string];

/** A member of a sorted set: the time of its score and its text. */
interface Member {
  readonly at: string | null;
  readonly text: string;
}

/** The keys of one application. */
export function archiveKeys(key: string) {
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
    /** By the UID of the instance. */
    causes: `${key}:causes`,
    /** The newest of each instance, by its UID. */
    failures: `${key}:failures`,
  };
}

/**
 * Sorted set: whole events by time, as written by gateways before recurring events. It is read until it expires,
 * `ttlMs` after the last write.
 */
export function oldEventsKey(key: string): string {
  return `${key}:events`;
}

export type ArchiveKeys = ReturnType<typeof archiveKeys>;

export interface ArchiveWritesOptions {
  readonly keys: Keys;
  readonly timelineLength: number;
}

/** The writes that record observations; none when this process recorded all of them in this session. */
export interface ArchiveWrites {
  commands(
    to: Session,
    archived: ArchiveKeys,
    location: InstanceLocation,
    observations: Observations,
  ): readonly Write[];
  /** Keys and arguments of the script `archiveEvents`; null when there is nothing to write. */
  events(to: Session, archived: ArchiveKeys, observations: Observations): readonly string[] | null;
}

export function createArchiveWrites({ keys, timelineLength }: ArchiveWritesOptions): ArchiveWrites {
  /** Digests of this process's writes, to avoid repeats; by session, as Redis may have lost data after a reconnect. */
  const written = new WeakMap<Session, LRUCache<string, string>>();

  /** True when `text` differs from the last write at `place`. Marks `text` as written. */
  const isNew = (to: Session, place: string, text: string): boolean => {
    const digests = written.get(to) ?? new LRUCache<string, string>({ max: maxDigests });
    written.set(to, digests);
    const digest = digestOf(text);
    if (digests.get(place) === digest) return false;
    digests.set(place, digest);
    return true;
  };

  const addTo = (to: Session, key: string, kept: number, members: readonly Member[]): readonly Write[] => {
    const news = members.filter(({ text }) => isNew(to, `${key} ${digestOf(text)}`, text));
    if (news.length === 0) return [];
    return [
      ['zadd', key, ...news.flatMap(({ at, text }) => [millisecondsOf(at), text])],
      ['zremrangebyrank', key, 0, -kept - 1],
    ];
  };

  const setIn = (to: Session, key: string, entries: readonly Entry[]): readonly Write[] => {
    const news = entries.filter(([field, value]) => isNew(to, `${key} ${field}`, value));
    return news.length === 0 ? [] : [['hset', key, ...news.flat()]];
  };

  /** A pair that occurs again becomes the newest, so only a repeat of the last write is skipped. */
  const putFirst = (to: Session, key: string, pair: string): readonly Write[] => {
    if (!isNew(to, key, pair)) return [];
    return [
      ['lrem', key, 0, pair],
      ['lpush', key, pair],
      ['ltrim', key, 0, maxPairs - 1],
    ];
  };

  const place = (to: Session, key: string, { uid, createdAt }: Instance, owner: string): readonly Write[] => {
    if (!isNew(to, `${key} ${uid}`, createdAt ?? '')) return [];
    // An instance without a creation time is ordered by its first observation, until the time is known.
    const mode = createdAt === null ? ['NX'] : [];
    return [
      ['zadd', key, ...mode, createdAt === null ? Date.now() : millisecondsOf(createdAt), uid],
      ['set', keys.archive(`instance:${uid}`), owner, 'PX', indexTtlMs],
    ];
  };

  const events: ArchiveWrites['events'] = (to, archived, observations) => {
    const records = (observations.events ?? []).map((event) => ({ event, text: JSON.stringify(event) }));
    const news = records.filter(({ event, text }) =>
      isNew(to, `${archived.eventRecords} ${event.uid}`, text),
    );
    if (news.length === 0) return null;
    return [
      archived.eventOrder,
      archived.eventRecords,
      String(timelineLength),
      String(ttlMs),
      ...news.flatMap(({ event, text }) => eventArguments(event, text)),
    ];
  };

  const commands: ArchiveWrites['commands'] = (to, archived, location, observations) => {
    const owner = JSON.stringify(location);
    const { deployed = [], transitions = [], instances = [], documents } = observations;
    const { causes = [], failures = [] } = observations;
    const observedAt = new Date().toISOString();
    const specs = instances.flatMap(({ uid, effectiveSpec }): Entry[] =>
      effectiveSpec ? [[uid, JSON.stringify(effectiveSpec)]] : [],
    );
    return [
      ...addTo(
        to,
        archived.deployed,
        maxInstances,
        membersOf(deployed, () => observedAt),
      ),
      ...addTo(
        to,
        archived.transitions,
        timelineLength,
        membersOf(transitions, (one) => one.observedAt),
      ),
      ...(documents ? putFirst(to, archived.documents, JSON.stringify(documents)) : []),
      ...setIn(to, archived.instances, instances.flatMap(entriesOf)),
      ...setIn(to, archived.specs, specs),
      ...setIn(
        to,
        archived.causes,
        causes.map((cause): Entry => [cause.instance, JSON.stringify(cause)]),
      ),
      ...setIn(
        to,
        archived.failures,
        failures.map((failure): Entry => [failure.instance, JSON.stringify(failure)]),
      ),
      ...instances.flatMap((instance) => place(to, archived.order, instance, owner)),
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

/** 0 for an absent or unreadable time, which sorts first. */
function millisecondsOf(time: string | null): number {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}

function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
