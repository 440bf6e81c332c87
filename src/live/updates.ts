/**
 * The updates of one job-state subscription: a snapshot and then the changes, or the changes after a cursor, or a gap
 * and then a snapshot. No change between snapshot, replay and live is lost or sent twice: the subscription listens to
 * the hub *before* it reads anything, and drops what the read already contains.
 */
import { addAbortListener } from 'node:events';
import { replaySteps, restartedSnapshotSteps, type Step, snapshotSteps } from './catch-up.ts';
import type { Cursor } from './cursor.ts';
import { type Feed, noReader, type Reader } from './feed.ts';
import type { CheckpointCause, Hub, JournalListener } from './hub.ts';
import {
  changeOf,
  gapAt,
  type JobStateCheckpoint,
  type JobStateSnapshot,
  type JobStateUpdate,
} from './job-state-update.ts';
import { isRestart, type Journal, type JournalEvent } from './journal.ts';
import { SlowConsumerError } from './slow-consumer-error.ts';
import type { Position, Transition } from './transition.ts';

export interface UpdateSource {
  readonly journal: Journal;
  readonly hub: Hub;
  /** Reads the present states; position and states must belong to the same moment. */
  readonly snapshot: () => Promise<JobStateSnapshot>;
  /** Held while the subscription is open: watched environments are refreshed fast. */
  readonly watch: () => Disposable;
  readonly matches: (transition: Transition) => boolean;
  readonly after: Cursor | null;
  /** Completes the stream: the gateway drains. */
  readonly signal: AbortSignal;
  /** The number of entries that may wait for the reader; more end the stream with a `SlowConsumerError`. */
  readonly maxQueued: number;
  /** Called at that moment, although the reader may not be reading. */
  readonly onTooSlow?: (() => void) | undefined;
}

export function jobStateUpdates(source: UpdateSource): Feed<JobStateUpdate> {
  return new JobStateUpdates(source);
}

