/** The messages of a subscription to problems. */
import type { GapReason } from '../live/journal.ts';
import type { Problem, ProblemKind } from './problem.ts';

export type ProblemChangeKind = 'APPEARED' | 'CHANGED' | 'RESOLVED';

export interface ProblemChange {
  readonly kind: 'change';
  readonly cursor: string;
  /** True for a present problem, sent at the start or after a reset. */
  readonly initial: boolean;
  readonly change: ProblemChangeKind;
  /** For a resolved problem, its last state. */
  readonly problem: Problem;
}

/** The problems of these kinds that were sent before are void; the present ones follow. */
export interface ProblemReset {
  readonly kind: 'reset';
  readonly cursor: string;
  readonly kinds: readonly ProblemKind[];
  /** Null if there is no gap: these kinds do not follow from the journal, so they are reset after each resume. */
  readonly gap: GapReason | null;
}

/** Everything up to this position was sent, and all present problems of a snapshot. */
export interface ProblemCheckpoint {
  readonly kind: 'checkpoint';
  readonly cursor: string;
}

export type ProblemUpdate = ProblemChange | ProblemReset | ProblemCheckpoint;
