/** Decides whether a failed GET is retried, and after which pause. */

const basePauseMs = 100;
const maxPauseMs = 2_000;

/** Statuses that are retried inside one call: CMF or a proxy in front of it is overloaded or restarting. */
export function isTransient(status: number): boolean {
  return status === 429 || status === 500 || status === 502 || status === 503 || status === 504;
}

/** Statuses after which the same call may succeed later. */
export function isRetryableStatus(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * Milliseconds to wait before a retry: `Retry-After` plus full jitter (a random share of an exponentially growing span),
 * so that clients that failed together do not retry together.
 *
 * `attempt` counts from 0; `random` is in [0, 1); `now` is epoch milliseconds.
 */
export function pauseBeforeRetry(failed: {
  attempt: number;
  retryAfter: string | null;
  random: number;
  now: number;
}): number {
  const jitter = failed.random * Math.min(maxPauseMs, basePauseMs * 2 ** failed.attempt);
  return retryAfterMs(failed.retryAfter, failed.now) + jitter;
}

/** RFC 9110 section 10.2.3: seconds, or an HTTP date. Any other value counts as 0. */
function retryAfterMs(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter) * 1000;
  const pause = Date.parse(retryAfter) - now;
  return pause > 0 ? pause : 0;
}
