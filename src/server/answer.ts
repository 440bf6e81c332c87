/**
 * Answers one GraphQL request over HTTP: who asks, then the kept answer if it still stands, else the pipeline.
 *
 * A kept answer is found before GraphQL is parsed, and after everything that must see each request: where it comes
 * from, who the caller is, and how large the body may be.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable } from 'graphql-yoga';
import { AuthenticationError } from '../auth/authentication.ts';
import type { Caller, Callers } from '../auth/callers.ts';
import type { Logger } from '../log.ts';
import type { Admit } from './admission.ts';
import { authorizationOf } from './authorization.ts';
import { readBody } from './body.ts';
import { callerOf } from './caller.ts';
import { maskError } from './error-mask.ts';
import { type Exchange, reply } from './exchange.ts';
import { type Accepted, accepted } from './media-type.ts';
import type { Metrics } from './metrics.ts';
import type { Operation, Prepare, Results } from './operation.ts';
import { checkParams, isJson, readParams } from './params.ts';
import { refuse } from './refusal.ts';
import type { KeptResponse, Responses } from './response-cache/responses.ts';
import { createTrace, type Trace } from './response-cache/trace.ts';
import { headOf, textOf } from './result.ts';
import { eventStreamHeaders, sendEvent, sendEvents } from './sse.ts';

export interface AnswerOptions {
  readonly prepare: Prepare;
  readonly admit: Admit;
  readonly callers: Callers;
  readonly responses: Responses;
  readonly instancesVersion: () => number;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly log: Logger;
}

export type Answer = (exchange: Exchange) => Promise<void>;

export function createAnswer(options: AnswerOptions): Answer {
  const { prepare, admit, callers, responses, instancesVersion, metrics, maxBodyBytes, log } = options;

  /** The operation, or what is wrong with the request. */
  const operationOf = async (
    { request, response, requestId }: Exchange,
    identity: Caller,
    body: () => Promise<string>,
    trace: Trace | undefined,
  ): Promise<Operation | readonly GraphQLError[]> => {
    try {
      const params = checkParams(admit(await readParams(request, body)));
      const cacheControl = request.headers['cache-control'];
      const caller = callerOf(request);
      return await prepare(params, { requestId, caller, identity, cacheControl, response, trace });
    } catch (error) {
      return [maskError(error, log, requestId)];
    }
  };

  return async (exchange) => {
    const { request } = exchange;
    const identity = await identify(callers, request);
    if (identity instanceof AuthenticationError) return refuseCaller(exchange, identity);

    let reading: Promise<string> | undefined;
    const body = () => (reading ??= readBody(request, maxBodyBytes));
    const key = await keyOf(request, identity, body);
    const kept = key === undefined ? undefined : responses.find(key, identity.mirror);
    metrics.answered(kept ? 'kept' : 'executed');
    if (kept) return send(exchange, kept);

    const types = accepted(request.headers.accept);
    if (!types.result && !types.events) return refuse(exchange, 'NOT_ACCEPTABLE');
    const trace = key === undefined ? undefined : createTrace(identity.mirror, instancesVersion);
    const operation = await operationOf(exchange, identity, body, trace);
    if (!isOperation(operation)) return sendResult(exchange, types, { errors: operation });
    if (!operation.isSubscription) {
      const result = await operation.execute();
      const keep = (response: KeptResponse) => key && trace && responses.keep(key, response, trace);
      return sendResult(exchange, types, result, keep);
    }
    if (!types.events) return refuse(exchange, 'NOT_ACCEPTABLE');
    const results: Results | ExecutionResult = await operation.subscribe();
    if (!isAsyncIterable(results)) return sendResult(exchange, types, results);
    exchange.response.writeHead(200, { ...exchange.headers, ...eventStreamHeaders });
    return sendEvents(exchange.response, results);
  };
}

function isOperation(prepared: Operation | readonly GraphQLError[]): prepared is Operation {
  return !Array.isArray(prepared);
}

async function identify(callers: Callers, request: IncomingMessage): Promise<Caller | AuthenticationError> {
  try {
    return await callers.identify(authorizationOf(request));
  } catch (error) {
    if (error instanceof AuthenticationError) return error;
    throw error;
  }
}

function refuseCaller(exchange: Exchange, { unavailable, message }: AuthenticationError): void {
  if (unavailable) refuse(exchange, 'AUTHENTICATION_UNAVAILABLE', message);
  else refuse(exchange, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
}

/** What makes two requests the same; undefined for one whose answer is not to be kept. */
async function keyOf(
  request: IncomingMessage,
  { scope }: Caller,
  body: () => Promise<string>,
): Promise<string | undefined> {
  const { method, headers, url = '' } = request;
  const accept = headers.accept ?? '';
  if (headers['cache-control'] !== undefined || accept.includes('text/event-stream')) return undefined;
  if (method === 'GET') return `${scope}\n${accept}\n${url}`;
  if (method !== 'POST' || !isJson(headers['content-type'])) return undefined;
  try {
    return `${scope}\n${accept}\n${url}\n${await body()}`;
  } catch {
    // Told by the pipeline, which reads the same body.
    return undefined;
  }
}

/** One result, in the type that is asked for. `keep` is told of a response that could be sent again. */
function sendResult(
  exchange: Exchange,
  { result: type }: Accepted,
  result: ExecutionResult,
  keep?: (response: KeptResponse) => void,
): void {
  const { status, headers } = headOf(result, type ?? 'application/json');
  if (!type) {
    exchange.response.writeHead(status, { ...exchange.headers, ...headers, ...eventStreamHeaders });
    return sendEvent(exchange.response, result);
  }
  const body = Buffer.from(textOf(result));
  const described = {
    ...headers,
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(body.length),
    ...(status === 200 && exchange.request.method === 'GET' && { etag: tagOf(body) }),
  };
  if (status !== 200) return reply(exchange, status, described, body);
  const response = { headers: described, body };
  keep?.(response);
  send(exchange, response);
}

/** Of the bytes and nothing else: what has the same tag is the same. */
function tagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

function send(exchange: Exchange, { headers, body }: KeptResponse): void {
  const { method, headers: asked } = exchange.request;
  if (method === 'GET' && isKnown(asked['if-none-match'], headers['etag'])) {
    return reply(exchange, 304, { etag: headers['etag'] ?? '' });
  }
  reply(exchange, 200, headers, body);
}

/** RFC 9110 section 13.1.2: weak comparison, any of a list, or `*`. */
function isKnown(condition: string | undefined, tag: string | undefined): boolean {
  if (condition === undefined || tag === undefined) return false;
  return condition
    .split(',')
    .some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === tag);
}
