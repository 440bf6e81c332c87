/** Transitions that are observed while Redis cannot write, and their delivery to subscribers of every replica. */
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { isRestart, type JournalEvent } from '../../src/live/journal.ts';
import { createRedisStore, type RedisStoreOptions } from '../../src/store/redis/store.ts';
import type { Store } from '../../src/store/store.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { describeTransition, dev, refresh, states } from './fixtures.ts';
import { isAway, isBack } from './outage-fixtures.ts';

function open({ port }: { readonly port: number }, options: Partial<RedisStoreOptions> = {}): Promise<Store> {
  return createRedisStore({
    url: `redis://127.0.0.1:${port}`,
    prefix: 'test',
    journalLength: 100,
    // A process that stalls for longer loses its connection, which a machine under load must not cause.
    heartbeatMs: 250,
    connectTimeoutMs: 2_000,
    ...options,
  });
}

/** The messages to the store's listeners from now on. */
function recordEvents(store: Store): () => string[] {
  const events: JournalEvent[] = [];
  store.onCommit((committed) => events.push(...committed.events));
  return () =>
    events.map((event) => (isRestart(event) ? event.restart : describeTransition(event.transition)));
}

function admin({ url }: RedisServer): Redis & Disposable {
  const client = new Redis(url);
  return Object.assign(client, { [Symbol.dispose]: () => client.disconnect() });
}

/**
 * True when subscribers of these replicas have the state. A replica that loses its connection in a commit, as on a machine
 * under load, announces the commit later.
 */
const haveAnnounced = (stores: readonly Store[], applications: number): boolean =>
  stores.every(({ announced }) => announced.environment(dev).applications.size === applications);

/** The ways in which Redis responds but does not write, each with its end. */
const outages = {
  'a demoted master': {
    begin: (redis: Redis) => redis.call('REPLICAOF', '127.0.0.1', '1'),
    end: (redis: Redis) => redis.call('REPLICAOF', 'NO', 'ONE'),
  },
  'a full memory': {
    begin: (redis: Redis) => redis.config('SET', 'maxmemory', '1'),
    end: (redis: Redis) => redis.config('SET', 'maxmemory', '0'),
  },
  'paused clients': {
    begin: (redis: Redis) => redis.call('CLIENT', 'PAUSE', '60000', 'WRITE'),
    end: (redis: Redis) => redis.call('CLIENT', 'UNPAUSE'),
  },
} as const;

describe.each(Object.entries(outages))('with %s', (_, { begin, end }) => {
  test('every observed transition is journaled once Redis writes again, in order and on every replica', async () => {
    await using redis = await startRedis();
    using control = admin(redis);
    await using polling = await open(redis);
    await using other = await open(redis);
    await refresh(polling, { one: 'RUNNING', two: 'RUNNING' });
    await until(() => haveAnnounced([polling, other], 2), { what: 'both replicas' });
    const here = recordEvents(polling);
    const there = recordEvents(other);

    await begin(control);
    await refresh(polling, { one: 'FAILING', two: 'RUNNING' });
    await refresh(polling, { one: 'RESTARTING', two: 'FINISHED' });
    await refresh(polling, { one: 'RUNNING', two: null });
    expect(here()).toEqual([]);
    expect(states(polling.view.environment(dev))).toEqual({ one: 'RUNNING' });
    await end(control);

    const expected = [
      'one: RUNNING -> FAILING',
      'one: FAILING -> RESTARTING',
      'one: RESTARTING -> RUNNING',
      'two: RUNNING -> FINISHED',
      'two: FINISHED -> gone',
    ];
    await until(() => here().length >= 5 && there().length >= 5, { what: 'the sequences' });
    expect(here()).toEqual(expected);
    expect(there()).toEqual(expected);
    expect(states(other.view.environment(dev))).toEqual({ one: 'RUNNING' });
  });
});

test('of several replicas that observe the same, exactly one sequence is journaled', async () => {
  await using redis = await startRedis({ durable: true });
  await using first = await open(redis);
  await using second = await open(redis);
  await refresh(first, { one: 'RUNNING' });
  await until(() => haveAnnounced([first, second], 1), { what: 'both replicas' });
  const [one, two] = [recordEvents(first), recordEvents(second)];
  await redis.stop();
  await until(() => isAway(first)() && isAway(second)(), { what: 'the outage' });
  for (const state of ['FAILED', 'CREATED', 'RUNNING']) {
    await refresh(first, { one: state });
    await refresh(second, { one: state });
  }
  await redis.restart({ keepData: true });
  await until(() => one().length >= 3 && two().length >= 3, { what: 'the sequence' });
  await until(() => isBack(first)() && isBack(second)(), { what: 'both replicas' });
  const expected = ['one: RUNNING -> FAILED', 'one: FAILED -> CREATED', 'one: CREATED -> RUNNING'];
  expect(one()).toEqual(expected);
  expect(two()).toEqual(expected);
});

