/**
 * A list read page by page to its end (contract section 3): each item once, in the order it was first met, in its
 * latest form.
 *
 * Pages are offsets over a changing list, and a server may cap their size, so a short page proves nothing: only an
 * empty page ends a list, or a total that was met exactly.
 */
import { CmfError } from './errors.ts';
import type { Page } from './resources/page.ts';

/** 100,000 items at the usual page size; CMF's own limits lie far below. */
const maxPages = 1_000;
/**
 * A page may repeat items only because others were inserted before them. This many in a row that bring nothing
 * new come from a server that ignores `page`.
 */
const maxBarrenPages = 3;

export async function readPages<Item>(walk: {
  readonly operation: string;
  /** Pages count from 0. */
  readonly fetch: (page: number) => Promise<Page<Item>>;
  readonly identity: (item: Item) => string;
}): Promise<readonly Item[]> {
  const items = new Map<string, Item>();
  let unreadable = 0;
  let barren = 0;
  for (let number = 0; number < maxPages; number++) {
    const page = await walk.fetch(number);
    if (page.received === 0) return [...items.values()];
    const known = items.size;
    for (const item of page.items) items.set(walk.identity(item), item);
    unreadable += page.received - page.items.length;
    barren = items.size === known ? barren + 1 : 0;
    // What was met twice counts once, or the last items would be missed. A total below what was already seen is no
    // total, hence "exactly".
    if (items.size + unreadable === page.total || barren === maxBarrenPages) return [...items.values()];
  }
  throw new CmfError({
    operation: walk.operation,
    failure: 'MALFORMED',
    retryable: true,
    message: `CMF's list did not end within ${maxPages} pages`,
  });
}
