/**
 * A journal in this process's memory: the journal of a gateway without Redis, and each replica's copy of the shared
 * one. Everything but `read` is synchronous, so that state and journal change in one step.
 */
import { gapReasonOf, type Journal, type JournalRead } from './journal.ts';
import type { JournalEntry, Position, Transition } from './transition.ts';

export interface MemoryJournal extends Journal {
  readonly position: Position;
  /** Appends consecutive entries that follow the newest one. */
  append(entries: readonly JournalEntry[]): void;
  /** Drops all entries and continues with `entries`, which follow `base`. */
  restart(base: Position, entries: readonly JournalEntry[]): void;
  /** True when `read` would return entries. */
  reaches(after: Position): boolean;
}

/** Keeps at most `length` entries; the oldest are removed first. */
export function createMemoryJournal({ length, base }: { length: number; base: Position }): MemoryJournal {
  let epoch = base.epoch;
  /** The sequence of the entry before the first one kept. */
  let floor = base.sequence;
  let entries: JournalEntry[] = [];

  const sequence = () => entries.at(-1)?.position.sequence ?? floor;

  const append = (appended: readonly JournalEntry[]) => {
    for (const entry of appended) entries.push(entry);
    // Cutting at twice the length keeps appends cheap; `read` still returns at most `length`.
    if (entries.length > 2 * length) cut();
  };

  const cut = () => {
    floor = entries[entries.length - length - 1]?.position.sequence ?? floor;
    entries = entries.slice(-length);
  };

  /** The number of kept entries up to this sequence; undefined for a sequence that no entry has. */
  const countUpTo = (wanted: number): number | undefined => {
    if (wanted === floor) return 0;
    // Sequences grow but have gaps, so a binary search finds the entry.
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((entries[middle]?.position.sequence ?? Infinity) < wanted) low = middle + 1;
      else high = middle;
    }
    return entries[low]?.position.sequence === wanted ? low + 1 : undefined;
  };

  const read = (after: Position): JournalRead => {
    if (after.epoch !== epoch) return { gap: gapReasonOf(epoch) };
    if (after.sequence > sequence()) return { gap: 'EPOCH_CHANGED' };
    if (after.sequence < floor) return { gap: 'EXPIRED' };
    const known = countUpTo(after.sequence);
    if (known === undefined) return { gap: 'EPOCH_CHANGED' };
    if (entries.length - known > length) return { gap: 'EXPIRED' };
    return { entries: entries.slice(known) };
  };

  return {
    get position() {
      return { epoch, sequence: sequence() };
    },
    append,
    restart(from, following) {
      epoch = from.epoch;
      floor = from.sequence;
      entries = [];
      append(following);
    },
    reaches: (after) => read(after).gap === undefined,
    tail: async () => ({ epoch, sequence: sequence() }),
    read: async (after) => read(after),
  };
}

/** Entries for these transitions, numbered from the one after `position`. */
export function entriesAfter(
  position: Position,
  transitions: readonly Transition[],
): readonly JournalEntry[] {
  return transitions.map((transition, index) => ({
    position: { epoch: position.epoch, sequence: position.sequence + 1 + index },
    transition,
  }));
}
