/** Goals, each with what a run reached. Only ratios of one run are compared: machines differ. */
import { table } from './document.ts';
import { short } from './numbers.ts';

export interface Goal {
  readonly title: string;
  /** One for each case of the goal; NaN where one did not run. */
  readonly reached: readonly number[];
  readonly wanted: readonly number[];
  readonly isUpperBound?: boolean;
}

/** Those of which anything ran. */
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
