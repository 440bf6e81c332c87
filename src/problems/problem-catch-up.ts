/** What a subscription to problems sends before live changes: the present problems, or the changes after a cursor. Pure. */
import { encodeCursor } from '../live/cursor.ts';
import type { GapReason } from '../live/journal.ts';
import type { JournalEntry, Position } from '../live/transition.ts';
import { failureIn, type MatchesProblem } from './board-change.ts';
import { identityOf, type Problem, problemKinds } from './problem.ts';
import type { ProblemUpdate } from './problem-update.ts';

/** The present problems that the subscription matches, and the position of the journal that they include. */
export interface PresentProblems {
  readonly problems: readonly Problem[];
  readonly position: Position;
}

export function snapshotMessages({ problems, position }: PresentProblems): readonly ProblemUpdate[] {
  return initial(problems, position, true);
}

/** A reset of all kinds, then the present problems: the position that the client has cannot be continued. */
export function restartMessages(present: PresentProblems, gap: GapReason): readonly ProblemUpdate[] {
  const cursor = encodeCursor(present.position, { midSnapshot: true });
  return [{ kind: 'reset', cursor, kinds: problemKinds, gap }, ...snapshotMessages(present)];
}

/** The failures in the journal's `entries` after a cursor; then a reset and the present problems of all other kinds. */
export function replayMessages(
  entries: readonly JournalEntry[],
  { problems, position }: PresentProblems,
  matches: MatchesProblem,
): readonly ProblemUpdate[] {
  const known = entries.filter((entry) => isIncluded(entry, position));
  const kinds = problemKinds.filter((kind) => kind !== 'FAILED');
  const others = problems.filter(({ kind }) => kind !== 'FAILED');
  return [
    ...failureChanges(known, problems, matches),
    { kind: 'reset', cursor: encodeCursor(position), kinds, gap: null },
    ...initial(others, position, false),
  ];
}

function* failureChanges(
  entries: readonly JournalEntry[],
  present: readonly Problem[],
  matches: MatchesProblem,
): Generator<ProblemUpdate> {
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
    if (!matches(now ?? problem)) continue;
    yield {
      kind: 'change',
      cursor: encodeCursor(entry.position),
      initial: false,
      change: isFailed ? 'APPEARED' : 'RESOLVED',
      problem: now ?? problem,
    };
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
