/**
 * The archive's storage in Redis: what one replica saw all remember, and a restart forgets nothing.
 *
 * Every write may be repeated and may come in any order: members of sorted sets are whole values, and each attribute
 * of an instance is a field of its own. So replicas that note the same thing do each other no harm, and nothing is
 * read before it is written. While Redis is away, a process remembers by itself what it sees.
 */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { type ArchiveStorage, identityOf, type Memory, type Notes } from '../archive.ts';
import type { InstanceLocation } from '../instances.ts';
import {
  entriesOf,
  fieldsOf,
  instanceOf,
  parseDocuments,
  parseEvent,
  parseLocation,
  parseSpec,
  parseTransition,
  parseUid,
} from './archive-records.ts';
import type { Keys } from './keys.ts';
import type { Session } from './session.ts';

export interface RedisArchiveOptions {
  readonly keys: Keys;
  readonly session: () => Session | null;
  /** What this process remembers by itself. */
  readonly own: ArchiveStorage;
  /** Transitions, and again events, that are kept of one application. */
  readonly timelineLength: number;
  readonly onDamaged: (what: string) => void;
}

/** Of one application. */
const instancesKept = 300;
const pairsKept = 8;
/** An application that nothing was noted of for so long is forgotten; Redis may be set to evict it earlier. */
const ttlMs = 90 * 86_400_000;
const maxNoted = 100_000;

type Write = readonly [command: string, ...args: (string | number)[]];

/** Something with a time, in the text that Redis gets. */
interface Member {
  readonly at: string | null;
  readonly text: string;
}

