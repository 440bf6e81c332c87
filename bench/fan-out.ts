/**
 * `node bench/fan-out.ts`: measures how fast one change reaches many subscribers of one process through a real Redis,
 * compared with a plain `ws` broadcast of the same frame. `--quick`: fewer subscribers. `--subscribers 1,100`: these
 * numbers of subscribers. `REDIS`: the URL of an existing Redis; by default the benchmark starts one. Without options,
 * or with `--write`, the result is written to `docs/performance.md`.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { startRedis } from '../test/support/redis.ts';
import { bytesPerSubscriber, type Pair, runPair, type Times, together } from './fan-out/scenario.ts';
import { burst, type ScenarioOrder } from './fan-out/subscribers.ts';
import { table, writePart } from './harness/document.ts';
import { type Goal, goalTable } from './harness/goals.ts';
import { machineLines } from './harness/machine.ts';
import { short, spread, whole } from './harness/numbers.ts';
import { medianOf, spreadOf } from './harness/statistics.ts';
import { startUpstream } from './harness/upstream.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    subscribers: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const counts = (values.subscribers ?? (values.quick ? '1,100' : '1,100,1000,5000,10000'))
  .split(',')
  .map(Number);

/** Each kind alternates with a broadcast to as many connections. */
const kinds = (['ws', 'ws-distinct', 'sse'] as const).filter(
  (kind) => values.only === undefined || values.only.split(',').includes(kind),
);
const titles: Readonly<Record<ScenarioOrder['kind'], string>> = {
  raw: '`ws` broadcast',
  ws: 'WebSocket, identical',
  'ws-distinct': 'WebSocket, all distinct',
  sse: 'SSE, identical',
};
const rounds = values.quick ? { rounds: 1, singles: 3, bursts: 3 } : { rounds: 6, singles: 6, bursts: 4 };

interface Result extends Pair {
  readonly kind: ScenarioOrder['kind'];
  readonly subscribers: number;
  readonly bytesPerSubscriber: number;
}

await using stack = new AsyncDisposableStack();
const redisUrl = process.env['REDIS'] ?? stack.use(await startRedis()).url;
const upstream = stack.use(await startUpstream({ environments: 1, applications: burst, instances: 2 }));

const results: Result[] = [];
for (const subscribers of counts) {
  const scenario = { subscribers, redisUrl, cmfUrl: upstream.url, snapshot: burst };
  // Too noisy for few subscribers.
  const sizeOf = async (kind: ScenarioOrder['kind']) =>
    subscribers < 1_000 ? Number.NaN : bytesPerSubscriber({ ...scenario, kind });
  const pairs: Pair[] = [];
  for (const kind of kinds) {
    const pair = await runPair({ ...scenario, kind }, rounds);
    pairs.push(pair);
    results.push({ ...pair, kind, subscribers, bytesPerSubscriber: await sizeOf(kind) });
    const [ms, rawMs] = [medianOf(pair.ours.singleMs), medianOf(pair.raw.singleMs)];
    process.stderr.write(`${subscribers} × ${kind}: ${short(ms)} ms, broadcast ${short(rawMs)} ms\n`);
  }
  const raw = together(pairs.map((pair) => pair.raw));
  const rawResult = { ours: raw, raw, frameSize: Number.NaN, kind: 'raw' as const, subscribers };
  results.push({ ...rawResult, bytesPerSubscriber: await sizeOf('raw') });
}

const bytes = results.find(({ kind }) => kind === 'ws')?.frameSize ?? Number.NaN;
const head = [
  '',
  'subscribers',
  'until the last, ms',
  'messages/s',
  'over `ws`',
  `${burst} at once, messages/s`,
  'over `ws`',
  'KB per subscriber',
];
const text = `${goalTable(goals())}\n\n${table(head, results.map(row))}`;
console.log(text);
if (values.write || process.argv.length === 2) {
  writePart(
    'fan-out',
    [
      '## Fan-out',
      machineLines().join('\n'),
      `- One event of ${whole(bytes)} bytes through a real Redis, from publication to the last subscriber of one process. All subscribers run in one other process. Rounds alternate with a \`ws\` broadcast of the same bytes to as many connections, which the ratios refer to. Medians of ${rounds.rounds * rounds.singles}, with minimum and maximum in parentheses.`,
      text,
    ].join('\n\n'),
  );
}

function find(kind: ScenarioOrder['kind'], subscribers: number): Result | undefined {
  return results.find((result) => result.kind === kind && result.subscribers === subscribers);
}

/** The rate of messages relative to the broadcast, for single events or bursts. */
function overRaw(result: Result | undefined, of: keyof Times): number {
  return result ? medianOf(result.raw[of]) / medianOf(result.ours[of]) : Number.NaN;
}

function goals(): readonly Goal[] {
  const goalCounts = [1_000, 5_000];
  return [
    {
      title: 'identical subscriptions over the `ws` broadcast, messages/s at 1,000 / 5,000',
      reached: goalCounts.map((count) => overRaw(find('ws', count), 'singleMs')),
      wanted: [0.9, 0.75],
    },
    {
      title: `the same, ${burst} events at once`,
      reached: goalCounts.map((count) => overRaw(find('ws', count), 'burstMs')),
      wanted: [2, 2],
    },
    {
      // A single event needs one write per connection, as in the broadcast. Only bursts can share writes and be faster.
      title: `SSE over the \`ws\` broadcast, messages/s of ${burst} events at once, at 1,000 / 5,000`,
      reached: goalCounts.map((count) => overRaw(find('sse', count), 'burstMs')),
      wanted: [2, 2],
    },
    {
      title: 'KB for an idle WebSocket subscriber at 5,000',
      reached: [(find('ws', 5_000)?.bytesPerSubscriber ?? Number.NaN) / 1024],
      wanted: [20],
      isUpperBound: true,
    },
  ];
}

function row(result: Result): readonly string[] {
  const { kind, subscribers, bytesPerSubscriber } = result;
  const { singleMs, burstMs } = result.ours;
  return [
    titles[kind],
    whole(subscribers),
    spread(spreadOf(singleMs), short),
    whole((subscribers * 1000) / medianOf(singleMs)),
    short(overRaw(result, 'singleMs')),
    whole((subscribers * burst * 1000) / medianOf(burstMs)),
    short(overRaw(result, 'burstMs')),
    short(bytesPerSubscriber / 1024),
  ];
}
