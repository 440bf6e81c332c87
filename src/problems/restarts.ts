/** Counts the recent restarts of a job. Pure. */
import { restartsOf } from '../history/statistics.ts';
import { instant } from '../history/time.ts';
import type { TimelineEntry } from '../history/timeline-entry.ts';

export interface RestartStreak {
  /** Restarts within the window before now. */
  readonly count: number;
  /** The first of the restarts that follow each other without a pause as long as the window. */
  readonly since: string;
}

export const restartWindowMs = 3_600_000;

/** The restarts of this instance; null if there was none within the window. */
export function restartStreak(
  entries: readonly TimelineEntry[],
  instance: string | null,
  now: number,
): RestartStreak | null {
  let count = 0;
  let since: string | null = null;
  let next = now;
  for (const restart of restartsOf(entries).toReversed()) {
    if (restart.instance !== null && instance !== null && restart.instance !== instance) break;
    const time = instant(restart.at);
    if (time === null) continue;
    if (next - time > restartWindowMs) break;
    if (now - time <= restartWindowMs) count += restart.count;
    since = restart.at;
    next = time;
  }
  return since === null || count === 0 ? null : { count, since };
}
