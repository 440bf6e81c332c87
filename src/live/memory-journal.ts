/**
 * A journal in this process's memory: the whole journal of a gateway that runs alone, and each replica's copy of the
 * shared one. Everything but `read` is synchronous, so that state and journal change in one step.
 */
import type { Journal, JournalRead } from './journal.ts';
import type { JournalEntry, Position, Transition } from './transition.ts';

export interface MemoryJournal extends Journal {
  readonly position: Position;
  /** Appends entries that follow each other and the newest one. */
  append(entries: readonly JournalEntry[]): void;
  /** Forgets all and goes on with `entries`, which follow `base`. */
  restart(base: Position, entries: readonly JournalEntry[]): void;
  /** True when `read` would answer with entries. */
  reaches(after: Position): boolean;
}

/** `length` bounds the entries kept; the oldest are cut off first. */
export function createMemoryJournal({ length, base }: { length: number; base: Position }): MemoryJournal {
  let epoch = base.epoch;
  /** The sequence of the entry before the first one kept. */
  let floor = base.sequence;
  let entries: JournalEntry[] = [];

  const sequence = () => entries.at(-1)?.position.sequence ?? floor;

  const append = (appended: readonly JournalEntry[]) => {
    for (const entry of appended) entries.push(entry);
    // Cutting at twice the length keeps appends cheap; `read` still promises no more than `length`.
    if (entries.length > 2 * length) cut();
  };

  const cut = () => {
    floor = entries[entries.length - length - 1]?.position.sequence ?? floor;
    entries = entries.slice(-length);
  };

  /** How many entries are kept up to this sequence; undefined for one that was never handed out. */
  const countUpTo = (wanted: number): number | undefined => {
    if (wanted === floor) return 0;
    // Sequences only grow, but need not be neighbours: the entry is found by halving.
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
    if (after.epoch !== epoch || after.sequence > sequence()) return { gap: 'EPOCH_CHANGED' };
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

/** The entries that tell these transitions, numbered on from `position`. */
export function entriesAfter(
  position: Position,
  transitions: readonly Transition[],
): readonly JournalEntry[] {
  return transitions.map((transition, index) => ({
    position: { epoch: position.epoch, sequence: position.sequence + 1 + index },
    transition,
  }));
}
