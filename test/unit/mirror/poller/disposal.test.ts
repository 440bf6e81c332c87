/** The end of a poller. */
import { describe, expect, test, vi } from 'vitest';
import { createHeld, createPolling, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('disposal', () => {
  test('ends all timers and starts no other', async () => {
    const polling = createPolling();
    const watching = polling.watch('dev');
    await turn(1_500);
    await polling[Symbol.asyncDispose]();
    expect(vi.getTimerCount()).toBe(0);
    watching[Symbol.dispose]();
    polling.touch('dev');
    polling.watch(null);
    expect(vi.getTimerCount()).toBe(0);
    const count = polling.refreshes.length;
    await turn(60_000);
    expect(polling.refreshes).toHaveLength(count);
  });

  test('before the first round prevents it', async () => {
    const polling = createPolling();
    await polling[Symbol.asyncDispose]();
    await turn(60_000);
    expect(polling.refreshes).toEqual([]);
  });

  test('waits for the refreshes that run, also for those that fail, and starts no other', async () => {
    const held = createHeld();
    const polling = createPolling({ environments: ['a', 'b', 'c'], concurrency: 3, end: held.end });
    await turn(0);
    let isDisposed = false;
    const disposal = polling[Symbol.asyncDispose]().then(() => {
      isDisposed = true;
    });
    await turn(30_000);
    expect(isDisposed).toBe(false);
    const [first, ...rest] = held.waiting.slice();
    first?.end(new Error('no'));
    await turn(0);
    expect(isDisposed).toBe(false);
    for (const { end } of rest) end();
    await disposal;
    expect(polling.refreshes).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });
});
