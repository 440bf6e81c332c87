/** How often a target is refreshed that fails. */
import { describe, expect, test } from 'vitest';
import { createPolling, every, list, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('what fails', () => {
  const failing = (target: string) =>
    target === 'dev' ? Promise.reject(new Error('no')) : Promise.resolve();

  test('is tried ever more seldom, up to a bound, while the others keep their pace', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'], end: failing });
    await turn(150_000);
    expect(polling.times('dev')).toEqual([0, 20_000, 60_000, 100_000, 140_000]);
    expect(polling.times('production')).toEqual(every(10_000, 16));
  });

  test('is tried more seldom though it is watched, and keeps the fast pace once it succeeds', async () => {
    let isDown = true;
    await using polling = createPolling({ end: (target) => (isDown ? failing(target) : Promise.resolve()) });
    using _watching = polling.watch('dev');
    await turn(40_000);
    expect(polling.times('dev')).toEqual([0, 2_000, 6_000, 14_000, 24_000, 34_000]);
    isDown = false;
    await turn(30_000);
    expect(polling.times('dev', 44_000)).toEqual(every(1_000, 27));
  });

  test('is not hurried by those who ask for it', async () => {
    await using polling = createPolling({ end: failing });
    await turn(1_000);
    polling.touch('dev');
    using _watching = polling.watch('dev');
    await turn(10_000);
    expect(polling.times('dev')).toEqual([0]);
  });

  test('may be the list: the environments known by then are refreshed all the same', async () => {
    await using polling = createPolling({
      end: (target) => (target === list ? Promise.reject(new Error('no')) : Promise.resolve()),
    });
    await turn(25_000);
    expect(polling.times('dev')).toEqual([0, 10_000, 20_000]);
    expect(polling.times(list)).toEqual([0, 20_000]);
  });
});
