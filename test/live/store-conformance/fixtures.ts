/** Each kind of store, opened by two replicas. The tests in this folder hold for every kind. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import type { JournalEvent } from '../../../src/live/journal.ts';
import { createMemoryStore } from '../../../src/store/memory/store.ts';
import { createRedisStore } from '../../../src/store/redis/store.ts';
import type { Store } from '../../../src/store/store.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';
import { describeTransition, dev, states } from '../fixtures.ts';

/** Two handles of one store: two replicas, or the same one twice if the store supports only one. */
export interface Replicas extends AsyncDisposable {
  readonly a: Store;
  readonly b: Store;
}

export type Open = (journalLength?: number) => Promise<Replicas>;

/** The kinds of store, over one Redis for all tests of a file. */
export function useStores(): readonly (readonly [string, Open])[] {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis[Symbol.asyncDispose]());
  return [
    [
      'memory',
      async (journalLength = 100) => {
        const store = await createMemoryStore({ journalLength });
        return { a: store, b: store, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
      },
    ],
    [
      'redis',
      async (journalLength = 100) => {
        const prefix = randomUUID();
        const open = () => createRedisStore({ url: redis.url, prefix, journalLength });
        const [a, b] = [await open(), await open()];
        return {
          a,
          b,
          async [Symbol.asyncDispose]() {
            await a[Symbol.asyncDispose]();
            await b[Symbol.asyncDispose]();
          },
        };
      },
    ],
  ];
}

export const seenBy = (store: Store) => states(store.view.environment(dev));

export function eventsOf(store: Store): JournalEvent[] {
  const heard: JournalEvent[] = [];
  store.onCommit(({ events }) => heard.push(...events));
  return heard;
}

export function describeEvent(event: JournalEvent): string {
  return 'restart' in event ? event.restart : describeTransition(event.transition);
}
