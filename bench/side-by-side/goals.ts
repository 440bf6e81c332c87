/** The goals relative to the limit and the peers. */
import type { Goal } from '../harness/goals.ts';
import type { Case } from './contest.ts';
import type { Query } from './queries.ts';
import { medianIn, rate } from './report.ts';

const cached = ['mercurius-cached', 'yoga-cached', 'apollo-cached', 'hive-cached'];

/** Evaluates the cases without upstream latency. */
export function goalsOf(cases: readonly Case[]): readonly Goal[] {
  const find = (name: Query['name']) =>
    cases.find(({ query, latencyMs }) => query.name === name && latencyMs === 0);
  const rateOf = (name: Query['name'], contestant: string) => medianIn(find(name), contestant, rate);
  const over = (one: string, other: string) => (name: Query['name']) =>
    rateOf(name, one) / rateOf(name, other);
  const overBest = (name: Query['name']) =>
    Math.min(...cached.map((other) => over('ours', other)(name)).filter((ratio) => !Number.isNaN(ratio)));
  const [three, four] = [['Q1', 'Q2', 'Q3'] as const, ['Q1', 'Q2', 'Q3', 'Q4'] as const];
  return [
    {
      title: 'repeated, over `node:http`: Q1 / Q2 / Q3',
      reached: three.map(over('ours', 'raw')),
      wanted: [0.8, 0.8, 0.8],
    },
    {
      title: 'repeated, p99 in ms: Q1 / Q2 / Q3',
      reached: three.map((name) => medianIn(find(name), 'ours', ({ p99Ms }) => p99Ms)),
      wanted: [10, 10, 10],
      isUpperBound: true,
    },
    {
      title: 'executed from the mirror, over `node:http`: Q1 / Q2 / Q3',
      reached: three.map(over('ours-executed', 'raw')),
      wanted: [0.27, 0.15, 0.02],
    },
    {
      title: '`no-cache`, over Mercurius + jit: Q1 / Q2 / Q3',
      reached: three.map(over('ours-no-cache', 'mercurius')),
      wanted: [1.8, 2.5, 1.6],
    },
    {
      title: 'over the best peer with its own cache: Q1 / Q2 / Q3 / Q4',
      reached: four.map(overBest).map((ratio) => (Number.isFinite(ratio) ? ratio : Number.NaN)),
      wanted: [1, 7, 7, 1],
    },
    {
      title: 'changing data, over repeated: Q4 / Q2',
      reached: [rateOf('Q4', 'ours') / rateOf('Q2', 'ours')],
      wanted: [0.5],
    },
  ];
}
