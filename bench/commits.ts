/**
 * `npm run bench:commits -- [checkout …]`: the CPU time of a request, of this checkout and of the given ones. All run
 * in front of one emulator and receive load in alternating order, so that other work on the machine affects all
 * equally. Each round gives one ratio of another checkout to this one; their median is steadier than the times.
 * `--executed`: without the response cache.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { table } from './harness/document.ts';
import { machineLines } from './harness/machine.ts';
import { short, spread } from './harness/numbers.ts';
import { freePort } from './harness/ports.ts';
import { startProcess } from './harness/process.ts';
import { runLoad } from './harness/run-load.ts';
import { medianIntervalOf, medianOf, spreadOf } from './harness/statistics.ts';
import { startUpstream } from './harness/upstream.ts';
import { ours } from './side-by-side/dialect.ts';
import { fleet, queries } from './side-by-side/queries.ts';

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    executed: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
const checkouts = [join(import.meta.dirname, '..'), ...positionals.map((path) => resolve(path))];
const never = '3600000';

await using upstream = await startUpstream(fleet);
await using opened = new AsyncDisposableStack();
const gateways = await Promise.all(
  checkouts.map(async (checkout) => {
    const port = await freePort();
    const env = {
      NODE_ENV: 'production',
      CMF_URL: upstream.url,
      PORT: String(port),
      LOG_LEVEL: 'warn',
      MAX_AGE_MS: never,
      REFRESH_ACTIVE_MS: never,
      REFRESH_IDLE_MS: never,
      ...(values.executed && { RESPONSE_CACHE_MB: '0' }),
    };
    const args = ['--stack-size=984', join(checkout, 'src/main.ts')];
    const gateway = opened.use(startProcess({ name: checkout, args, core: null, cwd: checkout, env }));
    while (!(await isReady(port))) await Promise.race([delay(50), gateway.failed]);
    return { commit: commitOf(checkout), port, gateway };
  }),
);

const rows: string[][] = [];
const isChosen = (name: string) => values.only?.split(',').includes(name) ?? true;
for (const query of queries.filter(({ churn, name }) => churn === 0 && isChosen(name))) {
  const times = gateways.map(() => [] as number[]);
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round += 1) {
    const turns = [...gateways.entries()];
    for (const [index, { port, gateway }] of round % 2 === 0 ? turns : turns.toReversed()) {
      let cpuMs = 0;
      const order = {
        port,
        bodies: query.operations(ours).map((operation) => JSON.stringify(operation)),
        headers: {},
        connections: 32,
        warmUpMs: 200,
        measuredMs: 1_000,
      };
      const { requests, failures } = await runLoad(order, async () => {
        cpuMs = gateway.usage.cpuMs;
      });
      if (failures > 0) throw new Error(`${failures} requests failed`);
      if (round > 0) times[index]?.push(((gateway.usage.cpuMs - cpuMs) * 1_000) / requests);
    }
  }
  for (const [index, { commit }] of gateways.entries()) {
    const ratios = times[index]?.map((time, round) => time / (times[0]?.[round] ?? Number.NaN)) ?? [];
    const { low, high } = medianIntervalOf(ratios);
    rows.push([
      query.name,
      commit,
      spread(spreadOf(times[index] ?? []), short),
      index === 0 ? '1' : `${medianOf(ratios).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`,
    ]);
  }
}
console.log(machineLines({ isPinned: false }).join('\n'));
console.log(table(['', 'commit', 'CPU µs per request', 'over this checkout (95 % interval)'], rows));

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/ready`)).ok;
  } catch {
    return false;
  }
}

function commitOf(checkout: string): string {
  return spawnSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: checkout,
    encoding: 'utf8',
  }).stdout.trim();
}
