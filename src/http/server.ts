/** The HTTP server: GraphQL and GraphiQL at `/graphql`, probes and metrics, the console at every other path. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Origins } from '../auth/origins.ts';
import { graphqlPath } from '../graphql/pipeline.ts';
import { requestIdIn } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import { acceptedCodings } from './content-coding/accepted-codings.ts';
import { encode } from './content-coding/encode.ts';
import { sendError } from './error-response.ts';
import { isRead, openExchange, reply } from './exchange.ts';
import type { GraphqlHandler } from './graphql-handler.ts';
import type { Console } from './pages/console.ts';
import { graphiqlFile } from './pages/graphiql.ts';
import { maxPipelined, type Pipeline, pipelineOf } from './pipeline.ts';
import type { ProbeAnswer, Probes } from './probes.ts';
import { sendStaticFile } from './static-files.ts';

export interface HttpOptions {
  readonly handleGraphql: GraphqlHandler;
  readonly probes: Probes;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Serve GraphiQL to browsers. */
  readonly graphiql: boolean;
  /** Null: no console; `/` leads to `/graphql`. */
  readonly console: Console | null;
  /** Compress pages and metrics for clients that accept it. */
  readonly compression: boolean;
  readonly origins: Origins;
  /** True from the signal to end: every response then closes its connection. */
  readonly isDraining: () => boolean;
  /** CMF is the embedded emulator: every response then carries `x-cmf-emulator: true`. */
  readonly isEmulated: boolean;
}

export function createHttpServer({
  handleGraphql,
  probes,
  metrics,
  log,
  graphiql,
  console,
  compression,
  origins,
  isDraining,
  isEmulated,
}: HttpOptions): Server {
  const nextRequestId = createRequestIds();

  const handle = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    const path = pathOf(request);
    if (path === graphqlPath) {
      if (graphiql && isBrowser(request))
        return sendStaticFile(request, response, graphiqlFile(), compression);
      return checkAndHandleGraphql(request, response);
    }
    if (path === '/health') return sendProbe(response, probes.health());
    if (path === '/ready') return sendProbe(response, probes.ready());
    if (path === '/metrics') return sendMetrics(request, response);
    const file = console?.file(path) ?? (path === '/' || isBrowser(request) ? console?.page : undefined);
    if (file) return sendStaticFile(request, response, file, compression);
    if (path === '/') return redirect(response, graphqlPath);
    send(response, 404, { 'content-type': 'text/plain' }, 'Not found. GraphQL is at /graphql.\n');
  };

  const sendMetrics = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = Buffer.from(await metrics.text());
    const headers = { 'content-type': metrics.contentType, vary: 'Accept-Encoding' };
    const accepted = acceptedCodings(request.headers['accept-encoding']);
    // Prometheus accepts no other coding.
    if (!compression || !accepted.isCodingPreferred || !accepted.codings.includes('gzip')) {
      return send(response, 200, headers, text);
    }
    const body = await encode('gzip', 'fast', text);
    send(response, 200, { ...headers, 'content-encoding': 'gzip' }, body);
  };

  const checkAndHandleGraphql = (
    request: IncomingMessage,
    response: ServerResponse,
  ): void | Promise<void> => {
    const requestId = requestIdIn(request.headers) ?? nextRequestId();
    const exchange = openExchange(request, response, { requestId, log }, origins.corsHeaders(request));
    // A CORS preflight: the CORS headers decide whether the browser sends the request.
    if (request.method === 'OPTIONS') return reply(exchange, 204, { allow: 'GET, HEAD, POST, OPTIONS' });
    if (!origins.isTrusted(request)) return sendError(exchange, 'CROSS_SITE_REQUEST');
    return handleGraphql(exchange);
  };

  const serve = (
    request: IncomingMessage,
    response: ServerResponse,
    { pipeline, startedAt }: Arrival,
  ): void => {
    // The client has disconnected.
    if (response.destroyed) return;
    if (isDraining()) response.setHeader('connection', 'close');
    if (isEmulated) response.setHeader('x-cmf-emulator', 'true');
    response.on('close', () => {
      pipeline.unfinished -= 1;
      if (pipeline.latest === response) pipeline.latest = undefined;
      const durationMs = performance.now() - startedAt;
      // The duration of a stream is not a latency.
      const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
      if (!isStream) metrics.httpRequest({ status: response.statusCode, durationMs });
      if (!log.isLevelEnabled('debug')) return;
      const { method, url } = request;
      log.debug({ method, path: url, status: response.statusCode, durationMs }, 'request');
    });
    const failed = (error: unknown) => {
      log.error({ err: error }, 'request failed outside of GraphQL');
      if (response.headersSent) response.destroy();
      else send(response, 500, { 'content-type': 'text/plain' }, 'The gateway failed.\n');
    };
    try {
      handle(request, response)?.catch(failed);
    } catch (error) {
      failed(error);
    }
  };

  const options = {
    // Ignores other upgrades, such as h2c which the HTTP client of Java offers, and serves the request over HTTP/1.1.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  };
  // Handles requests after the I/O phase of the event loop: all requests that arrived together are read first, with
  // their bodies. This takes about half the time of handling each while reading, and does not delay a single request.
  const receive = (request: IncomingMessage, response: ServerResponse): void => {
    const pipeline = pipelineOf(request.socket);
    pipeline.unfinished += 1;
    pipeline.latest = response;
    // Node stops reading from a client that does not read its responses, but resumes when the next response is
    // written to the socket (`socketOnDrain`). Without this limit one connection could exhaust the memory.
    if (pipeline.unfinished > maxPipelined) return void request.socket.destroy();
    setImmediate(serve, request, response, { pipeline, startedAt: performance.now() });
  };
  const server = createServer(options, receive);
  // Without this listener Node would send 100 for every body. `read-body.ts` sends it for a body that is read.
  server.on('checkContinue', receive);
  // A client may close its side after its request. The property has no documentation: `createServer` has no option for it.
  return Object.assign(server, { httpAllowHalfOpen: true });
}

interface Arrival {
  readonly pipeline: Pipeline;
  readonly startedAt: number;
}

/** Empty for a URL that does not parse, such as `//`. */
function pathOf({ url = '/' }: IncomingMessage): string {
  // Fast path: nearly every request has this URL, and parsing a URL costs more than the rest of the routing.
  if (url === graphqlPath) return url;
  return URL.parse(url, 'http://gateway')?.pathname ?? '';
}

/** Browsers ask for HTML when they navigate; GraphQL clients do not. */
function isBrowser(request: IncomingMessage): boolean {
  return isRead(request) && (request.headers.accept?.includes('text/html') ?? false);
}

/**
 * Creates ids from a random prefix per process and a counter. They are unique, at a tenth of the cost of a random
 * UUID.
 */
function createRequestIds(): () => string {
  const start = randomUUID().slice(0, 24);
  let count = 0;
  return () => {
    count += 1;
    return start + count.toString(16).padStart(12, '0');
  };
}

/** Browsers must not guess another content type. */
const nosniff = { 'x-content-type-options': 'nosniff' };

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): void {
  // The same for HEAD, whose body Node leaves out.
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...nosniff, ...length, ...headers }).end(body);
}

function redirect(response: ServerResponse, location: string): void {
  send(response, 302, { location });
}

function sendProbe(response: ServerResponse, { status, body }: ProbeAnswer): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  send(response, status, headers, `${JSON.stringify(body)}\n`);
}
