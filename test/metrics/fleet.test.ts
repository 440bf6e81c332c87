/** `/metrics/fleet`: the states of all applications. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { scrape } from '../support/series.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const orders = 'environment="dev1",application="orders"';
const stateOf = (state: string) => `cmf_application_job_state{${orders},state="${state}"}`;
const restarts = `cmf_application_restarts_total{${orders}}`;

describe('the metrics of the fleet', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const emulator = await startEmulator({ fleet: 'empty', startAt: new Date().toISOString() });
    addApplication(emulator.world, 'dev1', 'orders');
    addApplication(emulator.world, 'dev1', 'other');
    gateway = await startGateway({ emulator, env: { REFRESH_IDLE_MS: '100' } });
  });
  afterAll(async () => {
    await gateway[Symbol.asyncDispose]();
    await gateway.emulator.close();
  });

  const fleet = () => scrape(`${gateway.origin}/metrics/fleet`);
  const untilValue = (series: string, value: number) =>
    until(async () => (await fleet()).value(series) === value, { what: `${series} ${value}` });

  test('follow the state of a job, with 0 for all others, and count its restarts', async () => {
    const { world } = gateway.emulator;
    await untilValue(stateOf('RUNNING'), 1);
    expect((await fleet()).value(restarts)).toBe(0);
    for (const [count, state] of (['FAILED', 'RUNNING', 'RESTARTING', 'RUNNING'] as const).entries()) {
      world.setJobState('dev1', 'orders', state);
      await untilValue(stateOf(state), 1);
      expect([count, (await fleet()).value(stateOf(state === 'RUNNING' ? 'FAILED' : 'RUNNING'))]).toEqual([
        count,
        0,
      ]);
    }
    expect((await fleet()).value(restarts)).toBe(2);
    expect((await fleet()).value('cmf_environment_applications{environment="dev1",state="RUNNING"}')).toBe(2);
  });

  test('show a problem at the first scrape', async () => {
    gateway.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await using other = await startGateway({ emulator: gateway.emulator });
    const failed = `cmf_application_problem{${orders},kind="FAILED",severity="CRITICAL"}`;
    expect((await scrape(`${other.origin}/metrics/fleet`)).value(failed)).toBe(1);
    gateway.emulator.world.setJobState('dev1', 'orders', 'RUNNING');
  });

  test('describe each application', async () => {
    const [labels] = [...(await fleet()).of('cmf_application_info').keys()];
    expect(labels).toMatch(
      /^\{environment="dev1",application="orders",version="v\d_\d+",parallelism="\d+",instance="[\w-]{36}"\}$/,
    );
  });

  test('drop a deleted application', async () => {
    gateway.emulator.world.deleteApplication('dev1', 'other');
    await until(async () => (await fleet()).of('cmf_application_info').size === 1, {
      what: 'one application',
    });
    expect((await fleet()).text).not.toContain('application="other"');
  });
});

test('cause no call to CMF', async () => {
  await using emulator = await startEmulator({ fleet: { environments: 2, applications: 3, instances: 1 } });
  await using gateway = await startGateway({ emulator, env: still });
  emulator.calls.clear();
  const { text } = await scrape(`${gateway.origin}/metrics/fleet`);
  expect(text).toContain('cmf_fleet_applications_omitted 0\n');
  expect(emulator.calls.count()).toBe(0);
});

test.each([
  [{ FLEET_METRICS: 'off' }, 404],
  [{ CMF_AUTH: 'forward' }, 404],
  [{ CMF_AUTH: 'forward', FLEET_METRICS: 'on' }, 200],
])('with %o the path responds %i', async (env, status) => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  await using gateway = await startGateway({ emulator, env: { ...still, ...env } });
  expect((await fetch(`${gateway.origin}/metrics/fleet`)).status).toBe(status);
});
