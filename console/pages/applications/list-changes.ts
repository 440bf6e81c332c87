/**
 * Whether the list has other rows, or another order, than are shown. It is read again at once only if that moves nothing
 * under the pointer and loses no loaded page; otherwise the user decides.
 */
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { fetchQuery, type GraphQLTaggedNode, useRelayEnvironment } from 'react-relay';
import type { Variables } from 'relay-runtime';
import { onFleetChange } from '../../live/fleet-changes.ts';
import { refreshFailed, refreshSucceeded } from '../../live/freshness.ts';
import type { ListFilter } from '../../routes.ts';
import { pageSize } from './list-variables.ts';

interface ListChangesOptions {
  readonly query: GraphQLTaggedNode;
  readonly variables: Variables;
  readonly filter: ListFilter;
  readonly loaded: number;
}

const settleMs = 500;

export function useListChanges({ query, variables, filter, loaded }: ListChangesOptions) {
  const environment = useRelayEnvironment();
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
