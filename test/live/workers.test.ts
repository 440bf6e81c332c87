/** `WORKERS`: several processes on one port, which behave as one gateway for clients, CMF and Prometheus. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runGatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { metricOf } from '../support/metric.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import {
  isLinux,
  type Site,
  servedBy,
  startSite,
  startUpstream,
  subscribeTo,
  subscribeToEach,
} from '../support/workers.ts';
import { eventVersions } from '../support/world.ts';
import { transitions, transitionWords, words } from './documents.ts';

/** For the start of several processes on a machine under load. */
const timeout = 60_000;
const [, countedEvents] = eventVersions;
const env = { REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '500' };

describe.runIf(isLinux)('three workers', { timeout }, () => {
  let site: Site;
  beforeAll(async () => {
    // A worker accepts one WebSocket, so that three are open only when three workers respond.
    site = await startSite(3, { ...env, MAX_CONNECTIONS: '1' });
  }, timeout);
  afterAll(() => site[Symbol.asyncDispose]());

  test('share one port, and send each change once and in order to the subscribers of all', async () => {
    await using subscribed = await subscribeToEach(site, 3);
    const { streams } = subscribed;
    await using refused = subscribeTo(site.gateway);
    expect(await refused.ended).not.toBe('complete');
    expect(refused.received).toEqual([]);

    for (const [index, state] of transitions.entries()) {
      site.emulator.world.setJobState('dev1', 'orders', state);
      // Polls observe some of them; only events contain the others.
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

  test('call CMF as often as one', async () => {
    await using one = await startSite(1, env);
    await using _ofOne = await subscribeToEach(one, 3);
    await using _ofThree = await subscribeToEach(site, 3);
    const polls = ({ emulator }: Site) => emulator.calls.count('listApplications');
    // Side by side over the same time, so that a slow machine slows both.
    one.emulator.calls.clear();
    site.emulator.calls.clear();
    await until(() => polls(one) >= 50, { what: '50 polls', timeoutMs: 40_000 });
    const ratio = polls(site) / polls(one);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.25);
  });

  test('have joint metrics', async () => {
    await using _subscribed = await subscribeToEach(site, 3);
    expect(await metricOf(site.gateway, 'cmf_graphql_websockets')).toBe(3);
    expect(await metricOf(site.gateway, 'cmf_graphql_subscriptions')).toBe(3);
    // Facts about shared resources are not added up.
    expect(await metricOf(site.gateway, 'cmf_graphql_environments')).toBe(1);
    expect(await metricOf(site.gateway, 'cmf_graphql_cmf_up')).toBe(1);
    expect(await metricOf(site.gateway, 'cmf_graphql_redis_up')).toBe(1);
    const resident = await metricOf(site.gateway, 'process_resident_memory_bytes');
    expect(resident).toBeGreaterThan(200_000_000);
  });
});

test.runIf(isLinux)(
  'two workers send each change once and in order, in front of a CMF that keeps a recurring event as one record',
  { timeout },
  async () => {
    await using upstream = await startUpstream(countedEvents);
    await using site = await startSite(2, { ...env, MAX_CONNECTIONS: '1' }, upstream);
    await using subscribed = await subscribeToEach(site, 2);
    const { streams } = subscribed;
    for (const state of transitions) site.emulator.world.setJobState('dev1', 'orders', state);
    await until(() => streams.every(({ received }) => received.length === 1 + transitions.length), {
      what: 'all changes',
    });
    for (const { received } of streams)
      expect(words(received)).toEqual(['orders: RUNNING', ...transitionWords]);
  },
);

describe.runIf(isLinux)('several workers', { timeout }, () => {
  test('require REDIS_URL, which is reported together with all other mistakes', async () => {
    const { code, output } = await runGatewayProcess({ env: { WORKERS: '2', LOG_LEVEL: 'loud' } });
    expect(code).toBe(1);
    expect(output).toContain(
      '  REDIS_URL is not set, but WORKERS is 2. Set it to the Redis that the workers share, or set WORKERS=1\n',
    );
    expect(output).toContain('LOG_LEVEL "loud" is unknown');
  });

  test('share the embedded emulator of their primary', async () => {
    await using redis = await startRedis();
    await using gateway = await startGatewayProcess({ env: { WORKERS: '2', REDIS_URL: redis.url } });
    await until(async () => (await metricOf(gateway, 'cmf_graphql_environments')) > 0, { what: 'its fleet' });
    expect(await metricOf(gateway, 'cmf_graphql_cmf_up')).toBe(1);
    expect((await fetch(`${gateway.origin}/health`)).headers.get('x-cmf-emulator')).toBe('true');
    gateway.kill('SIGINT');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
  });

  test('are one process, with one line in the log, where the platform has no SO_REUSEPORT', async () => {
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
