/** What one subscriber receives, over a journal in memory that is moved by hand. */
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor } from '../../src/live/cursor.ts';
import { iterate } from '../../src/live/feed.ts';
import { createHub } from '../../src/live/hub.ts';
import { type JobStateUpdate } from '../../src/live/job-state-update.ts';
import type { GapReason } from '../../src/live/journal.ts';
import { createMemoryJournal, entriesAfter } from '../../src/live/memory-journal.ts';
import type { Transition } from '../../src/live/transition.ts';
import { jobStateUpdates, SlowConsumerError, type UpdateSource } from '../../src/live/updates.ts';
import { until } from '../support/until.ts';
import { told, transition } from './given.ts';

/** Applications, a journal of what they do, and those who listen. */
function createWorld({ journalLength = 100 } = {}) {
  const journal = createMemoryJournal({ length: journalLength, base: { epoch: 'first', sequence: 0 } });
  const hub = createHub();
  const states = new Map<string, string>();
  let watchers = 0;
  let epochs = 1;

  return {
    journal,
    hub,
    states,
    get watchers() {
      return watchers;
    },
    /** The state and its entry change in one step, and then it is told. */
    move(name: string, state: string) {
      const entries = entriesAfter(journal.position, [transition(name, states.get(name) ?? null, state)]);
      states.set(name, state);
      journal.append(entries);
      hub.publish(entries);
    },
    /** The journal goes on elsewhere; what the applications did meanwhile is in no entry. */
    restart(reason: GapReason, meanwhile: Record<string, string> = {}) {
      for (const [name, state] of Object.entries(meanwhile)) states.set(name, state);
      const { epoch, sequence } = journal.position;
      if (reason === 'EPOCH_CHANGED') epochs += 1;
      const next = reason === 'EPOCH_CHANGED' ? `epoch${epochs}` : epoch;
      journal.restart({ epoch: next, sequence: sequence + 10 }, []);
      hub.publish([{ restart: reason, position: journal.position }]);
    },
    subscribe(cursor: string | null = null, options: Partial<UpdateSource> = {}) {
      return iterate(
        jobStateUpdates({
          journal,
          hub,
          snapshot: async () => ({
            position: journal.position,
            states: [...states].map(([name, state]) => transition(name, null, state)),
          }),
          watch: () => {
            watchers += 1;
            return {
              [Symbol.dispose]: () => {
                watchers -= 1;
              },
            };
          },
          matches: () => true,
          after: cursor === null ? null : decodeCursor(cursor),
          signal: new AbortController().signal,
          maxQueued: 100,
          ...options,
        }),
      );
    },
  };
}

async function take(stream: AsyncIterator<JobStateUpdate>, count: number): Promise<JobStateUpdate[]> {
  const updates: JobStateUpdate[] = [];
  while (updates.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    updates.push(value);
  }
  return updates;
}

const line = (update: JobStateUpdate): string => {
  if (update.kind === 'gap') return `gap: ${update.reason}`;
  if (update.kind === 'checkpoint') return 'checkpoint';
  return update.initial ? `initial ${told(update.transition)}` : told(update.transition);
};
const lines = async (stream: AsyncIterator<JobStateUpdate>, count: number) =>
  (await take(stream, count)).map(line);
const lastCursor = (updates: readonly JobStateUpdate[]) => updates.at(-1)?.cursor ?? '';

