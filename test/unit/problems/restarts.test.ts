/** How restarts of a timeline are counted within the last hour. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeline } from '../../../src/history/timeline.ts';
import { restartStreak } from '../../../src/problems/restarts.ts';
import { event, millis, minute } from '../history/fixtures.ts';

/** A job that restarts at these minutes. */
function entries(minutes: readonly number[]) {
  return timeline(
    [],
    minutes.flatMap((at, index) => [
      event(`restart-${index}`, at, { newStatus: 'RESTARTING', instance: 'a' }),
      event(`run-${index}`, at + 0.1, { newStatus: 'RUNNING', instance: 'a' }),
    ]),
  );
}

describe('the restarts of a job', () => {
  test('count within the last hour, and began with the first that no pause of an hour separates', () => {
    const streak = restartStreak(entries([10, 80, 130, 140]), 'a', millis(150));
    expect(streak).toEqual({ count: 2, since: minute(80) });
  });

  test('are none after an hour without one', () => {
    expect(restartStreak(entries([10, 20]), 'a', millis(81))).toBeNull();
  });

  test('are those of the deployed instance', () => {
    expect(restartStreak(entries([140]), 'b', millis(150))).toBeNull();
  });

  test('are counted as a filter of times would count them', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { maxLength: 20 });
    fc.assert(
      fc.property(minutes, (unsorted) => {
        const times = unsorted.toSorted((a, b) => a - b);
        const within = times.filter((time) => 500.5 - time <= 60).length;
        expect(restartStreak(entries(times), 'a', millis(500.5))?.count ?? 0).toBe(within);
      }),
    );
  });
});
