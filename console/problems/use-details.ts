/**
 * Reads a query with `details` now and then while the page is visible. It is separate from the query of a page, which is
 * read every few seconds, because details cost calls to CMF and Flink. Undefined: not read yet. A failure keeps the last.
 */
import { useEffect, useState } from 'react';
import { fetchQuery, type GraphQLTaggedNode, useRelayEnvironment } from 'react-relay';
import type { OperationType } from 'relay-runtime';
import { refreshFailed, refreshSucceeded } from '../live/freshness.ts';

export function useDetails<Operation extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Operation['variables'],
  everyMs: number,
): Operation['response'] | undefined {
  const environment = useRelayEnvironment();
  const key = JSON.stringify(variables);
  const [details, setDetails] = useState<{ readonly key: string; readonly data: Operation['response'] }>();
  useEffect(() => {
    let isBusy = false;
    let readAt = Number.NEGATIVE_INFINITY;
    const read = () => {
      if (document.hidden || isBusy || Date.now() - readAt < everyMs) return;
      isBusy = true;
      fetchQuery<Operation>(environment, query, JSON.parse(key), { fetchPolicy: 'network-only' }).subscribe({
        next: (data) => setDetails({ key, data }),
        complete() {
          isBusy = false;
          readAt = Date.now();
          refreshSucceeded();
        },
        error(error: Error) {
          isBusy = false;
          readAt = Date.now();
          refreshFailed(error);
        },
      });
    };
    read();
    const timer = setInterval(read, everyMs / 4);
    document.addEventListener('visibilitychange', read);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [environment, query, key, everyMs]);
  return details?.key === key ? details.data : undefined;
}
