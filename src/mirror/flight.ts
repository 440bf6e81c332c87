/**
 * A read that several callers share. A caller without a signal waits for the result; a caller with a signal waits
 * until the signal is aborted. When the last caller stops waiting, the read is aborted.
 */
import { CmfError } from '../cmf/errors.ts';

/** Rejects early when the signal is aborted. No caller receives that error. */
export type Read<T> = (signal: AbortSignal) => Promise<T>;

export interface Flight<T> {
  /** Begins the read. */
  start(): void;
  /** The result, or `ABORTED` as soon as `interest` is aborted. `interest` must not be aborted already. */
  join(interest?: AbortSignal): Promise<T>;
  /** Resolves when the read has ended or has no waiting caller left. */
  readonly over: Promise<void>;
}

/** `onOver` is called before any caller receives the result; it may be called more than once. */
export function createFlight<T>(read: Read<T>, onOver: () => void): Flight<T> {
  const { promise: result, resolve, reject } = Promise.withResolvers<T>();
  const { promise: over, resolve: resolveOver } = Promise.withResolvers<void>();
  const abandoned = new AbortController();
  /** The promise of each waiting caller, by its signal; callers without a signal share the key undefined. */
  const waiting = new Map<AbortSignal | undefined, Promise<T>>();

  const end = () => {
    onOver();
    resolveOver();
  };

  const untilAborted = (interest: AbortSignal): Promise<T> => {
    const { promise: left, reject: leave } = Promise.withResolvers<never>();
    const onAbort = () => {
      leave(abortedError());
      waiting.delete(interest);
      if (waiting.size > 0) return;
      end();
      abandoned.abort();
    };
    interest.addEventListener('abort', onAbort, { once: true });
    return Promise.race([result, left]).finally(() => interest.removeEventListener('abort', onAbort));
  };

  return {
    over,
    start() {
      read(abandoned.signal).finally(end).then(resolve, reject);
    },
    join(interest) {
      let joined = waiting.get(interest);
      if (!joined) {
        joined = interest ? untilAborted(interest) : result;
        waiting.set(interest, joined);
      }
      return joined;
    },
  };
}

export function abortedError(): CmfError {
  const message = 'The caller aborted the read';
  return new CmfError({ operation: 'read', failure: 'ABORTED', retryable: false, message });
}
