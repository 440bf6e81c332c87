/**
 * The updates of one subscription to problems: the present problems and a checkpoint, then the changes. After a cursor: the
 * changes of kind FAILED since then, from the journal; then a reset and the present problems of all other kinds. After a
 * gap: a reset of all kinds and the present problems.
 *
 * Changes are delivered at least once: some may be repeated after a resume.
 */
import { addAbortListener } from 'node:events';
import type { Cursor } from '../live/cursor.ts';
import { type Feed, noReader, type Reader } from '../live/feed.ts';
import type { CheckpointCause, Hub } from '../live/hub.ts';
import type { GapReason, Journal } from '../live/journal.ts';
import { SlowConsumerError } from '../live/slow-consumer-error.ts';
import type { BoardListener, ProblemBoard } from './board.ts';
import type { BoardChange, MatchesProblem } from './board-change.ts';
import {
  type PresentProblems,
  replayMessages,
  restartMessages,
  snapshotMessages,
} from './problem-catch-up.ts';
import type { ProblemUpdate } from './problem-update.ts';

export interface ProblemUpdateRequest {
  /** The environment to refresh at the active interval; null for all. */
  readonly environment: string | null;
  readonly matches: MatchesProblem;
  readonly after: Cursor | null;
  /** Completes the stream: the gateway drains. */
  readonly signal: AbortSignal;
  /** The number of updates that may wait for the reader; more end the stream with a `SlowConsumerError`. */
  readonly maxQueued: number;
  /** Called at that moment, although the reader may not be reading. */
  readonly onTooSlow?: (() => void) | undefined;
}

export interface ProblemUpdateSource {
  readonly board: ProblemBoard;
  readonly journal: Journal;
  readonly hub: Hub;
  /** Held while the subscription is open: watched environments are refreshed fast. */
  readonly watch: (environment: string | null) => Disposable;
}

export type ProblemFeed = (request: ProblemUpdateRequest) => Feed<ProblemUpdate>;

export function createProblemFeed(source: ProblemUpdateSource): ProblemFeed {
  return (request) => new ProblemUpdates(source, request);
}

class ProblemUpdates implements Feed<ProblemUpdate>, BoardListener {
  readonly #source: ProblemUpdateSource;
  readonly #request: ProblemUpdateRequest;
  readonly #resources = new DisposableStack();
  #reader: Reader = noReader;
  /** Messages that are sent before the queue. */
  #snapshot: readonly ProblemUpdate[] = [];
  #next = 0;
  #queue: ProblemUpdate[] = [];
  /** True while the snapshot is being read: the queue waits for it. */
  #isReading = true;
  /** True from the moment of the snapshot on: earlier changes are part of it. */
  #isLive = false;
  #lastCursor: string | null = null;
  /** True when a message was sent in this checkpoint period. */
  #hasSent = true;
  #failure: Error | null = null;
  #isOver = false;

  constructor(source: ProblemUpdateSource, request: ProblemUpdateRequest) {
    this.#source = source;
    this.#request = request;
  }

  open(reader: Reader): void {
    if (this.#isOver) return;
    const { signal, environment } = this.#request;
    if (signal.aborted) {
      this.close();
      reader.wake();
      return;
    }
    this.#reader = reader;
    const { board, hub, watch } = this.#source;
    this.#resources.use(watch(environment));
    this.#resources.use(board.join(this));
    this.#resources.use(
      hub.subscribe({
        // The board reads the journal for all subscribers; nothing waits here.
        queued: 0,
        onEvents() {},
        onCheckpoint: (_, cause) => this.#onCheckpoint(cause),
      }),
    );
    this.#resources.use(
      addAbortListener(signal, () => {
        this.close();
        reader.wake();
      }),
    );
    this.#start().then(
      (messages) => {
        if (this.#isOver) return;
        this.#snapshot = messages;
        this.#next = 0;
        this.#isReading = false;
        this.#reader.wake();
      },
      (error: unknown) => this.#fail(error),
    );
  }

  onChanges(changes: readonly BoardChange[]): void {
    if (!this.#isLive) return;
    // The changes of one commit count as one: a large commit makes no reader slow.
    const isFull = this.#queue.length >= this.#request.maxQueued;
    const messages = changes
      .map((change) => change.messageFor(this.#request.matches))
      .filter((message) => message !== null);
    if (messages.length === 0) return;
    if (isFull) {
      this.#request.onTooSlow?.();
      this.#fail(new SlowConsumerError('This subscription reads more slowly than problems change.'));
      return;
    }
    this.#queue.push(...messages);
    this.#reader.wake();
  }

  onRestart(reason: GapReason): void {
    if (!this.#isLive) return;
    this.#snapshot = this.#startAgain(reason);
    this.#next = 0;
    this.#reader.wake();
  }

  read(): ProblemUpdate | null {
    if (this.#failure) {
      const error = this.#failure;
      this.#failure = null;
      throw error;
    }
    if (this.#isReading || this.#isOver) return null;
    let update: ProblemUpdate | undefined = this.#snapshot[this.#next];
    if (update) this.#next += 1;
    else {
      this.#snapshot = [];
      this.#next = 0;
      update = this.#queue.shift();
    }
    if (!update) return null;
    this.#hasSent = true;
    this.#lastCursor = update.cursor;
    return update;
  }

  isOver(): boolean {
    return this.#isOver && !this.#failure;
  }

  close(): void {
    this.#isOver = true;
    this.#reader = noReader;
    this.#queue = [];
    this.#snapshot = [];
    this.#resources.dispose();
  }

  #onCheckpoint(cause: CheckpointCause): void {
    if (!this.#isLive || this.#isReading) return;
    const isQuiet = !this.#hasSent;
    if (cause === 'PERIOD') this.#hasSent = false;
    if (cause === 'PERIOD' && !isQuiet) return;
    const { checkpoint } = this.#source.board;
    if (this.#queue.length > 0 || checkpoint.cursor === this.#lastCursor) return;
    this.#queue.push(checkpoint);
    this.#reader.wake();
  }

  #fail(error: unknown): void {
    if (this.#isOver) return;
    const reader = this.#reader;
    this.close();
    this.#failure = error instanceof Error ? error : new Error(String(error));
    reader.wake();
  }

  async #start(): Promise<readonly ProblemUpdate[]> {
    const { board, journal } = this.#source;
    const { environment, after } = this.#request;
    await board.ready(environment);
    // From here to the first `await`: one moment.
    this.#isLive = true;
    const present = this.#present();
    if (!after) return snapshotMessages(present);
    if (after.midSnapshot) return this.#startAgain('SNAPSHOT_RESTARTED');
    const read = await journal.read(after);
    if (read.gap !== undefined) return this.#startAgain(read.gap);
    return replayMessages(read.entries, present, this.#request.matches);
  }

  #startAgain(gap: GapReason): readonly ProblemUpdate[] {
    this.#queue = [];
    return restartMessages(this.#present(), gap);
  }

  #present(): PresentProblems {
    const { problems, position } = this.#source.board;
    return { problems: problems.filter(this.#request.matches), position };
  }
}
