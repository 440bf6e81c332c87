/** Leases: which replica polls which target. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { dev } from '../fixtures.ts';
import { isAway, open } from './fixtures.ts';

describe('a lease', () => {
  const request = { ttlMs: 60_000, active: false };

  it('is held by one replica at a time, renewed by it, and free when it is closed', async () => {
    await using redis = await startRedis();
    await using two = await open(redis);
    {
      await using one = await open(redis);
      expect(await one.lease(dev, request)).toEqual({ held: true, active: false });
      expect(await one.lease(dev, request)).toEqual({ held: true, active: false });
      expect(await two.lease(dev, request)).toEqual({ held: false, active: false });
      expect(await two.lease('prod', request)).toEqual({ held: true, active: false });
    }
    expect(await two.lease(dev, request)).toEqual({ held: true, active: false });
  });

  it('passes to another replica within its length when its holder is dead', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using dead = await open(proxy);
    await using heir = await open(redis);
    // A second lease would be noticed also on a machine under load.
    const ttlMs = 1_000;
    await dead.lease(dev, { ttlMs, active: false });
    proxy.refuse();
    const began = performance.now();
    await until(async () => (await heir.lease(dev, { ttlMs, active: false })).held);
    expect(performance.now() - began).toBeLessThan(2 * ttlMs);
  });

  it('shows its holder that another replica needs fast polls of the target, for as long as it does', async () => {
    await using redis = await startRedis();
    await using holder = await open(redis);
    await using watching = await open(redis);
    await holder.lease(dev, request);
    await watching.lease(dev, { ttlMs: 100, active: true });
    expect(await holder.lease(dev, request)).toEqual({ held: true, active: true });
    await until(async () => !(await holder.lease(dev, request)).active);
  });

  it('is everybody’s while Redis is away', async () => {
    await using redis = await startRedis();
    await using one = await open(redis);
    await using two = await open(redis);
    await one.lease(dev, request);
    await redis.stop();
    await until(isAway(one));
    await until(isAway(two));
    expect(await one.lease(dev, request)).toEqual({ held: true, active: false });
    expect(await two.lease(dev, { ...request, active: true })).toEqual({ held: true, active: true });
  });
});
