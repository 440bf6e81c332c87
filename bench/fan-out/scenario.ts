/** One scenario: a fresh server, its subscribers, its times and its size. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cores } from '../harness/cores.ts';
import { freePort } from '../harness/ports.ts';
import { type BenchProcess, startProcess } from '../harness/process.ts';
import type { ScenarioOrder, ScenarioReport } from './subscribers.ts';

export interface ScenarioResult extends ScenarioReport {
  readonly kind: ScenarioOrder['kind'];
  readonly subscribers: number;
  /** That one idle subscriber adds to the server's resident memory. */
  readonly bytesPerSubscriber: number;
}

export interface ScenarioOptions
  extends Pick<
    ScenarioOrder,
    'kind' | 'subscribers' | 'redisUrl' | 'frame' | 'snapshot' | 'singles' | 'bursts'
  > {
  readonly cmfUrl: string;
}

const root = join(import.meta.dirname, '../..');
const never = String(86_400_000);
let scenarios = 0;

export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  const { kind, subscribers } = options;
  const times = await withSubscribers(options, async ({ server, clients }) => {
    const report = clients.message<ScenarioReport>();
    clients.send({});
    return Promise.race([report, server.failed]);
  });
  // Of a server of its own, because one that was made to give back its room is slower for a while; of few it says nothing.
  const bytesPerSubscriber =
    subscribers < 1_000
      ? Number.NaN
      : await withSubscribers(options, async ({ server, emptyBytes }) => {
          return ((await sizeOf(server)) - emptyBytes) / subscribers;
        });
  return { ...times, kind, subscribers, bytesPerSubscriber };
}

interface Running {
  readonly server: BenchProcess;
  /** Its size before anybody came. */
  readonly emptyBytes: number;
  readonly clients: BenchProcess;
}

/** A fresh server, whose subscribers have what their subscriptions begin with. */
async function withSubscribers<T>(
  { cmfUrl, ...options }: ScenarioOptions,
  use: (running: Running) => Promise<T>,
): Promise<T> {
  const { kind, redisUrl } = options;
  scenarios += 1;
  const prefix = `bench-${process.pid}-${scenarios}`;
  const port = await freePort();
  await using server = await startServer(kind, { port, cmfUrl, redisUrl, prefix });
  const emptyBytes = await sizeOf(server);
  await using clients = startProcess({
    name: 'the subscribers',
    args: [`${import.meta.dirname}/subscribers.ts`],
    core: cores.load,
  });
  clients.send({ ...options, port, prefix } satisfies ScenarioOrder);
  await Promise.race([clients.message(), server.failed]);
  return await use({ server, emptyBytes, clients });
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
  const script = kind === 'raw' ? 'bench/fan-out/raw.ts' : 'src/main.ts';
  const server = startProcess({
    name: kind,
    args: ['--expose-gc', '--import', `${root}/bench/harness/collect.ts`, script],
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

/** Ends when the gateway has everything in its mirror. */
async function isReady(port: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await delay(50);
  }
}

/** Resident bytes, without garbage. */
async function sizeOf(server: BenchProcess): Promise<number> {
  for (let time = 0; time < 2; time += 1) {
    server.signal('SIGUSR2');
    await delay(500);
  }
  return server.usage.rssBytes;
}
