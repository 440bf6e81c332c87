/** Which callers share a read, and how old it may be. */
import { describe, expect, test } from 'vitest';
import { createSingleFlight } from '../../../../src/mirror/single-flight.ts';
import { createReads, finishAll, readGiven, settled } from './fixtures.ts';

describe('while a read runs', () => {
  test('callers for which it is new enough share it', async () => {
    const reads = createReads();
    const first = reads.call('a');
    reads.turn(10);
    const second = reads.call('a', reads.now - 10);
    expect(reads.began).toHaveLength(1);
    await finishAll(reads);
    expect(second.given).toEqual(first.given);
    expect(reads.began).toHaveLength(1);
  });

  test('callers for which it is too old share one more read, which starts when it has ended', async () => {
    const reads = createReads();
    reads.call('a');
    reads.turn(10);
    const late = [reads.call('a'), reads.call('a'), reads.call('a')];
    await settled();
    expect(reads.began).toHaveLength(1);
    reads.turn(10);
    reads.running[0]?.end('ANSWER');
    await settled();
    expect(reads.began.map(({ beganAt }) => beganAt)).toEqual([1_000, 1_020]);
    await finishAll(reads);
    for (const requested of late) expect(readGiven(requested)).toBe(reads.began[1]);
    expect(reads.began).toHaveLength(2);
  });

  test('a call while the end is still being delivered joins the waiting callers', async () => {
    for (let ticks = 0; ticks < 10; ticks += 1) {
      const reads = createReads();
      reads.call('a');
      reads.turn(1);
      reads.call('a');
      reads.running[0]?.end('ANSWER');
      for (let tick = 0; tick < ticks; tick += 1) await Promise.resolve();
      const late = reads.call('a');
      await finishAll(reads);
      expect(reads.crowds).toEqual([]);
      expect(readGiven(late)).toBe(reads.began[1]);
    }
  });

  test('other keys do not wait for it', () => {
    const reads = createReads();
    reads.call('a');
    reads.call('b');
    expect(reads.running.map(({ key }) => key)).toEqual(['a', 'b']);
  });
});

test('the age of a read counts from its start, not from the first wait for it', async () => {
  let now = 0;
  let reads = 0;
  const flight = createSingleFlight<number>(() => now);
  const { promise, resolve } = Promise.withResolvers<void>();
  const read = async () => {
    const nth = ++reads;
    now += 5;
    await promise;
    return nth;
  };
  const first = flight('a', 0, read);
  const second = flight('a', 3, read);
  resolve();
  expect([await first, await second]).toEqual([1, 2]);
});
