/** The behaviour of a store when Redis returns: with its data, without it, or with older data. */
import { describe, expect, it } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { application, dev, environment, journal, refresh } from '../fixtures.ts';
import { eventsOf, isAway, isJoined, lines, open, seenBy, stranger } from './fixtures.ts';

describe('when Redis is reachable again', () => {
  it('with its data, no change is repeated and no gap is sent', async () => {
    await using redis = await startRedis({ durable: true });
    await using one = await open(redis);
    await using two = await open(redis);
    const heard = [eventsOf(one), eventsOf(two)];
    await refresh(one, { one: 'CREATED' });
    await redis.kill();
    await until(isAway(one));
    await redis.restart({ keepData: true });
    await until(isJoined(one));
    await until(isJoined(two));
    await refresh(two, { one: 'RUNNING' });
    const expected = ['one: none -> CREATED', 'one: CREATED -> RUNNING'];
    for (const events of heard) await until(() => events.length === 2);
    expect(heard.map(lines)).toEqual([expected, expected]);
  });

  it('without its data, a replica restores its copy, every replica sends a gap, and no state has changed', async () => {
    await using redis = await startRedis();
    await using one = await open(redis);
    await using two = await open(redis);
    await one.commitEnvironments({ base: 0, observedAt: 3, environments: [environment(dev)] });
    await refresh(one, { one: 'RUNNING', two: 'FAILED' }, { observedAt: 5 });
    await until(() => 'one' in seenBy(two));
    const old = one.view.position;
    const heard = [eventsOf(one), eventsOf(two)];
    await redis.kill();
    await until(isAway(one));
    await redis.restart({ keepData: false });
    await until(isJoined(one));
    await until(isJoined(two));
    for (const store of [one, two]) {
      expect(seenBy(store)).toEqual({ one: 'RUNNING', two: 'FAILED' });
      expect(store.view.environment(dev).observedAt).toBe(5);
      expect([...store.view.environments.environments.keys()]).toEqual([dev]);
      expect(await store.journal.read(old)).toEqual({ gap: 'EPOCH_CHANGED' });
    }
    await refresh(two, { one: 'FAILED' });
    const expected = ['EPOCH_CHANGED', 'one: RUNNING -> FAILED'];
    for (const events of heard) await until(() => events.length === 2);
    expect(heard.map(lines)).toEqual([expected, expected]);
    expect(one.view.position).toEqual(two.view.position);
  });

  it('without its data, a replica without a copy that joins first receives what another restores', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using knowing = await open(proxy);
    await refresh(knowing, { one: 'RUNNING' });
    proxy.refuse();
    await redis.kill();
    await redis.restart({ keepData: false });
    await using ignorant = await open(redis);
    const begin = ignorant.view.position;
    const heard = [eventsOf(ignorant), eventsOf(knowing)];
    expect(seenBy(ignorant)).toEqual({});
    proxy.resume();
    await until(isJoined(knowing));
    await until(() => 'one' in seenBy(ignorant));
    await refresh(ignorant, { one: 'FAILED' });
    for (const events of heard) await until(() => events.length === 2);
    // Subscribers whose snapshot lacks it receive it as new; subscribers with a gap receive it in the snapshot.
    expect(heard.map(lines)).toEqual([
      ['one: none -> RUNNING', 'one: RUNNING -> FAILED'],
      ['EPOCH_CHANGED', 'one: RUNNING -> FAILED'],
    ]);
    expect(await journal(knowing, begin)).toEqual(lines(heard[0] ?? []));
  });

  it('with older data, a gap is sent, although another replica has written again', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    await refresh(store, { one: 'CREATED' });
    await redis.restart({ keepData: true });
    await until(isJoined(store));
    // The saved file has one: CREATED only; this is lost with the kill, though the store received it.
    await refresh(store, { one: 'RUNNING' });
    const lost = store.view.position;
    const heard = eventsOf(store);
    proxy.refuse();
    await redis.kill();
    await redis.restart({ keepData: true });
    await using other = await open(redis);
    expect(seenBy(other)).toEqual({ one: 'CREATED' });
    await refresh(other, { one: 'FINISHED' });
    const heardByOther = eventsOf(other);
    expect(await other.journal.read(lost)).toEqual({ gap: 'EPOCH_CHANGED' });
    proxy.resume();
    await until(isJoined(store));
    expect(seenBy(store)).toEqual({ one: 'FINISHED' });
    expect(lines(heard)).toEqual(['EPOCH_CHANGED']);
    await until(() => heardByOther.length === 1);
    expect(store.view.position).toEqual(other.view.position);
  });

  it('with older data, a state without a journal entry is as old as in Redis', async () => {
    await using redis = await startRedis();
    await using store = await open(redis);
    await refresh(store, { one: 'CREATED' });
    await redis.restart({ keepData: true });
    await until(isJoined(store));
    const saved = store.view.environment(dev);
    const labelled = application('one', 'CREATED', { team: 'a' });
    const applications = [{ name: 'one', application: labelled, transitions: [] }];
    await store.commit({
      environment: dev,
      base: saved.revision,
      observedAt: 2,
      complete: true,
      applications,
    });
    await redis.kill();
    await until(isAway(store));
    await redis.restart({ keepData: true });
    await until(isJoined(store));
    expect(store.view.environment(dev)).toEqual(saved);
  });

  it('emptied by FLUSHALL, a replica restores its copy, and a gap is sent', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis);
    await refresh(store, { one: 'RUNNING' });
    const heard = eventsOf(store);
    await someone.flushall();
    await until(() => heard.length > 0);
    await refresh(store, { one: 'FAILED' });
    expect(lines(heard)).toEqual(['EPOCH_CHANGED', 'one: RUNNING -> FAILED']);
  });
});
