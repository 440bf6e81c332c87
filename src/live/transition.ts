/**
 * A transition: a change of an application's observed job state, job id or current instance, and the journal
 * entry that gives it a position. An entry carries the whole before and after, so a repeated message does no harm.
 */
import type { JobState, Open } from '../cmf/resources/states.ts';

/** What of an application is watched. All null before the first status. */
export interface ObservedJob {
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  /** UID of the deployed instance. */
  readonly instance: string | null;
}

/** `POLL`: seen by comparing two reads of the application. `EVENT`: told by one of CMF's own events. */
export type TransitionSource = 'POLL' | 'EVENT';

export interface Transition {
  readonly environment: string;
  readonly application: string;
  /** Null when the application was not there before. */
  readonly from: ObservedJob | null;
  /** Null when the application is gone. */
  readonly to: ObservedJob | null;
  /** When the gateway saw it (POLL) or when CMF recorded it (EVENT). RFC 3339. */
  readonly observedAt: string;
  readonly source: TransitionSource;
}

/** A position in the journal: sequences count up by one or more within an epoch, and mean nothing across epochs. */
export interface Position {
  readonly epoch: string;
  readonly sequence: number;
}

export interface JournalEntry {
  readonly position: Position;
  readonly transition: Transition;
}
