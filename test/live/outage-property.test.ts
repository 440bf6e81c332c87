/** Outages at random: what two replicas observe is received by their subscribers or covered by a gap. */
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { isRestart } from '../../src/live/journal.ts';
import type { Store } from '../../src/store/store.ts';
import { findUndelivered } from '../chaos/observations.ts';
import type { Observation } from '../chaos/observer.ts';
import type { Received } from '../chaos/received.ts';
import { startRedis } from '../support/redis.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { dev, refresh, states } from './fixtures.ts';
import { isAway, isBack, open } from './outage-fixtures.ts';

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
