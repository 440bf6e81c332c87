/**
 * `node bench/scale.ts`: a fleet of 100 environments × 100 applications × 20 instances before one gateway on one core,
 * and a tenth of it, to see how things grow. `--quick`: a hundredth. `--applications 10,100`: so many in each
 * environment. Without options, or with `--write`, the result goes to `docs/performance.md`.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { table, writePart } from './harness/document.ts';
import { machineLines } from './harness/machine.ts';
import { short, whole } from './harness/numbers.ts';
import { runScale, type ScaleResult } from './scale/run.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    applications: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const sizes = (values.applications ?? (values.quick ? '1' : '10,100')).split(',').map(Number);
/** As the gateway's default is for environments that nobody asks about. */
const intervalMs = values.quick ? 5_000 : 15_000;

const results: ScaleResult[] = [];
for (const applications of sizes) {
  const fleet = { environments: 100, applications, instances: 20 };
  process.stderr.write(`${fleet.environments} × ${applications} × ${fleet.instances}\n`);
  results.push(await runScale({ fleet, intervalMs, intervals: values.quick ? 1 : 4, shares: [0, 0.01, 1] }));
}

const megabytes = (bytes: number) => short(bytes / 2 ** 20);
const held = table(
  [
    'applications',
    'ready after, ms',
    'calls until then',
    'MB until then',
    'RSS MB',
    'RSS MB with all instances',
  ],
  results.map(({ fleet, ...result }) => [
    whole(fleet.environments * fleet.applications),
    whole(result.readyMs),
    whole(result.callsUntilReady),
    megabytes(result.bytesUntilReady),
    megabytes(result.rssReady),
    megabytes(result.rssInstances),
  ]),
);
const kept = table(
  ['applications', 'changed in each interval', 'CPU ms for it', 'CMF calls per minute', 'MB per minute'],
  results.flatMap(({ fleet, refreshes }) =>
    refreshes.map(({ changed, cpuMs, callsPerMinute, bytesPerMinute }) => [
      whole(fleet.environments * fleet.applications),
      `${changed * 100} %`,
      whole(cpuMs),
      whole(callsPerMinute),
      megabytes(bytesPerMinute),
    ]),
  ),
);
console.log(`${held}\n\n${kept}`);
if (values.write || process.argv.length === 2) {
  writePart(
    'scale',
    [
      '## Scale',
      machineLines().join('\n'),
      `- One gateway on one core before 100 environments of the emulator, 20 instances of each application; no client queries, so each environment is polled once in ${intervalMs / 1000} s.`,
      held,
      kept,
    ].join('\n\n'),
  );
}
