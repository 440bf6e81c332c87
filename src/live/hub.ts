/** Fan-out of the journal to this process's subscribers, synchronous and in journal order. */
import type { JournalEvent } from './journal.ts';

export interface JournalListener {
  /** Told all that was published at once. */
  onEvents(events: readonly JournalEvent[]): void;
}

export interface Hub {
  publish(events: readonly JournalEvent[]): void;
  /** Listens until disposed. */
  subscribe(listener: JournalListener): Disposable;
  /** How many listen now. */
  readonly size: number;
}

export function createHub(): Hub {
  const listeners = new Set<JournalListener>();
  return {
    publish(events) {
      for (const listener of listeners) listener.onEvents(events);
    },
    subscribe(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    get size() {
      return listeners.size;
    },
  };
}
