/** Measures a server with its subscribers: latency, alternating with the broadcast, and memory per subscriber. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cores } from '../harness/cores.ts';
import { freePort } from '../harness/ports.ts';
import { type BenchProcess, startProcess } from '../harness/process.ts';
import type { Round, RoundReport, ScenarioOrder } from './subscribers.ts';

export type Times = Omit<RoundReport, 'frame'>;

export interface ScenarioOptions
  extends Pick<ScenarioOrder, 'kind' | 'subscribers' | 'redisUrl' | 'snapshot'> {
  readonly cmfUrl: string;
}

export interface Pair {
  readonly ours: Times;
  readonly raw: Times;
  /** Bytes of one of our messages. */
  readonly frameSize: number;
}

const root = join(import.meta.dirname, '../..');
const never = String(86_400_000);
const firstWarmUps = 5;
let scenarios = 0;

/** Measures our server and a broadcast of the same bytes in alternating rounds, so that the machine's other load affects both. */
export async function runPair(
  options: ScenarioOptions,
  { rounds, ...each }: { rounds: number } & Pick<Round, 'singles' | 'bursts'>,
): Promise<Pair> {
  await using opening = new AsyncDisposableStack();
  const start = async (kind: ScenarioOrder['kind']) => opening.use(await startRunning({ ...options, kind }));
  const [ours, raw] = await Promise.all([start(options.kind), start('raw')]);
  // The length of one of our events, for transports that do not report the text.
  let frame = 'x'.repeat(516);
  const reports: Record<'ours' | 'raw', RoundReport[]> = { ours: [], raw: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = { ...each, warmUps: round === 0 ? firstWarmUps : 1 };
    const report = await measure(ours, { ...order, frame });
    frame = report.frame || frame;
    reports.ours.push(report);
    reports.raw.push(await measure(raw, { ...order, frame }));
  }
  return { ours: together(reports.ours), raw: together(reports.raw), frameSize: frame.length };
}

/**
 * Resident memory per idle subscriber, in bytes. Uses a separate server, because a server is slower for a while after
 * a forced garbage collection.
 */
export async function bytesPerSubscriber(options: ScenarioOptions): Promise<number> {
  let emptyBytes = Number.NaN;
  await using running = await startRunning(options, async (server) => {
    emptyBytes = await sizeOf(server);
  });
  return ((await sizeOf(running.server)) - emptyBytes) / options.subscribers;
}

async function measure({ server, clients }: Running, round: Round): Promise<RoundReport> {
  const report = clients.message<RoundReport>();
  clients.send(round);
  return Promise.race([report, server.failed]);
}

export function together(reports: readonly Times[]): Times {
  return {
    singleMs: reports.flatMap(({ singleMs }) => singleMs),
    burstMs: reports.flatMap(({ burstMs }) => burstMs),
  };
}

interface Running extends AsyncDisposable {
  readonly server: BenchProcess;
  readonly clients: BenchProcess;
}

/** A new server whose subscribers have received their snapshots. `onEmpty` runs before the first subscriber. */
async function startRunning(
  { cmfUrl, ...options }: ScenarioOptions,
  onEmpty: (server: BenchProcess) => Promise<void> = async () => undefined,
): Promise<Running> {
  const { kind, redisUrl } = options;
  scenarios += 1;
  const prefix = `bench-${process.pid}-${scenarios}`;
  const port = await freePort();
  await using opening = new AsyncDisposableStack();
  const clients = opening.use(
    startProcess({
      name: 'the subscribers',
      args: [`${import.meta.dirname}/subscribers.ts`],
      core: cores.load,
    }),
  );
  const server = opening.use(await startServer(kind, { port, cmfUrl, redisUrl, prefix }));
  await onEmpty(server);
  clients.send({ ...options, port, prefix } satisfies ScenarioOrder);
  await Promise.race([clients.message(), server.failed]);
  const closing = opening.move();
  return { server, clients, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

interface Addresses {
  readonly port: number;
  readonly cmfUrl: string;
  readonly redisUrl: string;
  readonly prefix: string;
}

async function startServer(
  kind: ScenarioOrder['kind'],
  { port, cmfUrl, redisUrl, prefix }: Addresses,
): Promise<BenchProcess> {
  const script = kind === 'raw' ? 'bench/fan-out/broadcast-server.ts' : 'src/main.ts';
  const server = startProcess({
    name: kind,
    args: ['--import', `${root}/bench/harness/collect-garbage.ts`, script],
    cwd: root,
    core: cores.server,
    env: {
      PORT: String(port),
      CMF_URL: cmfUrl,
      REDIS_URL: redisUrl,
      REDIS_PREFIX: prefix,
      LOG_LEVEL: 'error',
      // All events come from the publisher.
      REFRESH_ACTIVE_MS: never,
      REFRESH_IDLE_MS: never,
      MAX_AGE_MS: never,
      MAX_CONNECTIONS: '100000',
      MAX_SUBSCRIPTIONS_PER_CALLER: '100000',
      CONNECTION_INIT_TIMEOUT_MS: '60000',
    },
  });
  const ready = kind === 'raw' ? server.message() : isReady(port);
  await Promise.race([ready, server.failed]);
  return server;
}

/** Resolves when the gateway's mirror is complete. */
async function isReady(port: number): Promise<void> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await delay(50);
  }
}

/** Resident bytes after garbage collection. */
async function sizeOf(server: BenchProcess): Promise<number> {
  for (let time = 0; time < 2; time += 1) {
    server.signal('SIGUSR2');
    await delay(500);
  }
  return server.usage.rssBytes;
}
