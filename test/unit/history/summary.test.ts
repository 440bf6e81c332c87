import { expect, test } from 'vitest';
import { diffSpecs } from '../../../src/history/diff/diff.ts';
import { summarize } from '../../../src/history/diff/summary.ts';
import type { JsonObject } from '../../../src/json.ts';

function summary(before: JsonObject, after: JsonObject) {
  return summarize(diffSpecs(before, after));
}

test('an empty diff has a summary in words', () => {
  expect(summary({}, {})).toBe('no changes');
});

test('the most important changes have their values, other changes are counted', () => {
  const before = { job: { parallelism: 2 }, flinkConfiguration: {} };
  const after = { job: { parallelism: 4 }, flinkConfiguration: { a: '1', b: '2', c: '3' } };
  expect(summary(before, after)).toBe('parallelism 2 → 4, +3 configuration keys');
});

test('added, removed and changed values are counted separately', () => {
  const before = { flinkConfiguration: { a: '1', b: '2' }, podTemplate: { x: 1 } };
  const after = { flinkConfiguration: { a: '9', c: '3' }, podTemplate: { x: 2 } };
  expect(summary(before, after)).toBe(
    '±1 configuration key, −1 configuration key, +1 configuration key, ±1 pod template field',
  );
});

test('an added or removed value has "none" as its old or new value', () => {
  expect(summary({}, { image: 'a' })).toBe('image none → a');
  expect(summary({ job: { state: 'running' } }, { job: { state: 'suspended' } })).toBe(
    'state running → suspended',
  );
});

test('no configuration value is ever shown, as it may be a secret', () => {
  const text = summary(
    { flinkConfiguration: { 's3.secret-key': 'old' } },
    { flinkConfiguration: { 's3.secret-key': 'new' } },
  );
  expect(text).toBe('±1 configuration key');
});

test('the summary stays one short line whatever the values are', () => {
  const text = summary({ image: 'a' }, { image: `b\n${'x'.repeat(500)}` });
  expect(text).not.toContain('\n');
  expect(text.length).toBeLessThan(120);
});
