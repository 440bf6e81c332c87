/**
 * Reads a query beside that of the page, at its own interval while the page is visible: for data whose reads cost calls to
 * CMF and Flink.
 */
import { useEffect, useEffectEvent, useState } from 'react';
import { fetchQuery, type GraphQLTaggedNode, useRelayEnvironment } from 'react-relay';
import type { OperationType } from 'relay-runtime';
import { refreshFailed, refreshSucceeded } from '../live/freshness.ts';

/** The result of the last read. Undefined until the first one; a failure keeps the last one. */
export function usePolledQuery<Operation extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Operation['variables'],
  everyMs: number,
): Operation['response'] | undefined {
  const key = JSON.stringify(variables);
  const [result, setResult] = useState<{ readonly key: string; readonly data: Operation['response'] }>();
  usePolling<Operation>(query, variables, everyMs, (data) => setResult({ key, data }));
  return result?.key === key ? result.data : undefined;
}

/**
 * Passes each result on, the first as soon as the variables have not changed for `settleMs`. Null variables: nothing to
 * read.
 */
export function usePolling<Operation extends OperationType>(
  query: GraphQLTaggedNode,
  variables: Operation['variables'] | null,
  everyMs: number,
  onResult: (data: Operation['response']) => void,
  settleMs = 0,
): void {
  const environment = useRelayEnvironment();
  const key = JSON.stringify(variables);
  const next = useEffectEvent(onResult);
  useEffect(() => {
    const current: Operation['variables'] | null = JSON.parse(key);
    if (current === null) return;
    let isBusy = false;
    let isEnded = false;
    let readAt = Number.NEGATIVE_INFINITY;
    const ended = () => {
      isBusy = false;
      readAt = Date.now();
    };
    const read = () => {
      if (document.hidden || isBusy || Date.now() - readAt < everyMs) return;
      isBusy = true;
      fetchQuery<Operation>(environment, query, current, { fetchPolicy: 'network-only' }).subscribe({
        // Variables that have changed since have a loop of their own.
        next: (data) => isEnded || next(data),
        complete() {
          ended();
          refreshSucceeded();
        },
        error(error: Error) {
          ended();
          refreshFailed(error);
        },
      });
    };
    const soon = setTimeout(read, settleMs);
    const timer = setInterval(read, everyMs / 4);
    document.addEventListener('visibilitychange', read);
    return () => {
      isEnded = true;
      clearTimeout(soon);
      clearInterval(timer);
      document.removeEventListener('visibilitychange', read);
    };
  }, [environment, query, key, everyMs, settleMs]);
}
