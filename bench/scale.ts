/**
 * `node bench/scale.ts`: measures one gateway on one core with a fleet of 100 environments × 100 applications × 20
 * instances, and with a tenth of it, to show how costs grow. `--quick`: a hundredth of the fleet. `--applications
 * 10,100`: applications per environment. Without options, or with `--write`, the result is written to
 * `docs/performance.md`.
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
/** The gateway's default interval for environments without requests. */
const intervalMs = values.quick ? 5_000 : 15_000;

const results: ScaleResult[] = [];
for (const applications of sizes) {
  const fleet = { environments: 100, applications, instances: 20 };
  process.stderr.write(`${fleet.environments} × ${applications} × ${fleet.instances}\n`);
  results.push(await runScale({ fleet, intervalMs, intervals: values.quick ? 1 : 4, shares: [0, 0.01, 1] }));
}

const megabytes = (bytes: number) => short(bytes / 2 ** 20);
const startTable = table(
  [
    'applications',
    'ready after, ms',
    'calls until ready',
    'MB until ready',
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
const refreshTable = table(
  ['applications', 'changed per interval', 'CPU ms per interval', 'CMF calls per minute', 'MB per minute'],
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
console.log(`${startTable}\n\n${refreshTable}`);
if (values.write || process.argv.length === 2) {
  writePart(
    'scale',
    [
      '## Scale',
      machineLines().join('\n'),
      `- One gateway on one core, 100 environments of the emulator, 20 instances per application. There are no requests, so each environment is polled every ${intervalMs / 1000} s.`,
      startTable,
      refreshTable,
    ].join('\n\n'),
  );
}
