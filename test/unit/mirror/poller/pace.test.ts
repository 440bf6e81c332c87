/** How often a target is refreshed: idle, watched, or read. */
import { describe, expect, test } from 'vitest';
import { createPolling, every, list, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('an environment without readers', () => {
  test('is refreshed at once and then slowly, and so is the list of environments', async () => {
    await using polling = createPolling();
    await turn(35_000);
    expect(polling.times('dev')).toEqual([0, 10_000, 20_000, 30_000]);
    expect(polling.times(list)).toEqual([0, 10_000, 20_000, 30_000]);
  });
});

describe('a watched target', () => {
  test('is refreshed fast, with the list, while it has watchers; the others stay slow', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    await turn(2_500);
    const one = polling.watch('dev');
    const other = polling.watch('dev');
    await turn(5_000);
    expect(polling.times('dev', 3_500)).toEqual(every(1_000, 5));
    expect(polling.times(list, 3_500)).toEqual(every(1_000, 5));
    one[Symbol.dispose]();
    await turn(2_000);
    expect(polling.times('dev', 8_500)).toEqual([0, 1_000]);
    other[Symbol.dispose]();
    await turn(20_000);
    expect(polling.times('dev', 9_600)).toEqual([900, 10_900]);
    expect(polling.times('production')).toEqual([0, 10_000, 20_000]);
  });

  test('can be all environments, including later ones', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    using _watching = polling.watch(null);
    await turn(2_500);
    polling.environments.push('test');
    await turn(2_000);
    for (const target of [list, 'dev', 'production']) expect(polling.times(target)).toEqual(every(1_000, 5));
    expect(polling.times('test')).toEqual([3_000, 4_000]);
  });

  test('can be an environment that appears later', async () => {
    await using polling = createPolling({ environments: [] });
    await turn(5_000);
    using _watching = polling.watch('dev');
    polling.environments.push('dev');
    await turn(3_500);
    expect(polling.times('dev')).toEqual([6_000, 7_000, 8_000]);
  });

  test('is refreshed within one fast interval, even if a slow interval was scheduled', async () => {
    await using polling = createPolling();
    const first = polling.watch('dev');
    await turn(1_500);
    first[Symbol.dispose]();
    await turn(2_000);
    using _second = polling.watch('dev');
    await turn(2_000);
    expect(polling.times('dev')).toEqual([0, 1_000, 2_000, 4_500, 5_500]);
  });
});

describe('a target that was read', () => {
  test('is refreshed fast for ten fast intervals after the last time, then slowly again', async () => {
    await using polling = createPolling();
    await turn(5_000);
    polling.touch('dev');
    await turn(5_000);
    polling.touch('dev');
    await turn(30_000);
    expect(polling.times('dev', 6_000)).toEqual([...every(1_000, 15), 24_000, 34_000]);
  });

  test('is not refreshed faster by frequent reads', async () => {
    await using polling = createPolling();
    await turn(5_000);
    for (let read = 0; read < 500; read += 1) {
      polling.touch('dev');
      await turn(10);
    }
    expect(polling.times('dev', 1)).toEqual([6_000, 7_000, 8_000, 9_000, 10_000].map((at) => at - 1));
  });

  test('may be unknown: nothing is refreshed for it', async () => {
    await using polling = createPolling();
    polling.touch('nowhere');
    await turn(5_000);
    expect(polling.times('nowhere')).toEqual([]);
  });
});
