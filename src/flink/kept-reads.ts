/**
 * Keeps the results of reads for a short time, failures included, and shares them: concurrent callers with the same key
 * share one read.
 */
import { LRUCache } from 'lru-cache';

export interface KeptRead<Value> {
  /** When the read began, in epoch milliseconds. */
  readonly startedAt: number;
  readonly value: Promise<Value>;
}

export interface KeptReads {
  /**
   * The kept read of `key` if it began at `notBefore` (epoch milliseconds) or later, else a new one. The same key always
   * has the same kind of value.
   */
  get<Value>(key: string, notBefore: number, read: () => Promise<Value>): KeptRead<Value>;
}

export interface KeptReadsOptions {
  /** How long a result is kept after its arrival. */
  readonly keepMs: number;
  readonly now: () => number;
}

/** Enough for several reads per application, for a few pages of applications. */
const maxEntries = 5_000;

export function createKeptReads({ keepMs, now }: KeptReadsOptions): KeptReads {
  // Autopurge: stack traces are large, so expired results are removed at once.
  const reads = new LRUCache<string, KeptRead<unknown>>({ max: maxEntries, ttlAutopurge: true, ttl: 0 });

  return {
    get<Value>(key: string, notBefore: number, read: () => Promise<Value>) {
      const kept = reads.get(key);
      // Each kind of key has its own parser.
      if (kept && kept.startedAt >= notBefore) return kept as KeptRead<Value>;
      const begun: KeptRead<Value> = { startedAt: now(), value: read() };
      reads.set(key, begun);
      const keep = () => {
        // A newer read may have replaced it.
        if (reads.peek(key) !== begun) return;
        if (keepMs > 0) reads.set(key, begun, { ttl: keepMs });
        else reads.delete(key);
      };
      begun.value.then(keep, keep);
      return begun;
    },
  };
}
