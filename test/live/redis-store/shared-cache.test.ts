/** The cache that replicas share in Redis. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { until } from '../../support/until.ts';
import { isAway, open, state, stranger } from './fixtures.ts';

describe('the shared cache', () => {
  it('returns the value of another replica until it expires', async () => {
    await using redis = await startRedis();
    await using one = await open(redis);
    await using two = await open(redis);
    const value = { 'taskmanager.numberOfTaskSlots': '2', nested: [1, null, 'ü'] };
    await one.cache.set('spec:1', value, 100);
    expect(await two.cache.get('spec:1')).toEqual(value);
    expect(await two.cache.get('spec:2')).toBeUndefined();
    await until(async () => (await two.cache.get('spec:1')) === undefined);
  });

  it('misses values that are not JSON, and all values while Redis is unreachable', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis);
    await someone.set(`${state}cache:spec`, '}');
    expect(await store.cache.get('spec')).toBeUndefined();
    expect(store.health.damaged).toBe(1);
    await redis.stop();
    await until(isAway(store));
    await store.cache.set('spec', {}, 1_000);
    expect(await store.cache.get('spec')).toBeUndefined();
  });
});
