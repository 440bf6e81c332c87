/** Limits the writes of each caller: a token bucket that holds a minute's writes and refills evenly. */
import { LRUCache } from 'lru-cache';

export interface RateLimit {
  /** False if the caller has used up its rate. */
  take(principal: string): boolean;
}

const minuteMs = 60_000;
const maxCallers = 10_000;

export function createRateLimit(maxPerMinute: number, now: () => number = Date.now): RateLimit {
  const buckets = new LRUCache<string, { tokens: number; at: number }>({ max: maxCallers });

  return {
    take(principal) {
      const at = now();
      const bucket = buckets.get(principal) ?? { tokens: maxPerMinute, at };
      const refilled = bucket.tokens + ((at - bucket.at) * maxPerMinute) / minuteMs;
      const tokens = Math.min(maxPerMinute, refilled);
      const isAllowed = tokens >= 1;
      buckets.set(principal, { tokens: isAllowed ? tokens - 1 : tokens, at });
      return isAllowed;
    },
  };
}