describe('a subscriber', () => {
  it('receives the states as they are and then each change', async () => {
    const world = createWorld();
    world.move('one', 'RUNNING');
    world.move('two', 'CREATED');
    const stream = world.subscribe();
    expect(await lines(stream, 2)).toEqual(['initial one: none -> RUNNING', 'initial two: none -> CREATED']);
    world.move('two', 'RUNNING');
    world.move('one', 'FAILED');
    expect(await lines(stream, 2)).toEqual(['two: CREATED -> RUNNING', 'one: RUNNING -> FAILED']);
  });

  it('does not receive as a change what the states already included', async () => {
    const world = createWorld();
    world.move('one', 'CREATED');
    const asked = Promise.withResolvers<void>();
    const stream = world.subscribe(null, {
      snapshot: async () => {
        await asked.promise;
        return { position: world.journal.position, states: [transition('one', null, 'RUNNING')] };
      },
    });
    const first = lines(stream, 1);
    await turn();
    world.move('one', 'RUNNING');
    asked.resolve();
    expect(await first).toEqual(['initial one: none -> RUNNING']);
    world.move('one', 'FAILED');
    expect(await lines(stream, 1)).toEqual(['one: RUNNING -> FAILED']);
  });

  it('receives no gap for a restart that the states already included', async () => {
    const world = createWorld();
    world.move('one', 'CREATED');
    const asked = Promise.withResolvers<void>();
    const stream = world.subscribe(null, {
      snapshot: async () => {
        await asked.promise;
        return { position: world.journal.position, states: [transition('one', null, 'RUNNING')] };
      },
    });
    const first = lines(stream, 2);
    await turn();
    world.restart('EPOCH_CHANGED', { one: 'RUNNING' });
    asked.resolve();
    await turn();
    world.move('one', 'FAILED');
    expect(await first).toEqual(['initial one: none -> RUNNING', 'one: RUNNING -> FAILED']);
  });

  it('resumes after any cursor, without a seam between what was missed and what is live', async () => {
    const world = createWorld();
    const stream = world.subscribe();
    const first = take(stream, 1);
    await turn();
    world.move('one', 'CREATED');
    const cursor = lastCursor(await first);
    await stream.return?.();
    world.move('one', 'RUNNING');
    const resumed = world.subscribe(cursor);
    expect(await lines(resumed, 1)).toEqual(['one: CREATED -> RUNNING']);
    world.move('one', 'FAILED');
    expect(await lines(resumed, 1)).toEqual(['one: RUNNING -> FAILED']);
  });

  it('whose cursor is of another epoch receives a gap and the states', async () => {
    const world = createWorld();
    world.move('one', 'RUNNING');
    const [initial] = await take(world.subscribe(), 1);
    world.restart('EPOCH_CHANGED');
    const resumed = world.subscribe(initial?.cursor);
    expect(await lines(resumed, 2)).toEqual(['gap: EPOCH_CHANGED', 'initial one: none -> RUNNING']);
  });

  it('whose cursor has been cut off receives a gap and the states', async () => {
    const world = createWorld({ journalLength: 2 });
    world.move('one', 'CREATED');
    const [initial] = await take(world.subscribe(), 1);
    for (const state of ['RUNNING', 'FAILING', 'FAILED']) world.move('one', state);
    const resumed = world.subscribe(initial?.cursor);
    expect(await lines(resumed, 2)).toEqual(['gap: EXPIRED', 'initial one: none -> FAILED']);
  });

  it.each(['EPOCH_CHANGED', 'EXPIRED'] as const)(
    'who is there when the journal restarts (%s) receives what came before, a gap, the states and what follows',
    async (reason) => {
      const world = createWorld();
      world.move('one', 'CREATED');
      const stream = world.subscribe();
      await take(stream, 1);
      world.move('one', 'RUNNING');
      world.restart(reason, { one: 'FAILED' });
      world.move('one', 'CREATED');
      expect(await lines(stream, 3)).toEqual([
        'one: CREATED -> RUNNING',
        `gap: ${reason}`,
        'initial one: none -> CREATED',
      ]);
      world.move('one', 'RUNNING');
      expect(await lines(stream, 1)).toEqual(['one: CREATED -> RUNNING']);
    },
  );

  it('who left in the middle of the states receives them from the beginning', async () => {
    const world = createWorld();
    world.move('one', 'RUNNING');
    world.move('two', 'RUNNING');
    const stream = world.subscribe();
    const [first] = await take(stream, 1);
    await stream.return?.();
    const resumed = world.subscribe(first?.cursor);
    expect(await lines(resumed, 3)).toEqual([
      'gap: SNAPSHOT_RESTARTED',
      'initial one: none -> RUNNING',
      'initial two: none -> RUNNING',
    ]);
  });

  it('of some receives nothing of the others', async () => {
    const world = createWorld();
    const matches = ({ application }: Transition) => application === 'two';
    const stream = world.subscribe(null, {
      matches,
      snapshot: async () => ({ position: world.journal.position, states: [] }),
    });
    const first = lines(stream, 1);
    await turn();
    world.move('one', 'RUNNING');
    world.move('two', 'RUNNING');
    expect(await first).toEqual(['two: none -> RUNNING']);
  });

  it('who reads more slowly than states change is ended, holds nothing back, and resumes by cursor', async () => {
    const world = createWorld();
    world.move('one', 'CREATED');
    let tooSlow = 0;
    const onTooSlow = () => {
      tooSlow += 1;
    };
    const stream = world.subscribe(null, { maxQueued: 2, onTooSlow });
    const [initial] = await take(stream, 1);
    for (const state of ['RUNNING', 'FAILING', 'FAILED']) world.move('one', state);
    expect(tooSlow).toBe(1);
    await expect(take(stream, 3)).rejects.toThrow(SlowConsumerError);
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
    expect(await lines(world.subscribe(initial?.cursor), 3)).toEqual([
      'one: CREATED -> RUNNING',
      'one: RUNNING -> FAILING',
      'one: FAILING -> FAILED',
    ]);
  });

  it('is not slow because one commit is larger than its queue', async () => {
    const world = createWorld();
    const stream = world.subscribe(null, { maxQueued: 2 });
    const first = take(stream, 5);
    await turn();
    const names = ['one', 'two', 'three', 'four', 'five'];
    const entries = entriesAfter(
      world.journal.position,
      names.map((name) => transition(name, null, 'RUNNING')),
    );
    world.journal.append(entries);
    world.hub.publish(entries);
    expect((await first).map(line)).toEqual(names.map((name) => `${name}: none -> RUNNING`));
  });

  it('is told the end, and leaves nothing behind, when the gateway drains', async () => {
    const world = createWorld();
    const draining = new AbortController();
    const stream = world.subscribe(null, { signal: draining.signal });
    const silence = stream.next();
    await turn();
    draining.abort();
    expect(await silence).toMatchObject({ done: true });
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
  });

  it('is over at once when it begins after that', async () => {
    const world = createWorld();
    const draining = new AbortController();
    draining.abort();
    const stream = world.subscribe(null, { signal: draining.signal });
    expect(await stream.next()).toMatchObject({ done: true });
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
  });

  it('who leaves during silence leaves nothing behind, ten thousand times', async () => {
    const world = createWorld();
    for (let round = 0; round < 10_000; round += 1) {
      const stream = world.subscribe();
      const silence = stream.next();
      await stream.return?.();
      await silence;
    }
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
  });
});

