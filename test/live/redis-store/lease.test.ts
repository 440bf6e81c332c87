/** Leases: which replica polls which target. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { dev } from '../fixtures.ts';
import { isAway, open } from './fixtures.ts';

describe('a lease', () => {
  const request = { ttlMs: 60_000, active: false };

  it('is held by one replica at a time, which renews it and releases it when it closes', async () => {
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

  it('passes to another replica within its length when its holder dies', async () => {
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

  it('reports to its holder while another replica needs fast polls of the target', async () => {
    await using redis = await startRedis();
    await using holder = await open(redis);
    await using watching = await open(redis);
    await holder.lease(dev, request);
    await watching.lease(dev, { ttlMs: 100, active: true });
    expect(await holder.lease(dev, request)).toEqual({ held: true, active: true });
    await until(async () => !(await holder.lease(dev, request)).active);
  });

  it('is granted to every replica while Redis is unreachable', async () => {
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
