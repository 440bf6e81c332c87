/** How a store detects a broken connection to Redis, and reads missed changes. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { refresh } from '../fixtures.ts';
import { eventsOf, isAway, isJoined, lines, open, seenBy } from './fixtures.ts';

describe('a connection that is', () => {
  it('lost is replaced, and the missed changes are sent', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    await using other = await open(redis);
    await refresh(other, { one: 'CREATED' });
    await until(() => 'one' in seenBy(store));
    const heard = eventsOf(store);
    proxy.refuse();
    await refresh(other, { one: 'RUNNING' });
    await refresh(other, { one: 'FAILED' });
    proxy.resume();
    await until(() => heard.length === 2);
    expect(lines(heard)).toEqual(['one: CREATED -> RUNNING', 'one: RUNNING -> FAILED']);
  });

  it('half-open is detected by the heartbeat', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    await using other = await open(redis);
    const heard = eventsOf(store);
    proxy.halfOpen();
    await refresh(other, { one: 'CREATED' });
    await until(() => heard.length === 1);
    expect(lines(heard)).toEqual(['one: none -> CREATED']);
    expect(store.health).toMatchObject({ reachable: true, connections: 2 });
  });

  it.each([0, 1])('half-open is detected for each of the two connections (%i)', async (which) => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    proxy.halfOpen(which);
    await until(() => store.health.connections === 2);
    expect(store.health.reachable).toBe(true);
  });

  it('stalled is replaced', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    proxy.stall();
    await until(isAway(store));
    expect(store.health.lastFailure).toMatch(/didn't receive any|did not answer/);
    proxy.resume();
    await until(isJoined(store));
  });

  it('lost for longer than the journal covers causes an EXPIRED gap', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy, { journalLength: 3 });
    await using other = await open(redis, { journalLength: 3 });
    await refresh(other, { one: 'CREATED' });
    await until(() => 'one' in seenBy(store));
    const heard = eventsOf(store);
    proxy.refuse();
    for (const word of ['RUNNING', 'FAILING', 'FAILED', 'CREATED']) await refresh(other, { one: word });
    proxy.resume();
    await until(() => heard.length > 0);
    expect(lines(heard)).toEqual(['EXPIRED']);
    expect(seenBy(store)).toEqual({ one: 'CREATED' });
    expect(store.view.position).toEqual(other.view.position);
    await refresh(other, { one: 'RUNNING' });
    await until(() => heard.length === 2);
    expect(lines(heard)).toEqual(['EXPIRED', 'one: CREATED -> RUNNING']);
  });
});
