/** The Redis store through what happens to Redis and to the way there. What every store promises: `store-conformance.test.ts`. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { isRestart, type JournalEvent } from '../../src/live/journal.ts';
import { createRedisStore, type RedisStore, type RedisStoreOptions } from '../../src/store/redis/store.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { application, dev, environment, journal, refresh, states, told, transition } from './given.ts';

const prefix = 'test';
const state = `{${prefix}}:`;

function open(
  redis: { readonly port: number },
  options: Partial<RedisStoreOptions> = {},
): Promise<RedisStore> {
  const url = `redis://127.0.0.1:${redis.port}`;
  return createRedisStore({
    url,
    prefix,
    journalLength: 100,
    heartbeatMs: 100,
    connectTimeoutMs: 500,
    ...options,
  });
}

const seenBy = (store: RedisStore) => states(store.view.environment(dev));
const isJoined = (store: RedisStore) => () => store.health.reachable;
const isAway = (store: RedisStore) => () => !store.health.reachable;

function eventsOf(store: RedisStore): JournalEvent[] {
  const heard: JournalEvent[] = [];
  store.onCommit(({ events }) => heard.push(...events));
  return heard;
}
const lines = (events: readonly JournalEvent[]) =>
  events.map((event) => (isRestart(event) ? event.restart : told(event.transition)));

/** A client of a stranger. */
function stranger(redis: RedisServer): Redis & Disposable {
  const client = new Redis(redis.url);
  return Object.assign(client, { [Symbol.dispose]: () => client.disconnect() });
}

