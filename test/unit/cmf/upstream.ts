/** A real HTTP server whose responses the test defines, and a client of it; `await using` closes both. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CmfClient, type CmfClientOptions, createCmfClient } from '../../../src/cmf/client.ts';
import { CmfError } from '../../../src/cmf/errors.ts';

export interface Seen {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

/** Responds to a request; `nth` counts requests from 0. */
export type Answering = (request: IncomingMessage, response: ServerResponse, nth: number) => void;

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly Seen[];
  /** The maximum number of concurrent requests. */
  readonly peak: number;
  /** The number of open connections. */
  connections(): Promise<number>;
}

export async function listen(answer: Answering, tls?: ServerOptions): Promise<Upstream> {
  const requests: Seen[] = [];
  let running = 0;
  let peak = 0;
  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    running += 1;
    peak = Math.max(peak, running);
    response.once('close', () => {
      running -= 1;
    });
    requests.push({ url: request.url ?? '', headers: request.headers });
    answer(request, response, requests.length - 1);
  };
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `${tls ? 'https://localhost' : 'http://127.0.0.1'}:${port}`,
    requests,
    get peak() {
      return peak;
    },
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export function connect(options: CmfClientOptions): CmfClient & AsyncDisposable {
  const client = createCmfClient(options);
  return { ...client, [Symbol.asyncDispose]: () => client.close() };
}

export function sendJson(
  response: ServerResponse,
  body: unknown,
  { status = 200, ...headers }: { status?: number; [header: string]: string | number } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The error of a call. */
export async function failureOf(call: Promise<unknown>): Promise<CmfError> {
  const error = await call.then(
    () => new Error('the call succeeded'),
    (reason: unknown) => reason,
  );
  if (error instanceof CmfError) return error;
  throw error;
}
