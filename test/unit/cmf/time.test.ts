import { expect, test } from 'vitest';
import { byNewest } from '../../../src/cmf/resources/time.ts';

test('times are ordered as instants, to the nanosecond and across zones', () => {
  const newestFirst = [
    '2025-03-26T21:17:21Z',
    '2025-03-26T21:17:20.123456789Z',
    '2025-03-26T21:17:20.12345678Z',
    '2025-03-26T23:17:20.1+02:00',
    '2025-03-26T21:17:20',
    '2025-03-26T21:17:19.9Z',
  ];
  expect(newestFirst.toReversed().toSorted(byNewest)).toEqual(newestFirst);
});

test('what has no readable time comes last, in the order it had', () => {
  expect([null, 'yesterday', '2025-03-26T21:17:20Z', '2025-99-99T00:00:00Z'].toSorted(byNewest)).toEqual([
    '2025-03-26T21:17:20Z',
    null,
    'yesterday',
    '2025-99-99T00:00:00Z',
  ]);
});
