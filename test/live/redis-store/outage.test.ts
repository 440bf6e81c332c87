/** The behaviour of a store while Redis is unreachable. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { dev, refresh, states } from '../fixtures.ts';
import { eventsOf, isAway, isJoined, lines, open, seenBy } from './fixtures.ts';

describe('while Redis is unreachable', () => {
  it('a store returns its own reads and publishes nothing; afterwards each observed transition is journaled', async () => {
    await using redis = await startRedis({ durable: true });
    await using store = await open(redis);
    await refresh(store, { one: 'CREATED' });
    const heard = eventsOf(store);
    await redis.kill();
    await until(isAway(store));
    expect(await refresh(store, { one: 'RUNNING' }, { observedAt: 2_000 })).toBe('COMMITTED');
    expect(await refresh(store, { one: 'FAILED' }, { observedAt: 3_000 })).toBe('COMMITTED');
    expect(seenBy(store)).toEqual({ one: 'FAILED' });
    expect(store.view.environment(dev).observedAt).toBe(3_000);
    expect(states(store.announced.environment(dev))).toEqual({ one: 'CREATED' });
    expect(heard).toEqual([]);

    await redis.restart({ keepData: true });
    await until(isJoined(store));
    await refresh(store, { one: 'FAILED' });
    expect(lines(heard)).toEqual(['one: CREATED -> RUNNING', 'one: RUNNING -> FAILED']);
    expect(seenBy(store)).toEqual({ one: 'FAILED' });
  });

  it('a commit that is based on unshared state is rejected once Redis is reachable', async () => {
    await using redis = await startRedis({ durable: true });
    await using store = await open(redis);
    await refresh(store, { one: 'CREATED' });
    await redis.kill();
    await until(isAway(store));
    await refresh(store, { one: 'RUNNING' });
    const { revision: base } = store.view.environment(dev);
    await redis.restart({ keepData: true });
    await until(isJoined(store));
    const commit = { environment: dev, base, observedAt: 9, complete: true, applications: [] };
    expect(await store.commit(commit)).toBe('CONFLICT');
  });

  it('a commit without a response from Redis is visible, and published once', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    await refresh(store, { one: 'CREATED' });
    const heard = eventsOf(store);
    proxy.stall();
    expect(await refresh(store, { one: 'RUNNING' })).toBe('COMMITTED');
    expect(seenBy(store)).toEqual({ one: 'RUNNING' });
    proxy.resume();
    await until(isJoined(store));
    await refresh(store, { one: 'RUNNING' });
    expect(lines(heard)).toEqual(['one: CREATED -> RUNNING']);
  });

  it('a cursor that is ahead of this replica is not rejected', async () => {
    await using redis = await startRedis();
    await using store = await open(redis);
    await refresh(store, { one: 'CREATED' });
    const { epoch, sequence } = store.view.position;
    await redis.stop();
    await until(isAway(store));
    const ahead = { epoch, sequence: sequence + 1 };
    await expect(store.journal.read(ahead)).rejects.toThrow('Redis is away.');
    expect(await store.journal.read({ epoch, sequence })).toEqual({ entries: [] });
  });
});
