/**
 * Finds the event of CMF that reports the same change as an observed transition. Pure.
 *
 * The clocks of CMF and the gateway may differ by up to `maxClockSkewMs`, so the time of an event may lie beyond the poll
 * that observed its change. Matches of one job state never cross, because both lists are in the order of the changes.
 * Of all such matchings, the one with the most matches is used, then the one with the smallest differences in time. A
 * choice for each transition alone would give a transition the event of an earlier occurrence when CMF's clock is ahead.
 *
 * Matches of different states must not cross either: if a transition came before another one, so did its event. Of two
 * matches that cross, the less plausible one is excluded. With a recurring event, which has its first and last occurrence
 * only, the last occurrence can be as near to the poll before it as to the poll that observed it.
 */

/** The part of an entry of the timeline that identifies its change. */
interface Change {
  readonly kind: string;
  readonly jobState: { readonly state: string } | null;
  readonly instance: string | null;
  readonly observedAt: string | null;
}

export interface Timed<Entry> {
  readonly entry: Entry;
  /** Epoch milliseconds. */
  readonly time: number;
}

const maxClockSkewMs = 5_000;

/** More crossings than this come from times that contradict each other, and are left as they are. */
const maxExcluded = 20;

/**
 * Both lists are sorted by time. The keys are transitions; the values are events. `isChain`: the transitions are in the
 * order of the changes although their times come from two clocks. Otherwise matches of different states may cross.
 */
export function matchChanges<Entry extends Change>(
  observed: readonly Timed<Entry>[],
  reported: readonly Timed<Entry>[],
  isChain: boolean,
): ReadonlyMap<Timed<Entry>, Timed<Entry>> {
  const candidates = observed.map((transition, index) => ({
    transition,
    previous: observed[index - 1]?.time ?? -Infinity,
    excluded: new Set<Timed<Entry>>(),
  }));
  const transitionsByState = Map.groupBy(candidates, ({ transition }) => stateOf(transition.entry));
  const eventsByState = Map.groupBy(reported, ({ entry }) => stateOf(entry));
  const alignAll = () => {
    const matches = new Map<Timed<Entry>, Timed<Entry>>();
    for (const [state, transitions] of transitionsByState) {
      const events = state === null ? [] : (eventsByState.get(state) ?? []);
      for (const [transition, event] of align(transitions, events)) matches.set(transition, event);
    }
    return matches;
  };

  let matches = alignAll();
  for (let excluded = 0; isChain && excluded < maxExcluded; excluded += 1) {
    const crossing = findCrossing(candidates, matches);
    if (!crossing) break;
    crossing.candidate.excluded.add(crossing.event);
    matches = alignAll();
  }
  return matches;
}

interface Match<Entry> {
  readonly candidate: Candidate<Entry>;
  readonly event: Timed<Entry>;
}

/** The less plausible match of the first two that cross. Events of the same time are in no order. */
function findCrossing<Entry extends Change>(
  candidates: readonly Candidate<Entry>[],
  matches: ReadonlyMap<Timed<Entry>, Timed<Entry>>,
): Match<Entry> | null {
  let latest: Match<Entry> | null = null;
  for (const candidate of candidates) {
    const event = matches.get(candidate.transition);
    if (!event) continue;
    const match = { candidate, event };
    if (latest && event.time < latest.event.time) {
      return implausibility(latest) > implausibility(match) ? latest : match;
    }
    latest = match;
  }
  return null;
}

/** An event after its poll is less plausible than one before it: it needs clocks that differ. */
function implausibility<Entry extends Change>({ candidate: { transition }, event }: Match<Entry>): number {
  const early = transition.time - event.time;
  return early < 0 ? maxClockSkewMs - early : Math.min(early, maxClockSkewMs);
}

/** Null for an entry that is not a change to a job state. */
function stateOf({ kind, jobState }: Change): string | null {
  return kind === 'JOB_STATE' ? (jobState?.state ?? null) : null;
}

interface Candidate<Entry> {
  readonly transition: Timed<Entry>;
  /** The time of the transition before it. */
  readonly previous: number;
  /** Events that it is not matched with. */
  readonly excluded: Set<Timed<Entry>>;
}

/** The best matching of the entries of one job state, by dynamic programming over both lists. */
function align<Entry extends Change>(
  transitions: readonly Candidate<Entry>[],
  events: readonly Timed<Entry>[],
): readonly (readonly [Timed<Entry>, Timed<Entry>])[] {
  if (events.length === 0) return [];
  const width = events.length + 1;
  // At `row * width + column`: the best value for the transitions from `row` and the events from `column`.
  const values = new Float64Array((transitions.length + 1) * width);
  const valueAt = (row: number, column: number): number => values[row * width + column] ?? 0;
  const valueOfMatch = (row: number, column: number): number => {
    const [candidate, event] = [transitions[row], events[column]];
    if (!candidate || !event || !isSameChange(event, candidate)) return -Infinity;
    const difference = Math.min(Math.abs(event.time - candidate.transition.time), maxDifferenceMs);
    return 1 - difference / matchValueMs + valueAt(row + 1, column + 1);
  };
  for (let row = transitions.length - 1; row >= 0; row -= 1) {
    for (let column = events.length - 1; column >= 0; column -= 1) {
      const skipped = Math.max(valueAt(row + 1, column), valueAt(row, column + 1));
      values[row * width + column] = Math.max(skipped, valueOfMatch(row, column));
    }
  }
  const pairs: (readonly [Timed<Entry>, Timed<Entry>])[] = [];
  for (let row = 0, column = 0; row < transitions.length && column < events.length; ) {
    const best = valueAt(row, column);
    const [candidate, event] = [transitions[row], events[column]];
    // Of equal matchings the one with the later event, because no poll observed another state between two transitions.
    if (best === valueAt(row, column + 1)) column += 1;
    else if (candidate && event && best === valueOfMatch(row, column)) {
      pairs.push([candidate.transition, event]);
      row += 1;
      column += 1;
    } else row += 1;
  }
  return pairs;
}

/** A match is worth this difference in time. So the differences of 10,000 matches weigh less than one more match. */
const matchValueMs = 1e11;
const maxDifferenceMs = 1e7;

function isSameChange<Entry extends Change>(
  event: Timed<Entry>,
  { transition, previous, excluded }: Candidate<Entry>,
): boolean {
  if (excluded.has(event)) return false;
  const [reported, observed] = [event.entry, transition.entry];
  if (reported.instance !== null && observed.instance !== null && reported.instance !== observed.instance)
    return false;
  // The transition comes from an event, with CMF's time: only that occurrence is the same.
  if (observed.observedAt === null) return event.time === transition.time;
  return event.time <= transition.time + maxClockSkewMs && event.time >= previous - maxClockSkewMs;
}
