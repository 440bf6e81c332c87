/**
 * The query of a page: loads it, and reads it again while the page is visible, because lifecycle, upgrades and staleness
 * change without a change of job state. A failed refresh keeps what is shown and is reported to the header.
 */
import { useContext, useEffect, useEffectEvent } from 'react';
import { fetchQuery, type GraphQLTaggedNode, useLazyLoadQuery, useRelayEnvironment } from 'react-relay';
import type { OperationType, Variables } from 'relay-runtime';
import { RetryContext } from '../layout/retry-context.ts';
import { type FleetChange, onFleetChange } from '../live/fleet-changes.ts';
import { refreshFailed, refreshSucceeded } from '../live/freshness.ts';

const refreshMs = 5_000;
/** Changes that arrive together are read together. */
const defaultSettleMs = 300;

/** Whether a change may affect data of the query other than the records that the change itself updates. */
export type Concerns = (change: FleetChange) => boolean;

export function usePageQuery<Operation extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Operation['variables'],
  concerns?: Concerns,
  settleMs?: number,
): Operation['response'] {
  const attempt = useContext(RetryContext);
  const data = useLazyLoadQuery<Operation>(query, variables, {
    fetchPolicy: 'store-and-network',
    fetchKey: attempt,
  });
  useRefresh(query, variables, concerns, settleMs);
  return data;
}

/**
 * Reads the query again every few seconds, after a change that concerns it, and when the page becomes visible. Null:
 * nothing to read.
 */
export function useRefresh(
  query: GraphQLTaggedNode,
  variables: Variables | null,
  concerns: Concerns = () => false,
  settleMs = defaultSettleMs,
): void {
  const environment = useRelayEnvironment();
  const key = JSON.stringify(variables);
  const isConcerned = useEffectEvent(concerns);
  useEffect(() => {
    const current = JSON.parse(key) as Variables | null;
    if (current === null) return;
    let isBusy = false;
    const refresh = () => {
      if (document.hidden || isBusy) return;
      isBusy = true;
      fetchQuery(environment, query, current, { fetchPolicy: 'network-only' }).subscribe({
        complete() {
          isBusy = false;
          refreshSucceeded();
        },
        error(error: Error) {
          isBusy = false;
          refreshFailed(error);
        },
      });
    };
    let settling: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = onFleetChange((change) => {
      if (settling !== undefined || !isConcerned(change)) return;
      settling = setTimeout(() => {
        settling = undefined;
        refresh();
      }, settleMs);
    });
    const timer = setInterval(refresh, refreshMs);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      clearTimeout(settling);
      unsubscribe();
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [environment, query, key, settleMs]);
}
