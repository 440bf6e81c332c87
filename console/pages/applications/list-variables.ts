/** The GraphQL arguments of a list filter. */
import type { applicationListQuery$variables } from '../../gql/applicationListQuery.graphql';
import type { ListFilter } from '../../routes.ts';

/** The largest page of the API. */
export const pageSize = 100;

export function variablesOf(environment: string | null, filter: ListFilter): applicationListQuery$variables {
  const { name, states, label, sort = 'NAME', descending = false } = filter;
  const scope = environment ?? filter.environment;
  return {
    count: pageSize,
    filter: {
      ...(scope && { environment: scope }),
      ...(name && { name: name.includes('*') ? name : `*${name}*` }),
      ...(states && { jobStates: states }),
      ...(label && { labels: [labelOf(label)] }),
    },
    orderBy: { field: sort, direction: descending ? 'DESC' : 'ASC' },
  };
}

/** `key=value`, or a key alone for any value. */
function labelOf(text: string) {
  const at = text.indexOf('=');
  return at === -1
    ? { key: text.trim() }
    : { key: text.slice(0, at).trim(), values: [text.slice(at + 1).trim()] };
}
