/**
 * A gateway of several workers with an emulator and a Redis.
 *
 * The kernel spreads connections over the workers by a hash of the client's port, so a test that needs a connection to
 * a certain worker opens connections until one is there.
 */
import { once } from 'node:events';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { JobStates } from '../live/documents.ts';
import { createClient } from './client.ts';
import { clientPortsOf } from './connections.ts';
import { type GatewayProcess, startGatewayProcess } from './gateway-process.ts';
import { type RedisServer, startRedis } from './redis.ts';
import { until } from './until.ts';
import { addApplication } from './world.ts';

/** Elsewhere `/proc` is missing, and mostly SO_REUSEPORT too. */
export const isLinux = process.platform === 'linux';

export interface Site extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly redis: RedisServer;
  readonly gateway: GatewayProcess;
}

/** A CMF with one application, and a Redis. */
export type Upstream = AsyncDisposable & Pick<Site, 'emulator' | 'redis'>;

export async function startUpstream(version?: string): Promise<Upstream> {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty', ...(version && { version }) }));
  addApplication(emulator.world, 'dev1', 'orders');
  const redis = opening.use(await startRedis());
  const closing = opening.move();
  return { emulator, redis, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** `shared`: an upstream that outlives the site. By default, the site has its own. */
export async function startSite(
  workers: number,
  env: Readonly<Record<string, string>> = {},
  shared?: Upstream,
): Promise<Site> {
  await using opening = new AsyncDisposableStack();
  const { emulator, redis } = shared ?? opening.use(await startUpstream());
  const gateway = opening.use(
    await startGatewayProcess({
      env: {
        WORKERS: String(workers),
        CMF_URL: emulator.url,
        REDIS_URL: redis.url,
        REFRESH_ACTIVE_MS: '100',
        LOG_LEVEL: 'info',
        ...env,
      },
    }),
  );
  await until(() => workers === 1 || servedBy(gateway).length === workers, {
    what: 'the log of the workers',
  });
  const closing = opening.move();
  return { emulator, redis, gateway, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** The processes of all workers since the start, from the log. */
export function servedBy({ output }: GatewayProcess): readonly number[] {
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return entries.filter(({ msg }) => msg === 'a worker serves').map(({ pid }) => pid);
}

export function runningOf({ gateway }: Site): readonly number[] {
  return servedBy(gateway).filter(isRunning);
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A running worker and one other. */
export function twoOf(site: Site): readonly [number, number] {
  const [one, other] = runningOf(site);
  // 0 would be this process and its whole process group.
  if (!one || !other) throw new Error('There are not two workers.');
  return [one, other];
}

const mostAttempts = 200;

/**
 * Calls `open` until `count` connections are kept, spread evenly over the workers; the others are disposed of. `open`
 * returns null when the worker refused it.
 */
export async function openOnEach<T extends AsyncDisposable>(
  site: Site,
  count: number,
  open: () => Promise<T | null>,
): Promise<AsyncDisposable & { readonly opened: readonly T[] }> {
  await using opening = new AsyncDisposableStack();
  const kept = new Map(runningOf(site).map((pid) => [pid, 0]));
  const portsOf = (pid: number) => clientPortsOf(pid, site.gateway.port);
  const opened: T[] = [];
  for (let attempts = 0; opened.length < count; attempts += 1) {
    if (attempts === mostAttempts) throw new Error('No connection reaches the other workers.');
    const before = new Set([...kept.keys()].flatMap(portsOf));
    const connection = await open();
    if (!connection) continue;
    const holder = [...kept.keys()].find((pid) => portsOf(pid).some((port) => !before.has(port)));
    const held = holder === undefined ? 0 : (kept.get(holder) ?? 0);
    if (held > Math.min(...kept.values())) {
      await connection[Symbol.asyncDispose]();
      continue;
    }
    if (holder !== undefined) kept.set(holder, held + 1);
    opened.push(opening.use(connection));
  }
  const closing = opening.move();
  return { opened, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

export function subscribeTo({ url }: GatewayProcess) {
  return createClient(url).subscribe(JobStates);
}

/** Evenly spread over the workers. */
export async function subscribeToEach(site: Site, count: number) {
  const { opened: streams, ...closing } = await openOnEach(site, count, async () => {
    const stream = subscribeTo(site.gateway);
    let isEnded = false;
    void stream.ended.then(() => {
      isEnded = true;
    });
    await until(() => isEnded || stream.received.length === 1, { what: 'the initial state or a refusal' });
    return isEnded ? null : stream;
  });
  return { streams, ...closing };
}

/** An idle connection that this worker has accepted. */
export async function connectTo(site: Site, pid: number): Promise<Socket> {
  const { port } = site.gateway;
  const others: Socket[] = [];
  try {
    for (let attempts = 0; attempts < mostAttempts; attempts += 1) {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      const { localPort = 0 } = socket;
      const holder = await until(
        () => runningOf(site).find((worker) => clientPortsOf(worker, port).includes(localPort)),
        { what: 'a worker that accepts the connection' },
      );
      if (holder === pid) return socket;
      others.push(socket);
    }
  } finally {
    for (const socket of others) socket.destroy();
  }
  throw new Error('No connection reaches the worker.');
}

/** A response to GET over this connection, or over one of its own, which closes afterwards. */
export async function fetchOver({ gateway: { port } }: Site, path: string, socket?: Socket): Promise<string> {
  // An agent would open a connection of its own.
  const request = get({
    host: '127.0.0.1',
    port,
    path,
    ...(socket ? { createConnection: () => socket } : { agent: false }),
  });
  const [response] = await once(request, 'response');
  return text(response);
}
