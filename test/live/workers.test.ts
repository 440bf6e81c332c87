/** `WORKERS`: several processes on one port, which to clients, to CMF and to Prometheus are one gateway. */
import { once } from 'node:events';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { createPatientClient, watchJobStates } from '../../docs/resume-subscription.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createClient } from '../support/client.ts';
import { type GatewayProcess, runGatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { metricOf } from '../support/metric.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates, words } from './documents.ts';

/** Each test starts three processes or more, one of them twice. */
const timeout = 60_000;

const steps = ['FAILING', 'RESTARTING', 'RUNNING', 'FAILED', 'RECONCILING'] as const;
const told = steps.map((state, index) => `orders: ${steps[index - 1] ?? 'RUNNING'}>${state}`);

interface Site extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly redis: RedisServer;
  readonly gateway: GatewayProcess;
}

async function startSite(workers: number, env: Readonly<Record<string, string>> = {}): Promise<Site> {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  const redis = opening.use(await startRedis());
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

/** The processes of all workers that ever served, as the log tells them. */
function servedBy({ output }: GatewayProcess): readonly number[] {
  const lines = output.slice(0, output.lastIndexOf('\n')).split('\n');
  const entries = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
  return entries.filter(({ msg }) => msg === 'a worker serves').map(({ pid }) => pid);
}

function firstOf({ gateway }: Site): number {
  const [pid] = servedBy(gateway);
  // 0 would be this process and all its kin.
  if (!pid) throw new Error('There is no worker.');
  return pid;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function subscribeTo({ url }: GatewayProcess) {
  return createClient(url).subscribe(JobStates);
}

/** One after the other, so that each goes to the worker on turn. */
async function subscribeToEach({ gateway }: Site, count: number) {
  await using opening = new AsyncDisposableStack();
  const streams: ReturnType<typeof subscribeTo>[] = [];
  for (let index = 0; index < count; index += 1) {
    const stream = opening.use(subscribeTo(gateway));
    await until(() => stream.received.length === 1, { what: `the initial state of stream ${index}` });
    streams.push(stream);
  }
  const closing = opening.move();
  return { streams, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

function subscribeOverSse({ gateway }: Site): Promise<Response> {
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { jobStateChanged { cursor } }' }),
  });
}

/** Over a connection of its own. */
async function scrapeAnew({ gateway }: Site): Promise<string> {
  const [response] = await once(get(`${gateway.origin}/metrics`, { agent: false }), 'response');
  return text(response);
}

describe('several workers', { timeout }, () => {
  test('share one port, and tell each change once and in order to the subscribers of all', async () => {
    // A worker takes one WebSocket, so that three are open only when three workers answer.
    await using site = await startSite(3, { MAX_CONNECTIONS: '1' });
    await using subscribed = await subscribeToEach(site, 3);
    const { streams } = subscribed;
    await using refused = subscribeTo(site.gateway);
    expect(await refused.ended).not.toBe('complete');
    expect(refused.received).toEqual([]);

    for (const [index, state] of steps.entries()) {
      site.emulator.world.setJobState('dev1', 'orders', state);
      // Some are seen by a poll, some known from events only.
      if (index % 2 === 1) await until(() => streams.every(({ received }) => received.length === index + 2));
    }
    await until(() => streams.every(({ received }) => received.length === 1 + steps.length), {
      what: 'all changes',
    });
    for (const { received } of streams) expect(words(received)).toEqual(['orders: RUNNING', ...told]);
    const cursors = streams.map(({ received }) => received.map(({ jobStateChanged: { cursor } }) => cursor));
    expect(cursors[1]).toEqual(cursors[0]);
    expect(cursors[2]).toEqual(cursors[0]);
  });

  test('ask CMF as often as one', async () => {
    const env = { REFRESH_ACTIVE_MS: '200', REFRESH_IDLE_MS: '500' };
    await using one = await startSite(1, env);
    await using three = await startSite(3, env);
    await using _ofOne = await subscribeToEach(one, 3);
    await using _ofThree = await subscribeToEach(three, 3);
    // Side by side over the same time, so that a slow machine slows both.
    one.emulator.calls.clear();
    three.emulator.calls.clear();
    await until(() => one.emulator.calls.count('listApplications') >= 50, { timeoutMs: 40_000 });
    const ratio =
      three.emulator.calls.count('listApplications') / one.emulator.calls.count('listApplications');
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
  });

  test('need REDIS_URL, and are refused together with all else that is wrong', async () => {
    const { code, output } = await runGatewayProcess({ env: { WORKERS: '2', LOG_LEVEL: 'loud' } });
    expect(code).toBe(1);
    expect(output).toContain(
      '  REDIS_URL is not set, but WORKERS is 2. Set it to the Redis that the workers share, or set WORKERS=1\n',
    );
    expect(output).toContain('LOG_LEVEL "loud" is unknown');
  });

  test('bring the embedded emulator of their primary with them', async () => {
    await using redis = await startRedis();
    await using gateway = await startGatewayProcess({ env: { WORKERS: '2', REDIS_URL: redis.url } });
    await until(async () => (await metricOf(gateway, 'cmf_graphql_environments')) > 0, { what: 'its fleet' });
    expect(await metricOf(gateway, 'cmf_graphql_cmf_up')).toBe(1);
    gateway.kill('SIGINT');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
  });
});

describe('a worker that is killed', { timeout }, () => {
  test('is replaced, and its subscribers resume without loss', async () => {
    await using site = await startSite(2);
    await using closing = new AsyncDisposableStack();
    const watchers: { heard: string[]; losses: number }[] = [];
    for (let index = 0; index < 2; index += 1) {
      const client = createPatientClient(site.gateway.url.replace('http', 'ws'));
      closing.defer(() => client.dispose());
      const watcher: (typeof watchers)[number] = { heard: [], losses: 0 };
      client.on('closed', () => {
        watcher.losses += 1;
      });
      watchJobStates(client, 'dev1', ({ applicationName, initial, from, to }) =>
        watcher.heard.push(`${applicationName}: ${initial ? '' : `${from}>`}${to}`),
      );
      await until(() => watcher.heard.length === 1, { what: 'the state now' });
      watchers.push(watcher);
    }
    const pid = firstOf(site);
    process.kill(pid, 'SIGKILL');
    for (const state of steps) site.emulator.world.setJobState('dev1', 'orders', state);
    await until(() => watchers.every(({ heard }) => heard.length === 1 + steps.length), {
      what: 'all changes',
    });
    for (const { heard } of watchers) expect(heard).toEqual(['orders: RUNNING', ...told]);
    expect(watchers.reduce((sum, { losses }) => sum + losses, 0)).toBe(1);
    await until(() => servedBy(site.gateway).length === 3, {
      what: 'another in its place',
      timeoutMs: 30_000,
    });
    expect(servedBy(site.gateway).filter(isRunning)).toHaveLength(2);
  });

  test('is left out of a scrape that waits for it, and what it had counted stays in the sums', async () => {
    await using site = await startSite(2);
    const requests = () => metricOf(site.gateway, 'cmf_graphql_http_request_seconds_count');
    await until(async () => (await requests()) >= 10);
    const answered = await requests();
    const pid = firstOf(site);
    process.kill(pid, 'SIGSTOP');
    // The one on turn may be the one that stands still: that connection ends with it, and the next is answered.
    const scrapes = [1, 2].map(() => scrapeAnew(site));
    process.kill(pid, 'SIGKILL');
    const answers = await Promise.allSettled(scrapes);
    expect(answers.map(({ status }) => status)).toContain('fulfilled');
    await until(() => servedBy(site.gateway).length === 3, {
      what: 'another in its place',
      timeoutMs: 30_000,
    });
    expect(await requests()).toBeGreaterThanOrEqual(answered);
  });

  test('or only stands still, fails a scrape in time, as the sums without it would be wrong', async () => {
    await using site = await startSite(2);
    const pid = firstOf(site);
    process.kill(pid, 'SIGSTOP');
    const scrapes = [1, 2].map(() => scrapeAnew(site));
    try {
      expect(await Promise.race(scrapes)).toBe('The gateway failed.\n');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await scrapeAnew(site)).toContain('cmf_graphql_websockets 0');
    await Promise.all(scrapes);
  });

  test('or stands still for long, is replaced', async () => {
    await using site = await startSite(2);
    const pid = firstOf(site);
    process.kill(pid, 'SIGSTOP');
    await until(() => servedBy(site.gateway).length === 3, {
      what: 'another in its place',
      timeoutMs: 50_000,
    });
    expect(isRunning(pid)).toBe(false);
    expect(site.gateway.output).toContain('a worker does not answer and is killed');
  });

  test('ends the gateway when nobody serves any more and its port is gone, in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    await using site = await startSite(2, { PORT: String(port) });
    await using closing = new AsyncDisposableStack();
    for (const pid of servedBy(site.gateway)) process.kill(pid, 'SIGKILL');
    // As soon as the primary lets go of it.
    await until(async () => {
      other.listen(port, '127.0.0.1');
      return once(other, 'listening');
    });
    closing.defer(() => void other.close());
    expect(await site.gateway.ended).toEqual({ code: 1, signal: null });
    expect(site.gateway.output).toContain(`Port ${port} of 127.0.0.1 is already in use.`);
  });
});

describe('workers end', { timeout }, () => {
  test.each([
    ['SIGTERM to the primary', ({ gateway }: Site) => gateway.kill('SIGTERM')],
    [
      'SIGINT to all, and again to the primary, as from a terminal through npm',
      ({ gateway }: Site) => {
        for (const pid of servedBy(gateway)) process.kill(pid, 'SIGINT');
        gateway.kill('SIGINT');
        gateway.kill('SIGINT');
      },
    ],
  ])('on %s: by the rules of one, and with 0', async (_, end) => {
    await using site = await startSite(2, { SHUTDOWN_TIMEOUT_MS: '5000' });
    const pids = servedBy(site.gateway);
    await using subscribed = await subscribeToEach(site, 2);
    const overSse = await Promise.all([subscribeOverSse(site), subscribeOverSse(site)]);
    end(site);
    for (const stream of subscribed.streams) expect(await stream.ended).toMatchObject({ code: 1001 });
    for (const answer of overSse) expect(await answer.text()).toMatch(/event: complete\s*(data:\s*)?$/);
    expect(await site.gateway.ended).toEqual({ code: 0, signal: null });
    expect(pids.filter(isRunning)).toEqual([]);
    expect(site.gateway.output).not.toContain('"level":"error"');
  });

  test('when their primary is killed: by the same rules', async () => {
    await using site = await startSite(2);
    await using subscribed = await subscribeToEach(site, 2);
    const pids = servedBy(site.gateway);
    site.gateway.kill('SIGKILL');
    for (const stream of subscribed.streams) expect(await stream.ended).toMatchObject({ code: 1001 });
    await until(() => !pids.some(isRunning), { what: 'the end of all workers' });
  });

  test('before they serve when their port is taken, which is told in one line', async () => {
    await using redis = await startRedis();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    await using closing = new AsyncDisposableStack();
    closing.defer(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const env = { WORKERS: '2', REDIS_URL: redis.url, PORT: String(port), CMF_URL: 'http://127.0.0.1:9' };
    const { code, output } = await runGatewayProcess({ env: { ...env, LOG_LEVEL: 'fatal' } });
    expect(output).toBe(
      `Port ${port} of 127.0.0.1 is already in use. Set PORT to another port, or to 0 for any free port.\n`,
    );
    expect(code).toBe(1);
  });
});

describe('/metrics', { timeout }, () => {
  test('tells of all workers', async () => {
    await using site = await startSite(2);
    await using _subscribed = await subscribeToEach(site, 4);
    expect(await metricOf(site.gateway, 'cmf_graphql_websockets')).toBe(4);
    expect(await metricOf(site.gateway, 'cmf_graphql_subscriptions')).toBe(4);
    // What both know of the same is not counted twice.
    expect(await metricOf(site.gateway, 'cmf_graphql_environments')).toBe(1);
    expect(await metricOf(site.gateway, 'cmf_graphql_cmf_up')).toBe(1);
    expect(await metricOf(site.gateway, 'cmf_graphql_redis_up')).toBe(1);
    const resident = await metricOf(site.gateway, 'process_resident_memory_bytes');
    expect(resident).toBeGreaterThan(100_000_000);
  });
});
