/**
 * Fan-out of the journal to the subscribers of this process: synchronous and in journal order. Checkpoints tell
 * subscribers whose filter matches seldom how far the journal has advanced.
 */
import { encodeCursor } from './cursor.ts';
import type { JobStateCheckpoint } from './job-state-update.ts';
import type { JournalEvent } from './journal.ts';
import type { Position } from './transition.ts';

/** `PERIOD`: the checkpoint interval has passed. `LENGTH`: a tenth of the journal has passed. */
export type CheckpointCause = 'PERIOD' | 'LENGTH';

export interface JournalListener {
  /** Receives all events that were published together. */
  onEvents(events: readonly JournalEvent[]): void;
  /** Every event up to the checkpoint's position was published before. All listeners receive the same object. */
  onCheckpoint(checkpoint: JobStateCheckpoint, cause: CheckpointCause): void;
  /** The number of events that wait for its reader. */
  readonly queued: number;
}

export interface Hub {
  publish(events: readonly JournalEvent[]): void;
  /** Receives events until disposed. */
  subscribe(listener: JournalListener): Disposable;
  /** The number of listeners. */
  readonly size: number;
  /** The greatest number of events that wait for one of them. */
  readonly longestQueue: number;
}

export interface HubOptions {
  readonly checkpointMs?: number;
  /** Entries that the journal keeps. */
  readonly journalLength?: number;
}

export function createHub({ checkpointMs = 20_000, journalLength = 10_000 }: HubOptions = {}): Hub {
  const listeners = new Set<JournalListener>();
  let newest: Position | null = null;
  let checkpoint: JobStateCheckpoint | null = null;
  /** Events since the last checkpoint. */
  let passed = 0;
  let timer: NodeJS.Timeout | undefined;

  const sendCheckpoint = (cause: CheckpointCause) => {
    if (!newest) return;
    if (checkpoint?.position !== newest) {
      checkpoint = { kind: 'checkpoint', cursor: encodeCursor(newest), position: newest };
    }
    passed = 0;
    for (const listener of listeners) listener.onCheckpoint(checkpoint, cause);
  };

  return {
    publish(events) {
      for (const listener of listeners) listener.onEvents(events);
      newest = events.at(-1)?.position ?? newest;
      passed += events.length;
      if (passed >= journalLength / 10) sendCheckpoint('LENGTH');
    },
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => sendCheckpoint('PERIOD'), checkpointMs).unref();
      return {
        [Symbol.dispose]() {
          listeners.delete(listener);
          if (listeners.size > 0) return;
          clearInterval(timer);
          timer = undefined;
        },
      };
    },
    get size() {
      return listeners.size;
    },
    get longestQueue() {
      let longest = 0;
      for (const { queued } of listeners) longest = Math.max(longest, queued);
      return longest;
    },
  };
}
