/** `/metrics/fleet` of several replicas on one Redis: the counts of restarts are the same at all, also at one that starts later. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { scrape } from '../support/series.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

let redis: RedisServer;
let emulator: Emulator;
beforeAll(async () => {
  redis = await startRedis();
  emulator = await startEmulator({ fleet: 'empty', startAt: new Date().toISOString() });
  addApplication(emulator.world, 'dev1', 'orders');
  addApplication(emulator.world, 'dev1', 'other');
});
afterAll(async () => {
  await emulator.close();
  await redis[Symbol.asyncDispose]();
});

const start = () =>
  startGateway({
    emulator,
    env: { REDIS_URL: redis.url, REFRESH_IDLE_MS: '100' },
  });
const restartsAt = async ({ origin }: TestGateway, application = 'orders') =>
  (await scrape(`${origin}/metrics/fleet`)).value(
    `cmf_application_restarts_total{environment="dev1",application="${application}"}`,
  );
const untilRestarts = async (gateway: TestGateway, count: number) =>
  until(async () => (await restartsAt(gateway)) === count, { what: `${count} restarts` });

/** Waits for each state at this replica, because CMF may show several at once. */
async function restart(seenBy: TestGateway): Promise<void> {
  for (const state of ['RESTARTING', 'RUNNING']) {
    emulator.world.setJobState('dev1', 'orders', state);
    const series = `cmf_application_job_state{environment="dev1",application="orders",state="${state}"}`;
    const hasState = async () => (await scrape(`${seenBy.origin}/metrics/fleet`)).value(series) === 1;
    await until(hasState, { what: `the state ${state}` });
  }
}

test('all replicas show the same restarts, and a later one continues them', async () => {
  await using first = await start();
  await using second = await start();
  await restart(first);
  await restart(second);
  await untilRestarts(first, 2);
  await untilRestarts(second, 2);
  await using third = await start();
  expect(await restartsAt(third)).toBe(2);
  await restart(third);
  for (const replica of [first, second, third]) await untilRestarts(replica, 3);
  expect(await restartsAt(third, 'other')).toBe(0);
});
