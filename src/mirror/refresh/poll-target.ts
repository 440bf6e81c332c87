/** One target of the poller, an environment or the list of environments: when it is due, and when its refresh hangs. */

export interface PollTarget {
  refreshAt: number;
  /** When its lease is taken or renewed next. */
  leaseAt: number;
  failures: number;
  /** True while the lease is being taken. */
  isTaking: boolean;
  running: { readonly since: number; readonly interest: AbortController } | null;
  /** A refresh that runs longer hangs, in milliseconds. */
  hangsAfterMs: number;
  /** True when its last refresh was restarted: a slow refresh is not restarted twice. */
  wasCut: boolean;
  /** True while this replica polls it. */
  held: boolean;
  /** True while a caller of any replica needs it refreshed fast, as of the last lease. */
  active: boolean;
  /** True while a caller of this replica needs it refreshed fast. */
  readonly isWanted: () => boolean;
}

export interface PaceOptions {
  readonly activeMs: number;
  readonly idleMs: number;
  readonly random: () => number;
}

const jitter = 0.1;
const maxBackoffDoublings = 5;
/**
 * The longest interval of an active target that fails, in fast intervals, without jitter. With jitter and the longest
 * open time of the circuit (`open-refresh.ts`) it stays below two, which bounds how late CMF's return is noticed.
 */
const longestWhenActive = 1.35;
/**
 * A refresh hangs when it runs longer than a fast interval and longer than this many times the one before; without one
 * before, when it runs longer than two fast intervals.
 */
const slowerThanBefore = 3;

/** A target that is due at `now`. */
export function createTarget(
  isWanted: () => boolean,
  now: number,
  { activeMs, renewMs }: { readonly activeMs: number; readonly renewMs: number },
): PollTarget {
  return {
    refreshAt: now,
    leaseAt: now + renewMs,
    failures: 0,
    isTaking: false,
    running: null,
    hangsAfterMs: 2 * activeMs,
    wasCut: false,
    held: false,
    active: false,
    isWanted,
  };
}

/** The time to the next refresh, in milliseconds: longer with each failure, with jitter. */
export function intervalOf(active: boolean, failures: number, pace: PaceOptions): number {
  const { activeMs, idleMs, random } = pace;
  const base = active ? activeMs : idleMs;
  const longest = active ? longestWhenActive * activeMs : 4 * idleMs;
  const backoff = Math.min(base * 2 ** Math.min(failures, maxBackoffDoublings), longest);
  return backoff * (1 + jitter * (2 * random() - 1));
}

/** `hangsAfterMs` after a refresh that took `tookMs`. */
export function hangLimit(tookMs: number, activeMs: number): number {
  return Math.max(activeMs, slowerThanBefore * tookMs);
}

/** When the running refresh hangs; Infinity when none runs, or the last one was restarted. */
export function hangsAt({ running, wasCut, hangsAfterMs }: PollTarget): number {
  return running && !wasCut ? running.since + hangsAfterMs : Infinity;
}

/** True when no refresh runs and none is about to start. */
export function isWaiting({ running, isTaking }: PollTarget): boolean {
  return !running && !isTaking;
}
