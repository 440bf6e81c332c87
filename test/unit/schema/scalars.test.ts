import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateTime, instant } from '../../../schema/scalars.ts';

const times = [
  '2026-03-01T12:00:00Z',
  '2026-03-01T12:00:00.5Z',
  '2026-03-01T12:00:00.123456789Z',
  '2026-03-01T13:30:00+01:30',
  '2026-03-01t12:00:00z',
  '2024-02-29T23:59:59-00:00',
];
const others = [
  '',
  'yesterday',
  '1740830400000',
  '2026-03-01',
  '2026-03-01 12:00:00Z',
  '2026-03-01T12:00Z',
  '2026-03-01T12:00:00',
  '2026-03-01T12:00:00.Z',
  '2026-03-01T12:00:00.1234567891Z',
  '2026-03-01T12:00:00+0100',
  ' 2026-03-01T12:00:00Z',
  '2026-03-01T12:00:00Z\n',
  '2026-13-01T12:00:00Z',
  '2026-03-32T12:00:00Z',
  '2026-02-30T12:00:00Z',
  '2025-02-29T12:00:00Z',
  '2026-04-31T12:00:00+01:00',
  '2026-03-01T24:00:00Z',
  '2026-03-01T25:00:00Z',
  '2026-03-01T12:60:00Z',
];

describe('a time of CMF', () => {
  test.each(times)('%s is returned unchanged', (text) => {
    expect(dateTime(text)).toBe(text);
    expect(instant(text)).toBe(Date.parse(text));
  });

  test.each(others)('%j is not a time', (text) => {
    expect(dateTime(text)).toBeNull();
    expect(instant(text)).toBeNull();
  });

  test('that is absent is null', () => {
    expect(dateTime(null)).toBeNull();
    expect(instant(null)).toBeNull();
  });

  test('of any moment is compared as that moment, in any offset', () => {
    const moment = fc.date({ min: new Date('0001-01-02'), max: new Date('9998-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, minutes) => {
        const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, -1);
        const two = (count: number) => String(Math.trunc(Math.abs(count))).padStart(2, '0');
        const text = `${local}${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
        expect(instant(text)).toBe(at.getTime());
      }),
    );
  });
});
