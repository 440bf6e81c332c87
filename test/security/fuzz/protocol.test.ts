/** Random bytes in place of JSON, HTTP and WebSocket messages: the gateway neither exits nor hangs. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { schema } from '../../../schema/index.ts';
import { startGateway } from '../../support/gateway.ts';
import { fleet, isAlive, newPool, send, share, timeout } from './client.ts';
import { problemsOf, type Result, randomFor, responseLimitMs } from './fixtures.ts';
import { broken, randomOperation } from './operations.ts';

describe('input that is not GraphQL', () => {
  test('invalid JSON', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('JSON');
    for (let run = 0; run < share(0.25); run++) {
      const operation = randomOperation(schema, random, newPool());
      const body = broken(JSON.stringify(random.chance(0.1) ? [operation] : operation), random);
      const accept = 'application/json';
      const init = { method: 'POST', headers: { 'content-type': 'application/json', accept }, body };
      const result = await send(gateway.url, init);
      expect(result ? problemsOf(result) : [], `run ${run}: ${body}`).toEqual([]);
    }
    expect(await isAlive(gateway)).toBe(true);
  });

  test('invalid HTTP', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('HTTP');
    const { hostname, port } = new URL(gateway.url);
    for (let run = 0; run < share(0.25); run++) {
      const body = JSON.stringify({ query: '{ __typename }' });
      const request = [
        `${random.pick(['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'FOO', ''])} ${random.pick(['/graphql', '/', '//', '/ready', '/%', '*', 'http://[', '/graphql?query={'])} HTTP/1.1`,
        `Host: ${random.pick([`${hostname}:${port}`, '', '[', 'evil.example'])}`,
        'Connection: close',
        random.pick([
          'Content-Type: application/json',
          'Content-Type: ;;',
          'Accept: */*;q=2',
          'Origin: null',
          'Upgrade: websocket',
        ]),
        random.pick([
          `Content-Length: ${body.length}`,
          'Content-Length: -1',
          'Content-Length: 5',
          'Transfer-Encoding: chunked',
        ]),
        '',
        body,
      ].join('\r\n');
      const text = random.chance(0.5) ? broken(request, random) : request;
      await ended(hostname, Number(port), Buffer.from(text, 'latin1'));
    }
    expect(await isAlive(gateway)).toBe(true);
  });

  test('invalid WebSocket messages and frames', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('WebSocket');
    for (let run = 0; run < share(0.25); run++) {
      const socket = new WebSocket(gateway.url.replace(/^http/, 'ws'), 'graphql-transport-ws');
      socket.on('error', () => {});
      await once(socket, 'open');
      const received: { type: string; payload?: Result & Result['errors'] }[] = [];
      socket.on('message', (text) => received.push(JSON.parse((text as Buffer).toString())));
      const closed = once(socket, 'close', { signal: AbortSignal.timeout(responseLimitMs) });
      if (random.chance(0.8)) socket.send('{"type":"connection_init"}');
      for (let message = random.whole(5); message >= 0; message--) {
        const payload = randomOperation(schema, random, newPool());
        const text = JSON.stringify({
          id: String(random.whole(3)),
          type: random.pick(['subscribe', 'complete', 'ping', 'pong', 'next']),
          payload,
        });
        if (random.chance(0.1)) socket.send(Buffer.from(text));
        else socket.send(random.chance(0.5) ? broken(text, random) : text);
      }
      // Bytes that are no frame, past the library's own writer. They may start a frame that includes all later bytes, a
      // close frame too; the gateway ends such a connection when it does not reply to a ping.
      const isGarbled = random.chance(0.3);
      if (isGarbled) {
        const garbage = Buffer.from(random.hex(2 + 2 * random.whole(20)), 'hex');
        Reflect.get(socket, '_socket').write(garbage);
      }
      if (isGarbled || random.chance(0.5)) socket.terminate();
      else socket.close(1000);
      await closed;
      const problems = received.flatMap(({ type, payload }) => {
        if (type === 'next') return problemsOf(payload ?? {});
        return type === 'error' ? problemsOf({ errors: payload ?? [] }) : [];
      });
      expect(problems, `run ${run}`).toEqual([]);
    }
    expect(await isAlive(gateway)).toBe(true);
  });
});

/** Sends bytes and waits until the other side closes the connection. */
async function ended(host: string, port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, host);
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(responseLimitMs) });
  socket.on('error', () => {});
  socket.resume();
  socket.end(bytes);
  await closed;
}
