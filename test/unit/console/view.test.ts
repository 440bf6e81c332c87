/** The visible range of a timeline: ranges, zoom, and its form in an address. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeEntries } from '../../../console/timeline/merge-entries.ts';
import {
  clamped,
  domainOf,
  moved,
  ranges,
  searchOfView,
  viewOf,
  viewSince,
  zoomed,
} from '../../../console/timeline/view.ts';
import { entry, epoch } from './fixtures.ts';

const now = epoch;
const day = 86_400_000;

test('a range ends now and leaves room for the line at the current time', () => {
  const [from, to] = domainOf({ range: '24h' }, now);
  expect(now - from).toBe(day);
  expect(to).toBeGreaterThan(now);
});

test('the first view is the smallest range that shows the beginning, or all since then', () => {
  expect(viewSince(now - 60_000, now)).toEqual({ range: '1h' });
  expect(viewSince(now - 3 * day, now)).toEqual({ range: '7d' });
  expect(viewSince(now - 26 * day, now)).toEqual({ range: '30d' });
  expect(viewSince(null, now)).toEqual({ range: '1h' });
  const [from, to] = domainOf(viewSince(now - 100 * day, now), now);
  expect(from).toBe(now - 105 * day);
  expect(to).toBeGreaterThan(now);
});

test('zooming keeps the middle, moving keeps the width', () => {
  const domain = [now - 4 * day, now - 2 * day] as const;
  expect(zoomed(domain, 0.5, now)).toEqual([now - 3.5 * day, now - 2.5 * day]);
  expect(moved(domain, -0.5, now)).toEqual([now - 5 * day, now - 3 * day]);
});

test('the width of a view is bounded, and the current time is never left of it', () => {
  const time = fc.integer({ min: now - 1_000 * day, max: now + 1_000 * day });
  fc.assert(
    fc.property(time, time, (one, other) => {
      const [from, to] = clamped([Math.min(one, other), Math.max(one, other)], now);
      expect(to - from).toBeGreaterThanOrEqual(9_999);
      expect(to - from).toBeLessThanOrEqual(366 * day + 1);
      expect(from).toBeLessThanOrEqual(now);
    }),
  );
});

test('an address restores the view', () => {
  for (const view of [{ range: '7d' as const }, { from: now - day, to: now - 1_000 }])
    expect(viewOf(searchOfView(view))).toEqual(view);
  for (const search of [
    '',
    '?range=2y',
    '?from=x&to=y',
    '?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
  ])
    expect(viewOf(search)).toBeNull();
  expect(Object.keys(ranges)).toEqual(['1h', '6h', '24h', '7d', '30d']);
});

test('the newest page replaces what it covers and keeps what is older', () => {
  const known = [entry(1), entry(2), entry(3, { message: 'old' })];
  const newest = [entry(3, { message: 'new' }), entry(4)];
  expect(mergeEntries(known, newest)).toEqual([entry(1), entry(2), ...newest]);
  expect(mergeEntries(known, [])).toEqual(known);
  expect(mergeEntries([], newest)).toEqual(newest);
});
