/**
 * Merges the observed transitions of an application and the events of CMF into one list, ordered by time.
 *
 * A change that both contain becomes one entry with both sources. It has the time of CMF, because that is the time of
 * the change and not of its observation. A transition and an event are the same change if they enter the same job
 * state on the same instance, and the event lies between the poll that observed the change and the transition before
 * it. If several events match, the last one is used, because no poll observed another state between two transitions.
 * Events without a valid time are omitted.
 */
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import { type JobState, jobStates, type Open, open } from '../cmf/resources/states.ts';
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
 * `APPLICATION`: created, updated or deleted.
 */
export type TimelineKind = 'JOB_STATE' | 'DEPLOYMENT' | 'LIFECYCLE' | 'EXCEPTION' | 'APPLICATION' | 'OTHER';

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
}

/** The clocks of CMF and the gateway may differ by this much. */
const clockSkewMs = 5000;

/** All entries, oldest first. The inputs may be in any order, and events may repeat. */
export function timeline(
  transitions: readonly ObservedTransition[],
  events: readonly ApplicationEvent[],
): readonly TimelineEntry[] {
  const eventEntries = sortByTime(
    [...new Map(events.map((event) => [event.uid, event])).values()].map(ofEvent),
  );
  const matched = new Set<TimelineEntry>();
  const merged: TimelineEntry[] = [];
  let previous = -Infinity;
  for (const transition of sortByTime(transitions.map(ofTransition))) {
    const { entry, time } = transition;
    const match = eventEntries.findLast(
      (event) => !matched.has(event.entry) && isSameChange(event, transition, previous),
    )?.entry;
    if (match !== undefined) matched.add(match);
    merged.push(match === undefined ? entry : { ...entry, ...partsOfEvent(match, entry) });
    previous = time;
  }
  const unmatched = eventEntries.filter(({ entry }) => !matched.has(entry)).map(({ entry }) => entry);
  return sortByTime([...unmatched, ...merged].map((entry) => ({ entry, time: instant(entry.at) }))).map(
    ({ entry }) => entry,
  );
}

interface TimedEntry {
  readonly entry: TimelineEntry;
  readonly time: number;
}

function sortByTime(
  entries: readonly { readonly entry: TimelineEntry; readonly time: number | null }[],
): readonly TimedEntry[] {
  return entries
    .flatMap(({ entry, time }) => (time === null ? [] : [{ entry, time }]))
    .toSorted((a, b) => a.time - b.time);
}

function isSameChange(event: TimedEntry, transition: TimedEntry, previous: number): boolean {
  const [reported, observed] = [event.entry, transition.entry];
  if (reported.kind !== 'JOB_STATE' || observed.kind !== 'JOB_STATE' || observed.jobState === null)
    return false;
  if (reported.jobState?.state !== observed.jobState.state) return false;
  if (reported.instance !== null && observed.instance !== null && reported.instance !== observed.instance)
    return false;
  return event.time <= transition.time + clockSkewMs && event.time >= previous - clockSkewMs;
}

/** The values that the event has more precisely. A transition that was created from an event adds no poll. */
function partsOfEvent(reported: TimelineEntry, observed: TimelineEntry): Partial<TimelineEntry> {
  const sources: readonly TimelineSource[] = observed.observedAt === null ? ['EVENT'] : ['EVENT', 'POLL'];
  return {
    at: reported.at,
    sources,
    instance: observed.instance ?? reported.instance,
    message: reported.message,
    event: reported.event,
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
  };
  return { entry, time: instant(observedAt) };
}

function ofEvent(event: ApplicationEvent): { readonly entry: TimelineEntry; readonly time: number | null } {
  const kind = kindOf(event);
  const entry: TimelineEntry = {
    kind,
    at: event.createdAt ?? '',
    observedAt: null,
    sources: ['EVENT'],
    instance: event.instance,
    jobId: null,
    jobState: kind === 'JOB_STATE' ? open(jobStates, event.newStatus) : null,
    message: event.message,
    exception: event.exception,
    event: event.uid,
  };
  return { entry, time: instant(event.createdAt) };
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
