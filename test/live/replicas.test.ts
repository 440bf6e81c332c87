/** The load on CMF does not grow with replicas and subscribers. */
import { createClient } from 'graphql-ws';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const subscribersOfAConnection = 50;

/** A CMF with some environments, and gateways with one Redis in front of it. */
async function startSite(replicas: number) {
  await using opening = new AsyncDisposableStack();
  const fleet = { environments: 4, applications: 5, instances: 1 };
  const emulator = opening.use(await startEmulator({ fleet }));
  const redis = opening.use(await startRedis());
  const env = { REDIS_URL: redis.url, REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '1000' };
  const gateways: TestGateway[] = [];
  for (let count = 0; count < replicas; count += 1) {
    gateways.push(opening.use(await startGateway({ emulator, env })));
  }
  const closing = opening.move();
  return { emulator, gateways, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** Subscribers of everything; resolves when each has received something. */
async function subscribe({ url }: TestGateway, count: number): Promise<AsyncDisposable> {
  const clients = Array.from({ length: Math.ceil(count / subscribersOfAConnection) }, () =>
    createClient({
      url: url.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
    }),
  );
  const begun = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    clients[index % clients.length]?.subscribe(
      { query: 'subscription { jobStateChanged { cursor } }' },
      { next: () => void begun.add(index), error: () => {}, complete: () => {} },
    );
  }
  await until(() => begun.size === count, { what: `${count} subscribers` });
  return {
    async [Symbol.asyncDispose]() {
      for (const client of clients) await client.dispose();
    },
  };
}

test('3 replicas with 1,000 subscribers call CMF as often as 1 replica with 1 subscriber', {
  timeout: 60_000,
}, async () => {
  await using small = await startSite(1);
  await using large = await startSite(3);
  await using subscribed = new AsyncDisposableStack();
  for (const gateway of small.gateways) subscribed.use(await subscribe(gateway, 1));
  for (const [index, gateway] of large.gateways.entries()) {
    subscribed.use(await subscribe(gateway, index === 0 ? 334 : 333));
  }

  // Side by side over the same time, so that a slow machine slows both.
  small.emulator.calls.clear();
  large.emulator.calls.clear();
  await until(() => small.emulator.calls.count() >= 200, { timeoutMs: 40_000, what: '40 rounds of polls' });
  const ratio = large.emulator.calls.count() / small.emulator.calls.count();
  expect(ratio).toBeGreaterThan(0.9);
  expect(ratio).toBeLessThan(1.1);
});
