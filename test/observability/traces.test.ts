/** One trace spans the caller, the gateway and CMF; polls and deliveries have traces of their own. */
import { expect, test } from 'vitest';
import { openSocket } from '../security/socket.ts';
import type { ReceivedSpan } from '../support/otlp-receiver.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { changeJob } from '../support/world.ts';
import { caller, openTraced, traceparent } from './fixtures.ts';

const query =
  'query Orders { application(environment: "dev1", name: "orders") { id jobState instances { nodes { uid } } } }';

function only(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  expect(found, `spans named ${name}`).toHaveLength(1);
  return found[0] as ReceivedSpan;
}

test('a query: request, operation, refresh, Redis, and each call as CMF receives it, with the right parents', async () => {
  await using redis = await startRedis();
  await using traced = await openTraced({ REDIS_URL: redis.url });
  const before = traced.seen.length;
  await traced.send(
    { query, variables: { secret: 'hunter2' } },
    { traceparent, 'cache-control': 'no-cache' },
  );
  const calls = traced.seen.slice(before);
  await traced.end();

  const spans = traced.receiver.spans.filter(({ traceId }) => traceId === caller.traceId);
  const request = only(spans, 'POST /graphql');
  expect(request).toMatchObject({
    parentSpanId: caller.spanId,
    kind: 2,
    attributes: { 'http.request.method': 'POST', 'http.response.status_code': 200 },
  });
  const operation = only(spans, 'query Orders');
  expect(operation).toMatchObject({
    parentSpanId: request.spanId,
    attributes: {
      'graphql.operation.name': 'Orders',
      'graphql.operation.type': 'query',
      'graphql.document.hash': expect.stringMatching(/^[\da-f]{64}$/),
      cost: expect.any(Number),
      cached: false,
    },
  });
  const refreshes = spans.filter(({ name }) => name === 'mirror refresh');
  expect(refreshes.map(({ parentSpanId }) => parentSpanId)).toContain(operation.spanId);
  const within = [operation, ...refreshes].map(({ spanId }) => spanId);
  expect(within).toContain(only(spans, 'CMF listInstances').parentSpanId);
  for (const commit of spans.filter(({ name }) => name === 'Redis commit')) {
    expect(refreshes.map(({ spanId }) => spanId)).toContain(commit.parentSpanId);
  }
  expect(spans.map(({ name }) => name)).toContain('Redis commit');

  // The trace context that CMF receives is the span of exactly that call.
  const callSpans = spans.filter(({ name, kind }) => name.startsWith('CMF ') && kind === 3);
  expect(calls.length).toBeGreaterThan(1);
  expect(callSpans).toHaveLength(calls.length);
  expect(new Set(calls.map(({ headers }) => headers.traceparent))).toEqual(
    new Set(callSpans.map(({ traceId, spanId }) => `00-${traceId}-${spanId}-01`)),
  );
  for (const call of callSpans) expect(within).toContain(call.parentSpanId);
  expect(JSON.stringify(traced.receiver.spans)).not.toContain('hunter2');
  expect(traced.receiver.resource).toMatchObject({ 'service.name': 'cmf-graphql' });
});

test('a cached response, an invalid request, and a request without a caller', async () => {
  await using traced = await openTraced();
  await traced.send({ query }, { traceparent });
  await traced.send({ query }, { traceparent });
  await traced.send({ query: '{ nonsense }' }, { traceparent });
  await traced.send({ query: 'query Alone { environments { totalCount } }' });
  await traced.end();

  const { spans } = traced.receiver;
  const operations = spans.filter(({ name }) => name === 'query Orders');
  expect(operations.map(({ attributes }) => attributes['cached'])).toEqual([false, true]);
  expect(only(spans, 'GraphQL operation')).toMatchObject({
    status: { code: 2 },
    attributes: { 'error.type': 'GRAPHQL_VALIDATION_FAILED' },
  });
  const alone = only(spans, 'query Alone');
  const root = spans.find(({ spanId }) => spanId === alone.parentSpanId);
  expect(root?.parentSpanId ?? '').toBe('');
  expect(alone.traceId).not.toBe(caller.traceId);
});

