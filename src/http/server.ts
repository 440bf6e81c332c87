/**
 * The HTTP server: GraphQL and GraphiQL at `/graphql`, the endpoints for operators unless they have a port of their own,
 * and the console at every other path.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Origins } from '../auth/origins.ts';
import { graphqlPath } from '../graphql/pipeline.ts';
import { noCodes, outcomeOf } from '../graphql/reports/outcome.ts';
import { requestIdIn } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing/tracing.ts';
import { sendError } from './error-response.ts';
import { isRead, type Observation, openExchange, reply } from './exchange.ts';
import type { GraphqlHandler } from './graphql-handler.ts';
import type { Endpoints } from './management/endpoints.ts';
import type { Console } from './pages/console.ts';
import { graphiqlFile } from './pages/graphiql.ts';
import { maxPipelined, type Pipeline, pipelineOf } from './pipeline.ts';
import { send } from './plain-response.ts';
import { sendStaticFile } from './static-files.ts';
import { traceRequest } from './trace-request.ts';

export interface HttpOptions {
  readonly handleGraphql: GraphqlHandler;
  /** The endpoints for operators; empty if they have a port of their own. */
  readonly endpoints: Endpoints;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly log: Logger;
  /** Serve GraphiQL to browsers. */
  readonly graphiql: boolean;
  /** Null: no console; `/` leads to `/graphql`. */
  readonly console: Console | null;
  /** Compress pages for clients that accept it. */
  readonly compression: boolean;
  readonly origins: Origins;
  /** True from the termination signal on: every response then closes its connection. */
  readonly isDraining: () => boolean;
  /** CMF is the embedded emulator: every response then carries `x-cmf-emulator: true`. */
  readonly isEmulated: boolean;
}

export function createHttpServer({
  handleGraphql,
  endpoints,
  metrics,
  tracing,
  log,
  graphiql,
  console,
  compression,
  origins,
  isDraining,
  isEmulated,
}: HttpOptions): Server {
  const nextRequestId = createRequestIds();

  const handle = (
    request: IncomingMessage,
    response: ServerResponse,
    observation: Observation,
  ): void | Promise<void> => {
    const path = pathOf(request);
    if (path === graphqlPath) {
      if (!graphiql || !isBrowser(request)) return checkAndHandleGraphql(request, response, observation);
      observation.route = 'page';
      return graphiqlFile().then((file) => sendStaticFile(request, response, file, compression));
    }
    const endpoint = endpoints.get(path);
    if (endpoint) {
      observation.route = endpoint.route;
      return endpoint.respond(request, response);
    }
    const file = console?.file(path) ?? (path === '/' || isBrowser(request) ? console?.page : undefined);
    if (file) {
      observation.route = 'page';
      return sendStaticFile(request, response, file, compression);
    }
    if (path === '/') return redirect(response, graphqlPath);
    return sendNotFound(response);
  };

  const checkAndHandleGraphql = (
    request: IncomingMessage,
    response: ServerResponse,
    observation: Observation,
  ): void | Promise<void> => {
    const requestId = requestIdIn(request.headers) ?? nextRequestId();
    const received = traceRequest(tracing, request, response)?.context ?? request.headers;
    const context = { requestId, received, log, observation };
    const exchange = openExchange(request, response, context, origins.corsHeaders(request));
    // A CORS preflight: the CORS headers decide whether the browser sends the request.
    if (request.method === 'OPTIONS') {
      observation.route = 'preflight';
      return reply(exchange, 204, { allow: 'GET, HEAD, POST, OPTIONS' });
    }
    observation.route = 'graphql';
    observation.operation = metrics.unknownOperation;
    if (!origins.isTrusted(request)) return sendError(exchange, 'CROSS_SITE_REQUEST');
    return handleGraphql(exchange);
  };

  const observe = (response: ServerResponse, observation: Observation, durationMs: number): void => {
    const { route, operation, codes } = observation;
    // The client disconnected before it had the response.
    const isCancelled = !response.writableFinished;
    const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
    if (!isStream) {
      metrics.httpRequest({ route, status: isCancelled ? 'cancelled' : response.statusCode, durationMs });
    }
    if (!operation) return;
    const outcome = isCancelled ? 'cancelled' : outcomeOf(codes);
    operation.ended({ transport: isStream ? 'sse' : 'http', outcome, durationMs });
    if (codes.length > 0) metrics.failed(codes);
  };

  const serve = (
    request: IncomingMessage,
    response: ServerResponse,
    { pipeline, startedAt }: Arrival,
  ): void => {
    // The client has disconnected.
    if (response.destroyed) return;
    if (isDraining()) response.setHeader('connection', 'close');
    const observation: Observation = { startedAt, route: 'other', operation: null, codes: noCodes };
    if (isEmulated) response.setHeader('x-cmf-emulator', 'true');
    response.on('close', () => {
      pipeline.unfinished -= 1;
      if (pipeline.latest === response) pipeline.latest = undefined;
      const durationMs = performance.now() - startedAt;
      observe(response, observation, durationMs);
      if (!log.isLevelEnabled('debug')) return;
      const { method } = request;
      log.debug({ method, path: pathOf(request), status: response.statusCode, durationMs }, 'request');
    });
    const failed = (error: unknown) => {
      log.error({ err: error }, 'request failed outside of GraphQL');
      if (response.headersSent) response.destroy();
      else send(response, 500, { 'content-type': 'text/plain' }, 'The gateway failed.\n');
    };
    try {
      handle(request, response, observation)?.catch(failed);
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

/** Browsers accept HTML when they navigate; GraphQL clients do not. */
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

function sendNotFound(response: ServerResponse): void {
  send(response, 404, { 'content-type': 'text/plain' }, 'Not found. GraphQL is at /graphql.\n');
}

function redirect(response: ServerResponse, location: string): void {
  send(response, 302, { location });
}
