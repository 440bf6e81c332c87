/**
 * `npm run bench`: compares the gateway with its peers and with Node's HTTP server, on the same upstream and queries.
 * Prints the tables. A run without options, or with `--write`, also writes them to `docs/performance.md`.
 */
import process from 'node:process';
import { documentPath, writePart } from './harness/document.ts';
import { goalTable } from './harness/goals.ts';
import { machineLines } from './harness/machine.ts';
import { short, whole } from './harness/numbers.ts';
import { startUpstream } from './harness/upstream.ts';
import { type Case, contest } from './side-by-side/contest.ts';
import { goalsOf } from './side-by-side/goals.ts';
import { install, versionsOf } from './side-by-side/install.ts';
import { connections } from './side-by-side/measure.ts';
import { type Options, readOptions, usage } from './side-by-side/options.ts';
import { fleet as fullFleet, quickFleet } from './side-by-side/queries.ts';
import { caseTable } from './side-by-side/report.ts';

const options = read();
install(options.contestants);
const fleet = options.isQuick ? quickFleet : fullFleet;
await using upstream = await startUpstream(fleet);

const cases: Case[] = [];
for (const latencyMs of options.latenciesMs) {
  for (const query of options.queries) {
    process.stderr.write(`${query.name}, upstream ${latencyMs} ms\n`);
    const result = await contest({
      ...options,
      query,
      latencyMs,
      upstream,
      onSample: ({ name }, { requestsPerSecond, p99Ms, cpu }) =>
        process.stderr.write(
          `  ${name.padEnd(18)} ${whole(requestsPerSecond).padStart(8)} req/s, p99 ${short(p99Ms)} ms, CPU ${whole(cpu * 100)} %\n`,
        ),
    });
    cases.push(result);
    console.log(`${caseTable(result)}\n`);
  }
}
console.log(goalTable(goalsOf(cases)));
if (options.isWritten) {
  writePart('side by side', report(cases));
  process.stderr.write(`Written to ${documentPath}\n`);
}

function read(): Options {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    process.exit(2);
  }
}

function report(cases: readonly Case[]): string {
  const { environments, applications, instances } = fleet;
  const { rounds, length } = options;
  return [
    '## Side by side',
    machineLines().join('\n'),
    `- ${versionsOf(options.contestants).join(', ')}`,
    `- Upstream: the emulator, ${environments} environments × ${applications} applications × ${instances} instances. ${connections} connections; each sends its next request after the previous response. ${rounds} alternating rounds of ${length.measuredMs / 1000} s after ${length.warmUpMs / 1000} s of warm-up. Figures are medians, with minimum and maximum in parentheses.`,
    '- All responses were compared for equality before the measurement. `node:http` responds to each request at once with the same bytes. CPU is relative to one core. Peers with a cache keep responses for 2 s, the maximum age of ours.',
    goalTable(goalsOf(cases)),
    ...cases.map(caseTable),
  ].join('\n\n');
}
