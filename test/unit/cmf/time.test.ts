import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byNewest, readTime, unreadableTimes } from '../../../src/cmf/resources/time.ts';

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

test('items without a readable time come last, in their original order', () => {
  expect([null, 'yesterday', '2025-03-26T21:17:20Z', '2025-99-99T00:00:00Z'].toSorted(byNewest)).toEqual([
    '2025-03-26T21:17:20Z',
    null,
    'yesterday',
    '2025-99-99T00:00:00Z',
  ]);
});

test.each([
  ['2025-08-05T12:00:00Z', '2025-08-05T12:00:00Z'],
  ['2025-08-05t12:00:00.123456789+02:00', '2025-08-05t12:00:00.123456789+02:00'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['2025-08-05 12:00:00 +0000 UTC', '2025-08-05T12:00:00Z'],
  ['2025-08-05 12:00:00.5 +0200 CEST', '2025-08-05T12:00:00.5+02:00'],
  ['2025-08-05 12:00:00.123456789 -0330 NST m=+0.012', '2025-08-05T12:00:00.123456789-03:30'],
  ['2025-08-05 12:00:00 -0300 -03', '2025-08-05T12:00:00-03:00'],
  ['2025-08-05 12:00:00 +0545 +0545', '2025-08-05T12:00:00+05:45'],
  ['2025-08-05 12:00:00 UTC', '2025-08-05T12:00:00Z'],
  ['2025-08-05 12:00:00Z', '2025-08-05T12:00:00Z'],
  ['2025-08-05T12:00:00', '2025-08-05T12:00:00Z'],
  ['2025-08-05T12:00Z', '2025-08-05T12:00:00Z'],
  ['2025-08-31T12:00:00.250+0000', '2025-08-31T12:00:00.250Z'],
  ['1754395200000', '2025-08-05T12:00:00.000Z'],
])('%s is read as %s', (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each([
  'yesterday',
  '',
  '2025-02-30T00:00:00Z',
  '2025-02-30 00:00:00 +0000 UTC',
  '2025-08-05',
  '2025-08-05T25:00:00Z',
  '2025-08-05 12:00:00 +9900 UTC',
  '2025-08-05 12:00:00 CEST',
  '05/08/2025 12:00:00',
  '08-05-2025 12:00:00 +0000 UTC',
  '2025-08-05 12:00:00 PM',
  '1754395200',
])('%j is not a time', (text) => {
  expect(readTime(text)).toBeNull();
});

test('the text that Go writes for any time is read as that time', () => {
  const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });
  const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(dates, offsets, (date, offset) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const minutes = Math.abs(offset);
      const zone = `${Math.floor(minutes / 60)}`.padStart(2, '0') + `${minutes % 60}`.padStart(2, '0');
      const text = `${local.replace('T', ' ')} ${offset < 0 ? '-' : '+'}${zone} UTC`;
      expect(Date.parse(readTime(text) ?? '')).toBe(date.getTime());
    }),
  );
});

test('unreadable times are found by their field', () => {
  const resource = {
    name: 'orders',
    createdAt: 'yesterday',
    updatedAt: '2025-08-05T12:00:00Z',
    firstAt: null,
  };
  expect(unreadableTimes(resource)).toEqual(['createdAt']);
});
