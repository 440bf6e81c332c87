/**
 * The journal: the ordered, bounded record of transitions, read by position. The store appends to it, because an
 * entry and the state that it announces must change in one atomic step.
 */
import { randomUUID } from 'node:crypto';
import type { JournalEntry, Position } from './transition.ts';

/** Why a subscriber cannot continue from its position. */
export type GapReason =
  /** The length bound has removed the entries after it. */
  | 'EXPIRED'
  /** The journal has started anew: Redis lost its data, or a gateway without Redis restarted. */
  | 'EPOCH_CHANGED'
  /** Redis could not write, and transitions that were observed meanwhile could not be added afterwards. */
  | 'OUTAGE'
  /** The cursor is from the middle of a snapshot: the snapshot starts again. */
  | 'SNAPSHOT_RESTARTED';

/** The journal continues at `position`, but not from its previous position: listeners have a gap. */
export interface JournalRestart {
  readonly restart: GapReason;
  readonly position: Position;
}

/** What listeners receive, in journal order. */
export type JournalEvent = JournalEntry | JournalRestart;

export function isRestart(event: JournalEvent): event is JournalRestart {
  return 'restart' in event;
}

const outagePrefix = 'outage-';

/** An identifier for a new epoch. It carries the reason, so that every replica reports the same one at any time. */
export function newEpoch(reason: 'EPOCH_CHANGED' | 'OUTAGE' = 'EPOCH_CHANGED'): string {
  return reason === 'OUTAGE' ? outagePrefix + randomUUID() : randomUUID();
}

/** Why positions of earlier epochs cannot be continued in this one. */
export function gapReasonOf(epoch: string): GapReason {
  return epoch.startsWith(outagePrefix) ? 'OUTAGE' : 'EPOCH_CHANGED';
}

/** The position is newer than what this replica can read now. The caller should retry. */
export class JournalUnavailableError extends Error {
  override readonly name = 'JournalUnavailableError';
}

export type JournalRead =
  | { readonly entries: readonly JournalEntry[]; readonly gap?: undefined }
  | { readonly gap: GapReason };

export interface Journal {
  /** The position of the newest entry; sequence 0 before the first one. */
  tail(): Promise<Position>;
  /**
   * All entries after `after`, oldest first, or the reason why they are unknown. A position that is beyond the newest
   * entry, or was never in the journal, counts as a position of another epoch. Throws a `JournalUnavailableError`.
   */
  read(after: Position): Promise<JournalRead>;
}