/** What a subscriber knows from its messages, and the first message that does not fit to what it knew. */
function createRecord() {
  const known = new Map<string, string>();
  const wrong: string[] = [];
  let cursor: string | null = null;
  return {
    known,
    wrong,
    get cursor() {
      return cursor;
    },
    take(update: JobStateUpdate) {
      ({ cursor } = update);
      if (update.kind === 'gap') {
        known.clear();
        return;
      }
      if (update.kind === 'checkpoint') return;
      const { application, from, to } = update.transition;
      const fits = update.initial || (from?.jobState?.raw ?? null) === (known.get(application) ?? null);
      if (!fits) wrong.push(line(update));
      if (to?.jobState) known.set(application, to.jobState.raw);
    },
  };
}

/** Whoever passes waits, until let on one by one or all at once. */
function createGate() {
  const waiting: (() => void)[] = [];
  let isOpen = false;
  return {
    pass: async () => {
      if (!isOpen) await new Promise<void>((letOn) => waiting.push(letOn));
    },
    letOn(which: number) {
      const [next] = waiting.splice(which % Math.max(1, waiting.length), 1);
      next?.();
    },
    open() {
      isOpen = true;
      for (const letOn of waiting.splice(0)) letOn();
    },
  };
}

it('nothing is lost, repeated or out of order, however snapshot, replay, live, restarts and leaving fall together', async () => {
  const name = fc.constantFrom('one', 'two', 'three');
  const state = fc.constantFrom('CREATED', 'RUNNING', 'FAILED', 'FINISHED');
  const event = fc.oneof(
    { weight: 6, arbitrary: fc.record({ move: name, to: state }) },
    { weight: 8, arbitrary: fc.record({ letOn: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ leave: fc.constant(true) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        restart: fc.constantFrom<GapReason>('EPOCH_CHANGED', 'EXPIRED'),
        meanwhile: fc.dictionary(name, state, { maxKeys: 2 }),
      }),
    },
  );

  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 5, maxLength: 60 }), async (events) => {
      const world = createWorld({ journalLength: 6 });
      const gate = createGate();
      const record = createRecord();
      const leaving: unknown[] = [];
      let left = false;

      const subscribe = () => {
        const { journal } = world;
        return world.subscribe(record.cursor, {
          // Answers are of one moment, but it takes time until they are asked for and until they are there.
          journal: {
            tail: journal.tail,
            read: async (after) => {
              await gate.pass();
              const answer = await journal.read(after);
              await gate.pass();
              return answer;
            },
          },
          snapshot: async () => {
            await gate.pass();
            const states = [...world.states].map(([each, now]) => transition(each, null, now));
            const { position } = journal;
            await gate.pass();
            return { position, states };
          },
        });
      };

      let stream = subscribe();
      const listen = async () => {
        while (!left) {
          const current = stream;
          for await (const update of current) {
            if (stream !== current || left) break;
            record.take(update);
            await gate.pass();
          }
        }
      };
      const listening = listen();

      for (const happens of events) {
        if ('move' in happens && world.states.get(happens.move) !== happens.to) {
          world.move(happens.move, happens.to);
        } else if ('letOn' in happens) {
          gate.letOn(happens.letOn);
        } else if ('leave' in happens) {
          const before = stream;
          stream = subscribe();
          // Ends only when what it asked for has been answered.
          leaving.push(before.return?.());
        } else if ('restart' in happens) {
          world.restart(happens.restart, happens.meanwhile);
        }
        await turn();
      }
      gate.open();
      await until(() => {
        const isSame = [...world.states].every(([each, now]) => record.known.get(each) === now);
        return isSame && record.known.size === world.states.size;
      });
      expect(record.wrong).toEqual([]);

      left = true;
      await Promise.all([...leaving, stream.return?.(), listening]);
      expect([world.hub.size, world.watchers]).toEqual([0, 0]);
    }),
    { numRuns: 300 },
  );
});
