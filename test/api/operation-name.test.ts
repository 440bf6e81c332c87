/** An empty `operationName`, which several clients send, means none on every transport. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSocket } from '../security/socket.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';

const query = '{ environments { totalCount } }';
const several = 'query A { environments { totalCount } } query B { environments { totalCount } }';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function overHttp(accept: string, document: string): Promise<string> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { accept, 'content-type': 'application/json' },
    body: JSON.stringify({ query: document, operationName: '' }),
  });
  return response.text();
}

async function overWebSocket(document: string): Promise<string> {
  await using socket = await openSocket(gateway.url);
  await socket.init();
  socket.send({ type: 'subscribe', id: '1', payload: { query: document, operationName: '' } });
  await Promise.any([socket.message('complete'), socket.message('error')]);
  return JSON.stringify(socket.received);
}

describe.each([
  ['HTTP', (document: string) => overHttp('application/json', document)],
  ['SSE', (document: string) => overHttp('text/event-stream', document)],
  ['a WebSocket', overWebSocket],
])('an empty operation name over %s', (_, send) => {
  test('runs the only operation of the document', async () => {
    expect(await send(query)).toContain('"data":{"environments":{"totalCount":0}}');
  });

  test('is an error when the document has several operations', async () => {
    expect(await send(several)).toContain('"code":"OPERATION_RESOLUTION_FAILURE"');
  });
});
