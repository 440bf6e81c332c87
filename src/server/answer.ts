/**
 * Answers one GraphQL request over HTTP: who asks, then the kept answer if it still stands, else the pipeline.
 *
 * A kept answer is found before GraphQL is parsed, and after everything that must see each request: where it comes
 * from, who the caller is, and how large the body may be.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendNodeResponse } from '@whatwg-node/server';
import { AuthenticationError } from '../auth/authentication.ts';
import type { Caller, Callers } from '../auth/callers.ts';
import { authorizationOf } from './authorization.ts';
import { readBody } from './body.ts';
import { callerOf } from './caller.ts';
import type { Graphql } from './graphql.ts';
import type { Metrics } from './metrics.ts';
import { isJson } from './params.ts';
import { refuse } from './refusal.ts';
import type { KeptResponse, Responses } from './response-cache/responses.ts';
import { createTrace } from './response-cache/trace.ts';

export interface AnswerOptions {
  readonly graphql: Graphql;
  readonly callers: Callers;
  readonly responses: Responses;
  readonly instancesVersion: () => number;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

export function createAnswer(options: AnswerOptions): Answer {
  const { graphql, callers, responses, instancesVersion, metrics, maxBodyBytes } = options;

  return async (request, response, requestId) => {
    const identity = await identify(callers, request);
    if (identity instanceof AuthenticationError) return refuseCaller(response, requestId, identity);

    let reading: Promise<string> | undefined;
    const body = () => (reading ??= readBody(request, maxBodyBytes));
    const key = await keyOf(request, identity, body);
    const kept = key === undefined ? undefined : responses.find(key, identity.mirror);
    metrics.answered(kept ? 'kept' : 'executed');
    if (kept) return send(request, response, kept);

    const trace = key === undefined ? undefined : createTrace(identity.mirror, instancesVersion);
    const cacheControl = request.headers['cache-control'];
    const caller = callerOf(request);
    const transported = {
      req: request,
      response,
      requestId,
      cacheControl,
      caller,
      identity,
      body,
      trace,
    };
    const answer = await graphql.handleNodeRequestAndResponse(request, response, transported);
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
      return sendNodeResponse(answer, response, request, true);
    }
    const headers = Object.fromEntries(answer.headers);
    const content = Buffer.from(await answer.text());
    headers['content-length'] = String(content.length);
    if (answer.status !== 200) {
      response.writeHead(answer.status, headers).end(content);
      return;
    }
    if (request.method === 'GET')
      Object.assign(headers, { etag: tagOf(content), vary: 'accept, authorization' });
    const executed = { headers, body: content };
    if (key !== undefined && trace) responses.keep(key, executed, trace);
    send(request, response, executed);
  };
}

async function identify(callers: Callers, request: IncomingMessage): Promise<Caller | AuthenticationError> {
  try {
    return await callers.identify(authorizationOf(request));
  } catch (error) {
    if (error instanceof AuthenticationError) return error;
    throw error;
  }
}

function refuseCaller(response: ServerResponse, requestId: string, refusal: AuthenticationError): void {
  const { unavailable, message } = refusal;
  if (!unavailable) response.setHeader('www-authenticate', 'Bearer');
  refuse(response, unavailable ? 'AUTHENTICATION_UNAVAILABLE' : 'UNAUTHENTICATED', requestId, message);
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

/** Of the bytes and nothing else: what has the same tag is the same. */
function tagOf(body: Buffer): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

function send(request: IncomingMessage, response: ServerResponse, { headers, body }: KeptResponse): void {
  if (request.method === 'GET' && isKnown(request.headers['if-none-match'], headers['etag'])) {
    response.writeHead(304, { etag: headers['etag'] }).end();
  } else {
    response.writeHead(200, headers).end(body);
  }
}

/** RFC 9110 section 13.1.2: weak comparison, any of a list, or `*`. */
function isKnown(condition: string | undefined, tag: string | undefined): boolean {
  if (condition === undefined || tag === undefined) return false;
  return condition
    .split(',')
    .some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === tag);
}
