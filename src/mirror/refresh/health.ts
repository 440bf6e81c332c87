/**
 * CMF's health, from the outcomes of refreshes of this replica and of others, whose refreshes are visible as new
 * copies in the store. CMF is up only while the last refresh of each part succeeded.
 */
import { isAborted, isNotFound, isRefused } from '../../cmf/errors.ts';
import type { View } from '../../store/view.ts';

export interface RefreshHealth {
  /** Records that a refresh of a part succeeded: an environment's applications, or the list of environments (null). */
  succeeded(part: string | null): void;
  /** Records that it failed. */
  failed(part: string | null, error: unknown): void;
  /** The reason of the most recent failure, if the last refresh of any part failed; otherwise null. */
  readonly lastFailure: string | null;
  /** True once data was available, from CMF or from the store. */
  readonly hasData: boolean;
  /**
   * When the oldest copy was read, in epoch milliseconds. For a copy that could never be read: the time of the first
   * attempt.
   */
  readonly oldestCopyAt: number;
}

export interface RefreshHealthOptions {
  readonly view: () => View;
  /** A list of environments that no replica has refreshed for this time counts as a failure. */
  readonly overdueMs: number;
  readonly now: () => number;
}

interface Failure {
  readonly message: string;
  /** The time of the first consecutive failure. */
  readonly since: number;
  readonly at: number;
}

/** Longer than the longest back-off of the poller. */
const forgetAfterMs = 5 * 60_000;

export function createRefreshHealth({ view, overdueMs, now }: RefreshHealthOptions): RefreshHealth {
  const startedAt = now();
  const failures = new Map<string | null, Failure>();
  let hadData = false;

  const copiedAt = (part: string | null): number =>
    part === null ? view().environments.observedAt : view().environment(part).observedAt;

  /**
   * The failures after which no replica has refreshed the part. A failure of a part that is no longer read (a deleted
   * environment) expires.
   */
  const current = (): readonly (readonly [string | null, Failure])[] =>
    [...failures].filter(([part, { at }]) => at > now() - forgetAfterMs && copiedAt(part) <= at);

  const listProblem = (): string | null => {
    const { observedAt } = view().environments;
    if (observedAt === 0) return 'The list of environments has not been read yet';
    const age = now() - observedAt;
    return age > overdueMs ? `The list of environments was last read ${Math.round(age / 1000)} s ago` : null;
  };

  /** The list alone does not count as data while every read of its environments fails. */
  const hasDataNow = (): boolean => {
    const { observedAt, environments } = view().environments;
    if (observedAt === 0) return false;
    if (current().every(([part]) => part === null)) return true;
    return [...environments.keys()].some((name) => copiedAt(name) > 0);
  };

  return {
    succeeded: (part) => void failures.delete(part),
    failed(part, error) {
      if (isAborted(error)) return;
      // A decision of CMF on one environment is a response. Without the list of environments there is nothing to serve.
      if (part !== null && (isRefused(error) || isNotFound(error))) return void failures.delete(part);
      const since = failures.get(part)?.since ?? now();
      // Keeps the map in the order of the failures.
      failures.delete(part);
      failures.set(part, { message: messageOf(error), since, at: now() });
    },
    get lastFailure() {
      return current().at(-1)?.[1].message ?? listProblem();
    },
    get hasData() {
      hadData ||= hasDataNow();
      return hadData;
    },
    get oldestCopyAt() {
      const { observedAt, environments } = view().environments;
      const copies = [...environments.keys()].map(copiedAt).filter((at) => at > 0);
      const missing = current().flatMap(([part, { since }]) => (copiedAt(part) === 0 ? [since] : []));
      return Math.min(observedAt || startedAt, ...copies, ...missing);
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'The refresh failed';
}
