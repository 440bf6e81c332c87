/** The oracle of the chaos runs detects each kind of violation. */
import { describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/live/cursor.ts';
import { verify } from './oracle.ts';
import type { Received } from './received.ts';

const record = ['A', 'B', 'C', 'D', 'E'].map((jobState) => ({
  environment: 'dev1',
  application: 'orders',
  to: { jobState },
}));

/** `B` is a state of a snapshot, `B>C` a change, `gap` a gap. */
function messages(...words: string[]): Received[] {
  return words.map((word, index) => {
    const cursor = encodeCursor({ epoch: 'e', sequence: index + 1 });
    if (word === 'gap') return { kind: 'gap', reason: 'EXPIRED', cursor, at: 0 };
    const [from, to] = word.split('>');
    const application = 'dev1/orders';
    const jobId = null;
    return to
      ? { kind: 'state', application, initial: false, from: from || null, to, jobId, source: 'POLL', cursor }
      : { kind: 'state', application, initial: true, from: null, to: word, jobId, source: 'POLL', cursor };
  });
}

const clean = { lost: 0, duplicated: 0, reordered: 0, unannounced: 0, steppedBack: 0 };
const verdict = (...words: string[]) => {
  const { findings: _findings, ...counts } = verify(record, [
    { subscriber: 's', received: messages(...words) },
  ]);
  return counts;
};

describe('the oracle', () => {
  test.each([
    ['all changes since a snapshot', ['A', 'A>B', 'B>C', 'C>D', 'D>E']],
    ['a later beginning', ['C', 'C>D', 'D>E']],
    ['what is missing where a gap is reported', ['A', 'A>B', 'gap', 'D', 'D>E']],
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
    ['a duplicate change', ['A', 'A>B', 'A>B', 'B>C', 'C>D', 'D>E'], { duplicated: 1 }],
    ['a repeated older change', ['A', 'A>B', 'B>C', 'C>D', 'A>B', 'D>E'], { duplicated: 1 }],
    ['changes in another order', ['C', 'C>D', 'D>E', 'A>B'], { reordered: 1 }],
    ['a snapshot without a gap', ['A', 'A>B', 'D', 'D>E'], { unannounced: 1 }],
    ['a state that never was', ['Z'], { unannounced: 1 }],
    ['a change of what was not in the snapshot', ['C>D', 'D>E'], { unannounced: 1 }],
    ['an application that appears twice', ['C', '>D', 'D>E'], { lost: 1 }],
  ])('detects %s', (_what, words, wrong) => {
    expect(verdict(...words)).toMatchObject(wrong);
  });

  test('detects one cursor for two different messages', () => {
    const one = messages('C', 'C>D', 'D>E');
    const other = messages('D', 'D>E');
    const logs = [one, other].map((received, index) => ({ subscriber: `s${index}`, received }));
    expect(verify(record, logs)).toMatchObject({ unannounced: 1 });
  });

  test('detects a cursor that goes back', () => {
    const [first, second] = messages('D', 'D>E');
    const received = [first, second, { ...second, from: 'E' }] as Received[];
    expect(verify(record, [{ subscriber: 's', received }])).toMatchObject({ reordered: 1 });
  });

  describe('for observations by polls', () => {
    const jobs = ['j1', 'j2', 'j3'].map((jobId) => ({
      environment: 'dev1',
      application: 'orders',
      to: { jobState: 'RUNNING', jobId },
    }));
    const seen = jobs.map(({ to }) => ({
      replica: 'one',
      application: 'dev1/orders',
      isDuringOutage: true,
      endedWithReplica: false,
      at: 0,
      sharedAt: 1,
      ...to,
    }));
    /** `j1` is a message with this job, `gap` a gap. */
    const lostOf = (...words: string[]) => {
      const received = words.map((word, index): Received => {
        const cursor = encodeCursor({ epoch: 'e', sequence: index + 1 });
        if (word === 'gap') return { kind: 'gap', reason: 'OUTAGE', cursor, at: 0 };
        const isFirst = index === 0 || words[index - 1] === 'gap';
        return {
          kind: 'state',
          application: 'dev1/orders',
          initial: isFirst,
          from: isFirst ? null : 'RUNNING',
          to: 'RUNNING',
          jobId: word,
          source: 'POLL',
          cursor,
        };
      });
      return verify(jobs, [{ subscriber: 's', received }], seen).lost;
    };

    test.each([
      [['j1', 'j2', 'j3'], 0],
      [['j2', 'j3'], 0],
      [['j1', 'gap', 'j3'], 0],
      [['j1', 'j3'], 1],
      [['j1', 'j2'], 1],
      [['j1', 'gap', 'j2'], 1],
    ])('after %j detects %i lost transitions', (words, lost) => expect(lostOf(...words)).toBe(lost));
  });

  test('locates states that recur', () => {
    const states = ['A', 'B', 'A', 'B', 'C'];
    const repeating = states.map(
      (jobState) => ({ ...record[0], to: { jobState } }) as (typeof record)[number],
    );
    const verdictOf = (...words: string[]) =>
      verify(repeating, [{ subscriber: 's', received: messages(...words) }]);
    expect(verdictOf('A', 'A>B', 'B>C')).toMatchObject(clean);
    expect(verdictOf('A', 'A>B', 'B>A', 'A>B', 'B>C')).toMatchObject(clean);
    expect(verdictOf('B', 'B>A', 'A>C').lost).toBeGreaterThan(0);
  });
});
