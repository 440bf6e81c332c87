/**
 * Whether the list has other rows, or another order, than are shown. It is read again at once only if that moves nothing
 * under the pointer and loses no loaded page; otherwise the user decides.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { fetchQuery, type GraphQLTaggedNode, graphql, useRelayEnvironment } from 'react-relay';
import type { applicationListQuery$variables } from '../../gql/applicationListQuery.graphql';
import type { listChangesQuery } from '../../gql/listChangesQuery.graphql';
import { onFleetChange } from '../../live/fleet-changes.ts';
import { refreshFailed, refreshSucceeded } from '../../live/freshness.ts';
import { usePolling } from '../../relay/polled-query.ts';
import type { ListFilter } from '../../routes.ts';
import { pageSize } from './list-variables.ts';

/** Not the connection that is shown, so that reading it moves no row. */
const firstPage = graphql`
  query listChangesQuery($count: Int!, $filter: ApplicationFilter, $orderBy: ApplicationOrder) {
    applications(first: $count, filter: $filter, orderBy: $orderBy) {
      totalCount
      edges {
        node {
          id
        }
      }
    }
  }
`;

interface ListChangesOptions {
  readonly query: GraphQLTaggedNode;
  readonly variables: applicationListQuery$variables;
  readonly filter: ListFilter;
  readonly total: number | null;
  /** The ids of the loaded rows. */
  readonly ids: readonly string[];
}

const settleMs = 500;
const checkMs = 5_000;

export function useListChanges({ query, variables, filter, total, ids }: ListChangesOptions) {
  const environment = useRelayEnvironment();
  const loaded = ids.length;
  const [isDirty, setDirty] = useState(false);
  const isPointerInside = useRef(false);

  const update = () => {
    setDirty(false);
    fetchQuery(environment, query, variables, { fetchPolicy: 'network-only' }).subscribe({
      complete: refreshSucceeded,
      error: refreshFailed,
    });
  };
  const settle = useEffectEvent(() => {
    if (isDirty && !isPointerInside.current && loaded <= pageSize) update();
  });
  const isConcerned = useEffectEvent(
    (isMembership: boolean) => isMembership || filter.states !== undefined || filter.sort === 'UPDATED',
  );

  useEffect(() => onFleetChange(({ isMembership }) => isConcerned(isMembership) && setDirty(true)), []);

  // The subscription does not announce what appeared or was deleted between the query and its start, or in a gap.
  usePolling<listChangesQuery>(firstPage, variables, checkMs, ({ applications }) => {
    if (!applications) return;
    const isSameOrder = applications.edges.every(({ node }, index) => node.id === ids[index]);
    setDirty(!isSameOrder || applications.totalCount !== total);
  });

  useEffect(() => {
    if (!isDirty) return;
    const timer = setTimeout(settle, settleMs);
    return () => clearTimeout(timer);
  }, [isDirty]);

  return {
    isDirty,
    update,
    pointerHandlers: {
      onPointerEnter: () => (isPointerInside.current = true),
      onPointerLeave: () => {
        isPointerInside.current = false;
        if (isDirty && loaded <= pageSize) update();
      },
    },
  };
}
