/** The problems at `/metrics/fleet` are found between scrapes: they follow changes, and a scrape does not wait for them. */
import { expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { type Scrape, scrape } from '../support/series.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

async function startFleet(): Promise<Emulator> {
  const emulator = await startEmulator({ fleet: 'empty', startAt: new Date().toISOString() });
  for (const name of ['orders', 'other']) addApplication(emulator.world, 'dev1', name);
  return emulator;
}

const failed = (name: string) =>
  `cmf_application_problem{environment="dev1",application="${name}",kind="FAILED",severity="CRITICAL"}`;
const failedState = (name: string) =>
  `cmf_application_job_state{environment="dev1",application="${name}",state="FAILED"}`;
const fleet = ({ origin }: TestGateway) => scrape(`${origin}/metrics/fleet`);
const untilFleet = (gateway: TestGateway, what: string, isReached: (found: Scrape) => boolean) =>
  until(async () => isReached(await fleet(gateway)), { what });

test('follow a change without another gateway, and stay where nothing changed', async () => {
  await using emulator = await startFleet();
  await using gateway = await startGateway({ emulator, env: { REFRESH_IDLE_MS: '100' } });
  emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await untilFleet(gateway, 'a problem', (found) => found.value(failed('orders')) === 1);
  emulator.world.setJobState('dev1', 'other', 'FAILED');
  await untilFleet(gateway, 'another problem', (found) => {
    expect(found.value(failed('orders'))).toBe(1);
    return found.value(failed('other')) === 1;
  });
  emulator.world.setJobState('dev1', 'orders', 'RUNNING');
  await untilFleet(gateway, 'the end of a problem', (found) => {
    expect(found.value(failed('other'))).toBe(1);
    return found.value(failed('orders')) === undefined;
  });
});

test('are the last ones while Redis does not respond', async () => {
  await using redis = await startRedis();
  await using proxy = await startTcpProxy(redis.port);
  await using emulator = await startFleet();
  emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await using polling = await startGateway({
    emulator,
    env: { REDIS_URL: redis.url, REFRESH_IDLE_MS: '100' },
  });
  await using gateway = await startGateway({
    emulator,
    env: { ...still, REDIS_URL: `redis://127.0.0.1:${proxy.port}` },
  });
  await untilFleet(gateway, 'a problem', (found) => found.value(failed('orders')) === 1);
  // The connection of commands. Commits still arrive on the other one, so the archive is needed and does not respond.
  proxy.halfOpen(0);
  emulator.world.setJobState('dev1', 'other', 'FAILED');
  await untilFleet(polling, 'the change at another replica', (found) => found.value(failed('other')) === 1);
  await untilFleet(gateway, 'the change', (found) => {
    expect(found.value(failed('orders'))).toBe(1);
    return found.value(failedState('other')) === 1;
  });
  // Within one session with Redis or another.
  await untilFleet(gateway, 'another problem', (found) => {
    expect(found.value(failed('orders'))).toBe(1);
    return found.value(failed('other')) === 1;
  });
});
