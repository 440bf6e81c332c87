/** How often a target is refreshed that fails. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activeMs, createPolling, every, list, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('a failing target', () => {
  const failing = (target: string) =>
    target === 'dev' ? Promise.reject(new Error('no')) : Promise.resolve();

  test('is retried at growing intervals while no reader needs it, up to a bound; the others keep their pace', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'], end: failing });
    await turn(150_000);
    expect(polling.times('dev')).toEqual([0, 20_000, 60_000, 100_000, 140_000]);
    expect(polling.times('production')).toEqual(every(10_000, 16));
  });

  test('is retried less often while it is watched, and returns to the fast interval once it succeeds', async () => {
    let isDown = true;
    await using polling = createPolling({ end: (target) => (isDown ? failing(target) : Promise.resolve()) });
    using _watching = polling.watch('dev');
    await turn(40_000);
    expect(polling.times('dev')).toEqual(every(1_350, 30));
    isDown = false;
    await turn(30_000);
    expect(polling.times('dev', 40_500)).toEqual(every(1_000, 30));
  });

  test('is retried at the interval of watched failing targets when it is read, and not faster', async () => {
    await using polling = createPolling({ end: failing });
    await turn(1_000);
    polling.touch('dev');
    for (let times = 0; times < 10; times += 1) polling.watch('dev');
    await turn(10_000);
    expect(polling.times('dev')).toEqual([0, ...every(1_350, 7).map((at) => 2_350 + at)]);
  });

  test('is refreshed at once when another failing target succeeds', async () => {
    let isDown = true;
    const end = () => (isDown ? Promise.reject(new Error('no')) : Promise.resolve());
    await using polling = createPolling({ environments: ['dev', 'production'], end });
    await turn(70_000);
    using _watching = polling.watch('dev');
    isDown = false;
    await turn(1_350);
    expect(polling.times('dev', 70_000)).toEqual([1_350]);
    expect(polling.times('production', 70_000)).toEqual([1_350]);
  });

  test('that is watched is refreshed within two fast intervals of the recovery of CMF', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 120_000 }),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 1,
          maxLength: 9,
        }),
        async (downFor, numbers) => {
          let nth = 0;
          let isDown = true;
          await using polling = createPolling({
            environments: ['a', 'b', 'c'],
            end: () => (isDown ? Promise.reject(new Error('no')) : Promise.resolve()),
            random: () => numbers[nth++ % numbers.length] ?? 0,
          });
          using _watching = polling.watch(null);
          await turn(downFor);
          isDown = false;
          const back = Date.now();
          await turn(2 * activeMs);
          for (const name of ['a', 'b', 'c']) expect(polling.times(name, back).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('that hangs is aborted once when CMF responds again, and restarted', async () => {
    const cut: string[] = [];
    const waiting = new Set<() => void>();
    const polling = createPolling({
      environments: ['dev', 'production'],
      end: (target, interest) => {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        waiting.add(resolve);
        interest.addEventListener('abort', () => {
          cut.push(target);
          reject(new Error('aborted'));
        });
        return promise;
      },
    });
    using _watching = polling.watch(null);
    await turn(activeMs);
    polling.recovered();
    expect(cut, 'slow, but not for long').toEqual([]);
    await turn(4 * activeMs);
    polling.recovered();
    await turn(1);
    expect(cut).toEqual([list, 'dev', 'production']);
    await turn(10 * activeMs);
    polling.recovered();
    expect(cut, 'slow, and not cut off twice').toHaveLength(3);
    expect(polling.times('dev')).toEqual([0, 5 * activeMs]);
    const closing = polling[Symbol.asyncDispose]();
    for (const end of waiting) end();
    await closing;
  });

  test('may be the list: the known environments are still refreshed', async () => {
    await using polling = createPolling({
      end: (target) => (target === list ? Promise.reject(new Error('no')) : Promise.resolve()),
    });
    await turn(25_000);
    expect(polling.times('dev')).toEqual([0, 10_000, 20_000]);
    expect(polling.times(list)).toEqual([0, 20_000]);
  });
});
