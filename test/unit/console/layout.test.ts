/** The layout of the console's timeline: lanes, segments and marks from entries and instances. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lanesOf } from '../../../console/timeline/layout.ts';
import type { Entry, Lane, TimelineInstance } from '../../../console/timeline/model.ts';
import { entered, entry, epoch, instance, iso, minutes } from './fixtures.ts';

const now = minutes(1_000);

function lanes(entries: readonly Entry[], instances: readonly TimelineInstance[]): readonly Lane[] {
  return lanesOf({ entries, instances, savepoints: [] }, now);
}

/** `RUNNING 2-10`, in minutes. */
function bars(lane: Lane | undefined): readonly string[] {
  const minute = (time: number) => (time === now ? 'now' : (time - epoch) / 60_000);
  return (lane?.segments ?? []).map(
    ({ kind, state, from, to }) => `${kind === 'job' ? state : kind} ${minute(from)}-${minute(to)}`,
  );
}

describe('segments', () => {
  test('a job keeps its state until its next entry, and the current one until now', () => {
    const [lane] = lanes([entered(2, 'CREATED'), entered(3, 'RUNNING')], [instance('a', 0)]);
    expect(bars(lane)).toEqual(['waiting 0-2', 'CREATED 2-3', 'RUNNING 3-now']);
  });

  test('entries of other kinds, and the same state again, do not end a segment', () => {
    const [lane] = lanes(
      [entered(2, 'RUNNING'), entry(3, { kind: 'EXCEPTION' }), entered(4, 'RUNNING')],
      [instance('a', 2)],
    );
    expect(bars(lane)).toEqual(['RUNNING 2-now']);
  });

  test('the old job of a stuck upgrade overlaps the instances that wait', () => {
    const stuck = lanes(
      [entered(1, 'RUNNING', 'a')],
      [
        instance('a', 1),
        instance('b', 10, { role: 'NEVER_DEPLOYED' }),
        instance('c', 20, { role: 'PENDING' }),
      ],
    );
    expect(stuck.map((lane) => [lane.uid, ...bars(lane)])).toEqual([
      ['c', 'waiting 20-now'],
      ['b', 'waiting 10-20'],
      ['a', 'RUNNING 1-now'],
    ]);
  });

  test('a replaced instance ends with its last status', () => {
    const [, replaced] = lanes(
      [entered(1, 'RUNNING', 'a'), entered(9, 'FINISHED', 'a'), entered(11, 'RUNNING', 'b')],
      [instance('a', 0, { role: 'SUPERSEDED', updatedAt: iso(10) }), instance('b', 9)],
    );
    expect(bars(replaced)).toEqual(['waiting 0-1', 'RUNNING 1-9', 'FINISHED 9-10']);
  });

  test('a state without an entry is assumed, and marked as such', () => {
    const [lane] = lanes([], [instance('a', 5, { jobState: 'RUNNING' })]);
    expect(bars(lane)).toEqual(['assumed 5-now']);
  });

  test('a job that no longer has a state leaves an empty interval', () => {
    const [lane] = lanes(
      [entered(1, 'RUNNING'), entered(2, null), entered(5, 'RUNNING')],
      [instance('a', 1)],
    );
    expect(bars(lane)).toEqual(['RUNNING 1-2', 'RUNNING 5-now']);
  });
});

describe('lanes', () => {
  test('entries of an unknown instance get a lane of their own', () => {
    const result = lanes(
      [entry(3, { instanceUid: null }), entry(4, { instanceUid: 'x' })],
      [instance('a', 0)],
    );
    expect(result.map(({ uid, marks }) => [uid, marks.length])).toEqual([
      ['a', 0],
      [null, 2],
    ]);
  });

  test('a savepoint belongs to the job that ran when it was taken', () => {
    const [pending, current] = lanesOf(
      {
        entries: [entered(1, 'RUNNING', 'a')],
        instances: [instance('b', 5, { role: 'PENDING' }), instance('a', 0)],
        savepoints: [{ name: 'nightly', at: iso(7), state: 'COMPLETED' }],
      },
      now,
    );
    expect(pending?.marks).toEqual([]);
    expect(current?.marks.at(-1)).toEqual({
      kind: 'savepoint',
      at: minutes(7),
      text: 'Savepoint nightly: COMPLETED',
    });
  });

  test('an instance without a creation time begins with its first entry', () => {
    const [lane] = lanes([entered(4, 'RUNNING')], [instance('a', 0, { createdAt: null })]);
    expect(lane?.from).toBe(minutes(4));
  });
});

test('whatever the entries are, segments are in order, do not overlap, and lie in their lane', () => {
  const states = fc.constantFrom('RUNNING', 'CREATED', 'FAILED', 'FINISHED', null);
  const roles = fc.constantFrom('CURRENT', 'PENDING', 'SUPERSEDED', 'NEVER_DEPLOYED', 'UNKNOWN', null);
  const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), states, fc.constantFrom('a', 'b')));
  const instances = fc.tuple(
    roles,
    roles,
    fc.integer({ min: 0, max: 900 }),
    fc.option(fc.integer({ min: 0, max: 900 })),
  );
  fc.assert(
    fc.property(entries, instances, (list, [one, other, created, updated]) => {
      const ordered = list.toSorted(([a], [b]) => a - b).map(([at, state, uid]) => entered(at, state, uid));
      const updatedAt = updated === null ? null : iso(updated);
      const result = lanes(ordered, [
        instance('a', 0, { role: one, updatedAt }),
        instance('b', created, { role: other, updatedAt }),
      ]);
      expect(result.map(({ uid }) => uid)).toEqual(['b', 'a']);
      for (const { segments, from, marks } of result) {
        let end = from;
        for (const segment of segments) {
          expect(segment.from).toBeGreaterThanOrEqual(end);
          expect(segment.to).toBeGreaterThan(segment.from);
          end = segment.to;
        }
        expect(end).toBeLessThanOrEqual(now);
        for (const { at } of marks) expect(at).toBeGreaterThanOrEqual(from);
      }
    }),
  );
});
