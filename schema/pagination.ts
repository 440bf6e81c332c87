/**
 * Keyset pages over a list in memory (Relay's Cursor Connections, with cursors that hold a place and not a number).
 *
 * A cursor is the sort key and identity of an item. A page begins after that place whether or not the item is still
 * there, so what is inserted or deleted between two pages neither repeats nor hides an item that stays.
 */
import { publicError } from './errors.ts';

/** Numbers are finite: a cursor is JSON. */
export type SortKey = string | number;

/** How a list is sorted: by `key`, items of equal key by `identity`, both in `direction`. */
export interface Order<T> {
  /** Stands in the cursor, so that one of another order is refused. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  readonly key: (item: T) => SortKey;
  /** Unique in the list and never changing. */
  readonly identity: (item: T) => string;
}

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface Page<T> {
  readonly edges: Edge<T>[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

interface Edge<T> {
  readonly cursor: string;
  readonly node: T;
}

/** Its cursor is written when it is asked for, which most queries never do. */
class ShownEdge<T, Node> implements Edge<Node> {
  readonly item: T;
  readonly node: Node;
  readonly order: Order<T>;

  constructor(item: T, node: Node, order: Order<T>) {
    this.item = item;
    this.node = node;
    this.order = order;
  }

  get cursor(): string {
    return writeCursor(this.item, this.order);
  }
}

export const defaultPageSize = 20;
export const maxPageSize = 100;

/** A page of the items themselves. Throws as `pageShowing` does. */
export function pageOf<T>(items: readonly T[], args: PageArguments, order: Order<T>): Page<T> {
  return pageShowing(items, args, order, (item) => item);
}

/**
 * A page of what `nodeOf` makes of its items; of the others nothing is made. A list that is given again, by identity,
 * is not sorted again. Throws `BAD_PAGE_SIZE` or `BAD_CURSOR`; never clamps.
 */
export function pageShowing<T, Node>(
  items: readonly T[],
  args: PageArguments,
  order: Order<T>,
  nodeOf: (item: T) => Node,
): Page<Node> {
  const { size, fromEnd } = pageSize(args);
  const sorted = sortedBy(items, order);
  const start = args.after == null ? 0 : firstIndex(sorted, order, readCursor(args.after, order), 'after');
  const end =
    args.before == null ? sorted.length : firstIndex(sorted, order, readCursor(args.before, order), 'at');
  const from = fromEnd ? Math.max(start, end - size) : start;
  const to = fromEnd ? end : Math.min(end, start + size);
  const edges = sorted
    .slice(from, Math.max(from, to))
    .map((item) => new ShownEdge(item, nodeOf(item), order));
  return {
    edges,
    pageInfo: {
      hasNextPage: to < sorted.length,
      hasPreviousPage: from > 0,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    totalCount: items.length,
  };
}

const lists = new WeakMap<ReadonlyMap<string, unknown>, readonly unknown[]>();

/** The values of an immutable map: the same list for the same map, so that it is sorted once. */
export function valuesOf<T>(map: ReadonlyMap<string, T>): readonly T[] {
  const known = lists.get(map);
  if (known) return known as readonly T[];
  const values = [...map.values()];
  lists.set(map, values);
  return values;
}

function pageSize({ first, last }: PageArguments): { size: number; fromEnd: boolean } {
  if (first != null && last != null) {
    throw publicError('BAD_PAGE_SIZE', 'Ask for `first` or `last`, not for both.');
  }
  const size = first ?? last ?? defaultPageSize;
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    const argument = last == null ? 'first' : 'last';
    throw publicError('BAD_PAGE_SIZE', `\`${argument}\` must be from 1 to ${maxPageSize}, not ${size}.`);
  }
  return { size, fromEnd: last != null };
}

interface Place {
  readonly key: SortKey;
  readonly identity: string;
}

function placeOf<T>(item: T, { key, identity }: Order<T>): Place {
  return { key: key(item), identity: identity(item) };
}

function compare(a: Place, b: Place, direction: 'ASC' | 'DESC'): number {
  const ascending = compareValues(a.key, b.key) || compareValues(a.identity, b.identity);
  return direction === 'ASC' ? ascending : -ascending;
}

function compareValues(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Lists as they were sorted before, by the list and the order's name. Lists are immutable. */
const sortedLists = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>();

function sortedBy<T>(items: readonly T[], order: Order<T>): readonly T[] {
  const orders = sortedLists.get(items) ?? new Map<string, readonly unknown[]>();
  const name = `${order.name} ${order.direction}`;
  const known = orders.get(name);
  if (known) return known as readonly T[];
  const sorted = sort(items, order);
  sortedLists.set(items, orders.set(name, sorted));
  return sorted;
}

function sort<T>(items: readonly T[], order: Order<T>): readonly T[] {
  return items
    .map((item) => ({ item, place: placeOf(item, order) }))
    .toSorted((a, b) => compare(a.place, b.place, order.direction))
    .map(({ item }) => item);
}

/** Index of the first item at or after a place, or strictly after it: by bisection. */
function firstIndex<T>(sorted: readonly T[], order: Order<T>, place: Place, where: 'at' | 'after'): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle] as T;
    const difference = compare(placeOf(item, order), place, order.direction);
    if (difference < 0 || (where === 'after' && difference === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function writeCursor<T>(item: T, order: Order<T>): string {
  const { key, identity } = placeOf(item, order);
  return Buffer.from(JSON.stringify([order.name, order.direction, key, identity])).toString('base64url');
}

const maxCursorLength = 2_000;

function readCursor<T>(cursor: string, order: Order<T>): Place {
  const [name, direction, key, identity, ...rest] = cursorParts(cursor);
  const isPlace =
    (typeof key === 'string' || typeof key === 'number') && typeof identity === 'string' && rest.length === 0;
  if (!isPlace) throw publicError('BAD_CURSOR', 'This is not a cursor that this field handed out.');
  if (name !== order.name || direction !== order.direction) {
    throw publicError('BAD_CURSOR', 'This cursor belongs to a list in another order.');
  }
  return { key, identity };
}

function cursorParts(cursor: string): readonly unknown[] {
  if (cursor.length > maxCursorLength || !/^[A-Za-z0-9_-]+$/.test(cursor)) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? parts : [];
  } catch {
    return [];
  }
}
