/** A WebSocket without a client library: sends exact bytes, and records all received messages. */
import { once } from 'node:events';
import WebSocket from 'ws';
import type { PublicError } from '../support/client.ts';
import { until } from '../support/until.ts';

export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface RawSocket extends AsyncDisposable {
  readonly protocol: string;
  readonly received: readonly Message[];
  /** The close code and reason of the gateway. */
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  /** Strings and buffers as they are, anything else as JSON. */
  send(message: unknown): void;
  /** The first message of this type, once there is one. */
  message(type: string): Promise<Message>;
  /** The error codes of the first response to an operation, before or during its execution. */
  codes(id: string): Promise<readonly string[]>;
  /** Sends `connection_init` and waits for its response. */
  init(payload?: unknown): Promise<void>;
  /** A ping of the WebSocket itself, and its pong. */
  ping(): Promise<void>;
}

export interface SocketOptions {
  readonly protocol?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Throws the response to a rejected handshake. */
export async function openSocket(
  url: string,
  { protocol = 'graphql-transport-ws', headers = {} }: SocketOptions = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), protocol, { headers });
  const received: Message[] = [];
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  socket.on('message', (data) => received.push(JSON.parse((data as Buffer).toString())));
  socket.on('close', (code, reason) => closed.resolve({ code, reason: String(reason) }));
  await once(socket, 'open');
  socket.on('error', () => {});

  const first = (what: string, fits: (message: Message) => boolean) =>
    until(
      () => {
        const found = received.find(fits);
        if (!found) throw new Error(`not among ${received.length} messages`);
        return found;
      },
      { what },
    );
  const message = (type: string) => first(`a message of type ${type}`, (each) => each.type === type);
  return {
    protocol: socket.protocol,
    received,
    closed: closed.promise,
    send: (sent) => {
      socket.send(typeof sent === 'string' || Buffer.isBuffer(sent) ? sent : JSON.stringify(sent));
    },
    message,
    async codes(id) {
      const { type, payload } = await first(`a response to operation ${id}`, (each) => each.id === id);
      const errors = type === 'error' ? payload : (payload as { errors?: unknown } | undefined)?.errors;
      return ((errors ?? []) as readonly PublicError[]).map(({ extensions }) => extensions.code);
    },
    async init(payload) {
      socket.send(JSON.stringify({ type: 'connection_init', payload }));
      await message('connection_ack');
    },
    async ping() {
      const answered = once(socket, 'pong');
      socket.ping();
      await answered;
    },
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await closed.promise;
    },
  };
}
