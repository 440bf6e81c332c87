/**
 * The updates of one subscription to problems: the present problems and a checkpoint, then the changes. After a cursor: the
 * changes of kind FAILED since then, from the journal; then a reset and the present problems of all other kinds. After a
 * gap: a reset of all kinds and the present problems.
 *
 * Changes are delivered at least once: some may be repeated after a resume.
 */
import { addAbortListener } from 'node:events';
import { type Cursor, encodeCursor } from '../live/cursor.ts';
import { type Feed, noReader, type Reader } from '../live/feed.ts';
import type { CheckpointCause, Hub } from '../live/hub.ts';
import type { GapReason, Journal } from '../live/journal.ts';
import { SlowConsumerError } from '../live/slow-consumer-error.ts';
import type { JournalEntry, Position } from '../live/transition.ts';
import type { BoardListener, ProblemBoard } from './board.ts';
import { type BoardChange, failureIn, type MatchesProblem } from './board-change.ts';
import { identityOf, type Problem, problemKinds } from './problem.ts';
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
    this.#queue = [];
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
    const { position } = board;
    const present = this.#present();
    if (!after) return initial(present, position, true);
    if (after.midSnapshot) return this.#startAgain('SNAPSHOT_RESTARTED');
    const read = await journal.read(after);
    if (read.gap !== undefined) return this.#startAgain(read.gap);
    const known = read.entries.filter((entry) => isIncluded(entry, position));
    const kinds = problemKinds.filter((kind) => kind !== 'FAILED');
    const others = present.filter(({ kind }) => kind !== 'FAILED');
    return [
      ...this.#replay(known, present),
      { kind: 'reset', cursor: encodeCursor(position), kinds, gap: null },
      ...initial(others, position, false),
    ];
  }

  /** All kinds: the position that the client has cannot be continued. */
  #startAgain(gap: GapReason): readonly ProblemUpdate[] {
    const { position } = this.#source.board;
    const cursor = encodeCursor(position, { midSnapshot: true });
    this.#queue = [];
    return [{ kind: 'reset', cursor, kinds: problemKinds, gap }, ...initial(this.#present(), position, true)];
  }

  #present(): readonly Problem[] {
    return this.#source.board.problems.filter(this.#request.matches);
  }

  *#replay(entries: readonly JournalEntry[], present: readonly Problem[]): Generator<ProblemUpdate> {
    const last = new Map(entries.map((entry) => [applicationOf(entry), entry]));
    for (const entry of entries) {
      const { from, to } = entry.transition;
      const wasFailed = from?.jobState?.state === 'FAILED';
      const isFailed = to?.jobState?.state === 'FAILED';
      if (wasFailed === isFailed) continue;
      const problem = failureIn(isFailed ? entry.transition : { ...entry.transition, to: from });
      if (!problem) continue;
      const isLast = last.get(applicationOf(entry)) === entry;
      // The present form has the root cause.
      const now =
        isLast && isFailed ? present.find((each) => identityOf(each) === identityOf(problem)) : undefined;
      if (!this.#request.matches(now ?? problem)) continue;
      yield {
        kind: 'change',
        cursor: encodeCursor(entry.position),
        initial: false,
        change: isFailed ? 'APPEARED' : 'RESOLVED',
        problem: now ?? problem,
      };
    }
  }
}

function initial(
  problems: readonly Problem[],
  position: Position,
  midSnapshot: boolean,
): readonly ProblemUpdate[] {
  const cursor = encodeCursor(position, { midSnapshot });
  return [
    ...problems.map(
      (problem): ProblemUpdate => ({ kind: 'change', cursor, initial: true, change: 'APPEARED', problem }),
    ),
    { kind: 'checkpoint', cursor: encodeCursor(position) },
  ];
}

function isIncluded({ position }: JournalEntry, in_: Position): boolean {
  return position.epoch === in_.epoch && position.sequence <= in_.sequence;
}

function applicationOf({ transition }: JournalEntry): string {
  return `${transition.environment}/${transition.application}`;
}
