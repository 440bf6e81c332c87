/** Bounds calls: each ends at its deadline, with its caller's signal, and when all calls are ended. */
import { abortedCall, expiredCall } from './call-errors.ts';

export interface BoundedCall {
  readonly operation: string;
  readonly signal?: AbortSignal | undefined;
}

export interface CallDeadline {
  /** Runs `work` with a signal that aborts with a `CmfError`: `TIMEOUT` at the deadline, otherwise `ABORTED`. */
  run<T>(call: BoundedCall, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Ends the running calls as `ABORTED`. */
  abortAll(): void;
}

export function createCallDeadline(timeoutMs: number): CallDeadline {
  /** How to end each call that is under way. */
  const running = new Set<() => void>();

  return {
    async run({ operation, signal }, work) {
      const ended = new AbortController();
      const abort = () => ended.abort(abortedCall(operation));
      const expire = () => ended.abort(expiredCall(operation, timeoutMs));
      if (signal?.aborted) abort();
      ended.signal.throwIfAborted();

      const timer = setTimeout(expire, timeoutMs);
      signal?.addEventListener('abort', abort, { once: true });
      running.add(abort);
      try {
        return await work(ended.signal);
      } finally {
        running.delete(abort);
        signal?.removeEventListener('abort', abort);
        clearTimeout(timer);
      }
    },
    abortAll() {
      for (const abort of running) abort();
    },
  };
}
