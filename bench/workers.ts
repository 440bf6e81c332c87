/**
 * `node bench/workers.ts`: compares one process with two workers on one port (`WORKERS`), each gateway with its own
 * Redis: requests per second, CMF calls and memory. `--quick`: one short round with a small fleet, and executed responses from
 * the first number of workers only. `--seconds 5`: length of one measurement. `--workers 1,2,4`: these numbers of workers. Without options, or with `--write`, the result is written
 * to `docs/performance.md`.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { table, writePart } from './harness/document.ts';
import { machineLines } from './harness/machine.ts';
import { short, spread, whole } from './harness/numbers.ts';
import { spreadOf } from './harness/statistics.ts';
import { startUpstream } from './harness/upstream.ts';
import { connections } from './side-by-side/measure.ts';
import { fleet, quickFleet } from './side-by-side/queries.ts';
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
// Q2 selects one environment.
await using upstream = await startUpstream(values.quick ? { ...quickFleet, environments: 1 } : fleet);

const results: WorkersResult[] = [];
for (const kind of ['cached', 'executed'] as const) {
  process.stderr.write(`Q2, ${kind}\n`);
  const compared = values.quick && kind === 'executed' ? counts.slice(0, 1) : counts;
  results.push(...(await compare({ kind, counts: compared, rounds, length, upstream })));
}

const text = table(
  ['Q2', 'workers', 'req/s', 'over one', 'p99 ms', 'total CPU', 'total RSS MB', 'CMF calls per minute'],
  results.map(row),
);
console.log(text);
if (values.write || process.argv.length === 2) {
  writePart(
    'workers',
    [
      '## Workers',
      machineLines({ isPinned: false }).join('\n'),
      `- ${connections} connections send Q2 of "Side by side"; ${rounds} alternating rounds of ${length.measuredMs / 1000} s. Medians, with minimum and maximum in parentheses. CPU is relative to one core and includes the primary.`,
      '- Processes are not pinned: load, emulator and Redis share the cores with the gateway. On a machine with two cores, two workers cannot double the throughput; if all cores are busy, they add nothing. On any machine, more workers do not increase the number of CMF calls.',
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
    kind === 'cached' ? 'cached responses' : 'executed (`RESPONSE_CACHE_MB=0`)',
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
