/**
 * `node bench/execution.ts`: compares our executor with graphql-js on the queries of `npm run bench`, from a warm mirror
 * and without HTTP. Runs alternate. Measures CPU time per execution and checks that both responses are equal.
 * `--quick`: one short round with a small fleet.
 */
import { parseArgs } from 'node:util';
import { parse, execute as reference } from 'graphql';
import type { Context } from '../schema/context.ts';
import { schema } from '../schema/index.ts';
import { createLoaders } from '../schema/loaders.ts';
import { createCmfClient } from '../src/cmf/client.ts';
import { startEmulator } from '../src/emulator/emulator.ts';
import { createExecute } from '../src/graphql/execution/execute.ts';
import { createTrace } from '../src/graphql/response-cache/trace.ts';
import { createMirror } from '../src/mirror/mirror.ts';
import { createRedaction } from '../src/redaction/redaction.ts';
import { createMemoryStore } from '../src/store/memory/store.ts';
import { table } from './harness/document.ts';
import { short } from './harness/numbers.ts';
import { medianOf } from './harness/statistics.ts';
import { ours as dialect } from './side-by-side/dialect.ts';
import { fleet, queries, quickFleet } from './side-by-side/queries.ts';

const never = 86_400_000;
const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const [rounds, roundMs] = values.quick ? [1, 20] : [5, 400];

await using emulator = await startEmulator({ fleet: values.quick ? quickFleet : fleet });
const cmf = createCmfClient({
  url: emulator.url,
  timeoutMs: 60_000,
  maxConnections: 16,
  redact: (text) => text,
});
await using store = await createMemoryStore({ journalLength: 100 });
await using mirror = createMirror({
  cmf,
  store,
  maxAgeMs: never,
  refreshActiveMs: never,
  refreshIdleMs: never,
  leaseMs: never,
});
await mirror.firstRefresh;
const redaction = createRedaction();
const execute = createExecute();

/** The context of a request whose response may be cached. */
function contextValue(): Context {
  const { reads } = createTrace(mirror, () => mirror.instancesVersion);
  return {
    gateway: {
      mutations: false,
      emulator: true,
      version: 'bench',
      problemUpdates: () => {
        throw new Error('The benchmark does not subscribe.');
      },
      history: { upgradeStuckAfterMs: never, logUrlTemplate: null },
      operations: { list: async () => [] },
      maxQueuedUpdates: 1,
      draining: new AbortController().signal,
    },
    mirror: reads,
    loaders: createLoaders(reads, {}),
    flink: { find: () => Promise.resolve(null) },
    read: {},
    abandon: () => undefined,
    redaction,
    requestId: 'bench',
    scope: 'service',
    seesEverything: true,
    writes: () => {
      throw new Error('The benchmark does not write.');
    },
    onTooSlow: () => undefined,
  };
}

/** CPU time per call, in microseconds. */
async function cpuMicroseconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  const end = performance.now() + roundMs;
  let count = 0;
  for (; performance.now() < end; count += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
}

const rows: string[][] = [];
for (const { name, operations } of queries.filter(({ churn }) => churn === 0)) {
  const [operation] = operations(dialect);
  if (!operation) continue;
  const args = { schema, document: parse(operation.query), variableValues: operation.variables };
  const candidates = [
    () => reference({ ...args, contextValue: contextValue() }),
    () => execute({ ...args, contextValue: contextValue() }),
  ];
  const responses = await Promise.all(candidates.map(async (run) => JSON.stringify(await run())));
  if (new Set(responses).size !== 1) throw new Error(`${name} has two different responses`);
  const times = candidates.map(() => [] as number[]);
  // The first round is a warm-up.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, run] of candidates.entries()) {
      const time = await cpuMicroseconds(run);
      if (round > 0) times[index]?.push(time);
    }
  }
  const [theirs = Number.NaN, own = Number.NaN] = times.map(medianOf);
  rows.push([name, short(theirs), short(own), short(theirs / own)]);
}
console.log(table(['', 'graphql-js, µs', 'ours, µs', 'times'], rows));
await cmf.close();
