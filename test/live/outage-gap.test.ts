/**
 * Observations of one replica during an outage, when the shared state has changed meanwhile: journaled, or covered by
 * a gap.
 */
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { isRestart } from '../../src/live/journal.ts';
import { createRedisStore } from '../../src/store/redis/store.ts';
import type { Store } from '../../src/store/store.ts';
import { findUndelivered } from '../chaos/observations.ts';
import type { Observation } from '../chaos/observer.ts';
import type { Received } from '../chaos/received.ts';
import { startRedis } from '../support/redis.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { describeTransition, dev, refresh, states } from './fixtures.ts';

function open({ port }: { readonly port: number }, prefix = 'test', journalLength = 100): Promise<Store> {
  return createRedisStore({
    url: `redis://127.0.0.1:${port}`,
    prefix,
    journalLength,
    heartbeatMs: 100,
    connectTimeoutMs: 5_000,
  });
}

function eventsOf(store: Store): string[] {
  const lines: string[] = [];
  store.onCommit(({ events }) => {
    for (const event of events)
      lines.push(isRestart(event) ? event.restart : describeTransition(event.transition));
  });
  return lines;
}

const seenBy = (store: Store) => states(store.view.environment(dev));
const isAway = (store: Store) => () => !store.health.reachable;
const isBack = (store: Store) => () => store.health.reachable;

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

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('poll' as const), by: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const), by: fc.nat(1) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('heal' as const), by: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('replace' as const), by: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('flush' as const), by: fc.nat(1) }) },
);

test('property: with two observers, lost data and restarts, each observed state is received or covered by a gap', async () => {
  await using redis = await startRedis();
  await using first = await startTcpProxy(redis.port);
  await using second = await startTcpProxy(redis.port);
  using control = Object.assign(new Redis(redis.url), {
    [Symbol.dispose]: () => control.disconnect(),
  });
  let runs = 0;

  const run = async (steps: readonly { readonly do: string; readonly by: number }[]) => {
    runs += 1;
    const sites = [await startSite(first, `run-${runs}`), await startSite(second, `run-${runs}`)] as const;
    await using _first = sites[0];
    await using _second = sites[1];
    let now = 1;
    const poll = async (by: number) => {
      now += 1;
      return (sites[by] ?? sites[0]).poll(now);
    };
    await poll(0);
    for (const { do: what, by } of steps) {
      const site = sites[by] ?? sites[0];
      if (what === 'poll') await poll(by);
      else if (what === 'flush') {
        await control.flushall();
        for (const one of sites) one.forgetShared();
      } else if (what === 'cut') await site.cut();
      else if (what === 'heal') await site.heal();
      else await site.replace();
    }
    for (const site of sites) await site.heal();
    // A commit is refused while the other replica's last one has not arrived.
    await until(() => poll(0), { what: 'the last commit' });
    const last = `STEP_${now}`;
    await until(() => sites.every(({ log }) => stateOf(log.at(-1)) === last), { what: 'the last state' });
    const record = Array.from({ length: now }, (_, index) => ({
      environment: dev,
      application: 'one',
      to: { jobState: `STEP_${index + 1}` },
    }));
    const logs = sites.map(({ log }, index) => ({ subscriber: `of ${index}`, received: log }));
    const observed = sites.flatMap((site) => site.observed());
    expect({ lost: findUndelivered(record, logs, observed), logs }).toEqual({ lost: [], logs });
  };
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), run), {
    numRuns: 10,
    seed: 1,
  });
}, 60_000);

const stateOf = (message: Received | undefined) => (message?.kind === 'state' ? message.to : undefined);

/** A replica with a subscriber and its polls, behind this proxy. */
async function startSite(proxy: TcpProxy, prefix: string) {
  const log: Received[] = [];
  let observed: Observation[] = [];
  const earlier: Observation[] = [];
  const take = (initial: boolean, from: string | null, to: string | null) =>
    log.push({
      kind: 'state',
      application: `${dev}/one`,
      initial,
      from,
      to,
      jobId: null,
      source: 'POLL',
      cursor: '',
    });
  const snapshot = (of: Store) => {
    const { one } = states(of.announced.environment(dev));
    if (one !== undefined) take(true, null, one);
  };
  const follow = (followed: Store) => {
    snapshot(followed);
    followed.onCommit(({ events }) => {
      for (const event of events) {
        if (isRestart(event)) {
          log.push({ kind: 'gap', reason: event.restart, cursor: '', at: Date.now() });
          snapshot(followed);
        } else {
          const { from, to } = event.transition;
          take(false, from?.jobState?.raw ?? null, to?.jobState?.raw ?? null);
        }
      }
    });
    return followed;
  };
  const share = () =>
    earlier.push(...observed.splice(0).map((one) => ({ ...one, sharedAt: one.sharedAt ?? Date.now() })));
  let store = follow(await open(proxy, prefix));

  return {
    log,
    /** False when the commit was refused. */
    async poll(now: number): Promise<boolean> {
      await refresh(store, { one: `STEP_${now}` }, { observedAt: now });
      if (states(store.view.environment(dev))['one'] !== `STEP_${now}`) return false;
      const isDuringOutage = !store.health.reachable;
      if (!isDuringOutage) share();
      observed.push({
        replica: prefix,
        application: `${dev}/one`,
        jobState: `STEP_${now}`,
        jobId: null,
        isDuringOutage,
        endedWithReplica: false,
        at: Date.now(),
        sharedAt: isDuringOutage ? null : Date.now(),
      });
      return true;
    },
    async cut() {
      proxy.refuse();
      await until(isAway(store), { what: 'the outage' });
    },
    async heal() {
      proxy.resume();
      await until(isBack(store), { what: 'its end' });
      share();
    },
    /** A new process without Redis at its start. Its subscriber continues there with a gap. */
    async replace() {
      proxy.refuse();
      await until(isAway(store), { what: 'the outage' });
      await store[Symbol.asyncDispose]();
      earlier.push(...observed.map((one) => ({ ...one, endedWithReplica: one.isDuringOutage })));
      observed = [];
      log.push({ kind: 'gap', reason: 'EPOCH_CHANGED', cursor: '', at: Date.now() });
      store = follow(await open(proxy, prefix));
    },
    /** Redis loses the shared state. The gap of the new epoch covers it, regardless of its snapshot. */
    forgetShared() {
      earlier.length = 0;
      observed = observed.filter(({ isDuringOutage }) => isDuringOutage && !store.health.reachable);
    },
    observed: () => [...earlier, ...observed],
    async [Symbol.asyncDispose]() {
      proxy.resume();
      await store[Symbol.asyncDispose]();
    },
  };
}
