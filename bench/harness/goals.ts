/** Performance goals and results. Goals are ratios within one run, because machines differ. */
import { table } from './document.ts';
import { short } from './numbers.ts';

export interface Goal {
  readonly title: string;
  /** One result per case of the goal. NaN for a case that did not run. */
  readonly reached: readonly number[];
  readonly wanted: readonly number[];
  readonly isUpperBound?: boolean;
}

/** A table of the goals with at least one result. */
export function goalTable(goals: readonly Goal[]): string {
  const rows = goals
    .filter(({ reached }) => reached.some((value) => !Number.isNaN(value)))
    .map((goal) => [
      goal.title,
      `${goal.isUpperBound ? '≤' : '≥'} ${goal.wanted.map(short).join(' / ')}`,
      goal.reached.map(short).join(' / '),
      verdictOf(goal),
    ]);
  return table(['goal', 'wanted', 'reached', 'met'], rows);
}

function verdictOf({ reached, wanted, isUpperBound = false }: Goal): string {
  if (reached.some(Number.isNaN)) return '-';
  const isMet = reached.every((value, index) => {
    const bound = wanted[index] ?? Number.NaN;
    return isUpperBound ? value <= bound : value >= bound;
  });
  return isMet ? 'yes' : 'no';
}
