/**
 * An application's history as one list in time order: what the gateway's polls observed and what CMF's own events tell.
 *
 * A change that both know is one entry. CMF's time is kept, being the time of the change rather than of its discovery,
 * and both sources are named. They are the same change when they enter the same job state on the same instance and the
 * event lies between the poll that saw the change and the transition before it; the last such event is the one, as
 * between two transitions no poll has seen another state. Events without a readable time cannot be placed and are left out.
 */
import type { ApplicationEvent } from '../cmf/resources/event.ts';
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
}

/** Two clocks, CMF's and the gateway's, may disagree by this much about what came first. */
const clockSkewMs = 5000;

/** All entries, oldest first. Both inputs may come in any order and events more than once. */
export function timeline(
  transitions: readonly ObservedTransition[],
  events: readonly ApplicationEvent[],
): readonly TimelineEntry[] {
  const told = inOrder([...new Map(events.map((event) => [event.uid, event])).values()].map(ofEvent));
  const taken = new Set<TimelineEntry>();
  const merged: TimelineEntry[] = [];
  let previous = -Infinity;
  for (const transition of inOrder(transitions.map(ofTransition))) {
    const { entry, time } = transition;
    const match = told.findLast(
      (event) => !taken.has(event.entry) && isSameChange(event, transition, previous),
    )?.entry;
    if (match !== undefined) taken.add(match);
    merged.push(match === undefined ? entry : { ...entry, ...sharedParts(match, entry) });
    previous = time;
  }
  const rest = told.filter(({ entry }) => !taken.has(entry)).map(({ entry }) => entry);
  return inOrder([...rest, ...merged].map((entry) => ({ entry, time: instant(entry.at) }))).map(
    ({ entry }) => entry,
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

function isSameChange(event: Placed, transition: Placed, previous: number): boolean {
  const [told, seen] = [event.entry, transition.entry];
  if (told.kind !== 'JOB_STATE' || seen.kind !== 'JOB_STATE' || seen.jobState === null) return false;
  if (told.jobState?.state !== seen.jobState.state) return false;
  if (told.instance !== null && seen.instance !== null && told.instance !== seen.instance) return false;
  return event.time <= transition.time + clockSkewMs && event.time >= previous - clockSkewMs;
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
