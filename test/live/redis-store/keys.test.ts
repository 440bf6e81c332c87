/** The keys of a store in Redis: their prefix, and how many journal entries they hold. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { dev, refresh } from '../fixtures.ts';
import { open, seenBy, state, stranger } from './fixtures.ts';

describe('a journal of a certain length', () => {
  it('keeps that many entries in Redis', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { journalLength: 3 });
    for (const word of ['CREATED', 'RUNNING', 'FAILED', 'CREATED', 'RUNNING'])
      await refresh(store, { one: word });
    expect(await someone.xlen(`${state}journal`)).toBe(3);
  });
});

describe('all keys', () => {
  it('share the prefix and one hash tag', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { prefix: 'our:gateway:' });
    await refresh(store, { one: 'RUNNING' });
    await store.lease(dev, { ttlMs: 60_000, active: true });
    await store.cache.set('spec', {}, 60_000);
    const keys = await someone.keys('*');
    expect(keys).toHaveLength(7);
    for (const key of keys) expect(key).toMatch(/^\{our:gateway\}:/);
  });
});

it('a store of another prefix on the same Redis is another store', async () => {
  await using redis = await startRedis();
  await using one = await open(redis);
  await using two = await open(redis, { prefix: randomUUID() });
  await refresh(one, { one: 'RUNNING' });
  expect(seenBy(two)).toEqual({});
});
