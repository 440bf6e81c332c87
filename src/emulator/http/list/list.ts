/** The response of a list endpoint: filter and search, then sort, then one page, then fields (contract section 3). */

import type { Context } from '../context.ts';
import { json, type RestResponse } from '../response.ts';
import { parseFields } from './fields.ts';
import { type FilterFields, parseFilter } from './filter.ts';
import { pageOf, parsePage } from './page.ts';
import { parseSearch, type SearchScopes } from './search.ts';
import { parseSort, type SortKeys } from './sort.ts';

export interface ListForm<Item> {
  readonly sortKeys: SortKeys<Item>;
  /** The fields that `filter` supports here; absent for instances, which have neither filter, search nor fields. */
  readonly filter?: FilterFields;
  readonly search?: SearchScopes<Item>;
  readonly render?: (item: Item) => object;
}

export function listResponse<Item extends object>(
  context: Context,
  items: readonly Item[],
  { sortKeys, filter, search, render = (item) => item }: ListForm<Item>,
): RestResponse {
  const { query } = context;
  const page = parsePage(query);
  const order = parseSort(query.getAll('sort'), sortKeys);
  const supportsQueries = filter !== undefined && context.capabilities.queries;
  const filterText = supportsQueries ? query.get('filter') : null;
  const fieldsText = supportsQueries ? query.get('fields') : null;
  const predicates = [
    filterText ? parseFilter(filterText, filter ?? {}) : null,
    supportsQueries ? parseSearch(query.get('search'), query.get('searchScope'), search ?? {}) : null,
  ].filter((predicate) => predicate !== null);
  const pick = fieldsText ? parseFields(fieldsText) : (item: object) => item;

  const matching = items.filter((item) => predicates.every((matches) => matches(item)));
  const all = order ? matching.toSorted(order) : matching;
  return json(
    200,
    pageOf(all, page, {
      sorted: order !== null,
      faults: context.faults,
      render: (item) => pick(render(item)),
    }),
  );
}
