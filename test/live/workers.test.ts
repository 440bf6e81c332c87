/** `WORKERS`: several processes on one port, which to clients, to CMF and to Prometheus are one gateway. */
import { describe, expect, test } from 'vitest';
import { runGatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { metricOf } from '../support/metric.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { isLinux, servedBy, startSite, subscribeTo, subscribeToEach } from '../support/workers.ts';
import { transitions, transitionWords, words } from './documents.ts';

/** Each test starts three processes or more. */
const timeout = 60_000;

describe.runIf(isLinux)('several workers', { timeout }, () => {
  test('share one port, and tell each change once and in order to the subscribers of all', async () => {
    // A worker takes one WebSocket, so that three are open only when three workers answer.
    await using site = await startSite(3, { MAX_CONNECTIONS: '1' });
    await using subscribed = await subscribeToEach(site, 3);
    const { streams } = subscribed;
    await using refused = subscribeTo(site.gateway);
    expect(await refused.ended).not.toBe('complete');
    expect(refused.received).toEqual([]);

    for (const [index, state] of transitions.entries()) {
      site.emulator.world.setJobState('dev1', 'orders', state);
      // Some are seen by a poll, some known from events only.
      if (index % 2 === 1) await until(() => streams.every(({ received }) => received.length === index + 2));
    }
    await until(() => streams.every(({ received }) => received.length === 1 + transitions.length), {
      what: 'all changes',
    });
    for (const { received } of streams)
      expect(words(received)).toEqual(['orders: RUNNING', ...transitionWords]);
    const cursors = streams.map(({ received }) => received.map(({ jobStateChanged: { cursor } }) => cursor));
    expect(cursors[1]).toEqual(cursors[0]);
    expect(cursors[2]).toEqual(cursors[0]);
  });

  test('ask CMF as often as one', async () => {
    const env = { REFRESH_ACTIVE_MS: '200', REFRESH_IDLE_MS: '500' };
    await using sites = new AsyncDisposableStack();
    const [one, three] = await Promise.all([startSite(1, env), startSite(3, env)]);
    sites.use(one);
    sites.use(three);
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
    expect((await fetch(`${gateway.origin}/health`)).headers.get('x-cmf-emulator')).toBe('true');
    gateway.kill('SIGINT');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
  });

  test('are one process, which says so in one line, where the platform has no SO_REUSEPORT', async () => {
    await using redis = await startRedis();
    await using gateway = await startGatewayProcess({
      env: { WORKERS: '2', REDIS_URL: redis.url, CMF_URL: 'http://127.0.0.1:9' },
      nodeArguments: ['--import', new URL('../support/no-reuse-port.ts', import.meta.url).href],
    });
    expect((await fetch(`${gateway.origin}/health`)).status).toBe(200);
    const lines = gateway.output.split('\n').filter((line) => line.includes('SO_REUSEPORT'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('one process serves');
    expect(servedBy(gateway)).toEqual([]);
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
  });
});

describe.runIf(isLinux)('/metrics', { timeout }, () => {
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
