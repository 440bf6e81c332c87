/**
 * `node bench/workers.ts`: one process and two on one port (`WORKERS`), beside each other over one Redis of their own:
 * requests a second, calls to CMF and memory. `--quick`: one short round. `--seconds 5`: the length of one measurement.
 * `--workers 1,2,4`: these many. Without options, or with `--write`, the result goes to `docs/performance.md`.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { table, writePart } from './harness/document.ts';
import { machineLines } from './harness/machine.ts';
import { short, spread, whole } from './harness/numbers.ts';
import { spreadOf } from './harness/statistics.ts';
import { startUpstream } from './harness/upstream.ts';
import { connections } from './side-by-side/measure.ts';
import { fleet } from './side-by-side/queries.ts';
import { compare, type WorkersResult } from './workers/run.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    workers: { type: 'string' },
    seconds: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const counts = (values.workers ?? '1,2').split(',').map(Number);
const rounds = values.quick ? 1 : 3;
const measuredMs = Number(values.seconds ?? (values.quick ? 2 : 10)) * 1_000;
const length = { warmUpMs: Math.min(measuredMs, values.quick ? 2_000 : 3_000), measuredMs };
await using upstream = await startUpstream(fleet);

const results: WorkersResult[] = [];
for (const kind of ['kept', 'executed'] as const) {
  process.stderr.write(`Q2, ${kind}\n`);
  results.push(...(await compare({ kind, counts, rounds, length, upstream })));
}

const text = table(
  ['Q2', 'workers', 'req/s', 'over one', 'p99 ms', 'CPU of all', 'RSS MB of all', 'CMF calls a minute'],
  results.map(row),
);
console.log(text);
if (values.write || process.argv.length === 2) {
  writePart(
    'workers',
    [
      '## Workers',
      machineLines({ isPinned: false }).join('\n'),
      `- ${connections} connections ask Q2 of "Side by side"; ${rounds} rounds in turn of ${length.measuredMs / 1000} s. Medians, with the least and the most in brackets. CPU is of one core; the primary is counted with its workers.`,
      '- Nothing is pinned: load, emulator and Redis take their time from the same cores as the gateway. Two workers cannot give twice as much on a machine of two cores, and where the gateway and the rest already fill them, they give nothing at all; what holds on any machine is that CMF is not asked more.',
      text,
    ].join('\n\n'),
  );
}

function row({ kind, workers, samples }: WorkersResult): readonly string[] {
  const over = (of: (sample: (typeof samples)[number]) => number) => spreadOf(samples.map(of));
  const requests = over(({ requestsPerSecond }) => requestsPerSecond);
  const one = results.find((result) => result.kind === kind && result.workers === 1);
  const ofOne = one && spreadOf(one.samples.map(({ requestsPerSecond }) => requestsPerSecond)).median;
  const failures = samples.reduce((sum, sample) => sum + sample.failures, 0);
  return [
    kind === 'kept' ? 'kept answers' : 'executed (`RESPONSE_CACHE_MB=0`)',
    failures === 0 ? String(workers) : `${workers} (${whole(failures)} failed)`,
    spread(requests),
    short(ofOne === undefined ? Number.NaN : requests.median / ofOne),
    spread(
      over(({ p99Ms }) => p99Ms),
      short,
    ),
    `${whole(over(({ cpu }) => cpu).median * 100)} %`,
    whole(over(({ rssBytes }) => rssBytes).median / 2 ** 20),
    spread(over(({ callsPerMinute }) => callsPerMinute)),
  ];
}
