/**
 * The journal: the ordered, bounded record of transitions, read by position. Appending is the mirror store's
 * business, because it must be one atomic step with the state that it announces.
 */
import type { JournalEntry, Position } from './transition.ts';

/** Why a position can no longer be continued from. */
export type GapReason =
  /** The entries after it have been cut off by the length bound. */
  | 'EXPIRED'
  /** The journal was begun anew (its Redis lost its data, or an in-process gateway restarted). */
  | 'EPOCH_CHANGED';

/** The journal goes on from `position`, but not from where it was before: whoever listened has a gap. */
export interface JournalRestart {
  readonly restart: GapReason;
  readonly position: Position;
}

/** What is told to those who listen, in journal order. */
export type JournalEvent = JournalEntry | JournalRestart;

export function isRestart(event: JournalEvent): event is JournalRestart {
  return 'restart' in event;
}

/** Another replica told more than this one can see now. Whoever asked should ask again. */
export class JournalUnavailableError extends Error {
  override readonly name = 'JournalUnavailableError';
}

export type JournalRead =
  | { readonly entries: readonly JournalEntry[]; readonly gap?: undefined }
  | { readonly gap: GapReason };

export interface Journal {
  /** The position of the newest entry; sequence 0 when nothing was appended yet. */
  tail(): Promise<Position>;
  /**
   * All entries after `after`, oldest first, or why that can't be said. A position that is in this journal's future
   * or was never in it is `EPOCH_CHANGED`. Throws a `JournalUnavailableError`.
   */
  read(after: Position): Promise<JournalRead>;
}