class JobStateUpdates implements Feed<JobStateUpdate>, JournalListener {
  readonly #source: UpdateSource;
  readonly #matches: UpdateSource['matches'];
  #reader = noReader;
  /** The events that the hub publishes at this moment, from `#next` on. */
  #published = none;
  #next = 0;
  /** Earlier events that the reader has not taken; null when there are none. */
  #queue: JournalEvent[] | null = null;
  /** Results of a read, to be sent before queued events; null when there are none. */
  #steps: Iterator<Step> | null = null;
  #isReading = false;
  /** The subscriber has received everything up to this position. */
  #position: Position | null = null;
  /** The newest checkpoint that may be sent. */
  #checkpoint: JobStateCheckpoint | null = null;
  /** True when a message was sent in this checkpoint period. */
  #hasSent = true;
  #failure: Error | null = null;
  #isOver = false;
  #resources: DisposableStack | null = null;

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
    this.#resources = new DisposableStack();
    this.#resources.use(this.#source.watch());
    this.#resources.use(this.#source.hub.subscribe(this));
    this.#resources.use(
      addAbortListener(this.#source.signal, () => {
        const reader = this.#reader;
        this.close();
        reader.wake();
      }),
    );
    this.#sendAfter(this.#start());
  }

  onEvents(events: readonly JournalEvent[]): void {
    this.#published = events;
    this.#next = 0;
    // A reader with room takes all of them before this call returns.
    this.#reader.wake();
    if (this.#published !== none) this.#queueRest();
  }

  onCheckpoint(checkpoint: JobStateCheckpoint, cause: CheckpointCause): void {
    const isQuiet = !this.#hasSent;
    if (cause === 'PERIOD') this.#hasSent = false;
    if (cause === 'PERIOD' && !isQuiet) return;
    this.#checkpoint = checkpoint;
    this.#reader.wake();
  }

  get queued(): number {
    return this.#queue?.length ?? 0;
  }

  read(): JobStateUpdate | null {
    const update = this.#nextUpdate();
    if (!update) return this.#isReading ? null : this.#takeCheckpoint();
    this.#hasSent = true;
    return update;
  }

  isOver(): boolean {
    return this.#isOver && !this.#failure;
  }

  close(): void {
    this.#isOver = true;
    this.#reader = noReader;
    this.#queue = null;
    this.#published = none;
    this.#steps = null;
    this.#checkpoint = null;
    this.#resources?.dispose();
  }

  #nextUpdate(): JobStateUpdate | null {
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
      const event = this.#queue ? this.#takeQueued(this.#queue) : this.#takePublished();
      if (!event) return null;
      if (this.#position && isIncluded(event, this.#position)) continue;
      this.#position = event.position;
      if (!isRestart(event)) return changeOf(event);
      this.#sendAfter(this.#source.snapshot().then(snapshotSteps));
      return gapAt(event.position, event.restart);
    }
    return null;
  }

  /** The checkpoint, unless a later message made it superfluous. */
  #takeCheckpoint(): JobStateCheckpoint | null {
    const checkpoint = this.#checkpoint;
    const position = this.#position;
    this.#checkpoint = null;
    if (!checkpoint || !position || checkpoint.position.epoch !== position.epoch) return null;
    if (checkpoint.position.sequence <= position.sequence) return null;
    this.#position = checkpoint.position;
    return checkpoint;
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    const reader = this.#reader;
    this.close();
    this.#failure = error instanceof Error ? error : new Error(String(error));
    reader.wake();
  }

  #takeQueued(queue: JournalEvent[]): JournalEvent | undefined {
    const event = queue.shift();
    if (queue.length === 0) this.#queue = null;
    return event;
  }

  #takePublished(): JournalEvent | undefined {
    while (this.#next < this.#published.length) {
      const event = this.#published[this.#next];
      this.#next += 1;
      if (event && (isRestart(event) || this.#matches(event.transition))) return event;
    }
    this.#published = none;
    return undefined;
  }

  /** Queues what the reader had no room for. */
  #queueRest(): void {
    const length = this.#queue?.length ?? 0;
    for (let event = this.#takePublished(); event; event = this.#takePublished()) {
      // The events of one commit count as one: a large commit makes no reader slow.
      if (length >= this.#source.maxQueued) {
        this.#source.onTooSlow?.();
        this.#fail(new SlowConsumerError('This subscription reads more slowly than states change.'));
        return;
      }
      (this.#queue ??= []).push(event);
    }
  }

  /** Sends the result of a read, before anything that is queued meanwhile. */
  #sendAfter(reading: Promise<Iterable<Step>>): void {
    this.#isReading = true;
    reading.then(
      (steps) => {
        if (this.#isOver) return;
        this.#isReading = false;
        this.#steps = steps[Symbol.iterator]();
        this.#reader.wake();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  async #start(): Promise<Iterable<Step>> {
    const { after, journal, snapshot } = this.#source;
    if (!after) return snapshotSteps(await snapshot());
    if (after.midSnapshot) return restartedSnapshotSteps(await snapshot());
    const read = await journal.read(after);
    if (read.gap === undefined) return replaySteps(after, read.entries, this.#matches);
    // The same messages as for a subscriber that was connected at the restart.
    this.#queue = [{ restart: read.gap, position: after }, ...(this.#queue ?? [])];
    return [];
  }
}

const none: readonly JournalEvent[] = [];

/**
 * True when a subscriber at `position` has this event already. An entry of another epoch is an older one: a newer
 * epoch starts with its restart, which the hub publishes first.
 */
function isIncluded(event: JournalEvent, position: Position): boolean {
  const isSameEpoch = event.position.epoch === position.epoch;
  if (isRestart(event)) return isSameEpoch && event.position.sequence <= position.sequence;
  return !isSameEpoch || event.position.sequence <= position.sequence;
}
