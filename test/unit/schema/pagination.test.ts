import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PageArguments, pageOf } from '../../../schema/pagination.ts';
import { errorCodeOf } from './error-code.ts';
import { type Item, isBefore, listAndOrder, orderOf, sorted } from './list.ts';

const byName = orderOf('by name', 'ASC');
const size = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 100 }));
const letters: readonly Item[] = 'abcdefgh'.split('').map((letter) => ({ key: letter, id: letter }));

function letterPage(args: PageArguments): string {
  return pageOf(letters, args, byName)
    .edges.map(({ node }) => node.id)
    .join('');
}

function letterCursor(letter: string): string {
  const { startCursor } = pageOf([{ key: letter, id: letter }], {}, byName).pageInfo;
  return startCursor ?? '';
}

describe('a walk over all pages', () => {
  /** The changes of the list before the next page is requested: inserted items, and indexes of deleted items. */
  const changes = fc.array(fc.record({ come: fc.nat(), go: fc.array(fc.nat(), { maxLength: 3 }) }), {
    maxLength: 20,
    size: 'max',
  });

  function walk(
    direction: 'forward' | 'backward',
    pageSize: number,
    { order, items }: { order: ReturnType<typeof orderOf>; items: readonly Item[] },
    edits: readonly { come: number; go: readonly number[] }[],
  ) {
    // Every second item exists from the start; the others are inserted during the walk.
    let list = items.filter((_, index) => index % 2 === 0);
    const waiting = items.filter((_, index) => index % 2 === 1);
    const survivors = new Set(list);
    const visited: Item[] = [];
    let cursor: string | null = null;
    for (let step = 0; ; step += 1) {
      const args: PageArguments =
        direction === 'forward' ? { first: pageSize, after: cursor } : { last: pageSize, before: cursor };
      const { edges, pageInfo } = pageOf(list, args, order);
      const nodes = edges.map(({ node }) => node);
      if (direction === 'forward') visited.push(...nodes);
      else visited.unshift(...nodes);
      if (direction === 'forward' ? !pageInfo.hasNextPage : !pageInfo.hasPreviousPage) break;
      cursor = direction === 'forward' ? pageInfo.endCursor : pageInfo.startCursor;
      const { come, go } = edits[step] ?? { come: 0, go: [] };
      for (const index of go) {
        const [gone] = list.splice(index % (list.length || 1), 1);
        if (gone) survivors.delete(gone);
      }
      list = [...waiting.splice(0, come % 4), ...list];
    }
    return { visited, survivors: sorted([...survivors], order) };
  }

  test.each(['forward', 'backward'] as const)(
    'going %s visits each remaining item once and in order during inserts and deletes',
    (direction) => {
      fc.assert(
        fc.property(listAndOrder, size, changes, (list, pageSize, edits) => {
          const { visited, survivors } = walk(direction, pageSize, list, edits);
          expect(visited).toEqual(sorted([...new Set(visited)], list.order));
          expect(visited.filter((item) => survivors.includes(item))).toEqual(survivors);
        }),
        { numRuns: 400 },
      );
    },
  );
});

