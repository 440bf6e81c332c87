/** The shared cache in Redis: values with an expiry. A value that is not JSON counts as absent. */
import type { Json } from '../../json.ts';
import type { Keys } from '../../redis/key-names.ts';
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
        // The heartbeat handles a Redis that does not respond; here it is a cache miss.
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
