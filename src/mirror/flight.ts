/**
 * One read and all who wait for it. It goes on as long as anybody does: who brings no signal waits to the end, the
 * others until theirs is aborted. With the last of them the read is aborted too.
 */
import { CmfError } from '../cmf/errors.ts';

/** Ends early, in whatever failure, when the signal is aborted: nobody hears of it. */
export type Read<T> = (signal: AbortSignal) => Promise<T>;

export interface Flight<T> {
  /** Begins the read. */
  start(): void;
  /** The result, or `ABORTED` as soon as `interest` is aborted; it must not have been before. */
  join(interest?: AbortSignal): Promise<T>;
  /** Resolved when the read has ended, or nobody waits for it any more. */
  readonly over: Promise<void>;
}

/** `onOver` is called before anybody hears of the result; it may be called again. */
export function createFlight<T>(read: Read<T>, onOver: () => void): Flight<T> {
  const { promise: result, resolve, reject } = Promise.withResolvers<T>();
  const { promise: over, resolve: tellOver } = Promise.withResolvers<void>();
  const abandoned = new AbortController();
  /** What each was given who waits; under undefined those who wait to the end. */
  const waiting = new Map<AbortSignal | undefined, Promise<T>>();

  const end = () => {
    onOver();
    tellOver();
  };

  const untilAborted = (interest: AbortSignal): Promise<T> => {
    const { promise: left, reject: leave } = Promise.withResolvers<never>();
    const onAbort = () => {
      leave(notAwaited());
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
      let given = waiting.get(interest);
      if (!given) {
        given = interest ? untilAborted(interest) : result;
        waiting.set(interest, given);
      }
      return given;
    },
  };
}

export function notAwaited(): CmfError {
  const message = 'Its caller does not wait for it any more';
  return new CmfError({ operation: 'read', failure: 'ABORTED', retryable: false, message });
}
