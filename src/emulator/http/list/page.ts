/** Offset pagination over a list that may change between two requests (contract section 3). */
import type { Fault } from '../../faults.ts';
import { WorldError } from '../../world.ts';

export interface PageRequest {
  readonly page: number;
  readonly size: number;
}

/** The contract does not define the default size; this is Spring's. */
const defaultSize = 20;

export function parsePage(query: URLSearchParams): PageRequest {
  return {
    page: integer(query, 'page', { fallback: 0, least: 0 }),
    size: integer(query, 'size', { fallback: defaultSize, least: 1 }),
  };
}

function integer(
  query: URLSearchParams,
  name: string,
  { fallback, least }: { readonly fallback: number; readonly least: number },
): number {
  const text = query.get(name);
  if (text === null) return fallback;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number >= least)) throw new WorldError(400, `${name}: must be a number of at least ${least}`);
  return number;
}

/**
 * One page of `all` as a `PaginationResponse`. `metadata.size` counts the whole result. A page beyond the end is
 * empty. `faults` that concern pages are applied.
 */
export function pageOf<Item>(
  all: readonly Item[],
  request: PageRequest,
  {
    sorted,
    faults,
    render,
  }: {
    readonly sorted: boolean;
    readonly faults: readonly Fault[];
    readonly render: (item: Item) => object;
  },
): object {
  const caps = faults.flatMap((fault) => (fault.kind === 'cappedSize' ? [fault.size] : []));
  const has = (kind: Fault['kind']) => faults.some((fault) => fault.kind === kind);
  const size = Math.min(request.size, ...caps);
  const repeats = has('duplicatedItems') && request.page > 0 ? 1 : 0;
  const start = request.page * size - repeats;
  const items = all.slice(start, start + size).map(render);
  return {
    pageable: has('nullPageable')
      ? null
      : { page: request.page, size, sort: { sorted, unsorted: !sorted, empty: !sorted } },
    ...(!has('missingMetadata') && { metadata: has('missingSize') ? {} : { size: all.length } }),
    items,
  };
}
