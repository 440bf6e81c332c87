/** The judge of the chaos runs must itself notice each wrong that a gateway could do. */
import { describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/live/cursor.ts';
import { judge } from './oracle.ts';
import type { Told } from './told.ts';

const record = ['A', 'B', 'C', 'D', 'E'].map((jobState) => ({
  environment: 'dev1',
  application: 'orders',
  to: { jobState },
}));

/** `B` is a state of a snapshot, `B>C` a change, `gap` a gap. */
function story(...words: string[]): Told[] {
  return words.map((word, index) => {
    const cursor = encodeCursor({ epoch: 'e', sequence: index + 1 });
    if (word === 'gap') return { kind: 'gap', reason: 'EXPIRED', cursor };
    const [from, to] = word.split('>');
    const application = 'dev1/orders';
    return to
      ? { kind: 'state', application, initial: false, from: from || null, to, source: 'POLL', cursor }
      : { kind: 'state', application, initial: true, from: null, to: word, source: 'POLL', cursor };
  });
}

const clean = { lost: 0, duplicated: 0, reordered: 0, unannounced: 0, steppedBack: 0 };
const verdict = (...words: string[]) => {
  const { findings: _findings, ...counts } = judge(record, [{ subscriber: 's', told: story(...words) }]);
  return counts;
};

describe('the judge', () => {
  test.each([
    ['all changes since a snapshot', ['A', 'A>B', 'B>C', 'C>D', 'D>E']],
    ['a later beginning', ['C', 'C>D', 'D>E']],
    ['what is missing where a gap is told', ['A', 'A>B', 'gap', 'D', 'D>E']],
    ['a snapshot that is begun again', ['A', 'B', 'B>C', 'C>D', 'D>E']],
    ['an application that appears', ['gap', '>B', 'B>C', 'C>D', 'D>E']],
    ['a change of something else than the state', ['D', 'D>D', 'D>E', 'E>E']],
  ])('accepts %s', (_what, words) => {
    expect(verdict(...words)).toEqual(clean);
  });

  test.each([
    ['a change that is left out', ['A', 'A>B', 'C>D', 'D>E'], { lost: 1 }],
    ['a change that skips states', ['A', 'A>B', 'B>E'], { lost: 2 }],
    ['an end that is not reached', ['A', 'A>B', 'B>C'], { lost: 2 }],
    ['a change that is told twice', ['A', 'A>B', 'A>B', 'B>C', 'C>D', 'D>E'], { duplicated: 1 }],
    ['an older change that is told again', ['A', 'A>B', 'B>C', 'C>D', 'A>B', 'D>E'], { duplicated: 1 }],
    ['changes in another order', ['C', 'C>D', 'D>E', 'A>B'], { reordered: 1 }],
    ['a snapshot without a gap', ['A', 'A>B', 'D', 'D>E'], { unannounced: 1 }],
    ['a state that never was', ['Z'], { unannounced: 1 }],
    ['a change of what was not in the snapshot', ['C>D', 'D>E'], { unannounced: 1 }],
    ['an application that appears twice', ['C', '>D', 'D>E'], { lost: 1 }],
  ])('notices %s', (_what, words, wrong) => {
    expect(verdict(...words)).toMatchObject(wrong);
  });

  test('notices that one cursor means two things', () => {
    const one = story('C', 'C>D', 'D>E');
    const other = story('D', 'D>E');
    const stories = [one, other].map((told, index) => ({ subscriber: `s${index}`, told }));
    expect(judge(record, stories)).toMatchObject({ unannounced: 1 });
  });

  test('notices a cursor that goes back', () => {
    const [first, second] = story('D', 'D>E');
    const told = [first, second, { ...second, from: 'E' }] as Told[];
    expect(judge(record, [{ subscriber: 's', told }])).toMatchObject({ reordered: 1 });
  });

  test('finds the place of states that come again and again', () => {
    const states = ['A', 'B', 'A', 'B', 'C'];
    const repeating = states.map(
      (jobState) => ({ ...record[0], to: { jobState } }) as (typeof record)[number],
    );
    const judged = (...words: string[]) => judge(repeating, [{ subscriber: 's', told: story(...words) }]);
    expect(judged('A', 'A>B', 'B>C')).toMatchObject(clean);
    expect(judged('A', 'A>B', 'B>A', 'A>B', 'B>C')).toMatchObject(clean);
    expect(judged('B', 'B>A', 'A>C').lost).toBeGreaterThan(0);
  });
});
