/**
 * Observations of one replica during an outage, when the shared state has changed meanwhile: journaled, or covered by
 * a gap.
 */
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { isRestart } from '../../src/live/journal.ts';
import type { Store } from '../../src/store/store.ts';
import { startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { describeTransition, dev, refresh, states } from './fixtures.ts';
import { isAway, isBack, open } from './outage-fixtures.ts';

function eventsOf(store: Store): string[] {
  const lines: string[] = [];
  store.onCommit(({ events }) => {
    for (const event of events)
      lines.push(isRestart(event) ? event.restart : describeTransition(event.transition));
  });
  return lines;
}

const seenBy = (store: Store) => states(store.view.environment(dev));

/** Two replicas with the state `one: RUNNING`; the second one then loses its connection. */
async function startApart(journalLength = 100) {
  await using opening = new AsyncDisposableStack();
  const redis = opening.use(await startRedis());
  const proxy = opening.use(await startTcpProxy(redis.port));
  const control = new Redis(redis.url);
  opening.defer(() => control.disconnect());
  const connected = opening.use(await open(redis, 'test', journalLength));
  const cut = opening.use(await open(proxy, 'test', journalLength));
  await refresh(connected, { one: 'RUNNING' }, { observedAt: 1 });
  await until(() => seenBy(cut)['one'] === 'RUNNING', { what: 'the state' });
  proxy.refuse();
  await until(isAway(cut), { what: 'the outage' });
  const closing = opening.move();
  return {
    connected,
    cut,
    proxy,
    control,
    near: eventsOf(connected),
    far: eventsOf(cut),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

describe('when a replica with an older copy has filled an emptied Redis', () => {
  test('the observations of another replica are journaled after the gap', async () => {
    await using apart = await startApart();
    const { connected, cut, near } = apart;
    await refresh(cut, { one: 'FAILED' }, { observedAt: 2 });
    await refresh(cut, { one: 'RESTARTING' }, { observedAt: 3 });
    await apart.control.flushall();
    await until(() => near.includes('EPOCH_CHANGED'), { what: 'the new epoch' });
    apart.proxy.resume();
    await until(() => near.length >= 3, { what: 'the observed transitions' });
    expect(near).toEqual(['EPOCH_CHANGED', 'one: RUNNING -> FAILED', 'one: FAILED -> RESTARTING']);
    await until(isBack(cut), { what: 'the other replica' });
    expect(apart.far).toEqual(['EPOCH_CHANGED']);
    expect([seenBy(connected), seenBy(cut)]).toEqual([{ one: 'RESTARTING' }, { one: 'RESTARTING' }]);
  });

  test('and has changed it without what another replica observed, a gap with reason OUTAGE follows', async () => {
    await using apart = await startApart();
    await refresh(apart.cut, { one: 'FAILED' }, { observedAt: 2 });
    await apart.control.flushall();
    await until(() => apart.near.includes('EPOCH_CHANGED'), { what: 'the new epoch' });
    await refresh(apart.connected, { one: 'FINISHED' }, { observedAt: 3 });
    apart.proxy.resume();
    await until(() => apart.near.length >= 3, { what: 'the gap' });
    expect(apart.near).toEqual(['EPOCH_CHANGED', 'one: RUNNING -> FINISHED', 'OUTAGE']);
    await until(isBack(apart.cut), { what: 'the other replica' });
    expect(seenBy(apart.cut)).toEqual({ one: 'FINISHED' });
  });
});

test('the snapshot after the gap is as new as what the replica observed', async () => {
  await using apart = await startApart();
  await refresh(apart.cut, { one: 'FAILED', two: 'CREATED' }, { observedAt: 2 });
  await refresh(apart.connected, { one: 'CREATED' }, { observedAt: 3, complete: false });
  await refresh(apart.cut, { one: 'RESTARTING' }, { observedAt: 4, complete: false });
  apart.proxy.resume();
  await until(() => apart.near.includes('OUTAGE'), { what: 'the gap' });
  await until(isBack(apart.cut), { what: 'the other replica' });
  const newest = { one: 'RESTARTING', two: 'CREATED' };
  expect([seenBy(apart.connected), seenBy(apart.cut)]).toEqual([newest, newest]);
  expect(apart.far).toEqual(['OUTAGE']);
});

test('the snapshot after the gap is as new as what exceeded the bound of JOURNAL_LENGTH', async () => {
  await using apart = await startApart(10);
  for (let round = 2; round < 20; round += 1)
    await refresh(apart.cut, { one: `STEP_${round}` }, { observedAt: round });
  apart.proxy.resume();
  await until(() => apart.near.includes('OUTAGE'), { what: 'the gap' });
  expect(apart.near).toEqual(['OUTAGE']);
  expect(seenBy(apart.connected)).toEqual({ one: 'STEP_19' });
});

test('when the shared state is newer and equal to the previous one, the observations in between are journaled', async () => {
  await using apart = await startApart();
  await refresh(apart.cut, { one: 'FAILED' }, { observedAt: 2, complete: false });
  // CMF shows RUNNING again; the record is newer, although nothing that is watched changed.
  await refresh(apart.connected, { one: 'RUNNING' }, { observedAt: 3, complete: false });
  apart.proxy.resume();
  await until(() => apart.near.length >= 2, { what: 'the observed transitions' });
  expect(apart.near).toEqual(['one: RUNNING -> FAILED', 'one: FAILED -> RUNNING']);
  await until(() => apart.far.length >= 2, { what: 'the other replica' });
  expect(apart.far).toEqual(apart.near);
});

test('observations of a replica that started without Redis are covered by a gap for the subscribers of others', async () => {
  await using redis = await startRedis();
  await using proxy = await startTcpProxy(redis.port);
  await using connected = await open(redis);
  await refresh(connected, { one: 'RUNNING' }, { observedAt: 1 });
  const near = eventsOf(connected);
  proxy.refuse();
  await using alone = await open(proxy);
  await refresh(alone, { one: 'RUNNING' }, { observedAt: 2 });
  await refresh(alone, { one: 'FAILED' }, { observedAt: 3 });
  proxy.resume();
  await until(isBack(alone), { what: 'the replica' });
  await until(() => near.length > 0, { what: 'the observed transition' });
  expect(near).toEqual(['one: RUNNING -> FAILED']);

  proxy.refuse();
  await until(isAway(alone), { what: 'the outage' });
  await using late = await open(proxy);
  await refresh(late, { one: 'RESTARTING' }, { observedAt: 5 });
  await refresh(connected, { one: 'FINISHED' }, { observedAt: 6 });
  proxy.resume();
  await until(() => near.length >= 3, { what: 'the gap' });
  expect(near).toEqual(['one: RUNNING -> FAILED', 'one: FAILED -> FINISHED', 'OUTAGE']);
});
