/** The checkpoints of running jobs at `/metrics/fleet`, which cost calls to Flink and are off by default. */
import { expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { scrape } from '../support/series.ts';
import { until } from '../support/until.ts';
import { addApplication, type World } from '../support/world.ts';

const env = { ...still, FLEET_METRICS_CHECKPOINTS: 'on' };
const orders = 'environment="dev1",application="orders"';

/** Running jobs with checkpoints (`orders`) and without (`plain`), and one that is suspended. */
async function startFleet(): Promise<Emulator> {
  const emulator = await startEmulator({ fleet: 'empty', startAt: new Date().toISOString() });
  const { world } = emulator;
  for (const name of ['orders', 'stopped']) addWithCheckpoints(world, name);
  addApplication(world, 'dev1', 'plain');
  world.suspend('dev1', 'stopped');
  world.settle('dev1', 'stopped');
  return emulator;
}

function addWithCheckpoints(world: World, name: string): void {
  addApplication(world, 'dev1', name);
  const { metadata, spec } = world.application('dev1', name);
  const flinkConfiguration = { 'execution.checkpointing.interval': '10s' };
  world.apply('dev1', { metadata, spec: { ...spec, flinkConfiguration } });
  world.settle('dev1', name);
}

const fleet = ({ origin }: TestGateway) => scrape(`${origin}/metrics/fleet`);
const flinkCalls = (emulator: Emulator) =>
  emulator.calls.entries.filter(({ path }) => path.includes('flink-web-ui')).length;

test('show the age of the last, how many completed and failed, and the problem of those that fail', async () => {
  await using emulator = await startFleet();
  const { world } = emulator;
  world.advance(35_000);
  // A restart interrupts a checkpoint, which counts as failed.
  const restart = (name: string) => {
    for (const state of ['RESTARTING', 'RUNNING']) world.setJobState('dev1', name, state);
  };
  restart('orders');
  addWithCheckpoints(world, 'failing');
  restart('failing');
  await using gateway = await startGateway({ emulator, env });
  const isRead = async () => (await fleet(gateway)).of('cmf_application_checkpoints_total').size > 0;
  await until(isRead, { what: 'checkpoints' });
  const found = await fleet(gateway);
  expect([...found.of('cmf_application_checkpoint_age_seconds').keys()]).toEqual([
    '{environment="dev1",application="failing"}',
    `{${orders}}`,
  ]);
  expect(Object.fromEntries(found.of('cmf_application_checkpoints_total'))).toEqual({
    '{environment="dev1",application="failing",outcome="completed"}': 0,
    '{environment="dev1",application="failing",outcome="failed"}': 1,
    [`{${orders},outcome="completed"}`]: 3,
    [`{${orders},outcome="failed"}`]: 1,
    // Flink counts also those of a job without periodic checkpoints.
    '{environment="dev1",application="plain",outcome="completed"}': 0,
    '{environment="dev1",application="plain",outcome="failed"}': 0,
  });
  const problem =
    'cmf_application_problem{environment="dev1",application="failing",kind="CHECKPOINTS_FAILING",severity="WARNING"}';
  expect(found.value(problem)).toBe(1);
});

test('cost nothing unless they are enabled', async () => {
  await using emulator = await startFleet();
  await using gateway = await startGateway({ emulator, env: still });
  const { text } = await fleet(gateway);
  expect(text).not.toContain('checkpoint_age');
  expect(flinkCalls(emulator)).toBe(0);
});

test('are read by one replica for all, of running jobs only, at most 3 calls each', async () => {
  await using redis = await startRedis();
  await using emulator = await startFleet();
  const shared = { ...env, REDIS_URL: redis.url };
  await using first = await startGateway({ emulator, env: shared });
  await using second = await startGateway({ emulator, env: shared });
  for (const replica of [first, second]) {
    const isRead = async () => (await fleet(replica)).of('cmf_application_checkpoints_total').size > 0;
    await until(isRead, { what: 'checkpoints' });
  }
  expect(flinkCalls(emulator)).toBeLessThanOrEqual(6);
  expect(flinkCalls(emulator)).toBeGreaterThan(0);
  const paths = emulator.calls.entries.map(({ path }) => path);
  expect(paths.filter((path) => path.includes('stopped/flink-web-ui'))).toEqual([]);
});
