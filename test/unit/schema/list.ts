/** Lists with inserts and deletes, with all their orders, and a second implementation of each order. */
import fc from 'fast-check';
import type { Order, SortKey } from '../../../schema/pagination.ts';

export interface Item {
  readonly key: SortKey;
  readonly id: string;
}

/** Few keys, so that many items tie; ids that need care in JSON and in base64. */
const keys = {
  text: fc.oneof(fc.constantFrom('', 'a', 'b', '__proto__'), fc.string({ unit: 'binary', maxLength: 3 })),
  number: fc.oneof(fc.constantFrom(-1, 0, 1), fc.double({ noNaN: true, noDefaultInfinity: true })),
};
const id = fc.oneof(fc.string({ unit: 'binary', maxLength: 4 }), fc.constantFrom('"', 'ü', '\ud800', '😀'));

export function orderOf(name: string, direction: 'ASC' | 'DESC'): Order<Item> {
  return { name, direction, key: (item) => item.key, identity: (item) => item.id };
}

/** An order and items of distinct identity, in any sequence. */
export const listAndOrder = fc
  .record({ kind: fc.constantFrom('text', 'number'), direction: fc.constantFrom('ASC', 'DESC') })
  .chain(({ kind, direction }) =>
    fc.record({
      order: fc.constant(orderOf(`by ${kind}`, direction)),
      items: fc.uniqueArray(fc.record({ key: keys[kind], id }), {
        maxLength: 40,
        size: 'max',
        selector: (item) => item.id,
      }),
    }),
  );

export function isBefore(a: Item, b: Item, direction: 'ASC' | 'DESC'): boolean {
  if (direction === 'DESC') return isBefore(b, a, 'ASC');
  return a.key < b.key || (a.key === b.key && a.id < b.id);
}

export function sorted(items: readonly Item[], { direction }: Order<Item>): Item[] {
  return items.toSorted((a, b) => Number(isBefore(b, a, direction)) - Number(isBefore(a, b, direction)));
}
