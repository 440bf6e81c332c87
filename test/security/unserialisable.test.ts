/** A result that has no JSON form is one coded error of its operation, on every transport, and is logged once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createLogger } from '../../src/observability/log.ts';
import type { PublicError } from '../support/client.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startRewritingProxy } from '../support/rewriting-proxy.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { post, strict } from './post.ts';
import { openSocket, type RawSocket } from './socket.ts';

/** JSON.parse reads it; JSON.stringify overflows its stack. */
const depth = 20_000;
const tooDeep = '['.repeat(depth) + ']'.repeat(depth);

const query = '{ application(environment: "dev1", name: "orders") { jobState status } }';
const harmless = '{ application(environment: "dev1", name: "orders") { jobState } }';
const states = 'subscription { jobStateChanged { ... on JobStateChange { to application { status } } } }';

let emulator: Emulator;
let gateway: TestGateway;
let logged: { readonly requestId: string }[] = [];
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  emulator = opened.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  const proxy = opened.use(
    await startRewritingProxy(emulator.url, (body, url) =>
      url.includes('/applications') ? body.replaceAll('"status":{"', `"status":{"deep":${tooDeep},"`) : body,
    ),
  );
  const destination = { write: (line: string) => void logged.push(JSON.parse(line)) };
  gateway = opened.use(
    await startGateway({
      emulator,
      cmfUrl: proxy.url,
      env: { REDACT: 'off' },
      log: createLogger('error', { destination }),
    }),
  );
});
afterAll(() => opened.disposeAsync());
beforeEach(() => {
  logged = [];
});

/** One `INTERNAL_SERVER_ERROR`, whose request id is in one line of the log. */
function expectFailure(result: unknown): void {
  expect(result).toEqual({
    errors: [
      {
        message: 'The gateway failed.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId: expect.any(String) },
      },
    ],
  });
  const { errors } = result as { errors: readonly PublicError[] };
  const requestId = errors[0]?.extensions.requestId;
  expect(logged.filter((line) => line.requestId === requestId)).toMatchObject([
    { err: { message: 'Maximum call stack size exceeded' } },
  ]);
}

function resultsIn(events: string): unknown[] {
  return [...events.matchAll(/^event: next\n(?:id: .*\n)?data: (.*)$/gm)].map(([, data = '']) =>
    JSON.parse(data),
  );
}

test.for([
  { accept: 'application/json', status: 500 },
  { ...strict, status: 500 },
])('over HTTP as $accept', async ({ accept, status }) => {
  const answer = await post(gateway.url, { query }, { accept, 'x-request-id': 'mine' });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain(accept);
  expectFailure(answer.body);
  expect(answer.body.errors?.[0]?.extensions.requestId).toBe('mine');
});

test('over server-sent events, as the result of a query', async () => {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
  const events = await response.text();
  expect(events).toMatch(/event: complete\ndata:\n\n$/);
  expect(resultsIn(events)).toHaveLength(1);
  expectFailure(resultsIn(events)[0]);
});

test('over server-sent events, as one update of a subscription, which continues', async () => {
  const abort = new AbortController();
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: states }),
    signal: abort.signal,
  });
  let events = '';
  const decoder = new TextDecoder();
  const reading = response.body?.pipeTo(
    new WritableStream({ write: (bytes) => void (events += decoder.decode(bytes)) }),
  );
  await until(() => resultsIn(events).length === 1);
  expectFailure(resultsIn(events)[0]);
  emulator.world.setJobState('dev1', 'orders', 'FAILING');
  await until(() => resultsIn(events).length === 2);
  expect(events).not.toContain('event: complete');
  expect(logged).toHaveLength(2);
  abort.abort();
  await expect(reading).rejects.toThrow('aborted');
});

test('over a WebSocket, whose other operations continue', async () => {
  await using socket = await openSocket(gateway.url);
  await socket.init();
  socket.send({ id: 'states', type: 'subscribe', payload: { query: states } });
  await until(() => of(socket, 'states').length === 1);
  socket.send({ id: 'query', type: 'subscribe', payload: { query } });
  await until(() => of(socket, 'query').length === 2);
  socket.send({ id: 'harmless', type: 'subscribe', payload: { query: harmless } });
  await until(() => of(socket, 'harmless').length === 2);

  expect(of(socket, 'query').map(({ type }) => type)).toEqual(['next', 'complete']);
  expectFailure(of(socket, 'query')[0]?.payload);
  expectFailure(of(socket, 'states')[0]?.payload);
  expect(of(socket, 'harmless')[0]?.payload).toHaveProperty('data.application.jobState');
  emulator.world.setJobState('dev1', 'orders', 'RUNNING');
  await until(() => of(socket, 'states').length === 2);
  expect(of(socket, 'states').map(({ type }) => type)).toEqual(['next', 'next']);
});

function of({ received }: RawSocket, operation: string) {
  return received.filter(({ id }) => id === operation);
}
