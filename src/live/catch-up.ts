/** What a job-state subscription sends before live changes: the snapshot, or the changes after a cursor. Pure. */
import { encodeCursor } from './cursor.ts';
import { changeOf, gapAt, type JobStateSnapshot, type JobStateUpdate } from './job-state-update.ts';
import type { JournalEntry, Position, Transition } from './transition.ts';

export interface Step {
  /** The subscriber has received everything up to here once this update is sent. */
  readonly position: Position;
  readonly update: JobStateUpdate | null;
}

export function* snapshotSteps({ position, states }: JobStateSnapshot): Generator<Step> {
  yield { position, update: null };
  for (const [index, transition] of states.entries()) {
    const cursor = encodeCursor(position, { midSnapshot: index < states.length - 1 });
    yield { position, update: { kind: 'change', cursor, initial: true, transition } };
  }
}

/** The client has a part of an earlier snapshot: the gap message makes it drop that part. */
export function* restartedSnapshotSteps(snapshot: JobStateSnapshot): Generator<Step> {
  const { position } = snapshot;
  yield { position, update: gapAt(position, 'SNAPSHOT_RESTARTED') };
  yield* snapshotSteps(snapshot);
}

export function* replaySteps(
  after: Position,
  entries: readonly JournalEntry[],
  matches: (transition: Transition) => boolean,
): Generator<Step> {
  yield { position: after, update: null };
  for (const entry of entries) {
    const update = matches(entry.transition) ? changeOf(entry) : null;
    yield { position: entry.position, update };
  }
}
