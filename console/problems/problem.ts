/** Problems as the console shows them: their labels, and the merge of two reads into one list. */
import type { problemParts_problem$data } from '../gql/problemParts_problem.graphql.ts';

export type Problem = problemParts_problem$data;
export type ProblemKind = Problem['kind'];
export type Severity = Problem['severity'];

export const kindWords: Readonly<Record<ProblemKind, string>> = {
  CLUSTER_DISCONNECTED: 'cluster disconnected',
  FAILED: 'failed',
  RESTARTING: 'restarting',
  UPGRADE_STUCK: 'upgrade stuck',
  CHECKPOINTS_FAILING: 'checkpoints fail',
  CHECKPOINT_TOO_OLD: 'checkpoint too old',
  SAVEPOINT_FAILED: 'savepoint failed',
  OPERATOR_ERROR: 'operator error',
  COPY_STALE: 'CMF does not respond',
};

/** Kinds that a read without details does not find, or not always. */
const ofDetails: ReadonlySet<ProblemKind> = new Set([
  'UPGRADE_STUCK',
  'CHECKPOINTS_FAILING',
  'CHECKPOINT_TOO_OLD',
  'SAVEPOINT_FAILED',
]);

const severityOrder: readonly Severity[] = ['CRITICAL', 'WARNING', 'INFO'];

/**
 * Combines the problems of a frequent read without details with those of the last read with details. The frequent read
 * decides which problems exist; the details add their kinds and better summaries.
 */
export function combine(known: readonly Problem[], detailed: readonly Problem[]): readonly Problem[] {
  const knownIds = new Set(known.map(({ id }) => id));
  const detailedIds = new Set(detailed.map(({ id }) => id));
  const explained = new Set(detailed.map(placeOf));
  // With details an error of the operator is left out where another problem of the application shows it.
  const isRepeated = (problem: Problem) =>
    problem.kind === 'OPERATOR_ERROR' && explained.has(placeOf(problem));
  return [
    ...detailed.filter(({ id, kind }) => knownIds.has(id) || ofDetails.has(kind)),
    ...known.filter((problem) => !detailedIds.has(problem.id) && !isRepeated(problem)),
  ].toSorted(worstFirst);
}

function placeOf({ environmentName, applicationName }: Problem): string {
  return `${environmentName}/${applicationName ?? ''}`;
}

/** By severity, then the newest, as the API sorts. */
function worstFirst(a: Problem, b: Problem): number {
  const bySeverity = severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity);
  return bySeverity || Date.parse(b.since ?? '') - Date.parse(a.since ?? '') || 0;
}
