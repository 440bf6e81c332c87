/** A client that sends requests and reads no responses. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startGateway, still } from '../../support/gateway.ts';
import { post } from '../post.ts';

test('a client that sends requests and reads no responses is disconnected, at little cost', async () => {
  await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  socket.pause();
  const requests = `GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: gateway\r\n\r\n`.repeat(1_000);
  const send = () => {
    while (!socket.destroyed && socket.write(requests));
    socket.once('drain', send);
  };
  send();
  await closed;
  expect(socket.bytesWritten).toBeLessThan(50_000_000);
  expect((await post(gateway.url, { query: '{ __typename }' })).status).toBe(200);
});
