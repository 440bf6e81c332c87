/**
 * The archive's storage in Redis: what one replica saw all remember, and a restart forgets nothing.
 *
 * Every write may be repeated and may come in any order: members of sorted sets are whole values, and each attribute
 * of an instance is a field of its own; an event record is replaced by newer copies only, in one step. So replicas that note the same thing do each other no harm, and nothing is
 * read before it is written. While Redis is away, a process remembers by itself what it sees.
 */

import { newestCopies } from '../../cmf/resources/event.ts';
import type { Keys } from '../../redis/keys.ts';
import { parseTransition } from '../../redis/records.ts';
import type { Session } from '../../redis/session.ts';
import { type ApplicationIdentity, type ArchiveStorage, identityOf, type Memory } from '../storage.ts';
import {
  fieldsOf,
  instanceOf,
  parseDocuments,
  parseEvent,
  parseLocation,
  parseSpec,
  parseUid,
} from './records.ts';
import {
  type Book,
  createArchiveWrites,
  createBook,
  instancesKept,
  oldEventsKey,
  ttlMs,
  type Write,
} from './writes.ts';

export interface RedisArchiveOptions {
  readonly keys: Keys;
  readonly session: () => Session | null;
  /** What this process remembers by itself. */
  readonly own: ArchiveStorage;
  /** Transitions, and again events, that are kept of one application. */
  readonly timelineLength: number;
  readonly onDamaged: (what: string) => void;
}

export function createRedisArchive({ keys, session, own, ...options }: RedisArchiveOptions): ArchiveStorage {
  const { timelineLength, onDamaged } = options;
  const writesOf = createArchiveWrites({ keys, timelineLength });

  const writeEvents = async (to: Session, script: readonly string[] | null): Promise<void> => {
    if (script) await to.run((redis) => redis.archiveEvents(...script));
  };

  const write = async (to: Session, book: Book, writes: readonly Write[]): Promise<void> => {
    if (writes.length === 0) return;
    await inOneGo(to, [...writes, ...Object.values(book).map((key) => ['pexpire', key, ttlMs] as const)]);
    if (writes.some(([, key]) => key === book.order)) await forgetSurplus(to, book);
  };

  const forgetSurplus = async (to: Session, book: Book): Promise<void> => {
    const surplus = await to.run((redis) => redis.zrange(book.order, '0', `${-instancesKept - 1}`));
    if (surplus.length === 0) return;
    await inOneGo(to, [
      ['hdel', book.instances, ...surplus.flatMap(fieldsOf)],
      ['hdel', book.specs, ...surplus],
      ['zrem', book.order, ...surplus],
    ]);
  };

  const read = async (from: Session, of: ApplicationIdentity): Promise<Memory> => {
    const book = bookOf(of);
    const oldKey = oldEventsKey(keyOf(of));
    const parsed = <T>(
      key: string,
      texts: readonly string[],
      parse: (text: string) => T | null,
    ): readonly T[] => {
      const values = texts.map(parse);
      if (values.includes(null)) onDamaged(key);
      return values.filter((value) => value !== null);
    };
    const all = (key: string) => from.run((redis) => redis.zrange(key, '0', '-1'));
    const [deployed, transitions, records, oldEvents, documents, order, fields] = await Promise.all([
      all(book.deployed),
      all(book.transitions),
      from.run((redis) => redis.hgetall(book.eventRecords)),
      all(oldKey),
      from.run((redis) => redis.lrange(book.documents, 0, -1)),
      all(book.order),
      from.run((redis) => redis.hgetall(book.instances)),
    ]);
    const events = [
      ...parsed(oldKey, oldEvents, parseEvent),
      ...parsed(book.eventRecords, Object.values(records), parseEvent),
    ];
    return {
      deployed: new Set(parsed(book.deployed, deployed, parseUid)),
      transitions: parsed(book.transitions, transitions, parseTransition),
      events: newestCopies(events).slice(0, timelineLength).toReversed(),
      instances: order.map((uid) => instanceOf(uid, fields)),
      documents: parsed(book.documents, documents, parseDocuments),
      async specs(uids) {
        if (uids.length === 0) return new Map();
        const texts = await from.run((redis) => redis.hmget(book.specs, ...uids)).catch(() => []);
        const specs = uids.map((uid, index) => [uid, parseSpec(texts[index] ?? '')] as const);
        return new Map(specs.flatMap(([uid, spec]) => (spec ? [[uid, spec]] : [])));
      },
    };
  };

  const keyOf = (of: ApplicationIdentity): string => keys.archive(identityOf(of));
  const bookOf = (of: ApplicationIdentity): Book => createBook(keyOf(of));

  return {
    note(of, notes) {
      own.note(of, notes);
      const to = session();
      if (!to) return;
      const book = bookOf(of);
      const location = { environment: of.environment, application: of.name };
      // Not before subscribers have been told. The heartbeat sees to a Redis that does not answer; what is lost on the
      // way is still in `own`.
      queueMicrotask(() => {
        writeEvents(to, writesOf.events(to, book, notes)).catch(() => undefined);
        write(to, book, writesOf.commands(to, book, location, notes)).catch(() => undefined);
      });
    },

    async recall(of) {
      await noted;
      const from = session();
      const memory = from && (await read(from, of).catch(() => null));
      return memory ?? own.recall(of);
    },

    async locate(uid) {
      await noted;
      const text = await session()
        ?.run((redis) => redis.get(keys.archive(`instance:${uid}`)))
        .catch(() => null);
      return parseLocation(text ?? '') ?? own.locate(uid);
    },
  };
}

/** Commands are in order, so who waits for this reads what was noted before. */
const noted = Promise.resolve();

async function inOneGo(to: Session, writes: readonly Write[]): Promise<void> {
  await to.run((redis) => redis.pipeline(writes.map((write) => [...write])).exec());
}
