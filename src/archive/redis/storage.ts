/**
 * The archive's storage in Redis: all replicas share it, and it survives restarts of the gateway.
 *
 * Writes are idempotent and commute: members of sorted sets are whole values, each attribute of an instance is its own
 * field, and an event record is replaced by newer copies only, in one step. So replicas can record the same observation,
 * and no write needs a read first. While Redis is unreachable, a process uses its own memory.
 */

import { newestCopies } from '../../cmf/resources/event.ts';
import type { Keys } from '../../redis/key-names.ts';
import { parseTransition } from '../../redis/record-parsers.ts';
import type { Session } from '../../redis/session.ts';
import { type ApplicationIdentity, type ArchiveStorage, identityOf, type Memory } from '../storage.ts';
import {
  fieldsOf,
  instanceOf,
  memoryReplies,
  parseCause,
  parseDocuments,
  parseEvent,
  parseFailure,
  parseLocation,
  parseSpec,
  parseUid,
} from './records.ts';
import {
  type ArchiveKeys,
  archiveKeys,
  createArchiveWrites,
  maxInstances,
  oldEventsKey,
  ttlMs,
  type Write,
} from './writes.ts';

export interface RedisArchiveOptions {
  readonly keys: Keys;
  readonly session: () => Session | null;
  /** The in-memory archive of this process. */
  readonly own: ArchiveStorage;
  /** Transitions kept per application, and likewise events. */
  readonly timelineLength: number;
  readonly onDamaged: (what: string) => void;
}

export function createRedisArchive({ keys, session, own, ...options }: RedisArchiveOptions): ArchiveStorage {
  const { timelineLength, onDamaged } = options;
  const writesOf = createArchiveWrites({ keys, timelineLength });

  const writeEvents = async (to: Session, script: readonly string[] | null): Promise<void> => {
    if (script) await to.run((redis) => redis.archiveEvents(...script));
  };

  const write = async (to: Session, archived: ArchiveKeys, writes: readonly Write[]): Promise<void> => {
    if (writes.length === 0) return;
    await runPipeline(to, [
      ...writes,
      ...Object.values(archived).map((key) => ['pexpire', key, ttlMs] as const),
    ]);
    if (writes.some(([, key]) => key === archived.order)) await removeSurplus(to, archived);
  };

  const removeSurplus = async (to: Session, archived: ArchiveKeys): Promise<void> => {
    const surplus = await to.run((redis) => redis.zrange(archived.order, '0', `${-maxInstances - 1}`));
    if (surplus.length === 0) return;
    await runPipeline(to, [
      ['hdel', archived.instances, ...surplus.flatMap(fieldsOf)],
      ['hdel', archived.specs, ...surplus],
      ['hdel', archived.causes, ...surplus],
      ['hdel', archived.failures, ...surplus],
      ['zrem', archived.order, ...surplus],
    ]);
  };

  const read = async (from: Session, of: ApplicationIdentity): Promise<Memory> => {
    const archived = keysOf(of);
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
    // One write to the socket instead of nine: a metric reads a whole fleet.
    const replies = await from.run((redis) =>
      redis
        .pipeline()
        .zrange(archived.deployed, '0', '-1')
        .zrange(archived.transitions, '0', '-1')
        .hgetall(archived.eventRecords)
        .zrange(oldKey, '0', '-1')
        .lrange(archived.documents, 0, -1)
        .zrange(archived.order, '0', '-1')
        .hgetall(archived.instances)
        .hgetall(archived.causes)
        .hgetall(archived.failures)
        .exec(),
    );
    const [deployed, transitions, records, oldEvents, documents, order, fields, causes, failures] =
      memoryReplies.parse(replies);
    const events = [
      ...parsed(oldKey, oldEvents, parseEvent),
      ...parsed(archived.eventRecords, Object.values(records), parseEvent),
    ];
    return {
      deployed: new Set(parsed(archived.deployed, deployed, parseUid)),
      transitions: parsed(archived.transitions, transitions, parseTransition),
      events: newestCopies(events).slice(0, timelineLength).toReversed(),
      instances: order.map((uid) => instanceOf(uid, fields)),
      documents: parsed(archived.documents, documents, parseDocuments),
      causes: new Map(
        parsed(archived.causes, Object.values(causes), parseCause).map((cause) => [cause.instance, cause]),
      ),
      failures: new Map(
        parsed(archived.failures, Object.values(failures), parseFailure).map((each) => [each.instance, each]),
      ),
      async specs(uids) {
        if (uids.length === 0) return new Map();
        const texts = await from.run((redis) => redis.hmget(archived.specs, ...uids)).catch(() => []);
        const specs = uids.map((uid, index) => [uid, parseSpec(texts[index] ?? '')] as const);
        return new Map(specs.flatMap(([uid, spec]) => (spec ? [[uid, spec]] : [])));
      },
    };
  };

  const keyOf = (of: ApplicationIdentity): string => keys.archive(identityOf(of));
  const keysOf = (of: ApplicationIdentity): ArchiveKeys => archiveKeys(keyOf(of));

  return {
    record(of, observations) {
      own.record(of, observations);
      const to = session();
      if (!to) return;
      const archived = keysOf(of);
      const location = { environment: of.environment, application: of.name };
      // Deferred until subscribers are notified. The heartbeat detects an unresponsive Redis. `own` still
      // contains a lost write.
      queueMicrotask(() => {
        writeEvents(to, writesOf.events(to, archived, observations)).catch(() => undefined);
        write(to, archived, writesOf.commands(to, archived, location, observations)).catch(() => undefined);
      });
    },

    async recall(of) {
      await writesQueued;
      const from = session();
      const memory = from && (await read(from, of).catch(() => null));
      return memory ?? own.recall(of);
    },

    async locate(uid) {
      await writesQueued;
      const text = await session()
        ?.run((redis) => redis.get(keys.archive(`instance:${uid}`)))
        .catch(() => null);
      return parseLocation(text ?? '') ?? own.locate(uid);
    },
  };
}

/** Awaiting it lets queued writes start first. Redis runs commands in order, so a later read sees them. */
const writesQueued = Promise.resolve();

async function runPipeline(to: Session, writes: readonly Write[]): Promise<void> {
  await to.run((redis) => redis.pipeline(writes.map((write) => [...write])).exec());
}
