/** graphql-transport-ws case by case: allowed messages, and the close codes of violations. */

import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { openSocket, type RawSocket } from './socket.ts';

const subscription = { query: 'subscription { jobStateChanged { cursor } }' };

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    cmf: { fleet: { environments: 1, applications: 2, instances: 1 } },
    env: { ...still, CONNECTION_INIT_TIMEOUT_MS: '300', MAX_MESSAGE_BYTES: '1000' },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe('a connection', () => {
  test('that is not initialised in time is closed with 4408', async () => {
    await using socket = await openSocket(gateway.url);
    expect(await socket.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test('that is initialised is acknowledged once, and outlives the time for it', async () => {
    await using socket = await openSocket(gateway.url);
    await socket.init();
    await using timed = await openSocket(gateway.url);
    await timed.closed;
    await socket.ping();
    expect(socket.received).toEqual([{ type: 'connection_ack' }]);
  });

  test('that is initialised twice is closed with 4429', async () => {
    await using socket = await openSocket(gateway.url);
    await socket.init();
    socket.send({ type: 'connection_init' });
    expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  test('that offers compression gets none: frames are written directly to the socket', async () => {
    const socket = new WebSocket(gateway.url.replace(/^http/, 'ws'), 'graphql-transport-ws', {
      perMessageDeflate: true,
    });
    await once(socket, 'open');
    expect(socket.extensions).toBe('');
    socket.terminate();
  });

  test('of another protocol is closed with 4406', async () => {
    // Without `ws`, whose client rejects a server that selects none of its protocols.
    expect(await closeCodeOfUpgrade(gateway)).toBe(4406);
  });

  test('replies to a ping of the protocol with its payload, before and after the initialisation', async () => {
    await using socket = await openSocket(gateway.url);
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.message('pong')).toEqual({ type: 'pong', payload: { at: 1 } });
    await socket.init();
    socket.send({ type: 'ping' });
    await until(() => socket.received.some(({ type, payload }) => type === 'pong' && payload === undefined));
  });

  test('accepts an unsolicited pong, and responds to a ping of the WebSocket', async () => {
    await using socket = await openSocket(gateway.url);
    socket.send({ type: 'pong', payload: {} });
    await socket.init();
    await socket.ping();
    expect(socket.received).toEqual([{ type: 'connection_ack' }]);
  });
});

describe('a message', () => {
  test('before the initialisation closes the connection with 4401', async () => {
    await using socket = await openSocket(gateway.url);
    socket.send({ type: 'subscribe', id: '1', payload: subscription });
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  const invalid: readonly (readonly [string, unknown])[] = [
    ['no JSON', '{'],
    ['no object', '[]'],
    ['null', 'null'],
    ['without a type', {}],
    ['of an unknown type', { type: 'start', id: '1', payload: subscription }],
    ['that only servers send', { type: 'next', id: '1', payload: { data: null } }],
    ['that only servers send: an acknowledgement', { type: 'connection_ack' }],
    ['without an id', { type: 'subscribe', payload: subscription }],
    ['with an empty id', { type: 'subscribe', id: '', payload: subscription }],
    ['with an id that is no string', { type: 'subscribe', id: 1, payload: subscription }],
    ['without a document', { type: 'subscribe', id: '1', payload: {} }],
    ['with a document that is no string', { type: 'subscribe', id: '1', payload: { query: 1 } }],
    [
      'with variables that are a list',
      { type: 'subscribe', id: '1', payload: { query: '{a}', variables: [] } },
    ],
    ['with a payload that is no object', { type: 'ping', payload: 1 }],
    ['in a binary frame', Buffer.from(JSON.stringify({ type: 'ping' }))],
  ];

  test.each(invalid)('%s closes the connection with 4400', async (_, message) => {
    await using socket = await openSocket(gateway.url);
    await socket.init();
    socket.send(message);
    expect((await socket.closed).code).toBe(4400);
  });

  test('larger than allowed closes the connection with 1009', async () => {
    await using socket = await openSocket(gateway.url);
    await socket.init();
    socket.send({ type: 'ping', payload: { long: 'a'.repeat(1000) } });
    expect((await socket.closed).code).toBe(1009);
  });

  test('that is not UTF-8 closes the connection with 1007', async () => {
    expect(await closeCodeOf(gateway, Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0xff, 0xff]))).toBe(1007);
  });

  test('in a frame without a mask closes the connection with 1002', async () => {
    expect(await closeCodeOf(gateway, Buffer.from([0x81, 0x02, 0x7b, 0x7d]))).toBe(1002);
  });
});

describe('an operation', () => {
  async function ready(): Promise<RawSocket> {
    const socket = await openSocket(gateway.url);
    await socket.init();
    return socket;
  }

  test('whose id is taken closes the connection with 4409', async () => {
    await using socket = await ready();
    socket.send({ type: 'subscribe', id: 'one', payload: subscription });
    await socket.message('next');
    socket.send({ type: 'subscribe', id: 'one', payload: subscription });
    expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for one already exists' });
  });

  test('whose taken id is longer than a reason may be closes it with 4409 too', async () => {
    await using socket = await ready();
    const id = 'ä'.repeat(200);
    socket.send({ type: 'subscribe', id, payload: subscription });
    await socket.message('next');
    socket.send({ type: 'subscribe', id, payload: subscription });
    expect((await socket.closed).code).toBe(4409);
  });

  test('that is complete releases its id', async () => {
    await using socket = await ready();
    for (const round of [1, 2]) {
      socket.send({ type: 'subscribe', id: 'one', payload: { query: '{ __typename }' } });
      await until(() => socket.received.filter(({ type }) => type === 'complete').length === round);
    }
    expect(socket.received.map(({ type }) => type)).toEqual([
      'connection_ack',
      'next',
      'complete',
      'next',
      'complete',
    ]);
  });

  test('that the client completes sends no further messages', async () => {
    await using socket = await ready();
    socket.send({ type: 'subscribe', id: 'one', payload: subscription });
    await socket.message('next');
    socket.send({ type: 'complete', id: 'one' });
    // Completing an unknown id has no effect.
    socket.send({ type: 'complete', id: 'two' });
    socket.send({ type: 'subscribe', id: 'one', payload: { query: '{ __typename }' } });
    expect(await socket.message('complete')).toEqual({ type: 'complete', id: 'one' });
  });

  test('that is a query receives one result and completes', async () => {
    await using socket = await ready();
    socket.send({ type: 'subscribe', id: 'q', payload: { query: '{ environments { totalCount } }' } });
    await socket.message('complete');
    expect(socket.received.slice(1)).toMatchObject([
      { id: 'q', type: 'next', payload: { data: { environments: { totalCount: 1 } } } },
      { id: 'q', type: 'complete' },
    ]);
  });

  const refused: readonly (readonly [string, object, string])[] = [
    ['that is not GraphQL', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['that does not fit the schema', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'whose name is not in the document',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'that is a fragment alone',
      { query: 'fragment A on Query { __typename }' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'whose variables do not fit',
      { query: 'query ($n: Int!) { environments(first: $n) { totalCount } }' },
      'BAD_USER_INPUT',
    ],
  ];

  test.each(refused)(
    '%s receives its error code, and the connection stays open',
    async (_, payload, code) => {
      await using socket = await ready();
      socket.send({ type: 'subscribe', id: 'bad', payload });
      expect(await socket.codes('bad')).toEqual([code]);
      expect(JSON.stringify(socket.received)).not.toContain('"http"');
      await socket.ping();
    },
  );
});

/** The code of the close frame in response to bytes of a client, after a complete handshake. */
async function closeCodeOf({ url }: TestGateway, bytes: Buffer): Promise<number> {
  return closeCode(url, 'Sec-WebSocket-Protocol: graphql-transport-ws\r\n', bytes);
}

async function closeCodeOfUpgrade({ url }: TestGateway): Promise<number> {
  return closeCode(url, 'Sec-WebSocket-Protocol: graphql-ws\r\n', Buffer.alloc(0));
}

async function closeCode(url: string, headers: string, bytes: Buffer): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let answer = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    answer = Buffer.concat([answer, chunk]);
  });
  socket.write(
    `GET /graphql HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
      `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${headers}\r\n`,
  );
  await once(socket, 'data');
  socket.write(bytes);
  const frameAt = () => answer.indexOf('\r\n\r\n') + 4;
  await until(() => answer.length >= frameAt() + 4, { what: 'a close frame' });
  const frame = answer.subarray(frameAt());
  socket.destroy();
  expect(frame[0]).toBe(0x88);
  return frame.readUInt16BE(2);
}
