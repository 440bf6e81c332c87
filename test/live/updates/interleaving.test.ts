/** Every interleaving of snapshot, replay, live changes, restarts and disconnects. */
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { JobStateUpdate } from '../../../src/live/job-state-update.ts';
import type { GapReason } from '../../../src/live/journal.ts';
import { until } from '../../support/until.ts';
import { transition } from '../fixtures.ts';
import { createWorld, line } from './fixtures.ts';

/** The states that a subscriber has received, and the first message that contradicts them. */
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

/** A gate: callers wait until they are released one by one or all at once. */
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

it('nothing is lost, repeated or out of order for any interleaving of snapshot, replay, live updates, restarts and disconnects', async () => {
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
          // A response has the state of one time, but its request and its delivery take time.
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
          // Ends only after the response to its request.
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
