/**
 * What one subscriber of job states receives: a snapshot and then the changes, or the changes after a cursor, or a
 * gap and then a snapshot. Nothing between snapshot, replay and live is lost or sent twice: the subscriber listens
 * to the hub *before* anything is read, and drops what the read already contained.
 */
import { type Cursor, encodeCursor } from './cursor.ts';
import { type Feed, noReader, type Reader } from './feed.ts';
import type { Hub, JournalListener } from './hub.ts';
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
  return new JobStateUpdates(source);
}

class JobStateUpdates implements Feed<JobStateUpdate>, JournalListener {
  readonly #source: UpdateSource;
  readonly #matches: UpdateSource['matches'];
  #reader = noReader;
  /** What is being told by the hub, from `#next` on. */
  #heard = nothing;
  #next = 0;
  /** What was heard before that; null when nothing was. */
  #waiting: JournalEvent[] | null = null;
  /** What was read and is told before anything that waits; null when it has been. */
  #steps: Iterator<Step> | null = null;
  #isReading = false;
  /** Everything up to here has been told. */
  #position: Position | null = null;
  #failure: Error | null = null;
  #isOver = false;
  #held: DisposableStack | null = null;

  constructor(source: UpdateSource) {
    this.#source = source;
    this.#matches = source.matches;
  }

  open(reader: Reader): void {
    if (this.#isOver) return;
    if (this.#source.signal.aborted) {
      this.close();
      reader.wake();
      return;
    }
    this.#reader = reader;
    this.#held = new DisposableStack();
    this.#held.use(this.#source.watch());
    this.#held.use(this.#source.hub.subscribe(this));
    this.#held.use(
      onAbort(this.#source.signal, () => {
        const reader = this.#reader;
        this.close();
        reader.wake();
      }),
    );
    this.#tell(this.#begin());
  }

  onEvents(events: readonly JournalEvent[]): void {
    this.#heard = events;
    this.#next = 0;
    // A reader who has room has taken all of it when this is back.
    this.#reader.wake();
    if (this.#heard !== nothing) this.#keepHeard();
  }

  read(): JobStateUpdate | null {
    if (this.#failure) {
      const error = this.#failure;
      this.#failure = null;
      throw error;
    }
    while (this.#steps) {
      const step = this.#steps.next();
      if (step.done) {
        this.#steps = null;
      } else {
        this.#position = step.value.position;
        if (step.value.update) return step.value.update;
      }
    }
    while (!this.#isReading) {
      const event = this.#waiting ? this.#takeWaiting(this.#waiting) : this.#takeHeard();
      if (!event) return null;
      if (this.#position && isIncluded(event, this.#position)) continue;
      this.#position = event.position;
      if (!isRestart(event)) return changeOf(event);
      this.#tell(snapshot(this.#source));
      const cursor = encodeCursor(event.position, { midSnapshot: true });
      return { kind: 'gap', cursor, reason: event.restart };
    }
    return null;
  }

  isOver(): boolean {
    return this.#isOver && !this.#failure;
  }

  close(): void {
    this.#isOver = true;
    this.#reader = noReader;
    this.#waiting = null;
    this.#heard = nothing;
    this.#steps = null;
    this.#held?.dispose();
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    const reader = this.#reader;
    this.close();
    this.#failure = error instanceof Error ? error : new Error(String(error));
    reader.wake();
  }

  #takeWaiting(waiting: JournalEvent[]): JournalEvent | undefined {
    const event = waiting.shift();
    if (waiting.length === 0) this.#waiting = null;
    return event;
  }

  #takeHeard(): JournalEvent | undefined {
    while (this.#next < this.#heard.length) {
      const event = this.#heard[this.#next];
      this.#next += 1;
      if (event && (isRestart(event) || this.#matches(event.transition))) return event;
    }
    this.#heard = nothing;
    return undefined;
  }

  /** For a reader who had no room. */
  #keepHeard(): void {
    const waited = this.#waiting?.length ?? 0;
    for (let event = this.#takeHeard(); event; event = this.#takeHeard()) {
      // What is told at once counts as one: a large commit makes nobody slow.
      if (waited >= this.#source.maxQueued) {
        this.#source.onTooSlow?.();
        this.#fail(new SlowConsumerError('This subscription reads more slowly than states change.'));
        return;
      }
      (this.#waiting ??= []).push(event);
    }
  }

  /** What is being read comes before what waits. */
  #tell(reading: Promise<Iterable<Step>>): void {
    this.#isReading = true;
    reading.then(
      (read) => {
        if (this.#isOver) return;
        this.#isReading = false;
        this.#steps = read[Symbol.iterator]();
        this.#reader.wake();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  async #begin(): Promise<Iterable<Step>> {
    const { after } = this.#source;
    if (!after || after.midSnapshot) return snapshot(this.#source);
    const read = await this.#source.journal.read(after);
    if (read.gap === undefined) return replay(this.#source, after, read.entries);
    // As for one who was there when it happened.
    this.#waiting = [{ restart: read.gap, position: after }, ...(this.#waiting ?? [])];
    return [];
  }
}

const nothing: readonly JournalEvent[] = [];

function onAbort(signal: AbortSignal, listener: () => void): Disposable {
  signal.addEventListener('abort', listener, { once: true });
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