test('when another replica has changed the state during the outage, all subscribers receive a gap with reason OUTAGE', async () => {
  await using redis = await startRedis();
  await using proxy = await startTcpProxy(redis.port);
  await using connected = await open(redis);
  await using cut = await open(proxy);
  await refresh(connected, { one: 'RUNNING' });
  await until(() => haveAnnounced([connected, cut], 1), { what: 'both replicas' });
  const [near, far] = [recordEvents(connected), recordEvents(cut)];
  const { epoch, sequence } = await connected.journal.tail();
  proxy.refuse();
  await until(isAway(cut), { what: 'the outage' });
  await refresh(cut, { one: 'RESTARTING' });
  await refresh(connected, { one: 'FAILED' });
  proxy.resume();
  await until(() => near().includes('OUTAGE') && far().includes('OUTAGE'), { what: 'the gap' });
  expect(near()).toEqual(['one: RUNNING -> FAILED', 'OUTAGE']);
  expect(far()).toEqual(['OUTAGE']);
  expect(await connected.journal.read({ epoch, sequence })).toEqual({ gap: 'OUTAGE' });
  expect(states(cut.view.environment(dev))).toEqual({ one: 'FAILED' });
});

test('what a replica observed alone is journaled although the journal has expired for its own subscribers', async () => {
  await using redis = await startRedis();
  await using proxy = await startTcpProxy(redis.port);
  await using connected = await open(redis, { journalLength: 10 });
  await using cut = await open(proxy, { journalLength: 10 });
  await refresh(connected, { one: 'RUNNING', two: 'RUNNING' });
  await until(() => cut.view.environment(dev).applications.size === 2, { what: 'the state' });
  const [near, far] = [recordEvents(connected), recordEvents(cut)];
  proxy.refuse();
  await until(isAway(cut), { what: 'the outage' });
  await refresh(cut, { one: 'FAILED' }, { complete: false });
  for (let round = 0; round < 6; round += 1) {
    await refresh(connected, { two: 'FAILED' }, { complete: false });
    await refresh(connected, { two: 'RUNNING' }, { complete: false });
  }
  proxy.resume();
  await until(() => near().at(-1) === 'one: RUNNING -> FAILED', { what: 'the observed transition' });
  expect(near()).not.toContain('OUTAGE');
  await until(() => far().length > 0, { what: 'the gap of its own subscribers' });
  expect(far()).toEqual(['EXPIRED']);
});

test('beyond the bound of JOURNAL_LENGTH, subscribers receive a gap with reason OUTAGE', async () => {
  await using redis = await startRedis({ durable: true });
  await using store = await open(redis, { journalLength: 10 });
  await refresh(store, { one: 'RUNNING' });
  await until(() => haveAnnounced([store], 1), { what: 'the first state' });
  const events = recordEvents(store);
  await redis.stop();
  await until(isAway(store), { what: 'the outage' });
  for (let round = 0; round < 6; round += 1) {
    await refresh(store, { one: 'FAILED' });
    await refresh(store, { one: 'RUNNING' });
  }
  await redis.restart({ keepData: true });
  await until(() => events().length > 0, { what: 'the gap' });
  expect(events()).toEqual(['OUTAGE']);
});

test('after a Redis that lost its data the gap of the new epoch covers the outage', async () => {
  await using redis = await startRedis();
  await using store = await open(redis);
  await refresh(store, { one: 'RUNNING' });
  await until(() => haveAnnounced([store], 1), { what: 'the first state' });
  const events = recordEvents(store);
  await redis.kill();
  await until(isAway(store), { what: 'the outage' });
  await refresh(store, { one: 'FAILED' });
  await redis.restart({ keepData: false });
  await until(isBack(store), { what: 'Redis' });
  expect(events().filter((event) => event === 'EPOCH_CHANGED')).toHaveLength(1);
  expect(states(store.view.environment(dev))).toEqual({ one: 'FAILED' });
});

test('property: each observation of two replicas during an outage is journaled or covered by a gap', async () => {
  await using redis = await startRedis({ durable: true });
  const state = fc.constantFrom('RUNNING', 'FAILED', 'RESTARTING', null);
  const poll = fc.record({ by: fc.boolean(), name: fc.constantFrom('a', 'b'), state });
  await fc.assert(
    fc.asyncProperty(fc.array(poll, { minLength: 1, maxLength: 8 }), async (polls) => {
      // New stores for each run: the delay of a store before it reconnects grows with each lost connection.
      await using first = await open(redis);
      await using second = await open(redis);
      const events = recordEvents(first);
      await redis.stop();
      await until(() => isAway(first)() && isAway(second)(), { what: 'the outage' });
      const observed = new Map<Store, string[]>([
        [first, []],
        [second, []],
      ]);
      for (const { by, name, state: next } of polls) {
        const store = by ? first : second;
        const before = states(store.view.environment(dev))[name] ?? null;
        await refresh(store, { [name]: next }, { complete: false });
        if (before !== next) observed.get(store)?.push(`${name}: ${before ?? 'none'} -> ${next ?? 'gone'}`);
      }
      await redis.restart({ keepData: true });
      await until(() => isBack(first)() && isBack(second)(), { what: 'both replicas' });
      await until(async () => isDeepStrictEqual(await first.journal.tail(), await second.journal.tail()), {
        what: 'the same journal',
      });
      const received = events();
      if (received.includes('OUTAGE')) return;
      for (const name of ['a', 'b']) {
        const ends = (lines: readonly string[]) =>
          lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.split(' -> ')[1]);
        const journaled = ends(received);
        for (const sequence of observed.values()) {
          let at = 0;
          for (const end of ends(sequence)) {
            at = journaled.indexOf(end, at) + 1;
            expect(at, `${name}: ${ends(sequence).join()} in ${journaled.join()}`).toBeGreaterThan(0);
          }
        }
      }
    }),
    { numRuns: 10, seed: 13 },
  );
});