export function createRedisArchive({ keys, session, own, ...options }: RedisArchiveOptions): ArchiveStorage {
  const { timelineLength, onDamaged } = options;
  /** Digests of what this process wrote, so as not to repeat it; by session, as Redis may come back without it. */
  const written = new WeakMap<Session, LRUCache<string, string>>();

  /** True when `text` is not what was last written at `place`; it is from now on. */
  const isNews = (to: Session, place: string, text: string): boolean => {
    const known = written.get(to) ?? new LRUCache<string, string>({ max: maxNoted });
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
      ['pexpire', key, ttlMs],
    ];
  };

  const setIn = (
    to: Session,
    key: string,
    entries: readonly (readonly [string, string])[],
  ): readonly Write[] => {
    const news = entries.filter(([field, value]) => isNews(to, `${key} ${field}`, value));
    return news.length === 0
      ? []
      : [
          ['hset', key, ...news.flat()],
          ['pexpire', key, ttlMs],
        ];
  };

  const writesOf = (
    to: Session,
    book: string,
    location: InstanceLocation,
    notes: Notes,
  ): readonly Write[] => {
    const { deployed = [], transitions = [], events = [], instances = [], documents } = notes;
    const now = new Date().toISOString();
    const stamped = <T>(values: readonly T[], timeOf: (value: T) => string | null): readonly Member[] =>
      values.map((value) => ({ at: timeOf(value), text: JSON.stringify(value) }));
    const pair = documents && JSON.stringify(documents);
    const owner = JSON.stringify(location);
    return [
      ...addTo(
        to,
        `${book}:deployed`,
        instancesKept,
        stamped(deployed, () => now),
      ),
      ...addTo(
        to,
        `${book}:transitions`,
        timelineLength,
        stamped(transitions, ({ observedAt }) => observedAt),
      ),
      ...addTo(
        to,
        `${book}:events`,
        timelineLength,
        stamped(events, ({ createdAt }) => createdAt),
      ),
      // A pair that stands again is the newest again, so only what was written last is no news.
      ...(pair !== undefined && isNews(to, `${book}:documents`, pair)
        ? addPair(`${book}:documents`, pair, now)
        : []),
      ...setIn(to, `${book}:instances`, instances.flatMap(entriesOf)),
      ...setIn(
        to,
        `${book}:specs`,
        instances.flatMap(({ uid, effectiveSpec: spec }) =>
          spec ? [[uid, JSON.stringify(spec)] as const] : [],
        ),
      ),
      ...instances
        .filter(({ uid, createdAt }) => isNews(to, `${book}:order ${uid}`, createdAt ?? ''))
        .flatMap(({ uid, createdAt }): Write[] => [
          [
            'zadd',
            `${book}:order`,
            ...(createdAt === null ? ['NX'] : []),
            millisecondsOf(createdAt ?? now),
            uid,
          ],
          ['pexpire', `${book}:order`, ttlMs],
          ['set', keys.archive(`instance:${uid}`), owner, 'PX', ttlMs],
        ]),
    ];
  };

  const forgetSurplus = async (to: Session, book: string): Promise<void> => {
    const surplus = await to.run((redis) => redis.zrange(`${book}:order`, '0', `${-instancesKept - 1}`));
    if (surplus.length === 0) return;
    await inOneGo(to, [
      ['hdel', `${book}:instances`, ...surplus.flatMap(fieldsOf)],
      ['hdel', `${book}:specs`, ...surplus],
      ['zrem', `${book}:order`, ...surplus],
    ]);
  };

  const readBook = async (from: Session, book: string): Promise<Memory> => {
    const all = async <T>(key: string, parse: (text: string) => T | null): Promise<readonly T[]> => {
      const values = (await from.run((redis) => redis.zrange(key, '0', '-1'))).map(parse);
      if (values.includes(null)) onDamaged(key);
      return values.filter((value) => value !== null);
    };
    const [deployed, transitions, events, documents, order, fields] = await Promise.all([
      all(`${book}:deployed`, parseUid),
      all(`${book}:transitions`, parseTransition),
      all(`${book}:events`, parseEvent),
      all(`${book}:documents`, parseDocuments),
      from.run((redis) => redis.zrange(`${book}:order`, '0', '-1')),
      from.run((redis) => redis.hgetall(`${book}:instances`)),
    ]);
    return {
      deployed: new Set(deployed),
      transitions,
      events,
      instances: order.map((uid) => instanceOf(uid, fields)),
      documents: documents.toReversed(),
      async specs(uids) {
        if (uids.length === 0) return new Map();
        const texts = await from.run((redis) => redis.hmget(`${book}:specs`, ...uids)).catch(() => []);
        return new Map(
          uids.flatMap((uid, index) => {
            const spec = parseSpec(texts[index] ?? '');
            return spec ? [[uid, spec] as const] : [];
          }),
        );
      },
    };
  };

  return {
    note(of, notes) {
      own.note(of, notes);
      const to = session();
      if (!to) return;
      const book = keys.archive(identityOf(of));
      const writes = writesOf(to, book, { environment: of.environment, application: of.name }, notes);
      // The heartbeat sees to a Redis that does not answer; what is lost on the way is still in `own`.
      void inOneGo(to, writes)
        .then(() => (writes.some(([, key]) => key === `${book}:order`) ? forgetSurplus(to, book) : undefined))
        .catch(() => undefined);
    },

    async recall(of) {
      const from = session();
      const memory = from && (await readBook(from, keys.archive(identityOf(of))).catch(() => null));
      return memory ?? own.recall(of);
    },

    async locate(uid) {
      const text = await session()
        ?.run((redis) => redis.get(keys.archive(`instance:${uid}`)))
        .catch(() => null);
      return parseLocation(text ?? '') ?? own.locate(uid);
    },
  };
}

function addPair(key: string, pair: string, now: string): readonly Write[] {
  return [
    ['zadd', key, millisecondsOf(now), pair],
    ['zremrangebyrank', key, 0, -pairsKept - 1],
    ['pexpire', key, ttlMs],
  ];
}

async function inOneGo(to: Session, writes: readonly Write[]): Promise<void> {
  if (writes.length > 0) await to.run((redis) => redis.pipeline(writes.map((write) => [...write])).exec());
}

/** 0 for no time: the oldest of all. */
function millisecondsOf(time: string | null): number {
  const milliseconds = Date.parse(time ?? '');
  return Number.isNaN(milliseconds) ? 0 : milliseconds;
}

function digestOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
