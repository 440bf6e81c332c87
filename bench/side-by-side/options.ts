/** Command-line options of `npm run bench`. */
import { parseArgs } from 'node:util';
import { type Contestant, contestants } from './contestants.ts';
import type { RunLength } from './measure.ts';
import { type Query, queries } from './queries.ts';

export interface Options {
  readonly queries: readonly Query[];
  readonly latenciesMs: readonly number[];
  readonly contestants: readonly Contestant[];
  readonly rounds: number;
  readonly length: RunLength;
  /** With a small fleet. */
  readonly isQuick: boolean;
  /** A partial run does not replace the full results in `docs/performance.md`, except with `--write`. */
  readonly isWritten: boolean;
}

export const usage = `node bench/main.ts [options]
  --quick                 one short round at 0 ms with a small fleet
  --only Q1,Q2            these queries                        (default: all)
  --contestants a,b       of ${contestants.map(({ name }) => name).join(', ')}
  --latency 0,5           of the upstream, in milliseconds     (default: 0,5)
  --rounds 3              the median of the rounds counts
  --seconds 5             per measurement
  --write                 write to docs/performance.md, as a run without options does`;

export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      contestants: { type: 'string' },
      latency: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const measuredMs = number(values.seconds ?? (quick ? '2' : '5')) * 1000;
  return {
    queries: choose(values.only, queries),
    contestants: choose(values.contestants, contestants),
    latenciesMs: (values.latency ?? (quick ? '0' : '0,5')).split(',').map(number),
    rounds: number(values.rounds ?? (quick ? '1' : '3')),
    length: { measuredMs, warmUpMs: Math.min(measuredMs, 2_000) },
    isQuick: quick,
    isWritten: args.length === 0 || values.write,
  };
}

function choose<T extends { readonly name: string }>(
  text: string | undefined,
  all: readonly T[],
): readonly T[] {
  if (text === undefined) return all;
  const names = text.split(',');
  const unknown = names.find((name) => all.every((each) => each.name !== name));
  if (unknown !== undefined)
    throw new Error(`Unknown name ${unknown}; expected one of ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(({ name }) => names.includes(name));
}

function number(text: string): number {
  const value = Number(text);
  if (text === '' || !(value >= 0)) throw new Error(`Not a number: '${text}'`);
  return value;
}
