/** An entry of a timeline, and its construction from a transition, a write or an occurrence of an event. */
import type { ApplicationEvent, Occurrence } from '../cmf/resources/event.ts';
import { type JobState, jobStates, type Open, open } from '../cmf/resources/states.ts';

/** `POLL`: observed by comparing two reads of CMF. `EVENT`: reported by an event of CMF. */
export type TimelineSource = 'POLL' | 'EVENT';

/** The part of a `Transition` that the timeline needs. (History does not import `src/live`.) */
export interface ObservedTransition {
  readonly from: ObservedState | null;
  readonly to: ObservedState | null;
  readonly observedAt: string;
  readonly source: TimelineSource;
}

export interface ObservedState {
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

/** What an entry does not have. */
const blank = {
  observedAt: null,
  sources: [],
  instance: null,
  jobId: null,
  jobState: null,
  message: null,
  exception: null,
  event: null,
  count: 1,
  isRecurrence: false,
} satisfies Partial<TimelineEntry>;

export function ofTransition({ from, to, observedAt, source }: ObservedTransition): TimelineEntry {
  const stateChanged = from?.jobState?.raw !== to?.jobState?.raw;
  const wasCreatedOrDeleted = from === null || to === null;
  return {
    ...blank,
    kind: stateChanged ? 'JOB_STATE' : wasCreatedOrDeleted ? 'APPLICATION' : 'DEPLOYMENT',
    at: observedAt,
    observedAt: source === 'POLL' ? observedAt : null,
    sources: [source],
    instance: (to ?? from)?.instance ?? null,
    jobId: to?.jobId ?? null,
    jobState: to?.jobState ?? null,
    message: to === null ? 'The application was deleted' : null,
  };
}

export function ofWrite({ instance, at }: WriteInTimeline): TimelineEntry {
  return { ...blank, kind: 'WRITE', at, instance };
}

/** `at` is empty for an occurrence without a time. */
export function ofOccurrence({ event, at }: Occurrence): TimelineEntry {
  const kind = kindOf(event);
  return {
    ...blank,
    kind,
    at: at ?? '',
    sources: ['EVENT'],
    instance: event.instance,
    jobState: kind === 'JOB_STATE' ? open(jobStates, event.newStatus) : null,
    message: event.message,
    exception: event.exception,
    event: event.uid,
    isRecurrence: event.count > 1 && at === event.lastAt,
  };
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
