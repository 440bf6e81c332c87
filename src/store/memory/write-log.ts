/** The write log of a gateway without Redis, in this process's memory. */
import { LRUCache } from 'lru-cache';
import {
  type KeyedOperation,
  keyTtlMs,
  maxOperations,
  type OperationRecord,
  type WriteLog,
} from '../write-log.ts';

export function createMemoryWriteLog(): WriteLog {
  const held = new Set<string>();
  const keyed = new LRUCache<string, KeyedOperation>({ max: maxOperations, ttl: keyTtlMs });
  const payloads = new LRUCache<string, object>({ max: 500, ttl: keyTtlMs });
  /** In order of their start. */
  const records = new Map<string, OperationRecord>();

  const save = (record: OperationRecord) => {
    records.set(record.id, record);
    for (const [id] of records) {
      if (records.size <= maxOperations) break;
      records.delete(id);
    }
  };

  return {
    async acquire(target) {
      if (held.has(target)) return null;
      held.add(target);
      // A process does not lose a lease that it holds in its own memory.
      return {
        renew: async () => true,
        save: async (record) => {
          save(record);
          return true;
        },
        release: async () => void held.delete(target),
      };
    },
    async reserve(key, operation) {
      const known = keyed.get(key);
      if (known) return known;
      keyed.set(key, operation);
      return null;
    },
    async free(key, { operation }) {
      if (keyed.get(key)?.operation === operation) keyed.delete(key);
    },
    keepPayload: async (operation, payload) => void payloads.set(operation, payload),
    payload: async (operation) => payloads.get(operation),
    save: async (record) => save(record),
    find: async (id) => records.get(id) ?? null,
    list: async ({ environment, application }) =>
      [...records.values()]
        .filter(({ target }) => environment === undefined || target.environment === environment)
        .filter(({ target }) => application === undefined || target.application === application)
        .toReversed(),
  };
}
