/** One suite for both storages of the archive: observations are stored once, within bounds, and found again. */
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { type ArchiveStorage, type InstanceFailure, identityOf } from '../../src/archive/storage.ts';
import type { Application } from '../../src/cmf/resources/application.ts';
import type { ApplicationEvent } from '../../src/cmf/resources/event.ts';
import type { Instance } from '../../src/cmf/resources/instance.ts';
import { jobStates, open } from '../../src/cmf/resources/states.ts';
import type { Transition } from '../../src/live/transition.ts';
import { createKeys } from '../../src/redis/key-names.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { createRedisStore } from '../../src/store/redis/store.ts';
import { once, recurring } from '../support/event.ts';
import { startRedis } from '../support/redis.ts';
import { application } from '../unit/history/fixtures.ts';

const timelineLength = 10;

interface Opened extends AsyncDisposable {
  /** The observations of a replica. */
  readonly archive: ArchiveStorage;
  /** Later observations of the same replica, or of another one. */
  readonly other: ArchiveStorage;
}

const storages: Readonly<Record<string, () => Promise<Opened>>> = {
  async 'in memory'() {
    const store = await createMemoryStore({ journalLength: 10, timelineLength });
    return {
      archive: store.archive,
      other: store.archive,
      [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
    };
  },
  async 'in Redis'() {
    await using opening = new AsyncDisposableStack();
    const { url } = opening.use(await startRedis());
    const open = () => createRedisStore({ url, prefix: 'test', journalLength: 10, timelineLength });
    const [one, other] = [opening.use(await open()), opening.use(await open())];
    const closing = opening.move();
    return {
      archive: one.archive,
      other: other.archive,
      [Symbol.asyncDispose]: () => closing.disposeAsync(),
    };
  },
};

const orders: Application = { ...application({ current: null }), environment: 'dev1', name: 'orders' };
const second = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();

function instance(number: number, more: Partial<Instance> = {}): Instance {
  return {
    uid: `uid-${number}`,
    createdAt: second(number),
    updatedAt: second(number),
    jobState: null,
    jobId: null,
    effectiveSpec: { number },
    ...more,
  };
}

function event(number: number): ApplicationEvent {
  const nothing = { instance: null, newStatus: null, exception: null, data: null };
  const at = second(number);
  return { uid: `event-${number}`, ...once(at), type: 'CMF_STATUS', message: '', ...nothing };
}

function transition(number: number): Transition {
  const to = { jobState: open(jobStates, 'RUNNING'), jobId: `${number}`, instance: null };
  const names = { environment: 'dev1', application: 'orders' };
  return { ...names, from: null, to, observedAt: second(number), source: 'POLL' };
}

/** Writes to Redis are not awaited; the last observation is stored last. */
async function recalled({ other }: Opened, until: string) {
  return expect.poll(async () => (await other.recall(orders)).deployed.has(until)).toBe(true);
}

describe.for(Object.entries(storages))('the archive %s', ([, open]) => {
  test('keeps everything that is recorded, each item once even if it is recorded repeatedly', async () => {
    await using opened = await open();
    const { archive, other } = opened;
    const documents = { application: { a: 1 }, environment: null };
    for (let time = 0; time < 2; time += 1) {
      archive.record(orders, { events: [event(1), event(2)], instances: [instance(1)], documents });
    }
    archive.record(orders, { transitions: [transition(1)], deployed: ['uid-1'] });
    await recalled(opened, 'uid-1');

    const memory = await other.recall(orders);
    expect(memory).toMatchObject({
      transitions: [transition(1)],
      instances: [{ ...instance(1), effectiveSpec: null }],
      documents: [documents],
    });
    expect(memory.events.map(({ uid }) => uid).toSorted()).toEqual(['event-1', 'event-2']);
    expect(await memory.specs(['uid-1', 'uid-2'])).toEqual(new Map([['uid-1', { number: 1 }]]));
  });

  test('keeps the last recorded value of each attribute of an instance, and null does not overwrite', async () => {
    await using opened = await open();
    const { archive, other } = opened;
    for (const state of ['RUNNING', 'RESTARTING', 'RUNNING'] as const) {
      const jobState = { state, raw: state };
      archive.record(orders, {
        instances: [instance(1, { jobState, createdAt: null, effectiveSpec: null })],
      });
    }
    archive.record(orders, { instances: [instance(1, { updatedAt: null })], deployed: ['last'] });
    await recalled(opened, 'last');
    const { instances } = await other.recall(orders);
    expect(instances).toMatchObject([
      { uid: 'uid-1', createdAt: second(1), updatedAt: second(1), jobState: { state: 'RUNNING' } },
    ]);
  });

  test('keeps the last failure of each instance', async () => {
    await using opened = await open();
    const { archive, other } = opened;
    const failure = (uid: string, count: number): InstanceFailure => ({
      instance: uid,
      at: second(count),
      message: 'JobException',
      rootCause: 'IOException: reset',
      task: null,
      count,
      checkpointBefore: { number: 7, triggeredAt: second(0), location: 's3://flink/7' },
    });
    archive.record(orders, { failures: [failure('uid-1', 1), failure('uid-2', 1)] });
    archive.record(orders, { failures: [failure('uid-1', 2)], deployed: ['last'] });
    await recalled(opened, 'last');
    const { failures } = await other.recall(orders);
    expect(failures).toEqual(
      new Map([
        ['uid-1', failure('uid-1', 2)],
        ['uid-2', failure('uid-2', 1)],
      ]),
    );
  });

  test('lists a recurring pair of documents as the newest', async () => {
    await using opened = await open();
    const [one, two] = [1, 2].map((number) => ({ application: { number }, environment: null }));
    if (!one || !two) throw new Error('two pairs');
    for (const documents of [one, two, one]) opened.archive.record(orders, { documents });
    opened.archive.record(orders, { deployed: ['last'] });
    await recalled(opened, 'last');
    expect((await opened.other.recall(orders)).documents).toEqual([one, two]);
  });

  test('keeps the newest of a timeline up to its length', async () => {
    await using opened = await open();
    const { archive, other } = opened;
    for (let number = 1; number <= 25; number += 1) {
      archive.record(orders, { transitions: [transition(number)], events: [event(number)] });
    }
    archive.record(orders, { deployed: ['last'] });
    await recalled(opened, 'last');
    const { transitions, events } = await other.recall(orders);
    const newest = Array.from({ length: 10 }, (_, index) => index + 16);
    expect(transitions.map(({ to }) => to?.jobId)).toEqual(newest.map(String));
    expect(events.map(({ uid }) => uid)).toEqual(newest.map((number) => `event-${number}`));
  });

  test('keeps the newest copy of a recurring event, once, as the newest of the timeline', async () => {
    await using opened = await open();
    const { archive, other } = opened;
    const copy = (count: number) => ({ ...event(1), ...recurring(count, second(1), second(100 + count)) });
    const once = Array.from({ length: 10 }, (_, index) => event(index + 1));
    archive.record(orders, { events: once });
    for (const count of [2, 3, 5]) archive.record(orders, { events: [copy(count)] });
    // An earlier read of another replica.
    other.record(orders, { events: [copy(4)] });
    other.record(orders, { deployed: ['late'] });
    await recalled(opened, 'late');
    archive.record(orders, { events: [event(11)], deployed: ['last'] });
    await recalled(opened, 'last');
    const { events } = await other.recall(orders);
    expect(events.filter(({ uid }) => uid === 'event-1')).toEqual([copy(5)]);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    expect(events).toHaveLength(timelineLength);
    expect(events.map(({ uid }) => uid)).toContain('event-11');
    expect(events.map(({ uid }) => uid)).not.toContain('event-2');
  });

  test('finds the application of an instance by its UID', async () => {
    await using opened = await open();
    opened.archive.record(orders, { instances: [instance(1)] });
    const location = { environment: 'dev1', application: 'orders' };
    await expect.poll(async () => opened.other.locate('uid-1')).toEqual(location);
    expect(await opened.other.locate('uid-2')).toBeNull();
  });

  test('separates two applications that had the same name one after the other', async () => {
    await using opened = await open();
    opened.archive.record(orders, { instances: [instance(1)], deployed: ['uid-1'] });
    await recalled(opened, 'uid-1');
    const anew = await opened.other.recall({ ...orders, createdAt: second(99) });
    expect(anew).toMatchObject({ instances: [], transitions: [], events: [], documents: [] });
    expect(anew.deployed.size).toBe(0);
  });
});

test('the archive in Redis reads events of the form that older gateways wrote', async () => {
  await using redis = await startRedis();
  const client = new Redis(redis.url);
  const old = { ...event(1), message: 'old', count: undefined, firstAt: undefined, lastAt: undefined };
  const key = createKeys('test').archive(identityOf(orders));
  await client.zadd(`${key}:events`, Date.parse(second(1)), JSON.stringify(old));
  await client.quit();
  await using store = await createRedisStore({
    url: redis.url,
    prefix: 'test',
    journalLength: 10,
    timelineLength,
  });
  expect((await store.archive.recall(orders)).events).toEqual([{ ...event(1), message: 'old' }]);
  const copy = { ...event(1), ...recurring(2, second(1), second(9)) };
  store.archive.record(orders, { events: [copy] });
  await expect.poll(async () => (await store.archive.recall(orders)).events).toEqual([copy]);
});
