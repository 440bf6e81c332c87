/** Limits of subscriptions and of WebSocket connections. */
import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { until } from '../../support/until.ts';
import { openSocket } from '../socket.ts';
import { small } from './fixtures.ts';

describe('subscriptions', () => {
  const subscription = { query: 'subscription { jobStateChanged { cursor } }' };

  async function connect(gateway: TestGateway, authorization?: string) {
    const socket = await openSocket(gateway.url);
    await socket.init(authorization === undefined ? {} : { authorization });
    return socket;
  }

  test('of one connection are counted', async () => {
    await using gateway = await startGateway({
      ...small,
      env: { ...still, MAX_SUBSCRIPTIONS_PER_CONNECTION: '2' },
    });
    await using socket = await connect(gateway);
    for (const id of ['1', '2', '3']) socket.send({ type: 'subscribe', id, payload: subscription });
    expect(await socket.message('error')).toMatchObject({
      id: '3',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', retryable: true } }],
    });

    socket.send({ type: 'complete', id: '1' });
    socket.send({ type: 'subscribe', id: '4', payload: subscription });
    await until(() => socket.received.some(({ type, id }) => type === 'next' && id === '4'));
  });

  test('of one caller are counted over connections and SSE, and released when they end', async () => {
    await using gateway = await startGateway({
      ...small,
      env: { ...still, MAX_SUBSCRIPTIONS_PER_CALLER: '2' },
    });
    const authorization = 'Bearer one';
    await using first = await connect(gateway, authorization);
    first.send({ type: 'subscribe', id: '1', payload: subscription });
    await first.message('next');
    const leaving = new AbortController();
    const stream = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization },
      body: JSON.stringify(subscription),
      signal: leaving.signal,
    });
    await stream.body?.getReader().read();

    await using second = await connect(gateway, authorization);
    second.send({ type: 'subscribe', id: '1', payload: subscription });
    expect(await second.codes('1')).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    await using other = await connect(gateway, 'Bearer other');
    other.send({ type: 'subscribe', id: '1', payload: subscription });
    await other.message('next');

    leaving.abort();
    let tries = 0;
    await until(async () => {
      const id = `try ${tries++}`;
      second.send({ type: 'subscribe', id, payload: subscription });
      return (await second.codes(id)).length === 0;
    });
  });

  test('require a connection, whose number is limited', async () => {
    await using gateway = await startGateway({ ...small, env: { ...still, MAX_CONNECTIONS: '1' } });
    const first = await connect(gateway);
    expect(await refusedHandshake(gateway)).toEqual({ status: 503, code: 'TOO_MANY_CONNECTIONS' });
    await first[Symbol.asyncDispose]();
    await until(async () => {
      await using next = await openSocket(gateway.url);
      return next.protocol;
    });
  });
});

/** The response to a rejected handshake. */
async function refusedHandshake({ url }: TestGateway) {
  const asking = request(url, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws',
    },
  });
  asking.end();
  const [response] = await once(asking, 'response');
  const body = JSON.parse(Buffer.concat(await response.toArray()).toString());
  return { status: response.statusCode, code: body.errors[0].extensions.code };
}
