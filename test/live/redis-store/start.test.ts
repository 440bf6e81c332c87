/** The start of a replica: from the data in Redis, and without Redis. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { dev, environment, journal, refresh, states } from '../fixtures.ts';
import { eventsOf, isJoined, lines, open, seenBy } from './fixtures.ts';

describe('a new replica', () => {
  it('is ready from Redis alone: states, journal and list of environments', async () => {
    await using redis = await startRedis();
    await using first = await open(redis);
    const start = { epoch: (await first.journal.tail()).epoch, sequence: 0 };
    await first.commitEnvironments({ base: 0, observedAt: 3, environments: [environment(dev)] });
    await refresh(first, { one: 'CREATED', two: 'RUNNING' });
    await refresh(first, { one: 'RUNNING', two: null });
    await using second = await open(redis);
    await until(isJoined(second), { what: 'the connection' });
    expect(second.view.environment(dev)).toEqual(first.view.environment(dev));
    expect(second.view.environments).toEqual(first.view.environments);
    expect(second.view.position).toEqual(first.view.position);
    expect(await journal(second, start)).toEqual(await journal(first, start));
    expect(await journal(second, start)).toHaveLength(4);
  });

  it('resumes a recent cursor of another replica', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using ahead = await open(redis);
    await using behind = await open(proxy, { heartbeatMs: 60_000 });
    proxy.stall();
    await refresh(ahead, { one: 'CREATED' });
    const cursor = ahead.view.position;
    const reading = behind.journal.read(cursor);
    expect(behind.view.position).not.toEqual(cursor);
    proxy.resume();
    expect(await reading).toEqual({ entries: [] });
    expect(behind.view.position).toEqual(cursor);
  });
});

describe('without Redis at its start', () => {
  it('a store starts alone and journals, and joins with a gap when Redis is reachable', async () => {
    const redis = await startRedis();
    await redis.stop();
    await using _ = redis;
    await using store = await open(redis);
    expect(store.health.reachable).toBe(false);
    const heard = eventsOf(store);
    expect(await refresh(store, { one: 'RUNNING' })).toBe('COMMITTED');
    expect(states(store.announced.environment(dev))).toEqual({ one: 'RUNNING' });
    await redis.restart({ keepData: false });
    await until(isJoined(store));
    expect(await refresh(store, { one: 'FAILED' })).toBe('COMMITTED');
    expect(lines(heard)).toEqual(['one: none -> RUNNING', 'EPOCH_CHANGED', 'one: RUNNING -> FAILED']);
    await using other = await open(redis);
    expect(seenBy(other)).toEqual({ one: 'FAILED' });
  });

  it('a store adopts the shared state, not its own, and all replicas report a gap', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using other = await open(redis);
    await refresh(other, { one: 'RUNNING' });
    const heard = eventsOf(other);
    proxy.refuse();
    await using store = await open(proxy);
    await refresh(store, { one: 'FAILED' });
    proxy.resume();
    await until(isJoined(store));
    expect(seenBy(store)).toEqual({ one: 'RUNNING' });
    await until(() => heard.length > 0);
    expect(lines(heard)).toEqual(['OUTAGE']);
    expect(store.view.position).toEqual(other.view.position);
  });
});
