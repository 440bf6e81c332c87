/** Stores of replicas that lose their connection to Redis. */
import { createRedisStore } from '../../src/store/redis/store.ts';
import type { Store } from '../../src/store/store.ts';

export function open(
  { port }: { readonly port: number },
  prefix = 'test',
  journalLength = 100,
): Promise<Store> {
  return createRedisStore({
    url: `redis://127.0.0.1:${port}`,
    prefix,
    journalLength,
    heartbeatMs: 100,
    connectTimeoutMs: 5_000,
  });
}

export const isAway = (store: Store) => () => !store.health.reachable;
export const isBack = (store: Store) => () => store.health.reachable;
