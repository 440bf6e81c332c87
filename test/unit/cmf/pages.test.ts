import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPages } from '../../../src/cmf/read-all-pages.ts';
import type { Page } from '../../../src/cmf/resources/list-page.ts';

const requested = 10;
type Total = 'TOTAL' | 'NO_TOTAL' | 'TOO_SMALL';
interface Behaviour {
  readonly cap?: number;
  readonly total?: Total;
  readonly edit?: (list: readonly string[], request: number) => readonly string[];
}

/** A server over a list that `edit` may change before each request, and that sends no more than `cap` items. */
function serverOf(
  start: readonly string[],
  { cap = requested, total = 'TOTAL', edit = noEdit }: Behaviour = {},
) {
  let list = start;
  let requests = 0;
  return {
    get requests() {
      return requests;
    },
    fetch(number: number): Promise<Page<string>> {
      list = edit(list, requests++);
      const size = Math.min(cap, requested);
      const items = list.slice(number * size, (number + 1) * size);
      const totals = { TOTAL: list.length || null, NO_TOTAL: null, TOO_SMALL: 1 };
      return Promise.resolve({ items, received: items.length, total: totals[total] });
    },
  };
}
const noEdit = (list: readonly string[]) => list;
const read = (server: { fetch(page: number): Promise<Page<string>> }) =>
  readPages({ operation: 'listThings', fetch: (page) => server.fetch(page), identity: (item) => item });

const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 60 });
const caps = fc.integer({ min: 1, max: 15 });

test('a list is read completely and in order, for any page size of the server, with or without a total', async () => {
  await fc.assert(
    fc.asyncProperty(names, caps, fc.constantFrom<Total>('TOTAL', 'NO_TOTAL'), async (list, cap, total) => {
      expect(await read(serverOf(list, { cap, total }))).toEqual(list);
    }),
  );
});

test('an item that exists throughout is read once, for any inserts between two pages', async () => {
  const inserts = fc.array(fc.nat({ max: 3 }), { maxLength: 10 });
  const totals = fc.constantFrom<Total>('TOTAL', 'NO_TOTAL');
  await fc.assert(
    fc.asyncProperty(names, caps, inserts, totals, async (list, cap, counts, total) => {
      let fresh = 0;
      // At most a whole page, and a pause after every second: without an end, a walk could not distinguish it from a
      // server that ignores `page`.
      const edit = (before: readonly string[], request: number) => {
        const added = request % 3 === 0 ? 0 : Math.min(counts[request] ?? 0, cap);
        return [...Array.from({ length: added }, () => `inserted-${fresh++}`), ...before];
      };
      const items = await read(serverOf(list, { cap, total, edit }));
      expect(items).toEqual([...new Set(items)]);
      expect(items.filter((item) => list.includes(item))).toEqual(list);
    }),
  );
});

test('a reached total saves the request for the empty page', async () => {
  const server = serverOf(['a', 'b', 'c', 'd'], { cap: 2 });
  expect(await read(server)).toEqual(['a', 'b', 'c', 'd']);
  expect(server.requests).toBe(2);
});

test('a total counts distinct items: if an item is sent twice, the last one is still read', async () => {
  const pages = [['a', 'b'], ['b', 'c'], ['d']];
  const items = await read({
    fetch: (number) => {
      const page = pages[number] ?? [];
      return Promise.resolve({ items: page, received: page.length, total: 4 });
    },
  });
  expect(items).toEqual(['a', 'b', 'c', 'd']);
});

test('a total below the number of read items is ignored', async () => {
  const server = serverOf(['a', 'b', 'c', 'd', 'e'], { cap: 2, total: 'TOO_SMALL' });
  expect(await read(server)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('a repeated item keeps its place and takes its latest form', async () => {
  const pages = [
    [
      { name: 'a', state: 1 },
      { name: 'b', state: 1 },
    ],
    [
      { name: 'b', state: 2 },
      { name: 'c', state: 2 },
    ],
    [],
  ];
  const items = await readPages({
    operation: 'listThings',
    fetch: (number) => {
      const page = pages[number] ?? [];
      return Promise.resolve({ items: page, received: page.length, total: null });
    },
    identity: ({ name }) => name,
  });
  expect(items).toEqual([
    { name: 'a', state: 1 },
    { name: 'b', state: 2 },
    { name: 'c', state: 2 },
  ]);
});

test('a page of nothing but unreadable items is not the end', async () => {
  const pages: Page<string>[] = [
    { items: [], received: 2, total: null },
    { items: ['a'], received: 2, total: null },
    { items: [], received: 0, total: null },
  ];
  expect(
    await read({
      fetch: (number) => Promise.resolve(pages[number] ?? { items: [], received: 0, total: null }),
    }),
  ).toEqual(['a']);
});

test('a list of a server that ignores `page` ends after a few requests', async () => {
  let requests = 0;
  const items = await read({
    fetch: () => {
      requests += 1;
      return Promise.resolve({ items: ['a', 'b'], received: 2, total: null });
    },
  });
  expect(items).toEqual(['a', 'b']);
  expect(requests).toBeLessThan(10);
});

test('a list without an end fails, and can be read again', async () => {
  const endless = read({
    fetch: (number) => Promise.resolve({ items: [`item-${number}`], received: 1, total: null }),
  });
  await expect(endless).rejects.toMatchObject({
    operation: 'listThings',
    failure: 'MALFORMED',
    retryable: true,
  });
});
