/**
 * `npm run bench`: the gateway beside its peers and beside Node's HTTP server, same upstream, same questions. Prints the
 * tables; a run without options, or with `--write`, puts them into `docs/performance.md`.
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
import { fleet } from './side-by-side/queries.ts';
import { caseTable } from './side-by-side/report.ts';

const options = read();
install(options.contestants);
await using upstream = await startUpstream(fleet);

const cases: Case[] = [];
for (const latencyMs of options.latenciesMs) {
  for (const query of options.queries) {
    process.stderr.write(`${query.name}, upstream ${latencyMs} ms\n`);
    const done = await contest({
      ...options,
      query,
      latencyMs,
      upstream,
      onSample: ({ name }, { requestsPerSecond, p99Ms, cpu }) =>
        process.stderr.write(
          `  ${name.padEnd(18)} ${whole(requestsPerSecond).padStart(8)} req/s, p99 ${short(p99Ms)} ms, CPU ${whole(cpu * 100)} %\n`,
        ),
    });
    cases.push(done);
    console.log(`${caseTable(done)}\n`);
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

function report(done: readonly Case[]): string {
  const { environments, applications, instances } = fleet;
  const { rounds, length } = options;
  return [
    '## Side by side',
    machineLines().join('\n'),
    `- ${versionsOf(options.contestants).join(', ')}`,
    `- Upstream: the emulator, ${environments} environments × ${applications} applications × ${instances} instances. ${connections} connections, each sends its next request when the last is answered; ${rounds} rounds in turn of ${length.measuredMs / 1000} s after ${length.warmUpMs / 1000} s of warm-up. Figures are medians, with the least and the most in brackets.`,
    '- All answered alike before they were measured. `node:http` answers each request with the same bytes as soon as it comes; CPU is of one core; those with a cache of their own keep answers for 2 s, which is how old ours get.',
    goalTable(goalsOf(done)),
    ...done.map(caseTable),
  ].join('\n\n');
}
