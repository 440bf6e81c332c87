/** Subscriber connections, which report each received message. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createFrameReader, pong, textFrame, upgradeRequest } from './frames.ts';

/** Receives a message's text, or null where the transport makes it costly to extract. */
export type OnMessage = (text: Buffer | null) => void;

export type Subscribe = (port: number, query: string, onMessage: OnMessage) => Promise<Socket>;

const headEnd = '\r\n\r\n';

/** A WebSocket that sends nothing and only receives the broadcast. */
export const listenRaw: Subscribe = async (port, _query, onMessage) => {
  const socket = await open(port, upgradeRequest('/'));
  readFrames(socket, onMessage);
  return socket;
};

/** A graphql-transport-ws connection with one subscription. `connection_ack` does not count as a message. */
export const subscribeWebSocket: Subscribe = async (port, query, onMessage) => {
  const socket = await open(port, upgradeRequest('/graphql'));
  const acknowledged = Promise.withResolvers<void>();
  let isAcknowledged = false;
  readFrames(socket, (text) => {
    if (isAcknowledged) return onMessage(text);
    isAcknowledged = true;
    acknowledged.resolve();
  });
  socket.write(textFrame('{"type":"connection_init"}'));
  await acknowledged.promise;
  socket.write(textFrame(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } })));
  return socket;
};

/** One subscription over server-sent events. */
export const subscribeEvents: Subscribe = async (port, query, onMessage) => {
  const body = JSON.stringify({ query });
  const headers = [
    'host: 127.0.0.1',
    'content-type: application/json',
    'accept: text/event-stream',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const mark = 'event: next';
  let tail = '';
  const socket = await open(
    port,
    `POST /graphql HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`,
    (chunk) => {
      const text = tail + chunk.toString('latin1');
      let at = text.indexOf(mark);
      let after = 0;
      for (; at >= 0; at = text.indexOf(mark, after)) {
        after = at + mark.length;
        onMessage(null);
      }
      // A mark may be split between two chunks.
      tail = text.slice(Math.max(after, text.length - mark.length + 1));
    },
  );
  return socket;
};

/** Resolves when the response head has arrived. `onBody` receives the bytes after it. */
async function open(port: number, request: string, onBody?: (chunk: Buffer) => void): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  socket.write(request);
  let head = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    head = Buffer.concat([head, chunk]);
    end = head.indexOf(headEnd);
  }
  const status = head.toString('latin1', 9, 12);
  if (status !== '101' && status !== '200') throw new Error(`Connection refused: ${head.toString('latin1')}`);
  if (onBody) socket.on('data', onBody);
  const rest = head.subarray(end + headEnd.length);
  if (rest.length > 0) socket.unshift(rest);
  return socket;
}

function readFrames(socket: Socket, onMessage: OnMessage): void {
  const read = createFrameReader({ text: onMessage, ping: () => void socket.write(pong) });
  socket.on('data', read);
}
