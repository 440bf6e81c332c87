/** Every error that carries a request id has a line with this id in the log, with the reason, on every transport. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { openSocket } from './socket.ts';

const query = '{ application(environment: "dev1", name: "orders") { instances { nodes { uid } } } }';
const subscription = `subscription { jobStateChanged { ... on JobStateChange {
  application { instances { nodes { uid } } } } } }`;

async function open() {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  // The gateway may read the lists, and is denied every read of instances.
  emulator.faults.add({ kind: 'status', status: 401, match: { path: '/instances' } });
  const gateway = opening.use(
    await startGatewayProcess({
      env: { CMF_URL: emulator.url, REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '100' },
    }),
  );
  await until(async () => (await fetch(`${gateway.origin}/ready`)).ok);
  const closing = opening.move();
  /** The lines about errors with this id, once there is one. The line of the operation itself has `codes`. */
  const logged = (requestId: string) =>
    until(() => {
      const lines = gateway.output
        .split('\n')
        .filter((line) => line.includes(`"${requestId}"`) && line.includes('"code":'));
      return lines.length > 0 && lines.map((line) => JSON.parse(line));
    });
  return { gateway, logged, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

const refused = {
  level: 'warn',
  code: 'CMF_REFUSED_GATEWAY',
  operation: 'listInstances',
  failure: 'GATEWAY_REFUSED',
  status: 401,
  reason: expect.stringContaining('401'),
};

test('over HTTP: a failed call to CMF, errors of the caller, and rejections before GraphQL', async () => {
  await using opened = await open();
  const send = async (id: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(opened.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': id, ...headers },
      body: JSON.stringify(body),
    });
    const { errors } = (await response.json()) as { errors: { extensions: { requestId: string } }[] };
    for (const { extensions } of errors) expect(extensions.requestId).toBe(id);
    return opened.logged(id);
  };
  expect(await send('id-cmf', { query })).toMatchObject([{ ...refused, path: ['application', 'instances'] }]);
  expect(await send('id-syntax', { query: '{' })).toMatchObject([
    { level: 'info', code: 'GRAPHQL_PARSE_FAILED' },
  ]);
  expect(await send('id-page', { query: '{ environments(first: -1) { totalCount } }' })).toMatchObject([
    { level: 'info', code: 'BAD_PAGE_SIZE', path: ['environments'] },
  ]);
  expect(await send('id-body', { nonsense: true })).toMatchObject([{ level: 'info', code: 'BAD_REQUEST' }]);
  expect(await send('id-accept', { query }, { accept: 'image/png' })).toMatchObject([
    { level: 'info', code: 'NOT_ACCEPTABLE' },
  ]);
  expect(await send('id-origin', { query }, { origin: 'https://elsewhere.example' })).toMatchObject([
    { level: 'info', code: 'CROSS_SITE_REQUEST' },
  ]);
});

test('over HTTP: many equal errors of one response share a line', async () => {
  await using opened = await open();
  const fields = Array.from({ length: 5 }, (_, nth) => `f${nth}: environments(first: -1) { totalCount }`);
  await fetch(opened.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-request-id': 'id-many' },
    body: JSON.stringify({ query: `{ ${fields.join(' ')} }` }),
  });
  expect(await opened.logged('id-many')).toMatchObject([{ code: 'BAD_PAGE_SIZE', others: 4 }]);
});

test('over SSE: the results of a subscription, and one that is refused', async () => {
  await using opened = await open();
  const stream = new AbortController();
  const subscribe = (id: string, text: string) =>
    fetch(opened.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', 'x-request-id': id },
      body: JSON.stringify({ query: text }),
      signal: stream.signal,
    });
  await subscribe('id-stream', subscription);
  expect(await opened.logged('id-stream')).toMatchObject([refused]);
  await subscribe('id-cursor', 'subscription { jobStateChanged(after: "nonsense") { cursor } }');
  expect(await opened.logged('id-cursor')).toMatchObject([{ level: 'info', code: 'BAD_CURSOR' }]);
  stream.abort();
});

test('over a WebSocket: queries, subscriptions and messages that are refused', async () => {
  await using opened = await open();
  await using socket = await openSocket(opened.gateway.url);
  await socket.init();
  const send = async (id: string, text: string) => {
    socket.send({ type: 'subscribe', id, payload: { query: text, extensions: { 'x-request-id': id } } });
    return opened.logged(id);
  };
  expect(await send('id-query', query)).toMatchObject([refused]);
  expect(await send('id-watch', subscription)).toMatchObject([refused]);
  expect(await send('id-invalid', '{ nonsense }')).toMatchObject([
    { level: 'info', code: 'GRAPHQL_VALIDATION_FAILED' },
  ]);
  // An id that the gateway generated.
  socket.send({ type: 'subscribe', id: 'own', payload: { query: '{ nonsense }' } });
  await socket.codes('own');
  const { payload } = socket.received.find(({ id }) => id === 'own') ?? {};
  const [error] = payload as readonly { readonly extensions: { readonly requestId: string } }[];
  expect(await opened.logged(error?.extensions.requestId ?? '')).toHaveLength(1);
});
