/**
 * The write log in Redis, which all replicas share. Records are JSON values with an expiry; sorted sets hold their ids
 * by start time, one set for all and one per environment and application.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Keys } from '../../redis/key-names.ts';
import { parser, text } from '../../redis/record-parsers.ts';
import type { Session } from '../../redis/session.ts';
import {
  type KeyedOperation,
  keyTtlMs,
  maxOperations,
  type OperationRecord,
  type OperationTarget,
  operationKinds,
  operationStates,
  type WriteLog,
  WriteLogUnavailableError,
} from '../write-log.ts';

export interface RedisWriteLogOptions {
  readonly keys: Keys;
  readonly session: () => Session | null;
  readonly onDamaged: (what: string) => void;
}

/** How long a record is kept. */
const recordTtlMs = 90 * 24 * 60 * 60 * 1000;

const record: z.ZodType<OperationRecord> = z.object({
  id: z.string(),
  kind: z.enum(operationKinds),
  target: z.object({ environment: text, application: text, savepoint: text }),
  actor: text,
  reason: text,
  requestId: z.string(),
  state: z.enum(operationStates),
  startedAt: z.string(),
  endedAt: text,
  latestBefore: text,
  instance: text,
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
const keyedOperation: z.ZodType<KeyedOperation> = z.object({
  fingerprint: z.string(),
  operation: z.string(),
});
const parseRecord = parser(record);
const parseKeyed = parser(keyedOperation);

type Commands = Parameters<Parameters<Session['run']>[0]>[0];

export function createRedisWriteLog({ keys, session, onDamaged }: RedisWriteLogOptions): WriteLog {
  const run = async <T>(command: (redis: Commands) => Promise<T>): Promise<T> => {
    const current = session();
    if (!current) throw new WriteLogUnavailableError('Redis is unavailable.');
    try {
      return await current.run(command);
    } catch (error) {
      throw new WriteLogUnavailableError('Redis is unavailable.', { cause: error });
    }
  };
  const recordKey = (id: string) => keys.writes(`operation:${id}`);
  const keyKey = (key: string) => keys.writes(`key:${key}`);
  const payloadKey = (id: string) => keys.writes(`payload:${id}`);
  const indexKey = (...scope: readonly string[]) => keys.writes(`index:${JSON.stringify(scope)}`);

  const index = async ({ id, target, startedAt }: OperationRecord): Promise<void> => {
    for (const scope of scopesOf(target)) {
      const key = indexKey(...scope);
      await run((redis) => redis.zadd(key, Date.parse(startedAt), id));
      await run((redis) => redis.zremrangebyrank(key, 0, -maxOperations - 1));
      await run((redis) => redis.pexpire(key, recordTtlMs));
    }
  };

  const find = async (id: string): Promise<OperationRecord | null> => {
    const stored = await run((redis) => redis.get(recordKey(id)));
    return typeof stored === 'string' ? parsed(stored) : null;
  };

  const parsed = (stored: string): OperationRecord | null => {
    const parsedRecord = parseRecord(stored);
    if (!parsedRecord) onDamaged('an operation');
    return parsedRecord;
  };

  return {
    async acquire(target, ttlMs) {
      const lease = keys.writes(`lease:${target}`);
      const token = randomUUID();
      const taken = await run((redis) => redis.set(lease, token, 'PX', ttlMs, 'NX'));
      if (taken === null) return null;
      return {
        renew: async () => (await run((redis) => redis.writesRenew(lease, token, String(ttlMs)))) === 1,
        async save(saved) {
          const json = JSON.stringify(saved);
          const key = recordKey(saved.id);
          const reply = await run((redis) => redis.writesSave(lease, key, token, json, String(recordTtlMs)));
          return reply === 1;
        },
        async release() {
          await run((redis) => redis.mirrorRelease(lease, token));
        },
      };
    },

    async reserve(key, operation) {
      const text = JSON.stringify(operation);
      const taken = await run((redis) => redis.set(keyKey(key), text, 'PX', keyTtlMs, 'NX'));
      if (taken !== null) return null;
      const stored = await run((redis) => redis.get(keyKey(key)));
      const known = typeof stored === 'string' ? parseKeyed(stored) : null;
      if (known) return known;
      // It has expired between the two commands, or it is damaged: take it over.
      await run((redis) => redis.set(keyKey(key), text, 'PX', keyTtlMs));
      return null;
    },

    async free(key, operation) {
      // Deletes the value only if it is this one.
      await run((redis) => redis.mirrorRelease(keyKey(key), JSON.stringify(operation)));
    },

    async keepPayload(operation, payload) {
      const text = JSON.stringify(payload);
      await run((redis) => redis.set(payloadKey(operation), text, 'PX', keyTtlMs));
    },

    async payload(operation) {
      const stored = await run((redis) => redis.get(payloadKey(operation)));
      if (typeof stored !== 'string') return undefined;
      try {
        const payload: unknown = JSON.parse(stored);
        return payload;
      } catch {
        onDamaged('the payload of an operation');
        return undefined;
      }
    },

    async save(saved) {
      const json = JSON.stringify(saved);
      await run((redis) => redis.set(recordKey(saved.id), json, 'PX', recordTtlMs));
      await index(saved);
    },

    find,

    async list({ environment, application }) {
      const scope = [environment, application].filter((part) => part !== undefined);
      const ids = await run((redis) => redis.zrange(indexKey(...scope), '0', `${maxOperations - 1}`, 'REV'));
      if (ids.length === 0) return [];
      const stored = await run((redis) => redis.mget(ids.map(recordKey)));
      return stored.flatMap((text) => (text === null ? [] : (parsed(text) ?? [])));
    },
  };
}

function scopesOf({ environment, application }: OperationTarget): readonly (readonly string[])[] {
  if (environment === null) return [[]];
  return [[], [environment], ...(application === null ? [] : [[environment, application]])];
}
