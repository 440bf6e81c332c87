/** Which event reports which observed transition, when the clock of CMF is ahead of or behind that of the gateway. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchChanges } from '../../../src/history/match-changes.ts';

const states = ['RUNNING', 'RESTARTING'] as const;

interface Entry {
  readonly kind: string;
  readonly jobState: { readonly state: string };
  readonly instance: string | null;
  readonly observedAt: string | null;
  readonly change: number;
}

function entry(change: number, time: number, observedAt: string | null) {
  const state = states[change % 2] ?? 'RUNNING';
  return { time, entry: { kind: 'JOB_STATE', jobState: { state }, instance: '1', observedAt, change } };
}

/** The change that each transition was matched with, beside its own. */
function pairsOf(matches: ReturnType<typeof matchChanges<Entry>>) {
  const pairs = [...matches].map(([transition, event]) => [transition.entry.change, event.entry.change]);
  return pairs.toSorted(([one = 0], [other = 0]) => one - other);
}

/** Alternating states. Each change is polled before the next one. */
function observe(gaps: readonly number[], delays: readonly number[]) {
  const times = gaps.map((_, index) => gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0));
  const observed = times.map((time, index) => entry(index, time + (delays[index] ?? 0), 'polled'));
  return { times, observed };
}

const skew = fc.integer({ min: -5_000, max: 5_000 });

describe('with an event for each change', () => {
  test('each transition gets its own event, whatever the skew of the clocks', () => {
    const gap = fc.integer({ min: 200, max: 60_000 });
    fc.assert(
      fc.property(
        fc.array(gap, { maxLength: 30 }),
        fc.integer({ max: 190, min: 0 }),
        skew,
        (gaps, delay, ahead) => {
          const { times, observed } = observe(gaps, Array(gaps.length).fill(delay));
          const reported = times.map((time, index) => entry(index, time + ahead, null));
          const own = gaps.map((_, index) => [index, index]);
          const pairs = pairsOf(matchChanges(observed, reported, true));
          expect(pairs).toEqual(own);
        },
      ),
    );
  });
});

describe('with a recurring event, which has its first and its last occurrence only', () => {
  test('each gets the nearest transition', () => {
    // Further apart than the skew and the delay of a poll.
    const gap = fc.integer({ min: 6_000, max: 60_000 });
    const gaps = fc.array(gap, { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(gaps, fc.integer({ min: 0, max: 900 }), skew, (all, delay, ahead) => {
        const { times, observed } = observe(all, Array(all.length).fill(delay));
        const ofState = times.map((_, index) => index).filter((index) => index % 2 === 1);
        const shown = [ofState.at(0) ?? 1, ofState.at(-1) ?? 1];
        const reported = [...new Set(shown)].map((index) => entry(index, (times[index] ?? 0) + ahead, null));
        const pairs = pairsOf(matchChanges(observed, reported, true));
        expect(pairs).toEqual([...new Set(shown)].map((index) => [index, index]));
      }),
    );
  });

  test('the last occurrence does not match the transition of an earlier one when the clock of CMF is ahead', () => {
    // The job restarts at 0 s and 10 s and runs in between; CMF's clock is 2 s ahead; the first poll of RUNNING was quick.
    const observed = [entry(1, 100, 'polled'), entry(2, 1_000, 'polled'), entry(3, 10_000, 'polled')];
    const reported = [entry(1, 2_000, null), entry(3, 12_000, null)];
    expect(pairsOf(matchChanges(observed, reported, true))).toEqual([
      [1, 1],
      [3, 3],
    ]);
  });
});

describe('matches of different states', () => {
  // A poll each second, and each change right after a poll. Of RUNNING and RESTARTING, CMF keeps the first and the last time.
  const observed = [1, 2, 3, 4].map((change) => entry(change, change * 1_000, 'polled'));
  const reported = [entry(1, 50, null), entry(3, 2_060, null), entry(4, 2_990, null)];

  test('do not cross: the last occurrence belongs to the poll that observed it', () => {
    expect(pairsOf(matchChanges(observed, reported, true))).toEqual([
      [1, 1],
      [3, 3],
      [4, 4],
    ]);
  });

  test('may cross if the order of the changes is unknown', () => {
    expect(pairsOf(matchChanges(observed, reported, false))).toEqual([
      [1, 1],
      [2, 4],
      [3, 3],
    ]);
  });

  test('do not cross when polls skipped a change, which then has the time of its event', () => {
    const skipping = [entry(2, 10_000, 'polled'), entry(3, 10_008, null), entry(4, 11_000, 'polled')];
    const events = [entry(3, 10_008, null), entry(4, 10_013, null)];
    expect(pairsOf(matchChanges(skipping, events, true))).toEqual([
      [3, 3],
      [4, 4],
    ]);
  });
});

test.each([
  { isChain: true, of: 'any two states', groups: [[0, 1]] },
  { isChain: false, of: 'one state', groups: [[0], [1]] },
])('matches of $of never cross, and no event is used twice', ({ isChain, groups }) => {
  const time = fc.integer({ min: 0, max: 100_000 });
  const change = fc.integer({ min: 0, max: 1 });
  const list = fc.array(fc.tuple(change, time), { maxLength: 25 });
  fc.assert(
    fc.property(list, list, (transitions, events) => {
      const sorted = (entries: readonly (readonly [number, number])[]) =>
        entries.toSorted((a, b) => a[1] - b[1]);
      const observed = sorted(transitions).map(([state, at]) => entry(state, at, 'polled'));
      const reported = sorted(events).map(([state, at]) => entry(state, at, null));
      const matches = [...matchChanges(observed, reported, isChain)];
      expect(new Set(matches.map(([, event]) => event)).size).toBe(matches.length);
      for (const states of groups) {
        const indexes = matches
          .filter(([transition]) => states.includes(transition.entry.change))
          .map(([transition, event]) => [observed.indexOf(transition), reported.indexOf(event)] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, event]) => event);
        expect(indexes).toEqual(indexes.toSorted((a, b) => a - b));
      }
    }),
  );
});
