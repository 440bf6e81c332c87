/**
 * A session: something long that a caller has open. It ends when the caller's token expires, when CMF does not know
 * the caller any more, or when CMF lets it see nothing any more; that CMF does not answer ends no session.
 */
import { isRefused } from '../cmf/errors.ts';
import type { Authenticator, Caller } from './authenticate.ts';
import { AuthenticationError } from './authentication-error.ts';

export interface SessionOptions {
  readonly caller: Caller;
  readonly authenticator: Authenticator;
  readonly recheckMs: number;
  /** Called once, with a `CmfError` of status 401 or 403 or an `AuthenticationError`; never after `dispose`. */
  readonly onEnd: (reason: Error) => void;
  readonly now?: () => number;
}

const leastPauseMs = 100;
/** The longest time that a timer can be set to. */
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
    // Just expired counts as expired: the pause may be none.
    const pause = Math.max(0, Math.min(Math.max(leastPauseMs, recheckMs), untilExpiry, maxPauseMs));
    timer = setTimeout(() => void recheck(), pause);
  };

  const recheck = async () => {
    try {
      await authenticator.admit(caller);
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

/** A decision against the caller, not a failure to get one. */
export function isEnd(error: unknown): error is Error {
  return isRefused(error) || (error instanceof AuthenticationError && !error.unavailable);
}
