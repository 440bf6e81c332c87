/** The shared cache in Redis: values with an end. What is there but is not JSON is as good as absent. */
import type { Json } from '../../json.ts';
import type { Keys } from '../../redis/keys.ts';
import type { Session } from '../../redis/session.ts';
import type { SharedCache } from '../shared-cache.ts';

export interface RedisCacheOptions {
  readonly keys: Keys;
  readonly session: () => Session | null;
  readonly onDamaged: (what: string) => void;
}

export function createRedisCache({ keys, session, onDamaged }: RedisCacheOptions): SharedCache {
  return {
    async get(key) {
      const text = await session()
        ?.run((redis) => redis.get(keys.cache(key)))
        // The heartbeat sees to a Redis that does not answer; a miss is all that this reader needs to know.
        .catch(() => null);
      if (typeof text !== 'string') return undefined;
      try {
        const value: Json = JSON.parse(text);
        return value;
      } catch {
        onDamaged(keys.cache(key));
        return undefined;
      }
    },

    async set(key, value, ttlMs) {
      await session()
        ?.run((redis) => redis.set(keys.cache(key), JSON.stringify(value), 'PX', ttlMs))
        .catch(() => null);
    },

    async claim(key, ttlMs) {
      const claimed = await session()
        ?.run((redis) => redis.set(keys.claim(key), '1', 'PX', ttlMs, 'NX'))
        .catch(() => 'OK');
      return claimed !== null;
    },
  };
}
