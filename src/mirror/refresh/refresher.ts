/**
 * Refreshes on demand: one at a time for each target, shared by all who ask, with the health of CMF as seen by
 * them. `refresh.ts` says what a refresh is; this says when one is started, joined, waited for or given up on.
 */
import { isAborted, isNotFound, isOutage, isRefused } from '../../cmf/errors.ts';
import type { Read } from '../flight.ts';
import { createSingleFlight } from '../single-flight.ts';
import type { Capabilities } from './capabilities.ts';
import type { Refresh } from './refresh.ts';

/**
 * Each promises a read of CMF that began at `notBefore` (epoch milliseconds) or later, or throws a `CmfError`. The
 * caller waits until `interest` is aborted; without it, to the end.
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
  /** Why CMF did not answer for some target when last asked, in its or the transport's words; null when it did for all. */
  readonly lastFailure: string | null;
}

export interface RefresherOptions {
  readonly refresh: Refresh;
  readonly capabilities: Capabilities;
  readonly now: () => number;
  readonly onFailure?: ((target: string, error: unknown) => void) | undefined;
}

/** Longer than the slowest cadence of what fails. */
const forgetAfterMs = 5 * 60_000;

export function createRefresher({ refresh, capabilities, now, onFailure }: RefresherOptions): Refresher {
  const flights = createSingleFlight<void>(now);
  /** What CMF did not answer for when last asked, and why: an environment's applications, or the list. */
  const failing = new Map<string, { readonly message: string; readonly at: number }>();

  /** The read of a target, as a part of what CMF does or does not answer for. */
  const told =
    (target: string, read: Read<void>, part = target): Read<void> =>
    async (signal) => {
      try {
        await capabilities.refresh();
        await read(signal);
        failing.delete(part);
      } catch (error) {
        if (isAborted(error)) throw error;
        if (error instanceof Error && isOutage(error))
          failing.set(part, { message: error.message, at: now() });
        // A refusal or a 404 is an answer: CMF is there.
        else failing.delete(part);
        if (!isNotFound(error)) onFailure?.(target, error);
        throw error;
      }
    };

  return {
    environments(notBefore, interest) {
      const target = 'environments';
      return flights(target, notBefore, told(target, refresh.environments), interest);
    },
    applications(environment, notBefore, interest) {
      const target = `applications of ${environment}`;
      const read = told(target, (signal) => refresh.applications(environment, signal));
      return flights(target, notBefore, read, interest);
    },
    application(environment, application, notBefore, interest) {
      const target = `application ${environment}/${application}`;
      const read = told(
        target,
        (signal) => refresh.application(environment, application, signal),
        `applications of ${environment}`,
      );
      return flights(target, notBefore, read, interest);
    },
    get lastFailure() {
      // What is asked for no more (an environment that is gone) must not be held against CMF for ever.
      const recent = [...failing.values()].filter(({ at }) => at > now() - forgetAfterMs);
      return recent.at(-1)?.message ?? null;
    },
  };
}

/**
 * Waits for a refresh, but no longer than `patienceMs` when there is an old copy to answer from, and not at all for
 * its success. A refusal and a 404 are answers and are thrown all the same.
 */
export async function patiently(refresh: Promise<void>, hasCopy: boolean, patienceMs: number): Promise<void> {
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

/** As patiently, for what a read says: the old copy, when there is one, in place of what did not come. */
export async function orCopy<T>(reading: Promise<T>, copy: T | undefined, patienceMs: number): Promise<T> {
  if (copy === undefined) return reading;
  let answer: T = copy;
  const read = reading.then((value) => {
    answer = value;
  });
  await patiently(read, true, patienceMs);
  return answer;
}
