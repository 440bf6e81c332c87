/** Marks of the console's timeline: their kind, their text, and their clusters. */
import { expect, test } from 'vitest';
import { clustersOf, kindOf, textOf } from '../../../console/timeline/marks.ts';
import type { Mark } from '../../../console/timeline/model.ts';
import { entered, entry } from './fixtures.ts';

test('exceptions and the states of failure are failures', () => {
  expect(kindOf(entry(0, { kind: 'EXCEPTION' }))).toBe('failure');
  expect(kindOf(entered(0, 'FAILED'))).toBe('failure');
  expect(kindOf(entered(0, 'FAILING'))).toBe('failure');
  expect(kindOf(entered(0, 'RUNNING'))).toBe('transition');
  expect(kindOf(entry(0, { kind: 'DEPLOYMENT' }))).toBe('event');
});

test('a write shows its kind, caller and reason, as far as they are known', () => {
  const write = (cause: Parameters<typeof entry>[1]) => textOf(entry(0, { kind: 'WRITE', ...cause }));
  expect(write({ cause: { kind: 'SUSPEND_APPLICATION', actor: 'ada', reason: 'maintenance' } })).toBe(
    'Suspend application by ada: maintenance',
  );
  expect(write({ cause: { kind: 'APPLY_APPLICATION', actor: null, reason: null } })).toBe(
    'Apply application',
  );
  expect(write({ cause: null })).toBe('Write through the gateway');
});

test('an entry without a message is described by its state, and a recurring one by its count', () => {
  expect(textOf(entered(0, 'RUNNING'))).toBe('Job state RUNNING');
  expect(textOf(entry(0, { kind: 'JOB_STATE', jobState: 'UNKNOWN', jobStateRaw: 'DREAMING' }))).toBe(
    'Job state DREAMING',
  );
  expect(textOf(entered(0, null))).toBe('Job state is no longer known');
  expect(textOf(entry(0, { message: 'Restarted', count: 3 }))).toBe('Restarted (3 times)');
});

test('marks that are too close are one cluster, led by the most important one', () => {
  const mark = (kind: Mark['kind'], at: number): Mark => ({ kind, at, text: kind });
  const clusters = clustersOf(
    [mark('transition', 0), mark('failure', 4), mark('event', 9), mark('event', 10), mark('write', 30)],
    10,
  );
  expect(clusters.map(({ kind, at, marks }) => [kind, at, marks.length])).toEqual([
    ['failure', 4, 3],
    ['event', 10, 1],
    ['write', 30, 1],
  ]);
  expect(clustersOf([], 10)).toEqual([]);
});
