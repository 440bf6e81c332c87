/**
 * What one subscriber of job states receives: a snapshot and then the changes, or the changes after a cursor, or a
 * gap and then a snapshot. Nothing between snapshot, replay and live is lost or sent twice: the subscriber listens
 * to the hub *before* anything is read, and drops what the read already contained.
 */
import { type Cursor, encodeCursor } from './cursor.ts';
import type { Feed } from './feed.ts';
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
  /** When so many entries wait for this subscriber, more of them end the stream with a `SlowConsumerError`. */
  readonly maxQueued: number;
  /** Told of that at once, while the reader may not be reading. */
  readonly onTooSlow?: (() => void) | undefined;
}

export function jobStateUpdates(source: UpdateSource): Feed<JobStateUpdate> {
  const { matches } = source;
  /** What is being told by the hub, from `next` on. */
  let heard = nothing;
  let next = 0;
  /** What was heard before that. */
  const waiting: JournalEvent[] = [];
  let held: DisposableStack | null = null;
  let wake = noop;
  /** What was read and is told before anything that waits; null when it has been. */
  let steps: Iterator<Step> | null = null;
  let isReading = false;
  /** Everything up to here has been told. */
  let position: Position | null = null;
  let failure: Error | null = null;
  let isOver = false;

  const close = () => {
    isOver = true;
    wake = noop;
    waiting.length = 0;
    heard = nothing;
    steps = null;
    held?.dispose();
  };

  const fail = (error: unknown) => {
    if (isOver) return;
    const awaken = wake;
    close();
    failure = error instanceof Error ? error : new Error(String(error));
    awaken();
  };

  const hear = (events: readonly JournalEvent[]) => {
    heard = events;
    next = 0;
    // A reader who has room has taken all of it when this is back.
    wake();
    const waited = waiting.length;
    for (let event = takeHeard(); event; event = takeHeard()) {
      // What is told at once counts as one: a large commit makes nobody slow.
      if (waited >= source.maxQueued) {
        source.onTooSlow?.();
        fail(new SlowConsumerError('This subscription reads more slowly than states change.'));
        return;
      }
      waiting.push(event);
    }
  };

  const takeHeard = (): JournalEvent | undefined => {
    while (next < heard.length) {
      const event = heard[next];
      next += 1;
      if (event && (isRestart(event) || matches(event.transition))) return event;
    }
    heard = nothing;
    return undefined;
  };

  /** What is being read comes before what waits. */
  const tell = (reading: Promise<Iterable<Step>>) => {
    isReading = true;
    reading.then((read) => {
      if (isOver) return;
      isReading = false;
      steps = read[Symbol.iterator]();
      wake();
    }, fail);
  };

  const begin = async (): Promise<Iterable<Step>> => {
    const { after } = source;
    if (!after || after.midSnapshot) return snapshot(source);
    const read = await source.journal.read(after);
    if (read.gap === undefined) return replay(source, after, read.entries);
    // As for one who was there when it happened.
    waiting.unshift({ restart: read.gap, position: after });
    return [];
  };

  return {
    open(whenever) {
      if (isOver) return;
      wake = whenever;
      held = new DisposableStack();
      held.use(source.watch());
      held.use(source.hub.subscribe(hear));
      held.use(
        onAbort(source.signal, () => {
          const awaken = wake;
          close();
          awaken();
        }),
      );
      if (!isOver) tell(begin());
    },
    read() {
      if (failure) {
        const error = failure;
        failure = null;
        throw error;
      }
      while (steps) {
        const step = steps.next();
        if (step.done) {
          steps = null;
        } else {
          ({ position } = step.value);
          if (step.value.update) return step.value.update;
        }
      }
      while (!isReading) {
        const event = waiting.length > 0 ? waiting.shift() : takeHeard();
        if (!event) return null;
        if (position && isIncluded(event, position)) continue;
        ({ position } = event);
        if (!isRestart(event)) return changeOf(event);
        tell(snapshot(source));
        return { kind: 'gap', cursor: encodeCursor(position, { midSnapshot: true }), reason: event.restart };
      }
      return null;
    },
    isOver() {
      return isOver && !failure;
    },
    close,
  };
}

const nothing: readonly JournalEvent[] = [];

function noop(): void {}

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

async function snapshot(source: UpdateSource): Promise<Iterable<Step>> {
  const { position, states } = await source.snapshot();
  return stepsOf(position, states);
}

function* stepsOf(position: Position, states: readonly Transition[]): Generator<Step> {
  yield { position, update: null };
  for (const [index, transition] of states.entries()) {
    const cursor = encodeCursor(position, { midSnapshot: index < states.length - 1 });
    yield { position, update: { kind: 'change', cursor, initial: true, transition } };
  }
}

function* replay(
  { matches }: UpdateSource,
  after: Position,
  entries: readonly JournalEntry[],
): Generator<Step> {
  yield { position: after, update: null };
  for (const entry of entries) {
    const update = matches(entry.transition) ? changeOf(entry) : null;
    yield { position: entry.position, update };
  }
}

/** One object for one entry for as long as any stream holds it, so that what is made of it can be shared by identity. */
const changes = new WeakMap<JournalEntry, WeakRef<JobStateChange>>();

/** The one that is being told, for all who are told it now. */
let told: { readonly entry: JournalEntry; readonly change: JobStateChange } | null = null;

function changeOf(entry: JournalEntry): JobStateChange {
  if (told?.entry === entry) return told.change;
  const change = changes.get(entry)?.deref() ?? newChangeOf(entry);
  if (!told) queueMicrotask(forget);
  told = { entry, change };
  return change;
}

function forget(): void {
  told = null;
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

/**
 * True when a subscriber who was told everything up to `position` knows this already. An entry of another epoch is
 * an older one: a newer epoch is only reached by way of its restart, which the hub tells first.
 */
function isIncluded(event: JournalEvent, position: Position): boolean {
  const isSameEpoch = event.position.epoch === position.epoch;
  if (isRestart(event)) return isSameEpoch && event.position.sequence <= position.sequence;
  return !isSameEpoch || event.position.sequence <= position.sequence;
}
