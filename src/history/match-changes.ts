/**
 * Finds the event of CMF that reports the same change as an observed transition. Pure.
 *
 * The clocks of CMF and the gateway may differ by up to `maxClockSkewMs`, so the time of an event may lie beyond the poll
 * that observed its change. Matches do not cross, because both lists are in the order of the changes. Of all such
 * matchings, the one with the most matches is used, then the one with the smallest differences in time. A choice for each
 * transition alone would give a transition the event of an earlier occurrence when CMF's clock is ahead, and, of a
 * recurring event, whose occurrences between the first and the last have no time, the last one to a poll before it.
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

/**
 * Both lists are sorted by time. The keys are transitions; the values are events. `isChain`: the transitions are in the
 * order of the changes. Otherwise the two clocks of their times disagree: then matches of different states may cross.
 */
export function matchChanges<Entry extends Change>(
  observed: readonly Timed<Entry>[],
  reported: readonly Timed<Entry>[],
  isChain: boolean,
): ReadonlyMap<Timed<Entry>, Timed<Entry>> {
  const transitions = observed
    .map((transition, index) => ({ transition, previous: observed[index - 1]?.time ?? -Infinity }))
    .filter(({ transition }) => stateOf(transition.entry) !== null);
  if (isChain) return new Map(align(transitions, reported));
  const eventsByState = Map.groupBy(reported, ({ entry }) => stateOf(entry));
  const transitionsByState = Map.groupBy(transitions, ({ transition }) => stateOf(transition.entry));
  return new Map(
    [...transitionsByState].flatMap(([state, ofState]) => align(ofState, eventsByState.get(state) ?? [])),
  );
}

/** Null for an entry that is not a change to a job state. */
function stateOf({ kind, jobState }: Change): string | null {
  return kind === 'JOB_STATE' ? (jobState?.state ?? null) : null;
}

interface Candidate<Entry> {
  readonly transition: Timed<Entry>;
  /** The time of the transition before it. */
  readonly previous: number;
}

/** The best matching without crossings, by dynamic programming over both lists. */
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
    const candidate = transitions[row];
    const event = events[column];
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
  { transition, previous }: Candidate<Entry>,
): boolean {
  const reported = event.entry;
  const observed = transition.entry;
  if (stateOf(reported) !== stateOf(observed)) return false;
  if (reported.instance !== null && observed.instance !== null && reported.instance !== observed.instance)
    return false;
  // The transition comes from an event, with CMF's time: only that occurrence is the same.
  if (observed.observedAt === null) return event.time === transition.time;
  return event.time <= transition.time + maxClockSkewMs && event.time >= previous - maxClockSkewMs;
}
