/** The HTTP face: GraphQL and its page at `/graphql`, probes, metrics; everything else is a plain 404. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Origins } from '../auth/origins.ts';
import { graphqlPath } from '../graphql/pipeline.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import { refuse } from './error-response.ts';
import { openExchange, reply } from './exchange.ts';
import { graphiqlPage } from './graphiql.ts';
import type { Answer } from './graphql-handler.ts';
import type { ProbeAnswer, Probes } from './probes.ts';

export interface HttpOptions {
  readonly answer: Answer;
  readonly probes: Probes;
  readonly metrics: Metrics;
  readonly log: Logger;
  /** Serve GraphiQL to browsers. */
  readonly graphiql: boolean;
  readonly origins: Origins;
  /** True from the signal to end: every response then closes its connection. */
  readonly isDraining: () => boolean;
}

export function createHttpServer({
  answer,
  probes,
  metrics,
  log,
  graphiql,
  origins,
  isDraining,
}: HttpOptions): Server {
  // Some megabytes: rendered and compressed at the first visit, and kept.
  let page: Buffer | undefined;
  const nextRequestId = createRequestIds();

  const handle = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    const path = pathOf(request);
    if (path === graphqlPath) {
      if (graphiql && isBrowser(request)) {
        page ??= gzipSync(graphiqlPage());
        return sendPage(response, page);
      }
      return answerGraphql(request, response);
    }
    if (path === '/') return redirect(response, graphqlPath);
    if (path === '/health') return sendProbe(response, probes.health());
    if (path === '/ready') return sendProbe(response, probes.ready());
    if (path === '/metrics') return sendMetrics(response, metrics);
    send(response, 404, { 'content-type': 'text/plain' }, 'Not found. GraphQL is at /graphql.\n');
  };

  const answerGraphql = (request: IncomingMessage, response: ServerResponse): void | Promise<void> => {
    const given = request.headers['x-request-id'];
    // A caller's id is taken over when it is harmless in a log line.
    const requestId = typeof given === 'string' && harmless.test(given) ? given : nextRequestId();
    const exchange = openExchange(request, response, requestId, origins.welcome(request));
    // A preflight, answered by the headers; without those the browser does not send what it asks for.
    if (request.method === 'OPTIONS') return reply(exchange, 204, { allow: 'GET, POST, OPTIONS' });
    if (!origins.trusts(request)) return refuse(exchange, 'CROSS_SITE_REQUEST');
    return answer(exchange);
  };

  const serve = (
    request: IncomingMessage,
    response: ServerResponse,
    { pipeline, startedAt }: Arrival,
  ): void => {
    // Whoever asked is gone already.
    if (response.destroyed) return;
    if (isDraining()) response.setHeader('connection', 'close');
    response.on('close', () => {
      pipeline.unfinished -= 1;
      const durationMs = performance.now() - startedAt;
      // A stream's life is no latency.
      const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
      if (!isStream) metrics.httpRequest({ status: response.statusCode, durationMs });
      if (!log.isLevelEnabled('debug')) return;
      const { method, url } = request;
      log.debug({ method, path: url, status: response.statusCode, durationMs }, 'request');
    });
    const failed = (error: unknown) => {
      log.error({ err: error }, 'a request failed outside of GraphQL');
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
    // Others, such as h2c which Java's client offers, are answered as if they had not asked for another protocol.
    shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
  };
  // All that came in one turn of the loop is read first and then answered, with its bodies there: that takes about half
  // the time of answering each in the middle of reading, and one request alone waits for nothing.
  return createServer(options, (request, response) => {
    const pipeline = pipelineOf(request.socket);
    pipeline.unfinished += 1;
    // Node stops reading from a client that reads nothing, but goes on when the next answer is handed to its socket
    // (`socketOnDrain`): one connection could fill the memory.
    if (pipeline.unfinished > maxPipelined) return void request.socket.destroy();
    setImmediate(serve, request, response, { pipeline, startedAt: performance.now() });
  });
}

/** A client that has more requests unanswered, or answered and not read, on one connection is cut. */
const maxPipelined = 100;

interface Arrival {
  readonly pipeline: Pipeline;
  readonly startedAt: number;
}

/** Of one connection: requests whose answers have not left this process. */
interface Pipeline {
  unfinished: number;
}

const pipelines = new WeakMap<Socket, Pipeline>();

function pipelineOf(socket: Socket): Pipeline {
  let pipeline = pipelines.get(socket);
  if (!pipeline) pipelines.set(socket, (pipeline = { unfinished: 0 }));
  return pipeline;
}

const harmless = /^[\w.-]{1,64}$/;

/** Empty for what is not a path, such as `//`. */
function pathOf({ url = '/' }: IncomingMessage): string {
  // Nearly every request is this one, and parsing a URL costs more than all else here.
  if (url === graphqlPath) return url;
  return URL.parse(url, 'http://gateway')?.pathname ?? '';
}

/** A browser that navigates asks for HTML; a GraphQL client does not. */
function isBrowser({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && (headers.accept?.includes('text/html') ?? false);
}

/** Random for this process, counted within it: unlike any other, at a tenth of what a new random one costs. */
function createRequestIds(): () => string {
  const start = randomUUID().slice(0, 24);
  let count = 0;
  return () => {
    count += 1;
    return start + count.toString(16).padStart(12, '0');
  };
}

/** Nothing that is served here is to be taken for another type than it says. */
const nosniff = { 'x-content-type-options': 'nosniff' };

function send(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body?: string | Buffer,
): void {
  response.writeHead(status, { ...nosniff, ...headers }).end(body);
}

function redirect(response: ServerResponse, location: string): void {
  send(response, 302, { location });
}

function sendPage(response: ServerResponse, page: Buffer): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'gzip',
    'cache-control': 'private, max-age=3600',
    // The same address answers GraphQL, to whoever does not ask for HTML.
    vary: 'accept',
    // The rest of the policy stands in the page; this part is heard only here.
    'content-security-policy': "frame-ancestors 'none'",
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
  send(response, 200, headers, page);
}

function sendProbe(response: ServerResponse, { status, body }: ProbeAnswer): void {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  send(response, status, headers, `${JSON.stringify(body)}\n`);
}

async function sendMetrics(response: ServerResponse, metrics: Metrics): Promise<void> {
  const text = await metrics.text();
  send(response, 200, { 'content-type': metrics.contentType }, text);
}
