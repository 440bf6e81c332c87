/**
 * Reads a query beside that of the page, at its own interval while the page is visible: for data whose reads cost calls to
 * CMF and Flink. Undefined until the first result; a failure keeps the last one.
 */
import { useEffect, useState } from 'react';
import { fetchQuery, type GraphQLTaggedNode, useRelayEnvironment } from 'react-relay';
import type { OperationType } from 'relay-runtime';
import { refreshFailed, refreshSucceeded } from '../live/freshness.ts';

export function usePolledQuery<Operation extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Operation['variables'],
  everyMs: number,
): Operation['response'] | undefined {
  const environment = useRelayEnvironment();
  const key = JSON.stringify(variables);
  const [result, setResult] = useState<{ readonly key: string; readonly data: Operation['response'] }>();
  useEffect(() => {
    let isBusy = false;
    let readAt = Number.NEGATIVE_INFINITY;
    const read = () => {
      if (document.hidden || isBusy || Date.now() - readAt < everyMs) return;
      isBusy = true;
      fetchQuery<Operation>(environment, query, JSON.parse(key), { fetchPolicy: 'network-only' }).subscribe({
        next: (data) => setResult({ key, data }),
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
  return result?.key === key ? result.data : undefined;
}
