/** The probes and the metrics: what Kubernetes and Prometheus see of a gateway. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

const Environments = graphql(/* GraphQL */ `
  query ApiProbesEnvironments {
    environments {
      totalCount
    }
  }
`);

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
  test('is 200 while the process runs, whatever CMF does', async () => {
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

    expect(await probe(gateway, '/ready')).toEqual({ status: 503, body: { status: 'starting' } });
    expect(await probe(gateway, '/health')).toMatchObject({ status: 200 });

    slow.clear();
    await until(() => isReadyAs(gateway, 'ready'));
    expect(await probe(gateway, '/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', reasons: [], cmfVersion: '2.3.1' },
    });
  });

  test('is 200 and degraded, with the reason, while CMF is down, and ready when it is back', async () => {
    await using emulator = await startEmulator({ fleet });
    await emulator.close();
    await using gateway = await startGateway({ emulator });

    expect(await probe(gateway, '/ready')).toMatchObject({
      status: 200,
      body: { status: 'degraded', reasons: [expect.stringContaining('CMF')] },
    });
    await using _back = await startEmulator({ fleet, port: Number(new URL(emulator.url).port) });
    await until(() => isReadyAs(gateway, 'ready'));
  });

  test('stays ready when CMF refuses an environment: that is an answer', async () => {
    await using emulator = await startEmulator({ fleet });
    using _refused = emulator.faults.add({ kind: 'status', status: 403, match: { path: 'env-002' } });
    await using gateway = await startGateway({ emulator });

    expect(await isReadyAs(gateway, 'ready')).toBe(true);
  });
});

describe('/metrics', () => {
  test('has what the gateway asked of CMF, what it was asked, and what it holds', async () => {
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
    expect(text).toContain('cmf_graphql_http_request_seconds_count{status="200"} 1\n');
    expect(text).toContain('cmf_graphql_environments 2\n');
    expect(text).toContain('cmf_graphql_websockets 0\n');
    expect(text).toContain('cmf_graphql_subscriptions 0\n');
    expect(text).toContain('cmf_graphql_refresh_failures_total 0\n');
    expect(text).toContain('cmf_graphql_cmf_malformed_items_total 0\n');
    expect(text).toContain('process_cpu_seconds_total');
  });
});