test('a caller that does not sample is not recorded, and CMF receives its decision', async () => {
  await using traced = await openTraced();
  const unsampled = traceparent.replace(/01$/, '00');
  const before = traced.seen.length;
  await traced.send({ query }, { traceparent: unsampled, 'cache-control': 'no-cache' });
  for (const { headers } of traced.seen.slice(before)) expect(headers.traceparent).toMatch(/-00$/);
  await traced.end();
  expect(traced.receiver.spans.filter(({ traceId }) => traceId === caller.traceId)).toEqual([]);
});

test('the calls to Flink', async () => {
  await using traced = await openTraced();
  const text = 'query Running { application(environment: "dev1", name: "orders") { job { flinkVersion } } }';
  await traced.send({ query: text }, { traceparent });
  await traced.end();
  const { spans } = traced.receiver;
  const calls = spans.filter(({ name }) => name.startsWith('Flink '));
  expect(calls.length).toBeGreaterThan(0);
  const { spanId } = only(spans, 'query Running');
  expect(calls.map((call) => [call.traceId, call.parentSpanId])).toEqual(
    calls.map(() => [caller.traceId, spanId]),
  );
});

test('a write and its calls', async () => {
  await using traced = await openTraced();
  const { data } = await traced.send({
    query: 'query { application(environment: "dev1", name: "orders") { id } }',
  });
  const { id } = (data as { application: { id: string } }).application;
  const mutation =
    'mutation Stop($id: ID!) { suspendApplication(input: { application: $id }) { application { id } } }';
  const answer = await traced.send({ query: mutation, variables: { id } }, { traceparent });
  expect(answer).not.toHaveProperty('errors');
  await traced.end();

  const spans = traced.receiver.spans.filter(({ traceId }) => traceId === caller.traceId);
  const write = only(spans, 'write SUSPEND_APPLICATION');
  expect(write).toMatchObject({
    parentSpanId: only(spans, 'mutation Stop').spanId,
    attributes: { 'cmf_graphql.environment': 'dev1', 'cmf_graphql.write.state': 'SUCCEEDED' },
  });
  const posts = spans.filter(
    ({ attributes }) => attributes['http.request.method'] === 'POST' && !('http.route' in attributes),
  );
  expect(posts.map(({ parentSpanId }) => parentSpanId)).toEqual([write.spanId]);
});

test('a subscription: its start in the trace of its caller, and a linked trace for each change', async () => {
  await using traced = await openTraced({ REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '100' });
  await using socket = await openSocket(traced.gateway.url);
  await socket.init();
  const text = 'subscription Watch { jobStateChanged { ... on JobStateChange { to initial } } }';
  socket.send({ type: 'subscribe', id: 'watch', payload: { query: text, extensions: { traceparent } } });
  await socket.message('next');
  changeJob(traced.emulator.world, 'dev1', 'orders', { state: 'suspended' });
  traced.emulator.world.settle('dev1', 'orders');
  await until(() =>
    socket.received.some(({ payload }) => JSON.stringify(payload ?? null).includes('"initial":false')),
  );
  await traced.end();

  const { spans } = traced.receiver;
  const start = only(spans, 'subscription Watch');
  expect(start).toMatchObject({ traceId: caller.traceId, parentSpanId: caller.spanId, kind: 2 });
  const deliveries = spans.filter(({ name }) => name === 'deliver Watch');
  expect(deliveries.length).toBeGreaterThan(1);
  for (const { links, traceId, parentSpanId } of deliveries) {
    expect(links).toMatchObject([{ traceId: start.traceId, spanId: start.spanId }]);
    expect(traceId).not.toBe(start.traceId);
    expect(parentSpanId ?? '').toBe('');
  }
  // Polls have no caller.
  const polls = spans.filter(({ name, parentSpanId }) => name === 'mirror refresh' && !parentSpanId);
  expect(polls.length).toBeGreaterThan(0);
});
