/** The metrics of requests: GraphQL operations by name and outcome, and all other requests separately. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { get, post } from '../security/post.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { type Scrape, scrape } from '../support/series.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    cmf: { fleet: { environments: 2, applications: 1, instances: 1 } },
    env: still,
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const metrics = () => scrape(`${gateway.origin}/metrics`);
const operations = (name: string, type: string, outcome: string) =>
  `cmf_graphql_operation_seconds_count{operation="${name}",type="${type}",outcome="${outcome}"}`;

/** A response is counted after it is written, which may be after its client receives it. */
async function counted(series: string, count: number): Promise<number | undefined> {
  await until(async () => ((await metrics()).value(series) ?? 0) >= count, { what: `${count} of ${series}` });
  return (await metrics()).value(series);
}

function total(scraped: Scrape): number {
  return [...scraped.of('cmf_graphql_operation_seconds_count').values()].reduce((sum, each) => sum + each, 0);
}

test('count by operation name, the same from the cache as executed', async () => {
  const query = 'query MetricsNamed { environments { totalCount } }';
  for (let request = 0; request < 3; request += 1) await post(gateway.url, { query });
  expect(await counted(operations('MetricsNamed', 'query', 'ok'), 3)).toBe(3);
  const { text } = await metrics();
  expect(text).toContain(
    'cmf_graphql_operation_seconds_bucket{le="0.0001",operation="MetricsNamed",type="query",outcome="ok"}',
  );
  expect(text).toContain(
    'cmf_graphql_operation_seconds_bucket{le="30",operation="MetricsNamed",type="query",outcome="ok"} 3\n',
  );
});

test('count an anonymous operation, and one with a name that is too long, under fixed names', async () => {
  await post(gateway.url, { query: '{ environments { totalCount } }' });
  await post(gateway.url, { query: `query ${'N'.repeat(81)} { environments { totalCount } }` });
  expect(await counted(operations('anonymous', 'query', 'ok'), 1)).toBe(1);
  expect(await counted(operations('other', 'query', 'ok'), 1)).toBe(1);
});

test('count errors by code although the status is 200', async () => {
  const query =
    'query MetricsFailed { environment(name: "env-001") { applications(first: 1000) { totalCount } } }';
  const { status, code } = await post(gateway.url, { query });
  expect([status, code]).toEqual([200, 'BAD_PAGE_SIZE']);
  expect(await counted(operations('MetricsFailed', 'query', 'caller_error'), 1)).toBe(1);
  expect(await counted('cmf_graphql_operation_errors_total{code="BAD_PAGE_SIZE"}', 1)).toBe(1);
});

test('count requests that are refused before their operation is known', async () => {
  const unknown = operations('unknown', 'unknown', 'caller_error');
  const before = (await metrics()).value(unknown) ?? 0;
  await post(gateway.url, { query: '{' });
  await post(gateway.url, '[]');
  expect(await counted(unknown, before + 2)).toBe(before + 2);
});

test('count no probe, scrape, page, preflight or unknown path as an operation', async () => {
  const before = total(await metrics());
  await fetch(`${gateway.origin}/health`);
  await fetch(`${gateway.origin}/nothing`);
  await fetch(gateway.url, { headers: { accept: 'text/html' } });
  await fetch(gateway.url, { method: 'OPTIONS' });
  const count = (route: string, status: number) =>
    `cmf_graphql_http_request_seconds_count{route="${route}",status="${status}"}`;
  expect(await counted(count('probe', 200), 1)).toBe(1);
  expect(await counted(count('other', 404), 1)).toBe(1);
  expect(await counted(count('page', 200), 1)).toBe(1);
  expect(await counted(count('preflight', 204), 1)).toBe(1);
  expect((await metrics()).value(count('metrics', 200))).toBeGreaterThan(0);
  expect(total(await metrics())).toBe(before);
});

test('count a client that disconnects as cancelled', async () => {
  using _slow = gateway.emulator.faults.add({
    kind: 'latency',
    ms: 60_000,
    match: { operation: 'listInstances' },
  });
  const query =
    'query MetricsAbandoned { environments { nodes { applications { nodes { instances { totalCount } } } } } }';
  const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
  await once(socket, 'connect');
  const body = JSON.stringify({ query });
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  await until(() => gateway.emulator.calls.count('listInstances') > 0, { what: 'the call to CMF' });
  socket.destroy();
  expect(await counted(operations('MetricsAbandoned', 'query', 'cancelled'), 1)).toBe(1);
  expect(await counted('cmf_graphql_http_request_seconds_count{route="graphql",status="cancelled"}', 1)).toBe(
    1,
  );
});

test('show more than 200 names as one', async () => {
  for (let index = 0; index < 250; index += 1) {
    await get(gateway.url, { query: `query Many${index} { environments { totalCount } }` });
  }
  await until(async () => ((await metrics()).value(operations('other', 'query', 'ok')) ?? 0) > 40);
  expect((await metrics()).of('cmf_graphql_operation_seconds_count').size).toBeLessThan(220);
});
