/**
 * CMF responds 401 to the gateway's own identity (`CMF_AUTH=service`): an outage of CMF, not a failure of the caller.
 */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { expectPublic, token } from '../support/expect-public.ts';
import { startGateway } from '../support/gateway.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const Orders = graphql(/* GraphQL */ `
  query ApiGatewayRefusedOrders {
    environments {
      nodes {
        stale
      }
    }
    application(environment: "dev1", name: "orders") {
      stale
      currentInstance {
        uid
      }
    }
  }
`);

const everything = { environments: 'all', applications: 'all' } as const;

async function startSecured() {
  const emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  emulator.access.require(true);
  emulator.access.allow(token, everything);
  return emulator;
}

test('cached data is served as stale, and other data causes a separate error code', async () => {
  await using emulator = await startSecured();
  const env = { CMF_URL: emulator.url, CMF_TOKEN: token, MAX_AGE_MS: '0', REFRESH_IDLE_MS: '100' };
  await using gateway = await startGateway({ emulator, env });
  const readiness = async () => (await fetch(`${gateway.origin}/ready`)).json();
  expect(await gateway.data(Orders)).toMatchObject({ application: { stale: false } });
  addApplication(emulator.world, 'dev1', 'payments');
  expect(await metricOf(gateway, 'cmf_graphql_identity_failures_total')).toBe(0);

  emulator.access.revoke(token);
  const stale = await until(async () => {
    const { data, errors } = await gateway.query(Orders);
    expect(errors).toBeUndefined();
    return data?.application?.stale ? data : null;
  });
  expect(stale).toMatchObject({
    environments: { nodes: [{ stale: true }] },
    application: { currentInstance: { uid: expect.any(String) } },
  });
  expect(await readiness()).toMatchObject({
    status: 'degraded',
    reasons: [expect.stringMatching(/^CMF: CMF does not accept the identity of the gateway \(401\)/)],
  });
  expect(await metricOf(gateway, 'cmf_graphql_identity_failures_total')).toBeGreaterThan(0);
  expect(await metricOf(gateway, 'cmf_graphql_cmf_up')).toBe(0);

  emulator.access.allow(token, everything);
  const loginPage = emulator.faults.add({ kind: 'status', status: 200, body: 'html' });
  await until(async () => JSON.stringify(await readiness()).includes('cannot be read'));

  loginPage.clear();
  await until(async () => (await gateway.data(Orders)).application?.stale === false);
  await until(async () => (await metricOf(gateway, 'cmf_graphql_cmf_up')) === 1);
  expect(await readiness()).toMatchObject({ status: 'ready', reasons: [] });
});

test('from the start on, callers receive a code that does not log them out', async () => {
  await using emulator = await startSecured();
  emulator.access.revoke(token);
  const env = { CMF_URL: emulator.url, CMF_TOKEN: token, REFRESH_IDLE_MS: '100' };
  await using gateway = await startGateway({ emulator, env });

  const { data, errors } = await gateway.query(Orders);

  expect(data).toEqual({ environments: null, application: null });
  expectPublic(errors, 'CMF_REFUSED_GATEWAY', emulator.url);
  expect(errors?.every(({ extensions }) => extensions.retryable)).toBe(true);
  emulator.access.allow(token, everything);
  await until(async () => (await gateway.query(Orders)).data?.application?.stale === false);
});

test('the log has one line for many refused calls, and one for the recovery', async () => {
  await using emulator = await startSecured();
  await using gateway = await startGatewayProcess({
    env: {
      CMF_URL: emulator.url,
      CMF_TOKEN: token,
      REFRESH_ACTIVE_MS: '100',
      REFRESH_IDLE_MS: '100',
      LOG_LEVEL: 'info',
    },
  });
  const lines = (text: string) => gateway.output.split('\n').filter((line) => line.includes(text));
  await until(() => emulator.calls.count('listApplications') > 0);
  emulator.access.revoke(token);
  const refused = () => emulator.calls.entries.filter(({ status }) => status === 401).length;
  await until(() => refused() > 5);
  emulator.access.allow(token, everything);
  await until(() => lines('CMF accepts the identity of the gateway again').length === 1);

  const [line = '', ...others] = lines('the gateway cannot identify itself to CMF');
  expect(others).toEqual([]);
  expect(JSON.parse(line)).toMatchObject({ level: 'error', reason: expect.stringContaining('401') });
  expect(lines('could not refresh')).toEqual([]);
  expect(gateway.output).not.toContain(token);
});
