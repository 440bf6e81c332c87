/** Pages, and items in them that the gateway cannot read. */
import { expect, test } from 'vitest';
import { parseApplicationRow } from '../../../../src/cmf/resources/application.ts';
import { parsePage, unreadableReason } from '../../../../src/cmf/resources/list-page.ts';

const pageOf = (wire: unknown, malformed: string[] = []) =>
  parsePage(wire, parseApplicationRow, (detail) => malformed.push(detail));

test('one unreadable item is left out and reported; the others are read', () => {
  const malformed: string[] = [];
  const items = [null, 'text', { metadata: {} }, { metadata: { name: '' } }, { metadata: { name: 'good' } }];
  const page = pageOf({ items }, malformed);
  expect(page.items.map(({ name }) => name)).toEqual(['good']);
  expect(page.received).toBe(5);
  expect(malformed).toHaveLength(4);
  expect(malformed[2]).toContain('no name');
});

test.each([
  [{ size: 14 }, 14],
  [{ size: '14' }, 14],
  [{ size: 0 }, null],
  [{ size: -1 }, null],
  [{ size: 'many' }, null],
  [{}, null],
  [null, null],
  [undefined, null],
])('with the metadata %j the total is %j', (metadata, total) => {
  expect(pageOf({ pageable: null, metadata, items: [] }).total).toBe(total);
});

test.each([null, [], 'text', {}, { items: null }, { items: {} }])('%j is not a page', (wire) => {
  const why = (() => {
    try {
      return pageOf(wire);
    } catch (error) {
      return unreadableReason(error);
    }
  })();
  expect(why).toMatch(/expected (object|array)/);
});
