/** Records and journal entries in Redis that the gateway did not write. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { journal, refresh } from '../fixtures.ts';
import { eventsOf, lines, open, seenBy, state, stranger } from './fixtures.ts';

describe('foreign data in Redis', () => {
  it('among the records is counted and skipped, and the rest is read', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using writer = await open(redis);
    await refresh(writer, { one: 'RUNNING', two: 'RUNNING' });
    await someone.hset(
      `${state}records`,
      'application:dev/two',
      '{"observedAt":1,"application":{"name":3}}',
      'x',
      '}',
    );
    await someone.zadd(`${state}revisions`, 1, 'x');
    await using reader = await open(redis);
    expect(seenBy(reader)).toEqual({ one: 'RUNNING' });
    expect(reader.health.damaged).toBe(2);
    expect(await refresh(reader, { two: 'FAILED' })).toBe('COMMITTED');
    expect(seenBy(reader)).toEqual({ one: 'RUNNING', two: 'FAILED' });
  });

  it('in the journal is counted and skipped, without a gap', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis);
    const start = store.view.position;
    const heard = eventsOf(store);
    await refresh(store, { one: 'CREATED' });
    await someone.xadd(`${state}journal`, '*', 'previous', '1', 'transition', 'not JSON');
    await someone.xadd(`${state}journal`, '*', 'hello', 'world');
    await refresh(store, { one: 'RUNNING' });
    expect(lines(heard)).toEqual(['one: none -> CREATED', 'one: CREATED -> RUNNING']);
    expect(store.health.damaged).toBeGreaterThanOrEqual(2);
    await using other = await open(redis);
    expect(await journal(other, { ...store.view.position, sequence: start.sequence })).toHaveLength(2);
  });

  it('in the journal, with an id above all later ones, starts a new epoch with a gap', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis);
    await refresh(store, { one: 'CREATED' });
    const heard = eventsOf(store);
    await someone.xadd(`${state}journal`, '18446744073709551615-1', 'hello', 'world');
    expect(await refresh(store, { one: 'RUNNING' })).toBe('CONFLICT');
    expect(await refresh(store, { one: 'RUNNING' })).toBe('COMMITTED');
    expect(lines(heard)).toEqual(['EPOCH_CHANGED', 'one: CREATED -> RUNNING']);
  });

  it('a deleted journal entry is a gap for subscribers that had not received it', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    using someone = stranger(redis);
    await using store = await open(proxy);
    await using other = await open(redis);
    proxy.refuse();
    await refresh(other, { one: 'CREATED' });
    await someone.xdel(`${state}journal`, `${other.view.position.sequence}-0`);
    await refresh(other, { one: 'RUNNING' });
    const heard = eventsOf(store);
    proxy.resume();
    await until(() => heard.length > 0);
    expect(lines(heard)).toEqual(['EXPIRED']);
  });
});
