/** All subscribers of a scenario and the publisher in one process, so that one clock measures the latency. */
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { listenRaw, type Subscribe, subscribeEvents, subscribeWebSocket } from './connections.ts';
import { createBroadcaster, createReplica, environment } from './publisher.ts';

export interface ScenarioOrder {
  readonly kind: 'raw' | 'ws' | 'ws-distinct' | 'sse';
  readonly port: number;
  readonly subscribers: number;
  readonly redisUrl: string;
  readonly prefix: string;
  /** Number of initial messages of each subscription. */
  readonly snapshot: number;
}

/** How many events are published and timed. */
export interface Round {
  /** Unmeasured events, which warm up the JIT compiler and the processor caches. */
  readonly warmUps: number;
  readonly singles: number;
  readonly bursts: number;
  /** The frame that `raw` broadcasts. */
  readonly frame: string;
}

/** Number of events in a burst. */
export const burst = 4;

/** Sent when all subscriptions have their snapshots. The process then replies to each `Round` with a `RoundReport`. */
const opened = 'opened';

export interface RoundReport {
  /** From publish to the last subscriber, for single events. */
  readonly singleMs: readonly number[];
  /** From publish to the last subscriber, for `burst` events at once. */
  readonly burstMs: readonly number[];
  /** One of the messages. Empty for transports that do not report the text. */
  readonly frame: string;
}

const subscribe: Readonly<Record<ScenarioOrder['kind'], Subscribe>> = {
  raw: listenRaw,
  ws: subscribeWebSocket,
  'ws-distinct': subscribeWebSocket,
  sse: subscribeEvents,
};

/** Number of connections that are opened concurrently. */
const openConcurrency = 50;

if (import.meta.main) {
  process.once('message', (order: ScenarioOrder) => void run(order));
  process.on('disconnect', () => process.exit());
}

async function run(order: ScenarioOrder): Promise<void> {
  const { kind, subscribers, port, redisUrl, prefix } = order;
  const publisher = kind === 'raw' ? createBroadcaster(redisUrl) : await createReplica(redisUrl, prefix);

  let received = 0;
  let awaited = Number.POSITIVE_INFINITY;
  let arrived = Promise.withResolvers<number>();
  const last: { text: Buffer | null } = { text: null };
  const onMessage = (text: Buffer | null) => {
    received += 1;
    last.text = text;
    if (received === awaited) arrived.resolve(performance.now());
  };
  /** Resolves with the time at which this many more messages have arrived. */
  const expect = (messages: number): Promise<number> => {
    arrived = Promise.withResolvers();
    awaited = received + messages;
    return arrived.promise;
  };

  const perSubscriber = kind === 'raw' ? 0 : order.snapshot;
  for (let index = 0; index < subscribers; index += openConcurrency) {
    const count = Math.min(openConcurrency, subscribers - index);
    const begun = perSubscriber > 0 ? expect(count * perSubscriber) : Promise.resolve(0);
    await Promise.all(
      Array.from({ length: count }, (_, offset) =>
        subscribe[kind](port, documentOf(kind, index + offset), onMessage),
      ),
    );
    await begun;
  }

  const time = async (events: number, frame: string): Promise<number> => {
    const publish = await publisher.prepare(events, frame);
    const last = expect(subscribers * events);
    const publishedAt = performance.now();
    await publish();
    const ms = (await last) - publishedAt;
    await delay(20);
    return ms;
  };
  const times = async (events: number, count: number, { warmUps, frame }: Round) => {
    for (let warmUp = 0; warmUp < warmUps; warmUp += 1) await time(events, frame);
    const taken: number[] = [];
    for (let turn = 0; turn < count; turn += 1) taken.push(await time(events, frame));
    return taken;
  };
  const measure = async (round: Round): Promise<RoundReport> => {
    const singleMs = await times(1, round.singles, round);
    const burstMs = await times(burst, round.bursts, round);
    return { singleMs, burstMs, frame: last.text?.toString() ?? '' };
  };
  const reply = async (round: Round) => process.send?.(await measure(round));
  process.on('message', (round: Round) => void reply(round));
  process.send?.(opened);
}

/** A document with events of about 440 bytes. Distinct documents differ in the operation name, so their executions are not shared. */
function documentOf(kind: ScenarioOrder['kind'], index: number): string {
  const name = kind === 'ws-distinct' ? `Subscriber${index}` : 'Subscriber';
  return `subscription ${name} { jobStateChanged(environment: "${environment}") { cursor ... on JobStateChange { initial environmentName applicationName from to jobId instanceUid observedAt source application { lifecycleState image flinkVersion } } } }`;
}
