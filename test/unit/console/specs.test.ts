/** Specs in the console: their values by path, and what two have in common. */
import { expect, test } from 'vitest';
import { withJobState } from '../../../console/actions/with-job-state.ts';
import { leavesOf, textOfValue, unchangedLeaves } from '../../../console/changes/value.ts';

test('the values of a spec have paths, and a list is one value', () => {
  expect(leavesOf({ job: { parallelism: 4, args: ['a', 'b'] }, image: 'x', empty: {} })).toEqual([
    { path: 'empty', value: {} },
    { path: 'image', value: 'x' },
    { path: 'job.args', value: ['a', 'b'] },
    { path: 'job.parallelism', value: 4 },
  ]);
  expect(leavesOf(null)).toEqual([]);
});

test('values that two specs have in common are unchanged', () => {
  const before = { job: { parallelism: 4, state: 'running' }, args: [1] };
  const after = { job: { parallelism: 8, state: 'running' }, args: [1] };
  expect(unchangedLeaves(before, after).map(({ path }) => path)).toEqual(['args', 'job.state']);
});

test('a value is shown as text: strings as they are, the rest as JSON', () => {
  expect([textOfValue('60s'), textOfValue(4), textOfValue(null), textOfValue(undefined)]).toEqual([
    '60s',
    '4',
    'null',
    '',
  ]);
});

test('the state of the job is set without touching the rest', () => {
  const spec = { image: 'x', job: { parallelism: 4, state: 'running' } };
  expect(withJobState(spec, 'suspended')).toEqual({
    image: 'x',
    job: { parallelism: 4, state: 'suspended' },
  });
  expect(withJobState({ image: 'x' }, 'running')).toEqual({ image: 'x', job: { state: 'running' } });
  expect(withJobState(null, 'running')).toBeUndefined();
});
