/** Environments that appear, disappear and reappear. */
import { describe, expect, test } from 'vitest';
import { createHeld, createPolling, list, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('an environment', () => {
  test('that is new is refreshed as soon as the list contains it', async () => {
    const environments: string[] = [];
    await using polling = createPolling({
      environments,
      end: async (target) => {
        if (target === list && Date.now() >= 10_000 && environments.length === 0) environments.push('dev');
      },
    });
    await turn(15_000);
    expect(polling.times('dev')).toEqual([10_000]);
  });

  test('that disappears is no longer refreshed, watched or not', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    using _watching = polling.watch('dev');
    await turn(2_500);
    polling.environments.shift();
    await turn(20_000);
    expect(polling.times('dev')).toEqual([0, 1_000, 2_000]);
    expect(polling.times('production')).toEqual([0, 10_000, 20_000]);
  });

  test('that disappears while it is refreshed and reappears is refreshed again', async () => {
    const held = createHeld();
    await using polling = createPolling({
      environments: ['dev'],
      end: (target) => (target === 'dev' ? held.end(target) : Promise.resolve()),
    });
    await turn(1_000);
    polling.environments.shift();
    await turn(10_000);
    held.waiting[0]?.end();
    polling.environments.push('dev');
    await turn(20_000);
    expect(polling.times('dev')).toHaveLength(2);
    held.waiting[0]?.end();
  });

  test('that disappears is idle when it reappears, although it was read before', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    using _watching = polling.watch('production');
    polling.touch('dev');
    await turn(2_500);
    polling.environments.shift();
    await turn(1_000);
    polling.environments.push('dev');
    await turn(5_000);
    expect(polling.times('dev', 2_500)).toEqual([1_500]);
  });
});
