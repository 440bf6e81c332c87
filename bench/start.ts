/**
 * `node bench/start.ts [checkout …]`: the CPU time, the wall time and the memory of a start until `/health` responds,
 * of this checkout and of the given ones alternately, without and with Node's compile cache. CMF does not respond and
 * the emulator is not started, so that the gateway alone is measured.
 *
 * A process with a limit of 100 millicores needs ten times the CPU time.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { table } from './harness/document.ts';
import { machineLines } from './harness/machine.ts';
import { spread, whole } from './harness/numbers.ts';
import { freePort } from './harness/ports.ts';
import { startProcess } from './harness/process.ts';
import { spreadOf } from './harness/statistics.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '5' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const checkouts = [join(import.meta.dirname, '..'), ...positionals.map((path) => resolve(path))];

interface Start {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rssBytes: number;
}

await using caches = await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-start-'));
const cacheOf = (checkout: string) => join(caches.path, String(checkouts.indexOf(checkout)));

const contestants = checkouts.flatMap((checkout, nth) => {
  const name = nth === 0 ? 'this checkout' : `commit ${commitOf(checkout)}`;
  return [
    { name, checkout, env: {}, starts: [] as Start[] },
    {
      name: `${name}, compile cache`,
      checkout,
      env: { NODE_COMPILE_CACHE: cacheOf(checkout) },
      starts: [] as Start[],
    },
  ];
});

// Fills the compile caches: Node writes them when a process exits by itself.
for (const { checkout, env } of contestants) await measure(checkout, env);
for (let round = 0; round < rounds; round += 1) {
  for (const { checkout, env, starts } of contestants) starts.push(await measure(checkout, env));
}

const rows = contestants.map(({ name, starts }) => [
  name,
  spread(spreadOf(starts.map(({ cpuMs }) => cpuMs))),
  spread(spreadOf(starts.map(({ wallMs }) => wallMs))),
  whole(spreadOf(starts.map(({ rssBytes }) => rssBytes / 2 ** 20)).median),
]);
console.log(machineLines({ isPinned: false }).join('\n'));
console.log(table(['start until `/health`', 'CPU ms', 'wall ms', 'memory MB'], rows));

function commitOf(checkout: string): string {
  return spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: checkout,
    encoding: 'utf8',
  }).stdout.trim();
}

async function measure(checkout: string, env: Readonly<Record<string, string>>): Promise<Start> {
  const port = await freePort();
  // Nothing listens on port 9, so that no refresh takes part in the measurement.
  const settings = { CMF_URL: 'http://127.0.0.1:9', PORT: String(port), LOG_LEVEL: 'silent', ...env };
  const startedAt = performance.now();
  await using gateway = startProcess({
    name: 'gateway',
    args: [join(checkout, 'src/main.ts')],
    core: null,
    env: settings,
    cwd: checkout,
  });
  while (!(await isHealthy(port))) await Promise.race([delay(10), gateway.failed]);
  const start = { ...gateway.usage, wallMs: performance.now() - startedAt };
  gateway.signal('SIGTERM');
  await gateway.failed.catch(() => undefined);
  return start;
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health`)).ok;
  } catch {
    return false;
  }
}
