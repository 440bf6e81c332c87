/**
 * A transition: a change of an application's observed job state, job id or current instance, and the journal
 * entry that gives it a position. An entry carries the full states before and after, so a repeated message is harmless.
 */
import type { JobState, Open } from '../cmf/resources/states.ts';

/** The watched part of an application's status. All null before the first status. */
export interface ObservedJob {
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  /** UID of the deployed instance. */
  readonly instance: string | null;
}

/** `POLL`: found by comparing two reads of the application. `EVENT`: taken from one of CMF's events. */
export type TransitionSource = 'POLL' | 'EVENT';

export interface Transition {
  readonly environment: string;
  readonly application: string;
  /** Null when the application did not exist before. */
  readonly from: ObservedJob | null;
  /** Null when the application is gone. */
  readonly to: ObservedJob | null;
  /** When the gateway observed it (POLL) or when CMF recorded it (EVENT). RFC 3339. */
  readonly observedAt: string;
  readonly source: TransitionSource;
}

/** A position in the journal: sequences grow within an epoch and are not comparable across epochs. */
export interface Position {
  readonly epoch: string;
  readonly sequence: number;
}

export interface JournalEntry {
  readonly position: Position;
  readonly transition: Transition;
}