describe('a page', () => {
  const place = fc.option(fc.nat(), { nil: null });

  test('follows the Relay specification: items between the cursors, then the first or last of them, with correct flags', () => {
    fc.assert(
      fc.property(
        listAndOrder,
        fc.constantFrom('first', 'last'),
        size,
        place,
        place,
        fc.boolean(),
        ({ order, items }, end, count, afterIndex, beforeIndex, isGone) => {
          const pick = (index: number | null) =>
            index === null ? undefined : items[index % (items.length || 1)];
          const after = pick(afterIndex);
          const before = pick(beforeIndex);
          const cursorOf = (item: Item | undefined) =>
            item ? pageOf([item], { first: 1 }, order).pageInfo.endCursor : null;
          // A cursor marks a position, so its item may be deleted.
          const left = isGone ? items.filter((item) => item !== after && item !== before) : items;

          const page = pageOf(
            left,
            { [end]: count, after: cursorOf(after), before: cursorOf(before) },
            order,
          );

          const all = sorted(left, order);
          const between = all.filter(
            (item) =>
              (!after || isBefore(after, item, order.direction)) &&
              (!before || isBefore(item, before, order.direction)),
          );
          const wanted = end === 'first' ? between.slice(0, count) : between.slice(-count);
          expect(page.edges.map(({ node }) => node)).toEqual(wanted);
          expect(page.edges.map(({ cursor }) => cursor)).toEqual(wanted.map(cursorOf));
          expect(page.totalCount).toBe(left.length);
          const [first, last] = [wanted[0], wanted.at(-1)];
          expect(page.pageInfo).toEqual({
            hasPreviousPage: first
              ? all[0] !== first
              : all.some((item) => after && !isBefore(after, item, order.direction)),
            hasNextPage: last
              ? all.at(-1) !== last
              : all.some((item) => before && !isBefore(item, before, order.direction)),
            startCursor: cursorOf(first),
            endCursor: cursorOf(last),
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('has up to 20 items from the start when no size is given', () => {
    const items = Array.from({ length: 30 }, (_, key) => ({ key, id: String(key) }));
    for (const args of [{}, { first: null, last: null }, { first: undefined }]) {
      const { edges, pageInfo } = pageOf(items, args, byName);
      expect(edges.map(({ node }) => node.key)).toEqual(items.slice(0, 20).map(({ key }) => key));
      expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    }
  });

  test('lies between both cursors when both are given, and is empty when they cross', () => {
    const [b, f] = [letterCursor('b'), letterCursor('f')];
    expect(letterPage({ after: b, before: f })).toBe('cde');
    expect(letterPage({ first: 2, after: b, before: f })).toBe('cd');
    expect(letterPage({ last: 2, after: b, before: f })).toBe('de');
    expect(letterPage({ after: f, before: b })).toBe('');
    expect(letterPage({ last: 2, after: b, before: b })).toBe('');
  });

  test('does not modify the list', () => {
    const items = Object.freeze(letters.toReversed());
    expect(pageOf(items, { first: 1 }, byName).edges[0]?.node.id).toBe('a');
  });

  test('of an empty list has no cursors and nothing around it', () => {
    expect(pageOf([], { last: 5 }, byName)).toEqual({
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 0,
    });
  });
});

describe('a page size', () => {
  const refused = [0, -1, -20, 101, 1e9, 2 ** 53, 1.5, 0.1, Number.NaN, Infinity, -Infinity];

  test.each(['first', 'last'])(
    'of `%s` may be from 1 to 100; anything else is refused and never clamped',
    (end) => {
      for (const count of refused)
        expect(
          errorCodeOf(() => letterPage({ [end]: count })),
          `${count}`,
        ).toBe('BAD_PAGE_SIZE');
      for (const count of [1, 100]) expect(errorCodeOf(() => letterPage({ [end]: count }))).toBeNull();
      expect(() => letterPage({ [end]: 101 })).toThrow(`\`${end}\` must be from 1 to 100, not 101.`);
    },
  );

  test('may be given by `first` or by `last`, not by both', () => {
    expect(errorCodeOf(() => letterPage({ first: 1, last: 1 }))).toBe('BAD_PAGE_SIZE');
    expect(errorCodeOf(() => letterPage({ first: 1, last: null }))).toBeNull();
  });
});

describe('a cursor', () => {
  const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const refusals = (cursor: string) => [
    errorCodeOf(() => letterPage({ after: cursor })),
    errorCodeOf(() => letterPage({ before: cursor })),
  ];
  const refused = ['BAD_CURSOR', 'BAD_CURSOR'];

  test('of another field, order or direction is refused', () => {
    for (const other of [orderOf('by age', 'ASC'), orderOf('by name', 'DESC')]) {
      const { startCursor } = pageOf(letters, {}, other).pageInfo;
      expect(refusals(startCursor ?? '')).toEqual(refused);
    }
  });

  test('that is any text at all is refused', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.jsonValue().map(cursorOf),
      fc.constantFrom('', '=', 'null', 'constructor', '__proto__', ' ', letterCursor('b').slice(1)),
    );
    fc.assert(
      fc.property(text, (cursor) => {
        expect(refusals(cursor)).toEqual(refused);
      }),
    );
  });

  test.each([
    ['a part is missing', ['by name', 'ASC', 'b']],
    ['a part is too many', ['by name', 'ASC', 'b', 'b', 'b']],
    ['the key is no key', ['by name', 'ASC', ['b'], 'b']],
    ['the key is null', ['by name', 'ASC', null, 'b']],
    ['the key is an object', ['by name', 'ASC', { __proto__: null, toString: 'b' }, 'b']],
    ['the identity is no text', ['by name', 'ASC', 'b', 7]],
    ['the order is a list of itself', [['by name'], ['ASC'], 'b', 'b']],
    ['it is an object', { 0: 'by name', 1: 'ASC', 2: 'b', 3: 'b', length: 4 }],
    ['it is text', 'by name'],
    ['it is null', null],
  ])('is refused when %s', (_, value) => {
    expect(refusals(cursorOf(value))).toEqual(refused);
  });

  test('that reaches for a prototype is refused', () => {
    const text = '{"__proto__":["by name","ASC","b","b"]}';
    expect(refusals(Buffer.from(text).toString('base64url'))).toEqual(refused);
  });

  test('that is huge or deeply nested is refused', () => {
    expect(refusals('A'.repeat(5_000_000))).toEqual(refused);
    expect(refusals(Buffer.from('['.repeat(1_400)).toString('base64url'))).toEqual(refused);
    expect(refusals(cursorOf(['by name', 'ASC', 'b'.repeat(2_000), 'b']))).toEqual(refused);
  });

  test('that was damaged is rejected or decodes to a position, and never fails otherwise', () => {
    const whole = letterCursor('d');
    const damaged = fc
      .tuple(fc.nat({ max: whole.length - 1 }), fc.string({ maxLength: 2 }), fc.nat({ max: 2 }))
      .map(([index, text, skipped]) => whole.slice(0, index) + text + whole.slice(index + skipped));
    fc.assert(
      fc.property(damaged, (cursor) => {
        for (const refusal of refusals(cursor)) expect([null, 'BAD_CURSOR']).toContain(refusal);
      }),
    );
  });

  test('that is null counts as absent', () => {
    expect(letterPage({ first: 3, after: null, before: null })).toBe('abc');
  });
});
