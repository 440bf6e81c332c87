/**
 * Frames that are written directly to the socket, over a real connection whose reader stalls and resumes: a prefix of
 * the published updates arrives, each once and in order, and the buffer for a stalled reader is bounded.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket, { WebSocketServer } from 'ws';
import { bytesOf } from '../../src/graphql/bytes.ts';
import type { Payload } from '../../src/graphql/shared-subscriptions.ts';
import { type Feed, noReader } from '../../src/live/feed.ts';
import { framesTo } from '../../src/streams/websocket-frames.ts';
import { until } from '../support/until.ts';

const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  for (const socket of sockets.clients) socket.terminate();
  server.close();
});

/** A feed that is filled by hand. */
function createSource() {
  const items: Payload[] = [];
  let reader = noReader;
  let isOver = false;
  const feed: Feed<Payload> = {
    open(nextReader) {
      reader = nextReader;
    },
    read: () => items.shift() ?? null,
    isOver: () => isOver && items.length === 0,
    close() {
      isOver = true;
      items.length = 0;
    },
  };
  return {
    feed,
    get waiting() {
      return items.length;
    },
    publish(published: readonly Payload[]) {
      items.push(...published);
      reader.wake();
    },
    end() {
      isOver = true;
      reader.wake();
    },
  };
}

/** Both sides of one connection, with one subscription over it. */
async function connect(id: string) {
  const { port } = server.address() as AddressInfo;
  const accepted = once(sockets, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${port}`);
  const received: string[] = [];
  client.on('message', (data) => received.push((data as Buffer).toString()));
  const closed = once(client, 'close');
  const [socket, { socket: stream }] = (await accepted) as [WebSocket, { socket: Socket }];
  await once(client, 'open');
  const source = createSource();
  const writes: number[] = [];
  const write = stream.write.bind(stream);
  stream.write = (chunk: Uint8Array | string, ...rest: never[]) => {
    if (chunk.length > 0) writes.push(chunk.length);
    return write(chunk, ...rest);
  };
  const frames = framesTo({ socket, stream }, id, source.feed, { open: 0, sent: 0, received: 0 });
  const ended = frames.next();
  return {
    client,
    socket,
    stream,
    source,
    writes,
    received,
    closed,
    ended,
    frames,
    async [Symbol.asyncDispose]() {
      await frames.return?.();
      client.terminate();
      await closed;
    },
  };
}

const json = (value: unknown): Payload => ({ bytes: bytesOf(JSON.stringify(value)) });
const frame = (id: string, { bytes }: Payload) =>
  `{"id":${JSON.stringify(id)},"type":"next","payload":${Buffer.from(bytes as string, 'latin1').toString()}}`;

test('a frame of any length, with any id, arrives unchanged', async () => {
  await using connection = await connect('ä"1');
  // Around each length at which a frame's header changes, and where payloads are no longer copied.
  const lengths = [0, 60, 80, 90, 100, 16_300, 16_384, 65_400, 65_480, 65_490, 65_500, 65_536, 200_000];
  const payloads = lengths.flatMap((length) =>
    [-1, 0, 1].flatMap((more) => {
      const text = 'x'.repeat(Math.max(0, length + more));
      return [json(text), json(`ä€${text}`)];
    }),
  );
  for (const payload of payloads) connection.source.publish([payload]);
  await until(() => connection.received.length === payloads.length);
  expect(connection.received).toEqual(payloads.map((payload) => frame('ä"1', payload)));
});

test('updates that are published together are one write', async () => {
  await using connection = await connect('1');
  const payloads = [1, 2, 3, 4].map((n) => json({ n }));
  connection.source.publish(payloads);
  expect(connection.writes).toHaveLength(1);
  await until(() => connection.received.length === 4);
  expect(connection.received).toEqual(payloads.map((payload) => frame('1', payload)));
});

describe('for a stalled reader', () => {
  test.each([
    ['small', 500],
    ['large', 300_000],
  ])(
    'at most one write of %s results is buffered, and all of them arrive when it resumes',
    async (_, size) => {
      await using connection = await connect('1');
      const { client, stream, source, received } = connection;
      client.pause();
      const published: Payload[] = [];
      while (source.waiting < 20) {
        const payload = json({ n: published.length, text: 'x'.repeat(size) });
        published.push(payload);
        source.publish([payload]);
        expect(stream.writableLength).toBeLessThanOrEqual(64 * 1024 + 2 * size + 1_000);
        // Turns of the event loop, in which the kernel accepts as much as fits its buffers.
        await new Promise(setImmediate);
      }
      client.resume();
      await until(() => received.length === published.length);
      expect(received).toEqual(published.map((payload) => frame('1', payload)));
    },
  );

  test('pings and the close frame are between whole frames, and nothing follows the close', async () => {
    await using connection = await connect('1');
    const { client, socket, source, writes, received, closed } = connection;
    let pings = 0;
    client.on('ping', () => {
      pings += 1;
    });
    client.pause();
    let count = 0;
    while (source.waiting < 5) {
      source.publish([json({ n: count, text: 'x'.repeat(100_000) })]);
      count += 1;
      socket.ping();
      await new Promise(setImmediate);
    }
    socket.close(4900, 'slow');
    const written = writes.length;
    source.publish([json('late')]);
    client.resume();
    const [code] = await closed;
    expect(writes).toHaveLength(written);
    expect(code).toBe(4900);
    expect(pings).toBe(count);
    expect(received.length).toBeLessThan(count);
    expect(received.map((text) => JSON.parse(text).payload.n)).toEqual(received.map((_, index) => index));
  });
});

test('the end follows all updates that were published before it', async () => {
  await using connection = await connect('1');
  const { client, source, socket, received, ended } = connection;
  client.pause();
  const payloads = Array.from({ length: 60 }, (_, n) => json({ n, text: 'x'.repeat(100_000) }));
  source.publish(payloads);
  source.end();
  client.resume();
  await ended;
  socket.send('complete');
  await until(() => received.at(-1) === 'complete');
  expect(received.slice(0, -1)).toEqual(payloads.map((payload) => frame('1', payload)));
});

test('for any interleaving of publishing, stalling, resuming and closing, a prefix arrives in order', async () => {
  const step = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ publish: fc.array(fc.nat(70_000), { minLength: 1, maxLength: 4 }) }),
    },
    { weight: 2, arbitrary: fc.constant('stall' as const) },
    { weight: 2, arbitrary: fc.constant('read' as const) },
    { weight: 2, arbitrary: fc.constant('turn' as const) },
    { weight: 1, arbitrary: fc.constant('ping' as const) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.constantFrom('leave', 'close', 'stay'),
      async (steps, how) => {
        await using connection = await connect('p');
        const { client, socket, source, received, closed, frames } = connection;
        const expected: string[] = [];
        for (const each of steps) {
          if (each === 'stall') client.pause();
          else if (each === 'read') client.resume();
          else if (each === 'ping') socket.ping();
          else if (each === 'turn') await new Promise(setImmediate);
          else {
            const payloads = each.publish.map((size, at) => json([expected.length + at, 'x'.repeat(size)]));
            expected.push(...payloads.map((payload) => frame('p', payload)));
            source.publish(payloads);
          }
        }
        if (how === 'leave') await frames.return?.();
        if (how === 'close') socket.close(1001);
        source.publish([]);
        client.resume();
        if (how === 'close') await closed;
        else if (how === 'stay') await until(() => received.length === expected.length);
        else {
          socket.send('last');
          await until(() => received.at(-1) === 'last');
          received.pop();
        }
        expect(received).toEqual(expected.slice(0, received.length));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);
