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
import {
  type ApplicationEvent,
  newestCopies,
  type Occurrence,
  occurrencesOf,
} from '../cmf/resources/event.ts';
import { type JobState, jobStates, type Open, open } from '../cmf/resources/states.ts';
import { matchChanges, type Timed } from './match-changes.ts';
import { instant } from './time.ts';

/** `POLL`: observed by comparing two reads of CMF. `EVENT`: reported by an event of CMF. */
export type TimelineSource = 'POLL' | 'EVENT';

/** The part of a `Transition` that the timeline needs. (History does not import `src/live`.) */
export interface ObservedTransition {
  readonly from: ObservedState | null;
  readonly to: ObservedState | null;
  readonly observedAt: string;
  readonly source: TimelineSource;
}

interface ObservedState {
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  readonly instance: string | null;
}

/**
 * `JOB_STATE`: the job entered `jobState`, or no longer has a state. `DEPLOYMENT`: another instance or job, in the
 * same state. `LIFECYCLE`: the lifecycle state of the operator. `EXCEPTION`: the job threw an exception.
 * `APPLICATION`: created, updated or deleted. `WRITE`: a write through the gateway that resulted in an instance.
 */
export type TimelineKind =
  | 'JOB_STATE'
  | 'DEPLOYMENT'
  | 'LIFECYCLE'
  | 'EXCEPTION'
  | 'APPLICATION'
  | 'WRITE'
  | 'OTHER';

/** The part of a write through the gateway that the timeline needs. */
export interface WriteInTimeline {
  /** UID of the instance that resulted. */
  readonly instance: string;
  /** When it was requested. */
  readonly at: string;
}

export interface TimelineEntry {
  readonly kind: TimelineKind;
  /** The best known time: CMF's time if there is an event, else the time of observation. */
  readonly at: string;
  /** When a poll observed it; null if none did. */
  readonly observedAt: string | null;
  readonly sources: readonly TimelineSource[];
  /** The UID of the instance it belongs to; null if unknown. */
  readonly instance: string | null;
  readonly jobId: string | null;
  /** The state that was entered, for a `JOB_STATE` entry. */
  readonly jobState: Open<JobState> | null;
  readonly message: string | null;
  readonly exception: string | null;
  /** The UID of the CMF event. */
  readonly event: string | null;
  /**
   * The number of occurrences: above 1 for the last entry of a recurring event that has occurrences without times.
   */
  readonly count: number;
  /**
   * True for each entry of a recurring event except its first: it is another occurrence, regardless of the entries
   * between.
   */
  readonly isRecurrence: boolean;
}

/** All entries, oldest first. The inputs may be in any order, and events may repeat. */
export function timeline(
  transitions: readonly ObservedTransition[],
  events: readonly ApplicationEvent[],
  writes: readonly WriteInTimeline[] = [],
): readonly TimelineEntry[] {
  const records = newestCopies(events);
  const reported = sortByTime(records.flatMap(occurrencesOf).map(ofOccurrence));
  const observed = sortByTime(transitions.map(ofTransition));
  const matches = matchChanges(observed, reported);
  const merged = observed.map((transition) => {
    const match = matches.get(transition);
    return match ? { ...transition.entry, ...partsOfEvent(match.entry, transition.entry) } : transition.entry;
  });
  const taken = new Set([...matches.values()].map(({ entry }) => entry));
  const rest = reported.filter(({ entry }) => !taken.has(entry)).map(({ entry }) => entry);
  const placed = sortByTime(
    [...writes.map(ofWrite), ...rest, ...inSequence(merged)].map((entry) => ({
      entry,
      time: instant(entry.at),
    })),
  );
  return placed.map(({ entry, time }) => counted(entry, time, records, placed));
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

function sortByTime(
  entries: readonly { readonly entry: TimelineEntry; readonly time: number | null }[],
): readonly Timed<TimelineEntry>[] {
  return entries
    .flatMap(({ entry, time }) => (time === null ? [] : [{ entry, time }]))
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

function ofTransition({ from, to, observedAt, source }: ObservedTransition): {
  readonly entry: TimelineEntry;
  readonly time: number | null;
} {
  const stateChanged = from?.jobState?.raw !== to?.jobState?.raw;
  const wasCreatedOrDeleted = from === null || to === null;
  const entry: TimelineEntry = {
    kind: stateChanged ? 'JOB_STATE' : wasCreatedOrDeleted ? 'APPLICATION' : 'DEPLOYMENT',
    at: observedAt,
    observedAt: source === 'POLL' ? observedAt : null,
    sources: [source],
    instance: (to ?? from)?.instance ?? null,
    jobId: to?.jobId ?? null,
    jobState: to?.jobState ?? null,
    message: to === null ? 'The application was deleted' : null,
    exception: null,
    event: null,
    count: 1,
    isRecurrence: false,
  };
  return { entry, time: instant(observedAt) };
}

function ofWrite({ instance, at }: WriteInTimeline): TimelineEntry {
  return {
    kind: 'WRITE',
    at,
    observedAt: null,
    sources: [],
    instance,
    jobId: null,
    jobState: null,
    message: null,
    exception: null,
    event: null,
    count: 1,
    isRecurrence: false,
  };
}

function ofOccurrence({ event, at }: Occurrence): {
  readonly entry: TimelineEntry;
  readonly time: number | null;
} {
  const kind = kindOf(event);
  const entry: TimelineEntry = {
    kind,
    at: at ?? '',
    observedAt: null,
    sources: ['EVENT'],
    instance: event.instance,
    jobId: null,
    jobState: kind === 'JOB_STATE' ? open(jobStates, event.newStatus) : null,
    message: event.message,
    exception: event.exception,
    event: event.uid,
    count: 1,
    isRecurrence: event.count > 1 && at === event.lastAt,
  };
  return { entry, time: instant(at) };
}

/** Determines the kind by content if the type is unknown (contract section 4, events). */
function kindOf({ type, newStatus, exception }: ApplicationEvent): TimelineKind {
  if (exception !== null) return 'EXCEPTION';
  switch (type) {
    case 'JOB_STATUS':
      return newStatus === null ? 'OTHER' : 'JOB_STATE';
    case 'CLUSTER_STATUS':
      return 'LIFECYCLE';
    case 'CMF_STATUS':
      return 'APPLICATION';
    default:
      return 'OTHER';
  }
}
