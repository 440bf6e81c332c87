/** How many refreshes run at once, and in which order. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { activeMs, createHeld, createPolling, idleMs, list, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('the load on CMF', () => {
  test('never exceeds the maximum of concurrent refreshes; others follow as soon as a slot is free', async () => {
    const held = createHeld();
    const environments = Array.from({ length: 9 }, (_, nth) => `e${nth}`);
    const polling = createPolling({ environments, concurrency: 3, end: held.end });
    await turn(60_000);
    expect(held.waiting.map(({ target }) => target)).toEqual([list, 'e0', 'e1']);
    expect(vi.getTimerCount(), 'nothing to wait for but an end, or a response to a probe').toBe(1);
    for (let ended = 0; ended < 10; ended += 1) {
      held.waiting[0]?.end();
      await turn(0);
    }
    expect(polling.refreshes.slice(0, 10).map(({ target }) => target)).toEqual([list, ...environments]);
    expect(held.peak).toBe(3);
    const closing = polling[Symbol.asyncDispose]();
    held.endAll();
    await closing;
  });

  test('starts with the target that has been due for the longest time', async () => {
    const held = createHeld();
    await using polling = createPolling({ environments: ['a', 'b'], concurrency: 1, end: held.end });
    await turn(0);
    const end = async () => {
      held.endAll();
      await turn(1);
    };
    for (const _target of [list, 'a', 'b']) await end();
    using _watching = polling.watch('b');
    await turn(activeMs);
    // The list holds the only slot until both environments are due, the second of them first.
    await turn(3 * idleMs);
    const from = Date.now();
    for (const _target of [list, 'b', 'a']) await end();
    const targets = polling.refreshes.filter(({ at }) => at >= from).map(({ target }) => target);
    expect(targets.slice(0, 2)).toEqual(['b', 'a']);
    held.endAll();
  });

  test('has no second refresh of a target while one runs, however long that takes', async () => {
    const held = createHeld();
    await using polling = createPolling({ end: held.end });
    using _watching = polling.watch('dev');
    await turn(60_000);
    expect(polling.times('dev')).toEqual([0]);
    held.endAll();
    await turn(activeMs);
    expect(polling.times('dev')).toEqual([0, 61_000]);
    held.endAll();
  });

  test('is spread: no interval is shorter or longer by more than a tenth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 1,
          maxLength: 10,
        }),
        async (numbers) => {
          let nth = 0;
          await using polling = createPolling({ random: () => numbers[nth++ % numbers.length] ?? 0 });
          const from = Date.now();
          await turn(10 * idleMs);
          const times = polling.times('dev', from);
          for (const [index, at] of times.slice(1).entries()) {
            const interval = at - (times[index] ?? 0);
            expect(interval).toBeGreaterThanOrEqual(0.9 * idleMs - 1);
            expect(interval).toBeLessThanOrEqual(1.1 * idleMs + 1);
          }
          expect(times.length).toBeGreaterThanOrEqual(9);
        },
      ),
      { numRuns: 30 },
    );
  });
});
