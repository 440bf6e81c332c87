/** The end of a gateway of several workers (`WORKERS`), and starts that fail. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runGatewayProcess } from '../support/gateway-process.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { isLinux, isRunning, type Site, servedBy, startSite, subscribeToEach } from '../support/workers.ts';

/** Each test starts three processes or more. */
const timeout = 60_000;

function subscribeOverSse({ gateway }: Site): Promise<Response> {
  return fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { jobStateChanged { cursor } }' }),
  });
}

describe.runIf(isLinux)('workers end', { timeout }, () => {
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

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'when %s ends their primary before they serve',
    async (signal) => {
      await using redis = await startRedis();
      await using closing = new AsyncDisposableStack();
      const primary = startPrimary({ WORKERS: '2', REDIS_URL: redis.url, CMF_URL: 'http://127.0.0.1:9' });
      closing.defer(() => void primary.kill('SIGKILL'));
      const ended = once(primary, 'close');
      await until(() => childrenOf(primary).length === 2, { what: 'two workers' });
      const pids = childrenOf(primary);
      primary.kill(signal);
      expect(await ended).toEqual(signal === 'SIGTERM' ? [0, null] : [null, signal]);
      await until(() => !pids.some(isRunning), { what: 'the end of all workers' });
    },
  );

  test.each([
    ['alone', {}],
    ['with other workers', { reusePort: true }],
  ])('before they serve when another listens %s on their port, which is told in one line', async (_, how) => {
    await using redis = await startRedis();
    const other = createServer().listen({ port: 0, host: '127.0.0.1', ...how });
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

function startPrimary(env: Readonly<Record<string, string>>): ChildProcess {
  const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const { PATH } = process.env;
  return spawn(process.execPath, [main], { env: { PATH, PORT: '0', ...env }, stdio: 'ignore' });
}

function childrenOf({ pid }: ChildProcess): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
