/** What a store promises, asked of each kind of store. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Committed } from '../../src/live/committed.ts';
import type { JournalEvent } from '../../src/live/journal.ts';
import type { Position } from '../../src/live/transition.ts';
import { accept } from '../../src/store/accept-commit.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { createRedisStore } from '../../src/store/redis/store.ts';
import type { Store } from '../../src/store/store.ts';
import { type EnvironmentView, unread } from '../../src/store/view.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { application, dev, environment, journal, read, refresh, states, told } from './given.ts';

/** Two ends of one store: two replicas, or twice the same where there can be only one. */
interface Replicas extends AsyncDisposable {
  readonly a: Store;
  readonly b: Store;
}

type Open = (journalLength?: number) => Promise<Replicas>;

let redis: RedisServer;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await redis[Symbol.asyncDispose]();
});

const kinds: readonly (readonly [string, Open])[] = [
  [
    'memory',
    async (journalLength = 100) => {
      const store = await createMemoryStore({ journalLength });
      return { a: store, b: store, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
    },
  ],
  [
    'redis',
    async (journalLength = 100) => {
      const prefix = randomUUID();
      const open = () => createRedisStore({ url: redis.url, prefix, journalLength });
      const [a, b] = [await open(), await open()];
      return {
        a,
        b,
        async [Symbol.asyncDispose]() {
          await a[Symbol.asyncDispose]();
          await b[Symbol.asyncDispose]();
        },
      };
    },
  ],
];

describe.each(kinds)('a store in %s', (_kind, open) => {
  const seenBy = (store: Store) => states(store.view.environment(dev));

  describe('accepts a commit', () => {
    it('that is the first: the view includes it when the commit has ended', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      expect(store.view.environment(dev)).toEqual(unread);
      expect(await refresh(store, { one: 'RUNNING' }, { observedAt: 7 })).toBe('COMMITTED');
      const view = store.view.environment(dev);
      expect(states(view)).toEqual({ one: 'RUNNING' });
      expect(view).toMatchObject({ observedAt: 7, completeRevision: view.revision });
      expect(view.applications.get('one')).toMatchObject({
        revision: view.revision,
        observedAt: 7,
        application: application('one'),
      });
    });

    it('that confirms everything: only the time moves, and the map of applications is the same', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' }, { observedAt: 1 });
      const before = store.view.environment(dev);
      expect(await refresh(store, {}, { observedAt: 2 })).toBe('COMMITTED');
      const after = store.view.environment(dev);
      expect(after.observedAt).toBe(2);
      expect(after.revision).toBeGreaterThan(before.revision);
      expect(after.applications).toBe(before.applications);
    });

    it('of one application: the environment is as old as before', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING', two: 'RUNNING' }, { observedAt: 1 });
      const before = store.view.environment(dev);
      expect(await refresh(store, { one: 'FAILED' }, { observedAt: 2, complete: false })).toBe('COMMITTED');
      const after = store.view.environment(dev);
      expect(after).toMatchObject({ observedAt: 1, completeRevision: before.completeRevision });
      expect(after.applications.get('one')).toMatchObject({ observedAt: 2, revision: after.revision });
      expect(after.applications.get('two')).toEqual(before.applications.get('two'));
    });

    it('that changes nothing watched, such as a label, and tells of the change without an entry', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const heard: Committed[] = [];
      using _ = store.onCommit((committed) => heard.push(committed));
      const { revision } = store.view.environment(dev);
      const labelled = application('one', 'RUNNING', { team: 'a' });
      await store.commit({
        environment: dev,
        base: revision,
        observedAt: 2,
        complete: false,
        applications: [{ name: 'one', application: labelled, transitions: [] }],
      });
      expect(heard).toEqual([
        { applications: [{ previous: application('one'), next: labelled }], events: [] },
      ]);
    });
  });

  describe('refuses', () => {
    it('a commit whose base is older than the newest complete read, as a whole', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const stale = read(store.view.environment(dev), { one: 'RUNNING', two: 'RUNNING' });
      await refresh(store, { one: 'FAILED' });
      expect(await store.commit(stale)).toBe('CONFLICT');
      expect(await store.commit({ ...stale, complete: false })).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({ one: 'FAILED' });
    });

    it('a commit whose base this state never had', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const base = store.view.environment(dev).revision + 1;
      const commit = { ...read(store.view.environment(dev), { one: 'FAILED' }), base };
      expect(await store.commit(commit)).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({ one: 'RUNNING' });
    });

    it('of a complete read only the application that was written alone meanwhile', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING', two: 'RUNNING' });
      const { position } = store.view;
      const complete = read(store.view.environment(dev), { one: 'RESTARTING', two: 'RESTARTING' });
      await refresh(store, { one: 'FAILED' }, { complete: false });
      expect(await store.commit(complete)).toBe('COMMITTED');
      expect(seenBy(store)).toEqual({ one: 'FAILED', two: 'RESTARTING' });
      expect(await journal(store, position)).toEqual([
        'one: RUNNING -> FAILED',
        'two: RUNNING -> RESTARTING',
      ]);
    });

    it('a commit of a part of which nothing stands', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const part = read(store.view.environment(dev), { one: 'RESTARTING' }, { complete: false });
      await refresh(store, { one: 'FAILED' }, { complete: false });
      expect(await store.commit(part)).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({ one: 'FAILED' });
    });

    it('to bring an application back by a list that was begun before it was removed', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const list = read(store.view.environment(dev), { one: 'RESTARTING' });
      await refresh(store, { one: null }, { complete: false });
      expect(await store.commit(list)).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({});
    });

    it('a list of environments that was begun before the newest one was written', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const commit = (base: number, name: string) =>
        store.commitEnvironments({ base, observedAt: 5, environments: [environment(name)] });
      const { revision: base } = store.view.environments;
      expect(await commit(base, 'first')).toBe('COMMITTED');
      expect(await commit(base, 'second')).toBe('CONFLICT');
      const { environments, observedAt } = store.view.environments;
      expect([[...environments.values()], observedAt]).toEqual([[environment('first')], 5]);
      expect(await commit(store.view.environments.revision, 'third')).toBe('COMMITTED');
      expect([...store.view.environments.environments.keys()]).toEqual(['third']);
    });
  });

  it('gives views that stay as they are', async () => {
    await using replicas = await open();
    const { a: store } = replicas;
    await refresh(store, { one: 'RUNNING' });
    const { view } = store;
    await refresh(store, { one: 'FAILED', two: 'RUNNING' });
    expect(states(view.environment(dev))).toEqual({ one: 'RUNNING' });
    expect(view.position).not.toEqual(store.view.position);
  });

  it('announces what it shows', async () => {
    await using replicas = await open();
    const { a: store } = replicas;
    await refresh(store, { one: 'RUNNING' });
    const { announced } = store;
    expect([states(announced.environment(dev)), announced.position]).toEqual([
      { one: 'RUNNING' },
      await store.journal.tail(),
    ]);
  });

  describe('journals', () => {
    it('nothing at first, and that can be continued from', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const start = await store.journal.tail();
      expect(start.sequence).toBe(0);
      expect(await store.journal.read(start)).toEqual({ entries: [] });
      await refresh(store, { one: 'RUNNING' });
      expect(await journal(store, start)).toEqual(['one: none -> RUNNING']);
    });

    it('every transition, in order, after whichever entry is asked for', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const start = await store.journal.tail();
      await refresh(store, { one: 'CREATED', two: 'CREATED' });
      await refresh(store, { one: 'RUNNING' });
      await refresh(store, { one: null });
      const all = [
        'one: none -> CREATED',
        'two: none -> CREATED',
        'one: CREATED -> RUNNING',
        'one: RUNNING -> gone',
      ];
      const found = await store.journal.read(start);
      const positions = found.gap === undefined ? found.entries.map(({ position }) => position) : [];
      expect(await journal(store, start)).toEqual(all);
      for (const [index, position] of positions.entries()) {
        expect(await journal(store, position)).toEqual(all.slice(index + 1));
      }
      expect(positions.at(-1)).toEqual(await store.journal.tail());
      expect(positions.at(-1)).toEqual(store.view.position);
    });

    it('as many entries as promised, and says EXPIRED of what is older', async () => {
      await using replicas = await open(3);
      const { a: store } = replicas;
      const positions = [await store.journal.tail()];
      for (const state of [
        'CREATED',
        'RUNNING',
        'FAILING',
        'FAILED',
        'CREATED',
        'RUNNING',
        'FINISHED',
        'CREATED',
      ]) {
        await refresh(store, { one: state });
        positions.push(await store.journal.tail());
      }
      const newest = positions.length - 1;
      expect(await journal(store, positions[newest - 3] ?? fail())).toHaveLength(3);
      for (const old of positions.slice(0, newest - 3)) {
        expect(await store.journal.read(old)).toEqual({ gap: 'EXPIRED' });
      }
    });

    it('under an epoch, and says EPOCH_CHANGED of another, of the future and of what never was', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'CREATED' });
      await refresh(store, { one: 'RUNNING' });
      const { epoch, sequence } = await store.journal.tail();
      expect(await store.journal.read({ epoch: randomUUID(), sequence })).toEqual({ gap: 'EPOCH_CHANGED' });
      expect(await store.journal.read({ epoch, sequence: sequence + 1 })).toEqual({ gap: 'EPOCH_CHANGED' });
      expect(await store.journal.read({ epoch, sequence: sequence - 0.5 })).toEqual({ gap: 'EPOCH_CHANGED' });
    });
  });

  describe('tells', () => {
    it('of each commit once its view includes it, in journal order, until the listener leaves', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const start = await store.journal.tail();
      const heard: JournalEvent[] = [];
      const seenThen: (Position | undefined)[] = [];
      const listening = store.onCommit(({ events }) => {
        heard.push(...events);
        seenThen.push(store.view.position);
      });
      await refresh(store, { one: 'CREATED', two: 'RUNNING' });
      await refresh(store, { one: 'RUNNING', two: null });
      const found = await store.journal.read(start);
      expect(heard).toEqual(found.gap === undefined && found.entries);
      expect(seenThen).toEqual([heard[1]?.position, heard[3]?.position]);
      listening[Symbol.dispose]();
      await refresh(store, { one: 'FAILED' });
      expect(heard).toHaveLength(4);
    });

    it('every replica the same', async () => {
      await using replicas = await open();
      const { a, b } = replicas;
      const [byA, byB] = [eventsOf(a), eventsOf(b)];
      await refresh(a, { one: 'CREATED' });
      await until(() => seenBy(b)['one'] === 'CREATED');
      await refresh(b, { one: 'RUNNING' });
      await until(() => seenBy(a)['one'] === 'RUNNING');
      expect(byA).toEqual(byB);
      expect(byA.map(toldEvent)).toEqual(['one: none -> CREATED', 'one: CREATED -> RUNNING']);
    });
  });

  it('makes each transition once of two refreshes at once', async () => {
    await using replicas = await open();
    const { a, b } = replicas;
    const start = await a.journal.tail();
    const rounds = ['CREATED', 'RUNNING', 'FAILING', 'FAILED', 'CREATED', 'RUNNING'];
    for (const state of rounds) {
      const said = { one: state, two: state };
      const results = await Promise.all([refresh(a, said), refresh(b, said)]);
      expect(results).toContain('COMMITTED');
      await until(() => seenBy(a)['one'] === state && seenBy(b)['one'] === state);
    }
    const heard = await journal(a, start);
    expect(heard).toHaveLength(2 * rounds.length);
    expect(new Set(heard.filter((line) => line.startsWith('one')))).toEqual(
      new Set([
        'one: none -> CREATED',
        'one: CREATED -> RUNNING',
        'one: RUNNING -> FAILING',
        'one: FAILING -> FAILED',
        'one: FAILED -> CREATED',
      ]),
    );
    await until(async () => isSame(await journal(b, start), heard));
  });

  it('does as its rule says, however two writers come in between each other', async () => {
    const name = fc.constantFrom('one', 'two', 'three');
    const state = fc.option(fc.constantFrom('CREATED', 'RUNNING', 'FAILED'), { freq: 4 });
    const step = fc.record({
      writer: fc.constantFrom<'a' | 'b'>('a', 'b'),
      // What CMF says is read, and committed only some steps later.
      said: fc.option(fc.dictionary(name, state, { maxKeys: 3 }), { freq: 2 }),
      complete: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 20 }), async (steps) => {
        await using replicas = await open();
        const heard = { a: eventsOf(replicas.a), b: eventsOf(replicas.b) };
        const begun: { a?: ReturnType<typeof read>; b?: ReturnType<typeof read> } = {};
        let model: EnvironmentView = unread;
        const expected: string[] = [];

        for (const { writer, said, complete } of steps) {
          const store = replicas[writer];
          const commit = begun[writer];
          if (said || !commit) {
            begun[writer] = read(store.view.environment(dev), said ?? {}, { complete });
            continue;
          }
          delete begun[writer];
          const result = await store.commit(commit);
          const after = store.view.environment(dev);
          const accepted = accept(model, commit, after.revision);
          expect(result).toBe(accepted ? 'COMMITTED' : 'CONFLICT');
          if (!accepted) continue;
          model = accepted.next;
          expect(after).toEqual(model);
          const transitions = accepted.applications.flatMap((written) => written.transitions);
          expected.push(...transitions.map(told));
        }
        for (const writer of ['a', 'b'] as const) {
          await until(() => replicas[writer].view.environment(dev).revision === model.revision);
          expect(heard[writer].map(toldEvent)).toEqual(expected);
          expect(replicas[writer].view.environment(dev)).toEqual(model);
        }
        expectChains(heard.a);
      }),
      { numRuns: 40 },
    );
  });
});

function eventsOf(store: Store): JournalEvent[] {
  const heard: JournalEvent[] = [];
  store.onCommit(({ events }) => heard.push(...events));
  return heard;
}

function toldEvent(event: JournalEvent): string {
  return 'restart' in event ? event.restart : told(event.transition);
}

/** Each application's transitions lead from one to the next, at positions that grow. */
function expectChains(events: readonly JournalEvent[]): void {
  const last = new Map<string, string>();
  let sequence = 0;
  for (const event of events) {
    if ('restart' in event) continue;
    expect(event.position.sequence).toBeGreaterThan(sequence);
    sequence = event.position.sequence;
    const { application: name, from, to } = event.transition;
    expect(from?.jobState?.raw ?? 'none').toBe(last.get(name) ?? 'none');
    last.set(name, to?.jobState?.raw ?? 'none');
  }
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

function fail(): never {
  throw new Error('There is no such position.');
}
