/**
 * Reads a list page by page to its end (contract section 3): each item once, in order of first occurrence, in its
 * latest form.
 *
 * Pages are offsets over a changing list, and a server may cap their size, so a short page does not mean the end. A list
 * ends with an empty page or when exactly the total has been read.
 */
import { CmfError } from './errors.ts';
import type { Page } from './resources/list-page.ts';

/** 100,000 items at the usual page size; CMF's own limits lie far below. */
const maxPages = 1_000;
/**
 * A page may repeat items because others were inserted before them. This many pages in a row without a new item mean
 * that the server ignores `page`.
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
    const sizeBefore = items.size;
    for (const item of page.items) items.set(walk.identity(item), item);
    unreadable += page.received - page.items.length;
    barren = items.size === sizeBefore ? barren + 1 : 0;
    // Duplicates count once, or the last items would be missed. A total below the number of items read is wrong and
    // ignored, hence the equality.
    if (items.size + unreadable === page.total || barren === maxBarrenPages) return [...items.values()];
  }
  throw new CmfError({
    operation: walk.operation,
    failure: 'MALFORMED',
    retryable: true,
    message: `CMF's list did not end within ${maxPages} pages`,
  });
}
