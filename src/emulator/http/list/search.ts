/** The `search` and `searchScope` parameters of CMF 2.3 and newer: both or neither. Scopes combine by OR. */
import { WorldError } from '../../world.ts';

/** The searchable fields of a list: matched by `contains`, instances by equality. */
export type SearchScopes<Item> = Readonly<Record<string, (item: Item, text: string) => boolean>>;

export function parseSearch<Item>(
  search: string | null,
  searchScope: string | null,
  scopes: SearchScopes<Item>,
): ((item: Item) => boolean) | null {
  if (search === null && searchScope === null) return null;
  if (search === null || searchScope === null) {
    throw new WorldError(400, 'search and searchScope must be provided together.');
  }
  const matchers = searchScope.split(',').map((scope) => {
    const matcher = Object.hasOwn(scopes, scope.trim()) ? scopes[scope.trim()] : undefined;
    if (!matcher) throw new WorldError(400, `Unsupported searchScope: '${scope.trim()}'.`);
    return matcher;
  });
  return (item) => matchers.some((matches) => matches(item, search));
}
