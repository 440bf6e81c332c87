/** The probes and the metrics: the interfaces of a gateway for Kubernetes and Prometheus. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { graphql } from '../gql/index.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const Environments = graphql(/* GraphQL */ `
  query ApiProbesEnvironments {
    environments {
      totalCount
    }
  }
`);

/** Polls fast, so that it detects changes of CMF at once. */
const fast = { CMF_TIMEOUT_MS: '1000', REFRESH_IDLE_MS: '100' };
const fleet = { environments: 2, applications: 1, instances: 1 };

async function probe({ origin }: TestGateway, path: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${origin}${path}`);
  return { status: response.status, body: await response.json() };
}

async function isReadyAs(gateway: TestGateway, status: string): Promise<boolean> {
  const { body } = await probe(gateway, '/ready');
  return (body as { status: string }).status === status;
}

describe('/health', () => {
  test('is 200 while the process runs, regardless of CMF', async () => {
    await using emulator = await startEmulator({ fleet });
    await using gateway = await startGateway({ emulator, env: still });
    await emulator.close();

    expect(await probe(gateway, '/health')).toEqual({ status: 200, body: { status: 'alive' } });
  });
});

describe('/ready', () => {
  test('is 503 until the first refresh has been tried, and 200 from then on', async () => {
    await using emulator = await startEmulator({ fleet });
    const slow = emulator.faults.add({ kind: 'latency', ms: 1_000 });
    await using gateway = await startGateway({ emulator, env: still, refreshed: false });

    expect(await probe(gateway, '/ready')).toMatchObject({ status: 503, body: { status: 'starting' } });
    expect(await probe(gateway, '/health')).toMatchObject({ status: 200 });

    slow.clear();
    await until(() => isReadyAs(gateway, 'ready'));
    expect(await probe(gateway, '/ready')).toEqual({
      status: 200,
      body: { status: 'ready', reasons: [], cmfVersion: '2.3.1' },
    });
  });

  test.each<[string, Fault, string]>([
    ['is unreachable', { kind: 'reset' }, 'could not be reached'],
    ['forbids everything', { kind: 'status', status: 403 }, '403'],
    ['is a login page', { kind: 'status', status: 200, body: 'html' }, 'cannot be read'],
    ['has no readable environment', { kind: 'status', status: 500, match: { path: '/applications' } }, '500'],
  ])('is 503 with the reason while CMF %s from the start on: there is no data', async (_, fault, reason) => {
    await using emulator = await startEmulator({ fleet });
    emulator.faults.add(fault);
    await using gateway = await startGateway({ emulator, env: fast });

    expect(await probe(gateway, '/ready')).toMatchObject({
      status: 503,
      body: { status: 'starting', reasons: [expect.stringMatching(`^CMF: .*${reason}`)] },
    });
    emulator.faults.clear();
    await until(() => isReadyAs(gateway, 'ready'));
  });

  test('is 200 and degraded, with the reason, while CMF is down after there was data', async () => {
    await using emulator = await startEmulator({ fleet });
    await using gateway = await startGateway({ emulator, env: fast });
    await emulator.close();

    await until(() => isReadyAs(gateway, 'degraded'));
    expect(await probe(gateway, '/ready')).toMatchObject({
      status: 200,
      body: { reasons: [expect.stringMatching(/^CMF: CMF could not be reached/)], cmfVersion: '2.3.1' },
    });
    await using _back = await startEmulator({ fleet, port: Number(new URL(emulator.url).port) });
    await until(() => isReadyAs(gateway, 'ready'));
  });

  test('is ready and degraded with data of another replica while CMF is down', async () => {
    await using redis = await startRedis();
    await using emulator = await startEmulator({ fleet });
    const env = { ...fast, REDIS_URL: redis.url };
    {
      await using _first = await startGateway({ emulator, env });
    }
    await emulator.close();
    await using second = await startGateway({ emulator, env: { ...env, MAX_AGE_MS: '0' } });

    expect(await probe(second, '/ready')).toMatchObject({ status: 200, body: { status: 'degraded' } });
  });

  test('stays ready when CMF denies access to an environment', async () => {
    await using emulator = await startEmulator({ fleet });
    using _refused = emulator.faults.add({ kind: 'status', status: 403, match: { path: 'env-002' } });
    await using gateway = await startGateway({ emulator });

    expect(await isReadyAs(gateway, 'ready')).toBe(true);
  });

  test('has the version of CMF soon after a first failure to read it', async () => {
    await using emulator = await startEmulator({ fleet });
    const broken = emulator.faults.add({
      kind: 'status',
      status: 500,
      match: { operation: 'systemInformation' },
    });
    await using gateway = await startGateway({ emulator, env: still });
    expect(await probe(gateway, '/ready')).toMatchObject({ status: 200, body: { cmfVersion: null } });
    broken.clear();
    await until(async () => {
      const { body } = await probe(gateway, '/ready');
      return (body as { cmfVersion: string | null }).cmfVersion === '2.3.1';
    });
  });
});

describe('/metrics', () => {
  test('has the calls to CMF, the requests of clients, and the size of the mirror', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Environments);
    const { emulator } = gateway;
    const calls = emulator.calls.count('listApplications');

    const response = await fetch(`${gateway.origin}/metrics`);
    const text = await response.text();

    expect(response.headers.get('content-type')).toMatch('text/plain');
    expect(text).toContain(
      `cmf_graphql_cmf_call_seconds_count{operation="listApplications",status="200"} ${calls}\n`,
    );
    expect(text).toContain('cmf_graphql_http_request_seconds_count{route="graphql",status="200"} 1\n');
    expect(text).toContain('cmf_graphql_environments 2\n');
    expect(text).toContain('cmf_graphql_websockets 0\n');
    expect(text).toContain('cmf_graphql_listeners 0\n');
    expect(text).toContain('cmf_graphql_refresh_failures_total 0\n');
    expect(text).toContain('cmf_graphql_cmf_malformed_items_total 0\n');
    expect(text).toContain('process_cpu_seconds_total');
  });

  test('report CMF as up only while the last refreshes succeeded', async () => {
    await using emulator = await startEmulator({ fleet });
    const held = emulator.faults.add({ kind: 'latency', ms: 1_000 });
    await using gateway = await startGateway({ emulator, env: fast, refreshed: false });
    const isUp = () => metricOf(gateway, 'cmf_graphql_cmf_up');
    expect(await isUp()).toBe(0);
    held.clear();
    await until(async () => (await isUp()) === 1);

    const faults: readonly Fault[] = [
      { kind: 'status', status: 401 },
      { kind: 'status', status: 200, body: 'html' },
      { kind: 'reset' },
      { kind: 'truncated', match: { path: 'env-001/applications' } },
    ];
    for (const fault of faults) {
      using added = emulator.faults.add(fault);
      await until(async () => (await isUp()) === 0);
      added.clear();
      await until(async () => (await isUp()) === 1);
    }
  });

  test('count the age of a missing copy from the start', async () => {
    await using emulator = await startEmulator({ fleet });
    await emulator.close();
    await using gateway = await startGateway({ emulator, env: fast });
    const age = () => metricOf(gateway, 'cmf_graphql_oldest_copy_seconds');
    const first = await age();
    expect(first).toBeGreaterThan(0);
    await until(async () => (await age()) > first + 0.2);

    await using _back = await startEmulator({ fleet, port: Number(new URL(emulator.url).port) });
    await until(async () => (await age()) < first + 0.2);
  });
});
