/**
 * Merges the observed transitions of an application and the events of CMF into one list, ordered by time.
 *
 * A change that both contain becomes one entry with both sources. It has the time of CMF, because that is the time of
 * the change and not of its observation. A transition and an event are the same change if they enter the same job
 * state on the same instance, and the event lies between the poll that observed the change and the transition before
 * it (`match-changes.ts`). Events without a valid time are omitted.
 *
 * A record of a recurring event makes two entries, at its first and its last occurrence. Occurrences between have no
 * time; the count of the last entry includes those that no transition shows.
 */
import { type ApplicationEvent, newestCopies, occurrencesOf } from '../cmf/resources/event.ts';
import { matchChanges, type Timed } from './match-changes.ts';
import { instant } from './time.ts';
import {
  type ObservedState,
  type ObservedTransition,
  ofOccurrence,
  ofTransition,
  ofWrite,
  type TimelineEntry,
  type TimelineSource,
  type WriteInTimeline,
} from './timeline-entry.ts';

/** All entries, oldest first. The inputs may be in any order, and events may repeat. */
export function timeline(
  transitions: readonly ObservedTransition[],
  events: readonly ApplicationEvent[],
  writes: readonly WriteInTimeline[] = [],
): readonly TimelineEntry[] {
  const records = newestCopies(events);
  const reported = sortByTime(records.flatMap(occurrencesOf).map(ofOccurrence));
  const observed = sortByTime(transitions.map(ofTransition));
  const matches = matchChanges(observed, reported, isChain(transitions));
  const merged = observed.map((transition) => {
    const match = matches.get(transition);
    return match ? { ...transition.entry, ...partsOfEvent(match.entry, transition.entry) } : transition.entry;
  });
  const taken = new Set([...matches.values()].map(({ entry }) => entry));
  const rest = reported.filter(({ entry }) => !taken.has(entry)).map(({ entry }) => entry);
  const placed = sortByTime([...writes.map(ofWrite), ...rest, ...inSequence(merged)]);
  return placed.map(({ entry, time }) => counted(entry, time, records, placed));
}

/** True if each transition starts, in the order of their times, in the state in which the one before it ended. */
function isChain(transitions: readonly ObservedTransition[]): boolean {
  const sorted = transitions.toSorted((a, b) => (instant(a.observedAt) ?? 0) - (instant(b.observedAt) ?? 0));
  return sorted.every(({ from }, index) => {
    const before = sorted[index - 1];
    return before === undefined || isSameState(before.to, from);
  });
}

function isSameState(one: ObservedState | null, other: ObservedState | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.jobState?.raw === other.jobState?.raw && one.jobId === other.jobId && one.instance === other.instance
  );
}

/** Transitions are consecutive: one with the gateway's time is never later than the next one with CMF's time. */
function inSequence(transitions: readonly TimelineEntry[]): readonly TimelineEntry[] {
  let next: TimelineEntry | null = null;
  const reversed = transitions.toReversed().map((entry) => {
    const isPolled = entry.event === null && entry.observedAt !== null;
    const isLate =
      isPolled && next !== null && (instant(entry.at) ?? -Infinity) > (instant(next.at) ?? Infinity);
    next = isLate && next !== null ? { ...entry, at: next.at } : entry;
    return next;
  });
  return reversed.toReversed();
}

/** The entry with the count of its recurring event record. */
function counted(
  entry: TimelineEntry,
  time: number,
  records: readonly ApplicationEvent[],
  placed: readonly Timed<TimelineEntry>[],
): TimelineEntry {
  const record = records.find((event) => event.count > 1 && isOccurrence(entry, time, event));
  if (!record) return entry;
  if (entry.isRecurrence) {
    const known = placed.filter((other) => isOccurrence(other.entry, other.time, record));
    return { ...entry, count: 1 + Math.max(0, record.count - known.length) };
  }
  // An earlier copy of the record had this time as its last occurrence.
  const isBetween = entry.event === null && entry.observedAt === null;
  return isBetween ? { ...entry, isRecurrence: true } : entry;
}

/** True for an entry of the record, and for a transition that is one of the record's occurrences without a time. */
function isOccurrence(entry: TimelineEntry, time: number, event: ApplicationEvent): boolean {
  if (entry.event !== null) return entry.event === event.uid;
  return (
    entry.kind === 'JOB_STATE' &&
    event.type === 'JOB_STATUS' &&
    entry.jobState?.raw === event.newStatus &&
    (event.instance === null || entry.instance === event.instance) &&
    time >= (instant(event.firstAt) ?? Infinity) &&
    time <= (instant(event.lastAt) ?? -Infinity)
  );
}

/** Without the entries that have no valid time. */
function sortByTime(entries: readonly TimelineEntry[]): readonly Timed<TimelineEntry>[] {
  return entries
    .flatMap((entry) => {
      const time = instant(entry.at);
      return time === null ? [] : [{ entry, time }];
    })
    .toSorted((a, b) => a.time - b.time);
}

/**
 * The values that the event contains with more precision. A transition that was created from an event adds no poll.
 */
function partsOfEvent(reported: TimelineEntry, observed: TimelineEntry): Partial<TimelineEntry> {
  const sources: readonly TimelineSource[] = observed.observedAt === null ? ['EVENT'] : ['EVENT', 'POLL'];
  return {
    at: reported.at,
    sources,
    instance: observed.instance ?? reported.instance,
    message: reported.message,
    event: reported.event,
    isRecurrence: reported.isRecurrence,
  };
}