describe('a new replica', () => {
  it('is ready from Redis alone: states, journal and list of environments', async () => {
    await using redis = await startRedis();
    await using first = await open(redis);
    const start = { epoch: (await first.journal.tail()).epoch, sequence: 0 };
    await first.commitEnvironments({ base: 0, observedAt: 3, environments: [environment(dev)] });
    await refresh(first, { one: 'CREATED', two: 'RUNNING' });
    await refresh(first, { one: 'RUNNING', two: null });
    await using second = await open(redis);
    expect(second.view.environment(dev)).toEqual(first.view.environment(dev));
    expect(second.view.environments).toEqual(first.view.environments);
    expect(second.view.position).toEqual(first.view.position);
    expect(await journal(second, start)).toEqual(await journal(first, start));
    expect(await journal(second, start)).toHaveLength(4);
  });

  it('takes up a cursor that another replica handed out a moment ago', async () => {
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
  it('a store comes up alone and journals, and joins with a gap when Redis appears', async () => {
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

  it('a store takes what the others agreed on, not what it saw alone', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using other = await open(redis);
    await refresh(other, { one: 'RUNNING' });
    proxy.refuse();
    await using store = await open(proxy);
    await refresh(store, { one: 'FAILED' });
    proxy.resume();
    await until(isJoined(store));
    expect(seenBy(store)).toEqual({ one: 'RUNNING' });
    expect(store.view.position).toEqual(other.view.position);
  });
});

describe('while Redis is away', () => {
  it('a store shows what is read and announces nothing; back, one transition is told from what was told last', async () => {
    await using redis = await startRedis({ durable: true });
    await using store = await open(redis);
    await refresh(store, { one: 'CREATED' });
    const heard = eventsOf(store);
    await redis.kill();
    await until(isAway(store));
    expect(await refresh(store, { one: 'RUNNING' }, { observedAt: 2 })).toBe('COMMITTED');
    expect(await refresh(store, { one: 'FAILED' }, { observedAt: 3 })).toBe('COMMITTED');
    expect(seenBy(store)).toEqual({ one: 'FAILED' });
    expect(store.view.environment(dev).observedAt).toBe(3);
    expect(states(store.announced.environment(dev))).toEqual({ one: 'CREATED' });
    expect(heard).toEqual([]);

    await redis.restart({ keepData: true });
    await until(isJoined(store));
    await refresh(store, { one: 'FAILED' });
    expect(lines(heard)).toEqual(['one: CREATED -> FAILED']);
    expect(seenBy(store)).toEqual({ one: 'FAILED' });
  });

  it('a commit that builds on what was seen alone is refused once Redis is back', async () => {
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

  it('a commit that Redis never answered is seen, and told once', async () => {
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

  it('a cursor of the future is not judged', async () => {
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

describe('when Redis comes back', () => {
  it('with its data, nothing is told twice and no gap is told', async () => {
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

  it('without its data, it gets back what was known, every replica tells a gap, and nothing seems to have changed', async () => {
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

  it('without its data, and a replica that knows nothing comes first, that one is told what another gives back', async () => {
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
    // Who had a snapshot without it sees it appear; who begins with a gap has it in the snapshot.
    expect(heard.map(lines)).toEqual([
      ['one: none -> RUNNING', 'one: RUNNING -> FAILED'],
      ['EPOCH_CHANGED', 'one: RUNNING -> FAILED'],
    ]);
    expect(await journal(knowing, begin)).toEqual(lines(heard[0] ?? []));
  });

  it('older than it was, a gap is told, although another replica has written on', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    await refresh(store, { one: 'CREATED' });
    await redis.restart({ keepData: true });
    await until(isJoined(store));
    // The saved file has one: CREATED only; this is lost with the kill, though the store was told of it.
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

  it('older than it was, what no journal entry tells of is as old as in Redis', async () => {
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

  it('emptied by hand under open connections, it gets back what was known, with a gap', async () => {
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

describe('a connection that is', () => {
  it('cut is made anew, and what was missed is told', async () => {
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

  it('open at this end only is noticed by the heartbeat', async () => {
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

  it.each([0, 1])('open at this end only is noticed, whichever of the two it is (%i)', async (which) => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    proxy.halfOpen(which);
    await until(() => store.health.connections === 2);
    expect(store.health.reachable).toBe(true);
  });

  it('stalled is given up and made anew', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy);
    proxy.stall();
    await until(isAway(store));
    expect(store.health.lastFailure).toMatch(/didn't receive any|did not deliver/);
    proxy.resume();
    await until(isJoined(store));
  });

  it('lost for longer than the journal reaches gives an EXPIRED gap', async () => {
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

describe('a wake-up', () => {
  it('brings a small commit along: who knows all before it sees it without a read', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using store = await open(proxy, { heartbeatMs: 60_000 });
    await using other = await open(redis);
    const heard = eventsOf(store);
    await refresh(other, { one: 'CREATED' });
    await until(() => heard.length === 1);
    // What the store asks from here on is never answered.
    proxy.halfOpen(0);
    await refresh(other, { one: 'RUNNING', two: 'CREATED' });
    await refresh(other, { one: 'RUNNING', two: 'CREATED' }, { observedAt: 2_000 });
    await until(() => store.view.environment(dev).observedAt === 2_000);
    expect(lines(heard)).toEqual(['one: none -> CREATED', 'one: CREATED -> RUNNING', 'two: none -> CREATED']);
    expect(store.view.environment(dev)).toEqual(other.view.environment(dev));
    expect(store.view.position).toEqual(other.view.position);
  });

  it.each([
    ['is large', { args: ['x'.repeat(70_000)] }],
    ['removes something', null],
  ])('of a commit that %s calls for a read', async (_, spec) => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { heartbeatMs: 60_000 });
    await using other = await open(redis);
    await refresh(other, { one: 'CREATED' });
    await until(() => 'one' in seenBy(store));
    const messages = await wakeUps(someone);
    const next = spec && { ...application('one', 'RUNNING'), spec };
    const { revision: base } = other.view.environment(dev);
    const applications = [
      { name: 'one', application: next, transitions: [transition('one', 'CREATED', 'RUNNING')] },
    ];
    await other.commit({ environment: dev, base, observedAt: 2_000, complete: true, applications });
    await until(() => store.view.environment(dev).observedAt === 2_000);
    expect(messages).toEqual([expect.stringMatching(/^\d+$/)]);
    expect(store.view.environment(dev)).toEqual(other.view.environment(dev));
  });

  it.each([
    ['the very next thing', {}],
    ['of another epoch', { epoch: 'other' }],
    ['of another Redis', { server: 'other' }],
    ['of later, after something that was missed', { after: 1 }],
    ['of earlier, before something that is known', { after: -1 }],
    ['after a journal entry that was missed', { sequence: 1 }],
  ] as const)('is taken over or not: %s', async (_, wrong: Wrong) => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { heartbeatMs: 60_000 });
    const messages = await wakeUps(someone);
    const labels: unknown[] = [];
    store.onCommit(({ applications }) => {
      for (const { next } of applications) if (next?.name === 'one') labels.push(next.labels);
    });
    await refresh(store, { one: 'RUNNING' });
    await until(() => messages.length === 1);
    await someone.publish(`${state}wake`, madeUp(messages[0] ?? '', wrong));
    // Comes after it.
    await using other = await open(redis);
    await refresh(other, { two: 'RUNNING' });
    await until(() => 'two' in seenBy(store));
    expect(labels).toEqual(Object.keys(wrong).length === 0 ? [{}, { made: 'up' }] : [{}]);
  });

  it('may be repeated: each entry is told once and in order', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { heartbeatMs: 60_000 });
    await using other = await open(redis, { heartbeatMs: 60_000 });
    const messages = await wakeUps(someone);
    const heard = eventsOf(store);
    const expected: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ name: fc.constantFrom('one', 'two'), repeated: fc.array(fc.nat(), { maxLength: 4 }) }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (steps) => {
          for (const { name, repeated } of steps) {
            const was = seenBy(other)[name];
            const is = was === 'RUNNING' ? 'FAILED' : 'RUNNING';
            expected.push(`${name}: ${was ?? 'none'} -> ${is}`);
            const told = repeated.map(
              (index) => messages[index % messages.length] ?? 'nothing that was ever said',
            );
            await Promise.all([
              refresh(other, { ...seenBy(other), [name]: is }),
              ...told.map((message) => someone.publish(`${state}wake`, message)),
            ]);
          }
          await until(() => heard.length === expected.length);
          expect(lines(heard)).toEqual(expected);
          expect(store.view.environment(dev)).toEqual(other.view.environment(dev));
        },
      ),
      { numRuns: 60 },
    );
  }, 30_000);
});

/** What is said on the channel of wake-ups from now on. */
async function wakeUps(someone: Redis): Promise<readonly string[]> {
  const messages: string[] = [];
  const listener = someone.duplicate();
  await listener.subscribe(`${state}wake`);
  listener.on('message', (_channel: string, message: string) => messages.push(message));
  someone.once('end', () => listener.disconnect());
  return messages;
}

interface Wrong {
  readonly epoch?: string;
  readonly server?: string;
  readonly after?: number;
  readonly sequence?: number;
}

/** What would follow a wake-up that brought one application, with another label of it, and without an entry. */
function madeUp(message: string, wrong: Wrong): string {
  const [epoch, server, whole, clock, sequence, written] = JSON.parse(message).read;
  const [name, revision, value] = written[0];
  const record = JSON.parse(value);
  const next = { ...record, application: { ...record.application, labels: { made: 'up' } } };
  return JSON.stringify({
    after: String(Number(clock) + (wrong.after ?? 0)),
    read: [
      wrong.epoch ?? epoch,
      wrong.server ?? server,
      whole,
      String(Number(clock) + 1),
      String(Number(sequence) + (wrong.sequence ?? 0)),
      [[name, String(Number(revision) + 1), JSON.stringify(next)]],
      '',
      '',
    ],
  });
}

describe('what is not ours in Redis', () => {
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

  it('in the journal, with an id that leaves no room for ours, makes it begin anew with a gap', async () => {
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

  it('missing in the journal, because somebody deleted it, is told as a gap to whoever had not seen it', async () => {
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

describe('a journal of a certain length', () => {
  it('keeps that many entries in Redis', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { journalLength: 3 });
    for (const word of ['CREATED', 'RUNNING', 'FAILED', 'CREATED', 'RUNNING'])
      await refresh(store, { one: word });
    expect(await someone.xlen(`${state}journal`)).toBe(3);
  });
});

describe('all keys', () => {
  it('share the prefix and one hash tag', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis, { prefix: 'our:gateway:' });
    await refresh(store, { one: 'RUNNING' });
    await store.lease(dev, { ttlMs: 60_000, active: true });
    await store.cache.set('spec', {}, 60_000);
    const keys = await someone.keys('*');
    expect(keys).toHaveLength(7);
    for (const key of keys) expect(key).toMatch(/^\{our:gateway\}:/);
  });
});

describe('a lease', () => {
  const request = { ttlMs: 60_000, active: false };

  it('is held by one replica at a time, renewed by it, and free when it is closed', async () => {
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

  it('passes to another replica within its length when its holder is dead', async () => {
    await using redis = await startRedis();
    await using proxy = await startTcpProxy(redis.port);
    await using dead = await open(proxy);
    await using heir = await open(redis);
    const ttlMs = 300;
    await dead.lease(dev, { ttlMs, active: false });
    proxy.refuse();
    const began = performance.now();
    await until(async () => (await heir.lease(dev, { ttlMs, active: false })).held);
    expect(performance.now() - began).toBeLessThan(2 * ttlMs);
  });

  it('tells its holder that another replica wants the target fast, for as long as it does', async () => {
    await using redis = await startRedis();
    await using holder = await open(redis);
    await using watching = await open(redis);
    await holder.lease(dev, request);
    await watching.lease(dev, { ttlMs: 100, active: true });
    expect(await holder.lease(dev, request)).toEqual({ held: true, active: true });
    await until(async () => !(await holder.lease(dev, request)).active);
  });

  it('is everybody’s while Redis is away', async () => {
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

describe('the shared cache', () => {
  it('gives one replica what another kept, until its end', async () => {
    await using redis = await startRedis();
    await using one = await open(redis);
    await using two = await open(redis);
    const value = { 'taskmanager.numberOfTaskSlots': '2', nested: [1, null, 'ü'] };
    await one.cache.set('spec:1', value, 100);
    expect(await two.cache.get('spec:1')).toEqual(value);
    expect(await two.cache.get('spec:2')).toBeUndefined();
    await until(async () => (await two.cache.get('spec:1')) === undefined);
  });

  it('misses what is not JSON, and everything while Redis is away', async () => {
    await using redis = await startRedis();
    using someone = stranger(redis);
    await using store = await open(redis);
    await someone.set(`${state}cache:spec`, '}');
    expect(await store.cache.get('spec')).toBeUndefined();
    expect(store.health.damaged).toBe(1);
    await redis.stop();
    await until(isAway(store));
    await store.cache.set('spec', {}, 1_000);
    expect(await store.cache.get('spec')).toBeUndefined();
  });
});

it('a store of another prefix on the same Redis is another store', async () => {
  await using redis = await startRedis();
  await using one = await open(redis);
  await using two = await open(redis, { prefix: randomUUID() });
  await refresh(one, { one: 'RUNNING' });
  expect(seenBy(two)).toEqual({});
});
