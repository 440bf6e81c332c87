/** The calls to CMF that a request causes carry its id and the trace context of its caller; polls carry none. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/config.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const tracestate = 'vendor=opaque,other=1';

/** Stands before the emulator and notes the headers of each call. */
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
  /** Asks CMF for what it says now, and returns the headers of the response. */
  const ask = async (headers: Readonly<Record<string, string>>) => {
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
  return { seen: recorder.seen, ask, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

describe('a request', () => {
  test('passes on its id, traceparent and tracestate', async () => {
    await using gateway = await open();
    const before = gateway.seen.length;
    await gateway.ask({ 'x-request-id': 'request-1', traceparent, tracestate });
    const calls = gateway.seen.slice(before);
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls)
      expect(call).toMatchObject({ 'x-request-id': 'request-1', traceparent, tracestate });
  });

  test('without an id passes on the one that its response has', async () => {
    await using gateway = await open();
    const given = await gateway.ask({});
    expect(gateway.seen.at(-1)?.['x-request-id']).toBe(given.get('x-request-id'));
    expect(gateway.seen.at(-1)).not.toHaveProperty('traceparent');
  });

  test.each([
    ['a damaged traceparent', { traceparent: 'nonsense', tracestate }],
    ['a traceparent of zeros', { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, tracestate }],
    ['a tracestate alone', { tracestate }],
  ])('does not pass on %s', async (_, headers) => {
    await using gateway = await open();
    await gateway.ask({ 'x-request-id': 'request-2', ...headers });
    const call = gateway.seen.at(-1);
    expect(call).toMatchObject({ 'x-request-id': 'request-2' });
    expect(call).not.toHaveProperty('traceparent');
    expect(call).not.toHaveProperty('tracestate');
  });

  test('at the same time as another has its own', async () => {
    await using gateway = await open();
    const before = gateway.seen.length;
    await Promise.all(['a', 'b', 'c'].map((id) => gateway.ask({ 'x-request-id': id })));
    const ids = new Set(gateway.seen.slice(before).map((call) => call['x-request-id']));
    expect([...ids].filter((id) => !['a', 'b', 'c'].includes(String(id)))).toEqual([]);
  });
});

test('polls carry nothing, also those that a request brings forward', async () => {
  await using gateway = await open({ REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '5000' });
  await gateway.ask({ 'x-request-id': 'request-3', traceparent });
  const before = gateway.seen.length;
  await until(() => gateway.seen.length >= before + 6);
  const polls = gateway.seen.slice(before);
  expect(
    polls.filter((call) => call['x-request-id'] !== undefined || call.traceparent !== undefined),
  ).toEqual([]);
});
