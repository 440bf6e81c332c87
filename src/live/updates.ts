/**
 * What one subscriber of job states receives: a snapshot and then the changes, or the changes after a cursor, or a
 * gap and then a snapshot. Nothing between snapshot, replay and live is lost or sent twice: the subscriber listens
 * to the hub *before* anything is read, and drops what the read already contained.
 */
import { Repeater } from '@repeaterjs/repeater';
import { type Cursor, encodeCursor } from './cursor.ts';
import type { Hub } from './hub.ts';
import { type GapReason, isRestart, type Journal, type JournalEvent } from './journal.ts';
import type { JournalEntry, Position, Transition } from './transition.ts';

export interface JobStateChange {
  readonly kind: 'change';
  readonly cursor: string;
  /** True for a state of the snapshot: it is how things are, not something that just happened. */
  readonly initial: boolean;
  readonly transition: Transition;
}

export interface JobStateGap {
  readonly kind: 'gap';
  readonly cursor: string;
  readonly reason: GapReason;
}

export type JobStateUpdate = JobStateChange | JobStateGap;

/** The states now, as transitions from nothing, and the newest journal position that they include. */
export interface JobStateSnapshot {
  readonly position: Position;
  readonly states: readonly Transition[];
}

/** Thrown into a stream whose reader is too slow; the reader resumes by its last cursor. */
export class SlowConsumerError extends Error {
  override readonly name = 'SlowConsumerError';
}

export interface UpdateSource {
  readonly journal: Journal;
  readonly hub: Hub;
  /** Reads the states; both parts of the answer must be of one moment. */
  readonly snapshot: () => Promise<JobStateSnapshot>;
  /** Held for as long as the subscriber is there: what is watched is refreshed fast. */
  readonly watch: () => Disposable;
  readonly matches: (transition: Transition) => boolean;
  readonly after: Cursor | null;
  /** Completes the stream: the gateway drains. */
  readonly signal: AbortSignal;
  /** Entries that may wait for this subscriber; one more ends the stream with a `SlowConsumerError`. */
  readonly maxQueued: number;
  /** Told of that at once: the stream itself ends only when its reader has taken what it was sent before. */
  readonly onTooSlow?: (() => void) | undefined;
}

export function jobStateUpdates(source: UpdateSource): AsyncIterableIterator<JobStateUpdate> {
  // A Repeater, not an async generator: its stop runs even while nothing was sent, so a subscriber who leaves
  // during silence takes its listener along.
  return new Repeater<JobStateUpdate>(async (push, stop) => {
    using _watching = source.watch();
    using _draining = onAbort(source.signal, () => stop());
    const waiting: JournalEvent[] = [];
    let wake = Promise.withResolvers<void>();
    let isTooSlow = false;
    using _listening = source.hub.subscribe((event) => {
      if (isTooSlow) return;
      if (!isRestart(event) && !source.matches(event.transition)) return;
      if (waiting.length >= source.maxQueued) {
        isTooSlow = true;
        waiting.length = 0;
        stop(new SlowConsumerError('This subscription reads more slowly than states change.'));
        source.onTooSlow?.();
        return;
      }
      waiting.push(event);
      wake.resolve();
    });
    let stopped = false;
    void stop.then(() => {
      stopped = true;
      wake.resolve();
    });

    let position: Position | null = null;
    const tell = async (steps: AsyncIterable<Step>) => {
      for await (const step of steps) {
        if (stopped) return;
        position = step.position;
        if (step.update) await push(step.update);
      }
    };

    await tell(catchUp(source));
    while (!stopped) {
      const event = waiting.shift();
      if (!event) {
        wake = Promise.withResolvers();
        await wake.promise;
      } else if (position && !isIncluded(event, position)) {
        await tell(isRestart(event) ? startAnew(source, event.restart, event.position) : stepOf(event));
      }
    }
  });
}

function onAbort(signal: AbortSignal, listener: () => void): Disposable {
  signal.addEventListener('abort', listener, { once: true });
  if (signal.aborted) listener();
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) };
}

interface Step {
  /** Everything up to here has been told when this update has been. */
  readonly position: Position;
  readonly update: JobStateUpdate | null;
}

async function* catchUp(source: UpdateSource): AsyncGenerator<Step> {
  const { after } = source;
  if (!after || after.midSnapshot) return yield* snapshot(source);
  const read = await source.journal.read(after);
  if (read.gap !== undefined) return yield* startAnew(source, read.gap, after);
  yield { position: after, update: null };
  for (const entry of read.entries) {
    if (source.matches(entry.transition)) yield* stepOf(entry);
    else yield { position: entry.position, update: null };
  }
}

async function* startAnew(source: UpdateSource, reason: GapReason, position: Position): AsyncGenerator<Step> {
  const cursor = encodeCursor(position, { midSnapshot: true });
  yield { position, update: { kind: 'gap', cursor, reason } };
  yield* snapshot(source);
}

async function* snapshot(source: UpdateSource): AsyncGenerator<Step> {
  const { position, states } = await source.snapshot();
  yield { position, update: null };
  for (const [index, transition] of states.entries()) {
    const cursor = encodeCursor(position, { midSnapshot: index < states.length - 1 });
    yield { position, update: { kind: 'change', cursor, initial: true, transition } };
  }
}

async function* stepOf(entry: JournalEntry): AsyncGenerator<Step> {
  yield { position: entry.position, update: changeOf(entry) };
}

/** One object for one entry for as long as any stream holds it, so that what is made of it can be shared by identity. */
const changes = new WeakMap<JournalEntry, WeakRef<JobStateChange>>();

function changeOf(entry: JournalEntry): JobStateChange {
  const known = changes.get(entry)?.deref();
  if (known) return known;
  const change: JobStateChange = {
    kind: 'change',
    cursor: encodeCursor(entry.position),
    initial: false,
    transition: entry.transition,
  };
  changes.set(entry, new WeakRef(change));
  return change;
}

/**
 * True when a subscriber who was told everything up to `position` knows this already. An entry of another epoch is
 * an older one: a newer epoch is only reached by way of its restart, which the hub tells first.
 */
function isIncluded(event: JournalEvent, position: Position): boolean {
  const isSameEpoch = event.position.epoch === position.epoch;
  if (isRestart(event)) return isSameEpoch && event.position.sequence <= position.sequence;
  return !isSameEpoch || event.position.sequence <= position.sequence;
}
