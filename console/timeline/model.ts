/** The input and the output of the layout of a timeline. Times are milliseconds since the epoch. */
import type { JobState } from '../state/job-state.ts';

export type EntryKind =
  | 'APPLICATION'
  | 'DEPLOYMENT'
  | 'EXCEPTION'
  | 'JOB_STATE'
  | 'LIFECYCLE'
  | 'OTHER'
  | 'WRITE';

export type Role = 'CURRENT' | 'PENDING' | 'SUPERSEDED' | 'NEVER_DEPLOYED' | 'UNKNOWN';

export interface Entry {
  readonly kind: EntryKind;
  readonly at: string;
  readonly instanceUid: string | null;
  readonly jobState: JobState | null;
  readonly jobStateRaw: string | null;
  readonly message: string | null;
  readonly exception: string | null;
  readonly eventUid: string | null;
  readonly count: number;
  readonly cause: {
    readonly actor: string | null;
    readonly reason: string | null;
    readonly kind: string;
  } | null;
}

export interface TimelineInstance {
  readonly uid: string;
  readonly role: Role | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly jobState: JobState | null;
  readonly expired: boolean;
}

export interface TimelineSavepoint {
  readonly name: string;
  readonly at: string | null;
  readonly state: string | null;
}

/**
 * A part of a lane. `waiting`: the instance exists and has no cluster. `job`: its job was in `state`. `assumed`: its job
 * was last seen in `state`, and when it entered it is not known.
 */
export interface Segment {
  readonly kind: 'waiting' | 'job' | 'assumed';
  readonly state: JobState | null;
  readonly from: number;
  readonly to: number;
}

export type MarkKind = 'failure' | 'savepoint' | 'write' | 'transition' | 'lifecycle' | 'event';

/** A point in time on a lane. */
export interface Mark {
  readonly kind: MarkKind;
  readonly at: number;
  readonly text: string;
}

export interface Lane {
  /** Null: what belongs to no known instance. */
  readonly uid: string | null;
  readonly role: Role;
  readonly expired: boolean;
  /** When the instance was created, or its first entry. */
  readonly from: number;
  readonly to: number;
  readonly segments: readonly Segment[];
  readonly marks: readonly Mark[];
}
