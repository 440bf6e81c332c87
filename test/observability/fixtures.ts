/** A gateway with traces and a log, in front of a proxy that records the requests to the emulator. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Environment } from '../../src/config/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { createLogger } from '../../src/observability/log.ts';
import { startGateway, still } from '../support/gateway.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../support/otlp-receiver.ts';
import { addApplication } from '../support/world.ts';

/** One trace of a caller that is sampled. */
export const caller = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
export const traceparent = `00-${caller.traceId}-${caller.spanId}-01`;

export interface CmfRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/** A proxy that records the requests to CMF. */
async function startRecorder(target: string) {
  const seen: CmfRequest[] = [];
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url, headers } = request;
    seen.push({ method, url, headers });
    const body = await text(request);
    const passed = { accept: 'application/json', 'content-type': 'application/json' };
    const answer = await fetch(target + url, { method, headers: passed, ...(body && { body }) });
    response.writeHead(answer.status).end(await answer.text());
  };
  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Closes the gateway with `end`, after which the receiver has all spans. */
export async function openTraced(env: Environment = {}) {
  await using opening = new AsyncDisposableStack();
  const receiver: OtlpReceiver = opening.use(await startOtlpReceiver());
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  const recorder = opening.use(await startRecorder(emulator.url));
  const written: string[] = [];
  const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json' };
  const gateway = opening.use(
    await startGateway({
      emulator,
      cmfUrl: recorder.url,
      env: { ...still, ...traced, ...env },
      log: createLogger('debug', { destination: { write: (line: string) => void written.push(line) } }),
    }),
  );
  const closing = opening.move();
  const send = async (body: object, headers: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return response.json() as Promise<{ readonly data?: unknown; readonly errors?: readonly unknown[] }>;
  };
  return {
    gateway,
    emulator,
    receiver,
    seen: recorder.seen,
    send,
    /** The lines of the log so far. */
    lines: (): readonly Readonly<Record<string, unknown>>[] => written.map((line) => JSON.parse(line)),
    end: () => gateway[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
