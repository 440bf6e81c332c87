/** The check of an input, in cases that no test over HTTP covers. */
import { expect, test } from 'vitest';
import { checkInput, maxSpecBytes } from '../../../src/plan/input.ts';

const name = 'orders';

test('an input without problems is typed, and null labels are no labels', () => {
  const input = { name, spec: { job: {} }, labels: null, annotations: { a: 'b' } };
  expect(checkInput(input)).toEqual({ input: { ...input, labels: undefined }, problems: [] });
});

test('every problem is reported with its path', () => {
  const { problems } = checkInput({
    name: '-',
    spec: { a: '(redacted)', b: [{ c: 'x=(redacted)' }] },
    labels: { d: 1 },
    annotations: 'e',
  });
  expect(problems.map(({ code, path }) => [code, path.join('.')])).toEqual([
    ['BAD_USER_INPUT', 'name'],
    ['REDACTED_VALUE', 'spec.a'],
    ['REDACTED_VALUE', 'spec.b.0.c'],
    ['BAD_USER_INPUT', 'labels.d'],
    ['BAD_USER_INPUT', 'annotations'],
  ]);
});

test.each(['abcd', 'a.b-c', '0abc', 'a'.repeat(253)])('the name %s is accepted', (valid) => {
  expect(checkInput({ name: valid, spec: {} }).problems).toEqual([]);
});

test.each(['abc', 'a'.repeat(254), 'a..bc', '.abc', 'abc-', 'aBcd', 'ab/cd', 'ab cd', 'ab\ncd', 'abcé'])(
  'the name %j is refused',
  (wrong) => {
    expect(checkInput({ name: wrong, spec: {} }).problems).toMatchObject([{ path: ['name'] }]);
  },
);

test('a document that exhausts a recursive function is refused by its depth', () => {
  const spec = JSON.parse(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`) as unknown;
  expect(checkInput({ name, spec }).problems).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['spec'] }]);
});

test('a document may have the maximum size and no more', () => {
  const rest = JSON.stringify({ a: '' }).length;
  const within = { a: 'x'.repeat(maxSpecBytes - rest) };
  expect(checkInput({ name, spec: within }).problems).toEqual([]);
  const beyond = { a: `${within.a}x` };
  expect(checkInput({ name, spec: beyond }).problems).toMatchObject([{ code: 'SPEC_TOO_LARGE' }]);
});
