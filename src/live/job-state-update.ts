/** The messages of a job-state subscription. */
import { encodeCursor } from './cursor.ts';
import type { GapReason } from './journal.ts';
import type { JournalEntry, Position, Transition } from './transition.ts';

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

/** Its cursor is mid-snapshot: the snapshot that follows has not been sent yet. */
export function gapAt(position: Position, reason: GapReason): JobStateGap {
  return { kind: 'gap', cursor: encodeCursor(position, { midSnapshot: true }), reason };
}

/** One object per entry while any stream holds it, so that results derived from it can be shared by identity. */
const changes = new WeakMap<JournalEntry, WeakRef<JobStateChange>>();

/** The change that is being published: all subscribers read it in the same turn. */
let latest: { readonly entry: JournalEntry; readonly change: JobStateChange } | null = null;

export function changeOf(entry: JournalEntry): JobStateChange {
  if (latest?.entry === entry) return latest.change;
  const change = changes.get(entry)?.deref() ?? newChangeOf(entry);
  if (!latest) queueMicrotask(forgetLatest);
  latest = { entry, change };
  return change;
}

function forgetLatest(): void {
  latest = null;
}

function newChangeOf(entry: JournalEntry): JobStateChange {
  const change: JobStateChange = {
    kind: 'change',
    cursor: encodeCursor(entry.position),
    initial: false,
    transition: entry.transition,
  };
  changes.set(entry, new WeakRef(change));
  return change;
}
