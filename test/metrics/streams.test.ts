/** The metrics of WebSockets and streams: operations, subscriptions, messages, and the latency of changes. */
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { JobStates } from '../live/documents.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { scrape } from '../support/series.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ cmf: { fleet: 'empty', startAt: new Date().toISOString() } });
  addApplication(gateway.emulator.world, 'dev1', 'orders');
});
afterAll(() => gateway[Symbol.asyncDispose]());

const metrics = () => scrape(`${gateway.origin}/metrics`);
const valueOf = async (series: string) => (await metrics()).value(series) ?? 0;

test('count operations and messages of a WebSocket', async () => {
  const client = createClient({
    url: gateway.url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const results = client.iterate({ query: 'query MetricsSocket { environments { totalCount } }' });
  for await (const { errors } of results) expect(errors).toBeUndefined();
  const refused = client.iterate({ query: '{ nothing }' });
  await expect(refused.next()).rejects.toBeDefined();
  await client.dispose();

  const scraped = await metrics();
  const count = 'cmf_graphql_operation_seconds_count';
  expect(scraped.value(`${count}{operation="MetricsSocket",type="query",outcome="ok"}`)).toBe(1);
  const operations = 'cmf_graphql_operations_total';
  expect(scraped.value(`${operations}{transport="websocket",type="query",outcome="ok"}`)).toBe(1);
  expect(scraped.value(`${operations}{transport="websocket",type="unknown",outcome="caller_error"}`)).toBe(1);
  const messages = 'cmf_graphql_messages_total';
  // connection_init and two subscribes; connection_ack, next, complete, error. A client may also complete.
  expect(scraped.value(`${messages}{transport="websocket",direction="received"}`)).toBeGreaterThanOrEqual(3);
  expect(scraped.value(`${messages}{transport="websocket",direction="sent"}`)).toBeGreaterThanOrEqual(4);
});

test('count subscriptions by transport and the delay of changes', async () => {
  const open = (transport: string) => valueOf(`cmf_graphql_subscriptions{transport="${transport}"}`);
  const controller = new AbortController();
  {
    await using stream = gateway.subscribe(JobStates, {});
    const events = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription MetricsEvents { jobStateChanged { __typename } }' }),
      signal: controller.signal,
    });
    expect(events.status).toBe(200);
    await until(() => stream.received.length > 0, { what: 'the snapshot' });
    expect([await open('websocket'), await open('sse')]).toEqual([1, 1]);
    const started =
      'cmf_graphql_operation_seconds_count{operation="MetricsEvents",type="subscription",outcome="ok"}';
    expect(await valueOf(started)).toBe(1);

    const sent = 'cmf_graphql_messages_total{transport="sse",direction="sent"}';
    const sentBefore = await valueOf(sent);
    gateway.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => stream.received.length > 1, { what: 'the change' });
    await until(async () => (await valueOf(sent)) > sentBefore, { what: 'the event' });
    expect(await valueOf('cmf_graphql_change_delay_seconds_count')).toBeGreaterThan(0);
    expect(await valueOf('cmf_graphql_fan_out_seconds_count')).toBeGreaterThan(0);
  }
  controller.abort();
  await until(async () => (await open('websocket')) === 0 && (await open('sse')) === 0, { what: 'the ends' });
});
