/** Every interleaving of callers, reads and aborts. */
import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Call, createReads, finishAll, readGiven, settled } from './fixtures.ts';

describe('any interleaving of calls', () => {
  const key = fc.constantFrom('a', 'b');
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('call'),
      key,
      age: fc.constantFrom(0, 1, 5, 2_000),
      // One of two callers that request many keys and abort all of them at once, or a caller that waits to the end.
      as: fc.constantFrom(null, 0, 1),
    }),
    fc.record({ kind: fc.constant('leave'), as: fc.constantFrom(0, 1) }),
    fc.record({ kind: fc.constant('end'), nth: fc.nat(1), outcome: fc.constantFrom('ANSWER', 'FAILURE') }),
    fc.record({ kind: fc.constant('turn'), milliseconds: fc.integer({ min: 1, max: 5 }) }),
    // A few microtasks, or with 0 all pending ones: calls during the delivery of an end are the critical case.
    fc.record({ kind: fc.constant('settle'), ticks: fc.nat(4) }),
  );

  test('there is never more than one read of a key, each waiting caller gets one that began late enough, and a read without callers is aborted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const reads = createReads();
        const all: Call[] = [];
        const callers = [new AbortController(), new AbortController()];
        const left = new Set<Call>();
        const bringing = new Map<Call, AbortController>();
        const leave = (caller: AbortController) => {
          for (const [requested, by] of bringing)
            if (by === caller && requested.given === null) left.add(requested);
          caller.abort();
        };
        const call = (key: string, notBefore: number, as: number | null) => {
          const caller = as === null ? undefined : callers[as];
          const requested = reads.call(key, notBefore, caller?.signal);
          all.push(requested);
          if (caller) bringing.set(requested, caller);
        };
        for (const step of steps) {
          if (step.kind === 'turn') reads.turn(step.milliseconds);
          if (step.kind === 'end') reads.running[step.nth]?.end(step.outcome);
          if (step.kind === 'call') call(step.key, reads.now - step.age, step.as);
          if (step.kind === 'leave') {
            const caller = callers[step.as];
            if (caller) leave(caller);
            callers[step.as] = new AbortController();
          }
          if (step.kind === 'settle') {
            if (step.ticks === 0) await settled();
            for (let tick = 0; tick < step.ticks; tick += 1) await Promise.resolve();
          }
        }
        await finishAll(reads);

        expect(reads.crowds).toEqual([]);
        for (const requested of all) {
          if (left.has(requested) && requested.given === 'NOTHING') continue;
          const read = readGiven(requested);
          expect(read?.key).toBe(requested.key);
          expect(read?.beganAt).toBeGreaterThanOrEqual(requested.notBefore);
          expect(left.has(requested) || !read?.signal.aborted, 'not aborted under who waits').toBe(true);
        }
        const given = new Set(all.map(readGiven));
        expect(
          reads.began.every((read) => given.has(read) || read.signal.aborted),
          'each read had a caller, or was aborted',
        ).toBe(true);
        for (const { signal } of [...callers, ...bringing.values()])
          expect(getEventListeners(signal, 'abort')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
