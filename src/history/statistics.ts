/** Statistics of a timeline: time in each state, restarts, and the last failure with its cause. */
import { isTerminal, type JobState, type Open } from '../cmf/resources/states.ts';
import { instant } from './time.ts';
import type { TimelineEntry } from './timeline-entry.ts';

export interface TimelineStatistics {
  /** The last job state of the timeline; null if there is none. */
  readonly current: Open<JobState> | null;
  /**
   * Milliseconds in each state, longest first. The current state counts until now; the time before the first entry is
   * unknown.
   */
  readonly timeInState: readonly { readonly state: JobState; readonly ms: number }[];
  /**
   * The number of restarts within one instance: into RESTARTING, or out of FAILED. RECONCILING is not a restart (rule
   * 27).
   */
  readonly restarts: number;
  /** The newest exception or entry into FAILING or FAILED, with the exception since the job last ran. */
  readonly lastFailure: {
    readonly at: string;
    readonly instance: string | null;
    readonly exception: string | null;
  } | null;
}

/** The statistics of a timeline at `now`, in milliseconds since the epoch. */
export function statistics(entries: readonly TimelineEntry[], now: number): TimelineStatistics {
  const timeByState = new Map<JobState, number>();
  let current: TimelineEntry | null = null;
  let restarts = 0;
  let lastFailure: TimelineStatistics['lastFailure'] = null;
  let exception: string | null = null;

  function endState(time: number): void {
    const state = current?.jobState?.state;
    const entered = instant(current?.at ?? null);
    if (state === undefined || entered === null) return;
    timeByState.set(
      state,
      (timeByState.get(state) ?? 0) + Math.max(0, Math.floor(time) - Math.floor(entered)),
    );
  }

  for (const entry of entries) {
    if (entry.kind === 'EXCEPTION') {
      exception = entry.exception;
      lastFailure = { at: entry.at, instance: entry.instance, exception };
    }
    if (entry.kind !== 'JOB_STATE') continue;
    endState(instant(entry.at) ?? now);
    const state = entry.jobState?.state;
    if (state === 'RUNNING') exception = null;
    if (state === 'FAILING' || state === 'FAILED')
      lastFailure = { at: entry.at, instance: entry.instance, exception };
    restarts += restartsAt(current, entry);
    current = entry;
  }
  endState(now);
  const timeInState = [...timeByState].map(([state, ms]) => ({ state, ms })).toSorted((a, b) => b.ms - a.ms);
  return { current: current?.jobState ?? null, timeInState, restarts, lastFailure };
}

/** The restarts of a timeline, oldest first, counted as in `TimelineStatistics.restarts`. */
export function restartsOf(entries: readonly TimelineEntry[]): readonly Restarts[] {
  const restarts: Restarts[] = [];
  let current: TimelineEntry | null = null;
  for (const entry of entries) {
    if (entry.kind !== 'JOB_STATE') continue;
    const count = restartsAt(current, entry);
    if (count > 0) restarts.push({ at: entry.at, instance: entry.instance, count });
    current = entry;
  }
  return restarts;
}

export interface Restarts {
  readonly at: string;
  readonly instance: string | null;
  /** More than 1 for an entry that represents several occurrences. */
  readonly count: number;
}

/**
 * An instance leaves RESTARTING and FAILED only by a restart, so each recurrence of one of these states is a restart.
 */
function restartsAt(from: TimelineEntry | null, to: TimelineEntry): number {
  const state = to.jobState?.state;
  const isRecurring = to.isRecurrence && (state === 'RESTARTING' || state === 'FAILED');
  if (!isRecurring) return isRestart(from, to) ? 1 : 0;
  const isAnother = isRestart(from, to) || from?.jobState?.state === state;
  return (isAnother ? 1 : 0) + to.count - 1;
}

function isRestart(from: TimelineEntry | null, to: TimelineEntry): boolean {
  const [before, after] = [from?.jobState?.state, to.jobState?.state];
  if (after === undefined || before === after) return false;
  if (after === 'RESTARTING') return true;
  return before === 'FAILED' && from?.instance === to.instance && !isTerminal(after);
}
