/**
 * Redis stores with short heartbeats, and helpers for their tests. `../store-conformance/` tests the guarantees of
 * every store.
 */
import { Redis } from 'ioredis';
import { isRestart, type JournalEvent } from '../../../src/live/journal.ts';
import { createRedisStore, type RedisStoreOptions } from '../../../src/store/redis/store.ts';
import type { Store } from '../../../src/store/store.ts';
import type { RedisServer } from '../../support/redis.ts';
import { describeTransition, dev, states } from '../fixtures.ts';

export const prefix = 'test';

export const state = `{${prefix}}:`;

export function open(
  redis: { readonly port: number },
  options: Partial<RedisStoreOptions> = {},
): Promise<Store> {
  const url = `redis://127.0.0.1:${redis.port}`;
  return createRedisStore({
    url,
    prefix,
    journalLength: 100,
    heartbeatMs: 250,
    connectTimeoutMs: 2_000,
    ...options,
  });
}

export const seenBy = (store: Store) => states(store.view.environment(dev));

export const isJoined = (store: Store) => () => store.health.reachable;

export const isAway = (store: Store) => () => !store.health.reachable;

export function eventsOf(store: Store): JournalEvent[] {
  const heard: JournalEvent[] = [];
  store.onCommit(({ events }) => heard.push(...events));
  return heard;
}

export const lines = (events: readonly JournalEvent[]) =>
  events.map((event) => (isRestart(event) ? event.restart : describeTransition(event.transition)));

/** A foreign client. */
export function stranger(redis: RedisServer): Redis & Disposable {
  const client = new Redis(redis.url);
  return Object.assign(client, { [Symbol.dispose]: () => client.disconnect() });
}
