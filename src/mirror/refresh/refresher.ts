/**
 * Refreshes on demand: one at a time for each target, shared by concurrent callers. Tracks the health of CMF by their
 * outcomes. `refresh.ts` defines a refresh; this file decides when one is started, joined, awaited or abandoned.
 */
import { isAborted, isNotFound, isOutage, isRefused } from '../../cmf/errors.ts';
import type { Read } from '../flight.ts';
import { createSingleFlight } from '../single-flight.ts';
import type { Capabilities } from './capabilities.ts';
import type { Refresh } from './refresh.ts';

/**
 * Each method resolves after a read of CMF that began at `notBefore` (epoch milliseconds) or later, or rejects with a
 * `CmfError`. Aborting `interest` ends the caller's wait; without it the caller waits for the result.
 */
export interface Refresher {
  environments(notBefore: number, interest?: AbortSignal): Promise<void>;
  applications(environment: string, notBefore: number, interest?: AbortSignal): Promise<void>;
  application(
    environment: string,
    application: string,
    notBefore: number,
    interest?: AbortSignal,
  ): Promise<void>;
  /** The message of the latest outage among the targets; null when the last read of each target got a response. */
  readonly lastFailure: string | null;
}

export interface RefresherOptions {
  readonly refresh: Refresh;
  readonly capabilities: Capabilities;
  readonly now: () => number;
  readonly onFailure?: ((target: string, error: unknown) => void) | undefined;
}

/** Longer than the longest back-off of the poller. */
const forgetAfterMs = 5 * 60_000;

export function createRefresher({ refresh, capabilities, now, onFailure }: RefresherOptions): Refresher {
  const flights = createSingleFlight<void>(now);
  /** The outages by part: an environment's applications, or the list of environments. */
  const failing = new Map<string, { readonly message: string; readonly at: number }>();

  /** The read of a target, with its outcome recorded for the part. */
  const withHealth =
    (target: string, read: Read<void>, part = target): Read<void> =>
    async (signal) => {
      try {
        await capabilities.refresh(signal);
        await read(signal);
        failing.delete(part);
      } catch (error) {
        if (isAborted(error)) throw error;
        if (error instanceof Error && isOutage(error))
          failing.set(part, { message: error.message, at: now() });
        // A refusal or a 404 is a response: CMF is reachable.
        else failing.delete(part);
        if (!isNotFound(error)) onFailure?.(target, error);
        throw error;
      }
    };

  return {
    environments(notBefore, interest) {
      const target = 'environments';
      return flights(target, notBefore, withHealth(target, refresh.environments), interest);
    },
    applications(environment, notBefore, interest) {
      const target = `applications of ${environment}`;
      const read = withHealth(target, (signal) => refresh.applications(environment, signal));
      return flights(target, notBefore, read, interest);
    },
    application(environment, application, notBefore, interest) {
      const target = `application ${environment}/${application}`;
      const read = withHealth(
        target,
        (signal) => refresh.application(environment, application, signal),
        `applications of ${environment}`,
      );
      return flights(target, notBefore, read, interest);
    },
    get lastFailure() {
      // The last outage of a target that is no longer read (a deleted environment) must expire.
      const recent = [...failing.values()].filter(({ at }) => at > now() - forgetAfterMs);
      return recent.at(-1)?.message ?? null;
    },
  };
}

/**
 * Waits for a refresh. With an old copy to return, waits at most `patienceMs` and ignores outages; a refusal and a 404
 * are still thrown.
 */
export async function waitForRefresh(
  refresh: Promise<void>,
  hasCopy: boolean,
  patienceMs: number,
): Promise<void> {
  if (!hasCopy) return refresh;
  const { promise: elapsed, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patienceMs);
  try {
    await Promise.race([refresh, elapsed]);
  } catch (error) {
    if (isRefused(error) || isNotFound(error)) throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Like `waitForRefresh`, for a read with a result: resolves to the old copy, if any, when the read is late or fails. */
export async function withFallback<T>(
  reading: Promise<T>,
  copy: T | undefined,
  patienceMs: number,
): Promise<T> {
  if (copy === undefined) return reading;
  let result: T = copy;
  const read = reading.then((value) => {
    result = value;
  });
  await waitForRefresh(read, true, patienceMs);
  return result;
}
