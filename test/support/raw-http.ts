/** HTTP without a client library: bodies stay encoded, and a request can be written byte by byte. */
import { once } from 'node:events';
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { until } from './until.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The body as received. */
  readonly body: Buffer;
  /** The decoded body. */
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export async function sendRaw(
  url: string,
  { method = 'GET', headers = {}, body }: RawRequest = {},
): Promise<RawAnswer> {
  const sent = request(url, { method, headers, agent: false }).end(body);
  const [response] = await once(sent, 'response');
  const received = await buffer(response);
  return {
    status: response.statusCode,
    headers: response.headers,
    body: received,
    text: decoded(received, response.headers['content-encoding']),
  };
}

const decoders = { br: brotliDecompressSync, gzip: gunzipSync, zstd: zstdDecompressSync };

function decoded(body: Buffer, coding: string | undefined): string {
  if (coding === undefined || body.length === 0) return body.toString();
  return decoders[coding as keyof typeof decoders](body).toString();
}

export interface RawConnection extends AsyncDisposable {
  /** All received bytes. */
  readonly received: string;
  readonly isEnded: boolean;
  write(text: string): void;
  /** Closes this side only. */
  end(): void;
  /** Waits until the received text contains this, and returns all of it. */
  until(text: string): Promise<string>;
}

export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let received = '';
  let isEnded = false;
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
  });
  socket.on('end', () => {
    isEnded = true;
  });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return {
    get received() {
      return received;
    },
    get isEnded() {
      return isEnded;
    },
    write: (text) => void socket.write(text),
    end: () => void socket.end(),
    until: async (text) => {
      await until(() => received.includes(text), { what: JSON.stringify(text) });
      return received;
    },
    async [Symbol.asyncDispose]() {
      socket.destroy();
      if (!socket.closed) await once(socket, 'close');
    },
  };
}
