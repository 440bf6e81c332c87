/**
 * Refreshes on demand: one at a time for each target, shared by concurrent callers. `refresh.ts` defines a refresh; this
 * file decides when one is started, joined, awaited or abandoned.
 */
import { isAborted, isNotFound, isRefused } from '../../cmf/errors.ts';
import type { Read } from '../flight.ts';
import { createSingleFlight } from '../single-flight.ts';
import type { Capabilities } from './capabilities.ts';
import type { RefreshHealth } from './health.ts';
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
}

/** `environment` is null for a read of the list of environments. */
export type TraceRefresh = (
  target: { readonly name: string; readonly environment: string | null },
  read: () => Promise<void>,
) => Promise<void>;

export interface RefresherOptions {
  readonly refresh: Refresh;
  readonly capabilities: Capabilities;
  readonly health: RefreshHealth;
  readonly now: () => number;
  /** Runs each read of CMF. It must return what `read` returns. */
  readonly traceRefresh?: TraceRefresh | undefined;
  readonly onFailure?: ((target: string, error: unknown) => void) | undefined;
  readonly onRefreshed?: ((end: RefreshEnd) => void) | undefined;
}

/** The end of one read of CMF into the mirror. */
export interface RefreshEnd {
  readonly part: 'environments' | 'applications' | 'application';
  readonly outcome: 'ok' | 'failed' | 'refused' | 'not_found' | 'aborted';
  readonly durationMs: number;
}

export function createRefresher(options: RefresherOptions): Refresher {
  const { refresh, capabilities, health, now, onFailure, onRefreshed } = options;
  const { traceRefresh = (_target, read) => read() } = options;
  const flights = createSingleFlight<void>(now);

  /** Reads a target and records the outcome for its part of CMF. */
  const withHealth =
    (target: string, kind: RefreshEnd['part'], part: string | null, read: Read<void>): Read<void> =>
    async (signal) => {
      const startedAt = performance.now();
      const report = (outcome: RefreshEnd['outcome']) =>
        onRefreshed?.({ part: kind, outcome, durationMs: performance.now() - startedAt });
      try {
        await traceRefresh({ name: target, environment: part }, async () => {
          await capabilities.refresh(signal);
          await read(signal);
        });
        health.succeeded(part);
        report('ok');
      } catch (error) {
        report(failureOf(error));
        if (isAborted(error)) throw error;
        health.failed(part, error);
        if (!isNotFound(error)) onFailure?.(target, error);
        throw error;
      }
    };

  return {
    environments(notBefore, interest) {
      const target = 'environments';
      return flights(
        target,
        notBefore,
        withHealth(target, 'environments', null, refresh.environments),
        interest,
      );
    },
    applications(environment, notBefore, interest) {
      const target = `applications of ${environment}`;
      const read = withHealth(target, 'applications', environment, (signal) =>
        refresh.applications(environment, signal),
      );
      return flights(target, notBefore, read, interest);
    },
    application(environment, application, notBefore, interest) {
      const target = `application ${environment}/${application}`;
      const read = withHealth(target, 'application', environment, (signal) =>
        refresh.application(environment, application, signal),
      );
      return flights(target, notBefore, read, interest);
    },
  };
}

function failureOf(error: unknown): RefreshEnd['outcome'] {
  if (isAborted(error)) return 'aborted';
  if (isNotFound(error)) return 'not_found';
  return isRefused(error) ? 'refused' : 'failed';
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
