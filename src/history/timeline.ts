/**
 * An application's history as one list in time order: what the gateway's polls observed and what CMF's own events tell.
 *
 * A change that both know is one entry. CMF's time is kept, being the time of the change rather than of its discovery,
 * and both sources are named. They are the same change when they enter the same job state on the same instance and the
 * event lies between the poll that saw the change and the transition before it; the last such event is the one, as
 * between two transitions no poll has seen another state. Events without a readable time cannot be placed and are left out.
 *
 * A record of a recurring event makes two entries, at its first and its last time. What lies between has no times; the
 * last entry counts those that no transition tells of.
 */
import {
  type ApplicationEvent,
  newestCopies,
  type Occurrence,
  occurrencesOf,
} from '../cmf/resources/event.ts';
import { type JobState, jobStates, type Open, open } from '../cmf/resources/states.ts';
import { instant } from './time.ts';

/** `POLL`: seen by comparing two reads of CMF. `EVENT`: told by CMF. */
export type TimelineSource = 'POLL' | 'EVENT';

/** What the timeline reads of a `Transition` (`src/live`, which this room knows nothing of). */
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
 * `JOB_STATE`: the job entered `jobState`, or has none any more. `DEPLOYMENT`: another instance or job, in the same state.
 * `LIFECYCLE`: the operator's view of the resource. `EXCEPTION`: the job threw. `APPLICATION`: created, updated, gone.
 */
export type TimelineKind = 'JOB_STATE' | 'DEPLOYMENT' | 'LIFECYCLE' | 'EXCEPTION' | 'APPLICATION' | 'OTHER';

export interface TimelineEntry {
  readonly kind: TimelineKind;
  /** When it happened as far as is known: CMF's time when an event tells it, else when it was observed. */
  readonly at: string;
  /** When a poll saw it; null when none did. */
  readonly observedAt: string | null;
  readonly sources: readonly TimelineSource[];
  /** The instance it belongs to; null when not known. */
  readonly instance: string | null;
  readonly jobId: string | null;
  /** The state that was entered, of a `JOB_STATE` entry. */
  readonly jobState: Open<JobState> | null;
  readonly message: string | null;
  readonly exception: string | null;
  /** The UID of the CMF event. */
  readonly event: string | null;
  /** Times that it happened: above 1 for the last entry of a recurring event that has occurrences without times. */
  readonly count: number;
  /** True of each entry of a recurring event but its first: it is another occurrence, whatever lies between. */
  readonly isRecurrence: boolean;
}

/** Two clocks, CMF's and the gateway's, may disagree by this much about what came first. */
const clockSkewMs = 5000;

/** All entries, oldest first. Both inputs may come in any order and events more than once. */
export function timeline(
  transitions: readonly ObservedTransition[],
  events: readonly ApplicationEvent[],
): readonly TimelineEntry[] {
  const records = newestCopies(events);
  const told = inOrder(records.flatMap(occurrencesOf).map(ofOccurrence));
  const seen = inOrder(transitions.map(ofTransition));
  // Clocks that agree decide first, so that a later occurrence of a recurring event is not taken for an earlier one.
  const matches = new Map<Placed, Placed>();
  for (const skewMs of [0, clockSkewMs]) {
    const taken = new Set(matches.values());
    for (const [index, transition] of seen.entries()) {
      if (matches.has(transition)) continue;
      const previous = seen[index - 1]?.time ?? -Infinity;
      const match = told.findLast(
        (event) => !taken.has(event) && isSameChange(event, transition, previous, skewMs),
      );
      if (match === undefined) continue;
      matches.set(transition, match);
      taken.add(match);
    }
  }
  const merged = seen.map((transition) => {
    const match = matches.get(transition);
    return match ? { ...transition.entry, ...sharedParts(match.entry, transition.entry) } : transition.entry;
  });
  const taken = new Set([...matches.values()].map(({ entry }) => entry));
  const rest = told.filter(({ entry }) => !taken.has(entry)).map(({ entry }) => entry);
  const placed = inOrder(
    [...rest, ...keptInOrder(merged)].map((entry) => ({ entry, time: instant(entry.at) })),
  );
  return placed.map(({ entry, time }) => counted(entry, time, records, placed));
}

/**
 * Transitions follow each other: one at the gateway's time is not after the next at CMF's time, whatever the clocks say.
 */
function keptInOrder(transitions: readonly TimelineEntry[]): readonly TimelineEntry[] {
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

/** The entry with what records of recurring events say of it. */
function counted(
  entry: TimelineEntry,
  time: number,
  records: readonly ApplicationEvent[],
  placed: readonly Placed[],
): TimelineEntry {
  const record = records.find((event) => event.count > 1 && isOccurrence(entry, time, event));
  if (!record) return entry;
  if (entry.isRecurrence) {
    const known = placed.filter((other) => isOccurrence(other.entry, other.time, record));
    return { ...entry, count: 1 + Math.max(0, record.count - known.length) };
  }
  // Made from an earlier copy of the record, which had this time as its last one.
  const isBetween = entry.event === null && entry.observedAt === null;
  return isBetween ? { ...entry, isRecurrence: true } : entry;
}

/** True for an entry of the record, and for a transition that is one of the occurrences whose times it lacks. */
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

interface Placed {
  readonly entry: TimelineEntry;
  readonly time: number;
}

function inOrder(
  entries: readonly { readonly entry: TimelineEntry; readonly time: number | null }[],
): readonly Placed[] {
  return entries
    .flatMap(({ entry, time }) => (time === null ? [] : [{ entry, time }]))
    .toSorted((one, other) => one.time - other.time);
}

function isSameChange(event: Placed, transition: Placed, previous: number, skewMs: number): boolean {
  const [told, seen] = [event.entry, transition.entry];
  if (told.kind !== 'JOB_STATE' || seen.kind !== 'JOB_STATE' || seen.jobState === null) return false;
  if (told.jobState?.state !== seen.jobState.state) return false;
  if (told.instance !== null && seen.instance !== null && told.instance !== seen.instance) return false;
  // Made from an event, at CMF's own time: only that occurrence is the same.
  if (seen.observedAt === null) return event.time === transition.time;
  return event.time <= transition.time + skewMs && event.time >= previous - skewMs;
}

/** What the event knows better. A transition that was itself made from the event adds no poll. */
function sharedParts(told: TimelineEntry, seen: TimelineEntry): Partial<TimelineEntry> {
  const sources: readonly TimelineSource[] = seen.observedAt === null ? ['EVENT'] : ['EVENT', 'POLL'];
  return {
    at: told.at,
    sources,
    instance: seen.instance ?? told.instance,
    message: told.message,
    event: told.event,
    isRecurrence: told.isRecurrence,
  };
}

function ofTransition({ from, to, observedAt, source }: ObservedTransition): {
  readonly entry: TimelineEntry;
  readonly time: number | null;
} {
  const stateChanged = from?.jobState?.raw !== to?.jobState?.raw;
  const cameOrWent = from === null || to === null;
  const entry: TimelineEntry = {
    kind: stateChanged ? 'JOB_STATE' : cameOrWent ? 'APPLICATION' : 'DEPLOYMENT',
    at: observedAt,
    observedAt: source === 'POLL' ? observedAt : null,
    sources: [source],
    instance: (to ?? from)?.instance ?? null,
    jobId: to?.jobId ?? null,
    jobState: to?.jobState ?? null,
    message: to === null ? 'The application is gone' : null,
    exception: null,
    event: null,
    count: 1,
    isRecurrence: false,
  };
  return { entry, time: instant(observedAt) };
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

/** By content where the type's name is not known (contract section 4, events). */
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
