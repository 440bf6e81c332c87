/**
 * Keyset pagination over a list in memory (Relay Cursor Connections).
 *
 * A cursor holds the sort key and the identity of an item, not an offset. A page begins after that position even if
 * the item is gone, so inserts and deletes between two pages neither repeat nor skip items that stay.
 */
import { publicError } from './errors.ts';

/** Numbers must be finite, because a cursor is JSON. */
export type SortKey = string | number;

/** A sort order: by `key`, then by `identity`, both in `direction`. */
export interface Order<T> {
  /** Part of the cursor, so that a cursor of another order is rejected. */
  readonly name: string;
  readonly direction: 'ASC' | 'DESC';
  readonly key: (item: T) => SortKey;
  /** Unique in the list and immutable. */
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

/** An edge that encodes its cursor on access, because most queries do not request it. */
class LazyEdge<T, Node> implements Edge<Node> {
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

/** A page of the items themselves. Throws like `pageShowing`. */
export function pageOf<T>(items: readonly T[], args: PageArguments, order: Order<T>): Page<T> {
  return pageShowing(items, args, order, (item) => item);
}

/**
 * A page of nodes; `nodeOf` runs only for the items of the page. A list object that is passed again is not sorted
 * again. Throws `BAD_PAGE_SIZE` or `BAD_CURSOR`; it never clamps.
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
  const edges = sorted.slice(from, Math.max(from, to)).map((item) => new LazyEdge(item, nodeOf(item), order));
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

/** The values of an immutable map. Returns the same list for the same map, so that it is sorted once. */
export function valuesOf<T>(map: ReadonlyMap<string, T>): readonly T[] {
  const cached = lists.get(map);
  if (cached) return cached as readonly T[];
  const values = [...map.values()];
  lists.set(map, values);
  return values;
}

/** The number of items of a page. Throws `BAD_PAGE_SIZE`. */
export function pageSize({ first, last }: PageArguments): { size: number; fromEnd: boolean } {
  if (first != null && last != null) {
    throw publicError('BAD_PAGE_SIZE', '`first` and `last` cannot be combined.');
  }
  const size = first ?? last ?? defaultPageSize;
  if (!Number.isInteger(size) || size < 1 || size > maxPageSize) {
    const argument = last == null ? 'first' : 'last';
    throw publicError('BAD_PAGE_SIZE', `\`${argument}\` must be from 1 to ${maxPageSize}, not ${size}.`);
  }
  return { size, fromEnd: last != null };
}

interface Position {
  readonly key: SortKey;
  readonly identity: string;
}

function positionOf<T>(item: T, { key, identity }: Order<T>): Position {
  return { key: key(item), identity: identity(item) };
}

function compare(a: Position, b: Position, direction: 'ASC' | 'DESC'): number {
  const ascending = compareValues(a.key, b.key) || compareValues(a.identity, b.identity);
  return direction === 'ASC' ? ascending : -ascending;
}

function compareValues(a: SortKey, b: SortKey): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Sorted copies of immutable lists, by list and order. */
const sortedLists = new WeakMap<readonly unknown[], Map<string, readonly unknown[]>>();

function sortedBy<T>(items: readonly T[], order: Order<T>): readonly T[] {
  const orders = sortedLists.get(items) ?? new Map<string, readonly unknown[]>();
  const name = `${order.name} ${order.direction}`;
  const cached = orders.get(name);
  if (cached) return cached as readonly T[];
  const sorted = sort(items, order);
  sortedLists.set(items, orders.set(name, sorted));
  return sorted;
}

function sort<T>(items: readonly T[], order: Order<T>): readonly T[] {
  return items
    .map((item) => ({ item, position: positionOf(item, order) }))
    .toSorted((a, b) => compare(a.position, b.position, order.direction))
    .map(({ item }) => item);
}

/** Index of the first item at or after a position, or strictly after it. Binary search. */
function firstIndex<T>(
  sorted: readonly T[],
  order: Order<T>,
  position: Position,
  where: 'at' | 'after',
): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle] as T;
    const difference = compare(positionOf(item, order), position, order.direction);
    if (difference < 0 || (where === 'after' && difference === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function writeCursor<T>(item: T, order: Order<T>): string {
  const { key, identity } = positionOf(item, order);
  return Buffer.from(JSON.stringify([order.name, order.direction, key, identity])).toString('base64url');
}

const maxCursorLength = 2_000;

function readCursor<T>(cursor: string, order: Order<T>): Position {
  const [name, direction, key, identity, ...rest] = cursorParts(cursor);
  const isPosition =
    (typeof key === 'string' || typeof key === 'number') && typeof identity === 'string' && rest.length === 0;
  if (!isPosition) throw publicError('BAD_CURSOR', 'The cursor is not valid: this field did not return it.');
  if (name !== order.name || direction !== order.direction) {
    throw publicError('BAD_CURSOR', 'The cursor belongs to a list in another order.');
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
