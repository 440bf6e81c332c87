/** The calls to CMF that an operation causes carry its id and the trace context of its caller; polls carry none. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/setting-reader.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { openSocket, type SocketOptions } from '../security/socket.ts';
import { startGateway, still } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const tracestate = 'vendor=opaque,other=1';

/** A proxy in front of the emulator that records the headers of each call. */
async function startRecorder(emulator: Emulator) {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    fetch(emulator.url + request.url, { headers: { accept: 'application/json' } })
      .then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function open(env: Environment = still) {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  const recorder = opening.use(await startRecorder(emulator));
  const gateway = opening.use(await startGateway({ emulator, cmfUrl: recorder.url, env }));
  const closing = opening.move();
  /** Sends a query that reads CMF, and returns the headers of the response. */
  const runQuery = async (headers: Readonly<Record<string, string>>) => {
    const query =
      '{ application(environment: "dev1", name: "orders") { jobState } applications { totalCount } }';
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cache-control': 'no-cache', ...headers },
      body: JSON.stringify({ query }),
    });
    await response.text();
    return response.headers;
  };
  return {
    url: gateway.url,
    emulator,
    seen: recorder.seen,
    runQuery,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

describe('a request', () => {
  test('passes on its id, traceparent and tracestate', async () => {
    await using gateway = await open();
    const before = gateway.seen.length;
    await gateway.runQuery({ 'x-request-id': 'request-1', traceparent, tracestate });
    const calls = gateway.seen.slice(before);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls)
      expect(call).toMatchObject({ 'x-request-id': 'request-1', traceparent, tracestate });
  });

  test('without an id passes on the id of its response', async () => {
    await using gateway = await open();
    const given = await gateway.runQuery({});
    expect(gateway.seen.at(-1)?.['x-request-id']).toBe(given.get('x-request-id'));
    expect(gateway.seen.at(-1)).not.toHaveProperty('traceparent');
  });

  test.each([
    ['a damaged traceparent', { traceparent: 'nonsense', tracestate }],
    ['a traceparent of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, tracestate }],
    ['a traceparent of version 00 with a further field', { traceparent: `${traceparent}-00`, tracestate }],
    ['a tracestate alone', { tracestate }],
  ])('does not pass on %s', async (_, headers) => {
    await using gateway = await open();
    await gateway.runQuery({ 'x-request-id': 'request-2', ...headers });
    const call = gateway.seen.at(-1);
    expect(call).toMatchObject({ 'x-request-id': 'request-2' });
    expect(call).not.toHaveProperty('traceparent');
    expect(call).not.toHaveProperty('tracestate');
  });

  test('passes on a traceparent of a later version with further fields', async () => {
    await using gateway = await open();
    const later = `01${traceparent.slice(2)}-further`;
    await gateway.runQuery({ traceparent: later });
    expect(gateway.seen.at(-1)).toMatchObject({ traceparent: later });
  });

  test('that runs concurrently with another has its own correlation', async () => {
    await using gateway = await open();
    const before = gateway.seen.length;
    await Promise.all(['a', 'b', 'c'].map((id) => gateway.runQuery({ 'x-request-id': id })));
    const ids = new Set(gateway.seen.slice(before).map((call) => call['x-request-id']));
    expect([...ids].filter((id) => !['a', 'b', 'c'].includes(String(id)))).toEqual([]);
  });
});

const query = 'query { instance(uid: "77d37980-4798-437b-8850-1ecd6b612ade") { uid } }';
const subscription = `subscription { jobStateChanged { ... on JobStateChange {
  to application { instances { nodes { uid } } } } } }`;

describe('an operation over a WebSocket', () => {
  const other = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

  test.each<[string, SocketOptions, object | undefined, object | undefined]>([
    [
      'the upgrade request',
      { headers: { 'x-request-id': 'ws-1', traceparent, tracestate } },
      undefined,
      undefined,
    ],
    ['connection_init', {}, { 'X-Request-Id': 'ws-1', traceparent, tracestate }, undefined],
    [
      'the headers in connection_init',
      {},
      { headers: { 'x-request-id': 'ws-1', traceparent, tracestate } },
      undefined,
    ],
    [
      'its subscribe message, before the connection',
      { headers: { 'x-request-id': 'proxy', traceparent: other, tracestate: 'other=2' } },
      { 'x-request-id': 'page', traceparent: 'nonsense' },
      { 'x-request-id': 'ws-1', traceparent, tracestate },
    ],
  ])('passes on the correlation from %s', async (_, options, init, extensions) => {
    await using gateway = await open();
    await using socket = await openSocket(gateway.url, options);
    await socket.init(init);
    const before = gateway.seen.length;
    socket.send({ type: 'subscribe', id: '1', payload: { query, extensions } });
    expect(await socket.codes('1')).toEqual([]);
    const calls = gateway.seen.slice(before);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toMatchObject({ 'x-request-id': 'ws-1', traceparent, tracestate });
  });

  test('takes the trace context and the id separately, each from the first well-formed place', async () => {
    await using gateway = await open();
    await using socket = await openSocket(gateway.url, { headers: { traceparent, tracestate } });
    await socket.init({ traceparent: 'nonsense', tracestate: 'lost=1' });
    const extensions = { 'x-request-id': 'two\nlines', tracestate: 'lost=2' };
    socket.send({ type: 'subscribe', id: '1', payload: { query, extensions } });
    expect(await socket.codes('1')).toEqual([]);
    expect(gateway.seen.at(-1)).toMatchObject({ traceparent, tracestate });
    expect(gateway.seen.at(-1)?.['x-request-id']).toMatch(/^[\da-f-]{36}$/);
  });
});

describe('a subscription', () => {
  test('over a WebSocket passes on its ids with the reads for its updates', async () => {
    await using gateway = await open({ ...still, REFRESH_ACTIVE_MS: '100' });
    await using socket = await openSocket(gateway.url);
    await socket.init();
    const extensions = { 'x-request-id': 'watch-1', traceparent };
    socket.send({ type: 'subscribe', id: '1', payload: { query: subscription, extensions } });
    const results = () => socket.received.filter(({ type }) => type === 'next').length;
    const reads = () => gateway.seen.filter(({ 'x-request-id': id }) => id === 'watch-1');
    await until(() => results() === 1 && reads().length === 1);
    gateway.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => results() === 2 && reads().length === 2);
    expect(reads().every((call) => call.traceparent === traceparent)).toBe(true);
  });

  test('over SSE passes on its ids with the reads for its updates', async () => {
    await using gateway = await open();
    const stream = new AbortController();
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        'x-request-id': 'watch-2',
        traceparent,
      },
      body: JSON.stringify({ query: subscription }),
      signal: stream.signal,
    });
    expect(response.status).toBe(200);
    await until(() => gateway.seen.some((call) => call['x-request-id'] === 'watch-2'));
    expect(gateway.seen.at(-1)).toMatchObject({ traceparent });
    stream.abort();
  });
});

test('polls carry no correlation, even if a request triggers them', async () => {
  await using gateway = await open({ REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '5000' });
  await gateway.runQuery({ 'x-request-id': 'request-3', traceparent });
  const before = gateway.seen.length;
  await until(() => gateway.seen.length >= before + 6);
  const polls = gateway.seen.slice(before);
  expect(
    polls.filter((call) => call['x-request-id'] !== undefined || call.traceparent !== undefined),
  ).toEqual([]);
});
