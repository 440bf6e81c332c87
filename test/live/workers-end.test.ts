/** The end of a gateway of several workers (`WORKERS`), and starts that fail. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inheritedEnvironment, runGatewayProcess } from '../support/gateway-process.ts';
import { until } from '../support/until.ts';
import {
  isLinux,
  isRunning,
  type Site,
  servedBy,
  startSite,
  startUpstream,
  subscribeToEach,
  type Upstream,
} from '../support/workers.ts';

/** For the start of several processes on a machine under load. */
const timeout = 60_000;

function subscribeOverSse({ gateway }: Site): Promise<Response> {
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { jobStateChanged { cursor } }' }),
  });
}

describe.runIf(isLinux)('workers end', { timeout }, () => {
  /** For all tests. Each site has its own prefix, so that it does not wait for leases of the previous one. */
  let upstream: Upstream;
  let sites = 0;
  beforeAll(async () => {
    upstream = await startUpstream();
  });
  afterAll(() => upstream[Symbol.asyncDispose]());
  const startTwoWorkers = (env: Readonly<Record<string, string>> = {}) => {
    sites += 1;
    return startSite(2, { ...env, REDIS_PREFIX: `site-${sites}` }, upstream);
  };

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
  ])('on %s: by the rules of one process, with code 0', async (_, end) => {
    await using site = await startTwoWorkers({ SHUTDOWN_TIMEOUT_MS: '5000' });
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
    await using site = await startTwoWorkers();
    await using subscribed = await subscribeToEach(site, 2);
    const pids = servedBy(site.gateway);
    site.gateway.kill('SIGKILL');
    for (const stream of subscribed.streams) expect(await stream.ended).toMatchObject({ code: 1001 });
    await until(() => !pids.some(isRunning), { what: 'the end of all workers' });
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'when %s ends their primary before they serve',
    async (signal) => {
      await using closing = new AsyncDisposableStack();
      const primary = startPrimary({
        WORKERS: '2',
        REDIS_URL: upstream.redis.url,
        CMF_URL: 'http://127.0.0.1:9',
      });
      closing.defer(() => void primary.kill('SIGKILL'));
      const ended = once(primary, 'close');
      await until(() => childrenOf(primary).length === 2, { what: 'two workers' });
      const pids = childrenOf(primary);
      primary.kill(signal);
      expect(await ended).toEqual(signal === 'SIGTERM' ? [0, null] : [null, signal]);
      // They detect it when their modules are loaded.
      await until(() => !pids.some(isRunning), { what: 'the end of all workers', timeoutMs: 40_000 });
    },
  );

  test.each([
    ['alone', {}],
    ['with other workers', { reusePort: true }],
  ])('before they serve when another listens %s on their port, with one line of output', async (_, how) => {
    const other = createServer().listen({ port: 0, host: '127.0.0.1', ...how });
    await once(other, 'listening');
    await using closing = new AsyncDisposableStack();
    closing.defer(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const env = {
      WORKERS: '2',
      REDIS_URL: upstream.redis.url,
      PORT: String(port),
      CMF_URL: 'http://127.0.0.1:9',
    };
    const { code, output } = await runGatewayProcess({ env: { ...env, LOG_LEVEL: 'fatal' } });
    expect(output).toBe(
      `Port ${port} of 127.0.0.1 is already in use. Set PORT to another port, or to 0 for any free port.\n`,
    );
    expect(code).toBe(1);
  });
});

function startPrimary(env: Readonly<Record<string, string>>): ChildProcess {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  return spawn(process.execPath, [main], {
    env: { ...inheritedEnvironment, PORT: '0', ...env },
    stdio: 'ignore',
  });
}

function childrenOf({ pid }: ChildProcess): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
