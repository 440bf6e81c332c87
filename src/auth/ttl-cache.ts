/**
 * A cache with a time to live that counts from the start of the load. Concurrent calls with the same key share one
 * load. Failed loads are not cached.
 */
import { LRUCache } from 'lru-cache';
import type { MaybePromise } from '../maybe-promise.ts';

export interface TtlCache<Value> {
  /** The value of `key`, loaded at `notBefore` (epoch milliseconds) or later. `key` must identify the principal. */
  get(key: string, notBefore: number, load: () => Promise<Value>): MaybePromise<Value>;
  /** The cached value, without loading. */
  peek(key: string): Value | undefined;
}

export interface TtlCacheOptions {
  readonly ttlMs: number;
  readonly now: () => number;
  /** Maximum number of entries; the least recently used are evicted. */
  readonly max?: number;
}

interface Entry<Value> {
  readonly loadedAt: number;
  value: MaybePromise<Value>;
}

export function createTtlCache<Value extends object>({
  ttlMs,
  now,
  max = 100_000,
}: TtlCacheOptions): TtlCache<Value> {
  // Not `max`: with it the cache allocates all its slots at once, which takes 50 ms at each start.
  const entries = new LRUCache<string, Entry<Value>>({ maxSize: max, sizeCalculation: () => 1 });
  const isFresh = ({ loadedAt }: Entry<Value>) => loadedAt > now() - ttlMs;

  return {
    get(key, notBefore, load) {
      const entry = entries.get(key);
      if (entry && isFresh(entry) && entry.loadedAt >= notBefore) return entry.value;
      const loading = load();
      const newEntry: Entry<Value> = { loadedAt: now(), value: loading };
      entries.set(key, newEntry);
      loading.then(
        (value) => {
          newEntry.value = value;
        },
        () => {
          if (entries.peek(key) === newEntry) entries.delete(key);
        },
      );
      return loading;
    },
    peek(key) {
      const entry = entries.get(key);
      return entry && isFresh(entry) && !(entry.value instanceof Promise) ? entry.value : undefined;
    },
  };
}
