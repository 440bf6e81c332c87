/**
 * A session: a long-lived connection or subscription of a caller. It ends when the token expires, when CMF
 * rejects the credentials, or when CMF grants the caller no access any more. An outage of CMF does not end a
 * session.
 */
import { isRefused } from '../cmf/errors.ts';
import type { Authenticator, Caller } from './authenticate.ts';
import { AuthenticationError } from './authentication-error.ts';

export interface SessionOptions {
  readonly caller: Caller;
  readonly authenticator: Authenticator;
  readonly recheckMs: number;
  /**
   * Called at most once, with a `CmfError` of status 401 or 403 or an `AuthenticationError`; never after `dispose`.
   */
  readonly onEnd: (reason: Error) => void;
  readonly now?: () => number;
}

const minPauseMs = 100;
/** The maximum delay of a Node timer. */
const maxPauseMs = 2 ** 31 - 1;

export function openSession({
  caller,
  authenticator,
  recheckMs,
  onEnd,
  now = Date.now,
}: SessionOptions): Disposable {
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  const schedule = () => {
    const untilExpiry = caller.expiresAt === null ? Infinity : caller.expiresAt - now();
    // An expired token is checked at once.
    const pause = Math.max(0, Math.min(Math.max(minPauseMs, recheckMs), untilExpiry, maxPauseMs));
    timer = setTimeout(() => void recheck(), pause);
  };

  const recheck = async () => {
    try {
      await authenticator.authorize(caller);
    } catch (error) {
      if (isOver) return;
      if (isEnd(error)) {
        isOver = true;
        onEnd(error);
        return;
      }
    }
    if (!isOver) schedule();
  };

  schedule();
  return {
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(timer);
    },
  };
}

/** True for a decision against the caller; false for a failure to get a decision. */
export function isEnd(error: unknown): error is Error {
  return isRefused(error) || (error instanceof AuthenticationError && !error.unavailable);
}
