/** The messages of a job-state subscription. */
import type { GapReason } from './journal.ts';
import type { Position, Transition } from './transition.ts';

export interface JobStateChange {
  readonly kind: 'change';
  readonly cursor: string;
  /** True for a state of the snapshot: the present state, not a change. */
  readonly initial: boolean;
  readonly transition: Transition;
}

/** Transitions are missing from the stream; a snapshot follows. */
export interface JobStateGap {
  readonly kind: 'gap';
  readonly cursor: string;
  readonly reason: GapReason;
}

/** The journal has advanced to this position without a transition that matches the subscription. */
export interface JobStateCheckpoint {
  readonly kind: 'checkpoint';
  readonly cursor: string;
  readonly position: Position;
}

export type JobStateUpdate = JobStateChange | JobStateGap | JobStateCheckpoint;

/** The present states, as transitions from nothing, and the newest journal position that they include. */
export interface JobStateSnapshot {
  readonly position: Position;
  readonly states: readonly Transition[];
}
