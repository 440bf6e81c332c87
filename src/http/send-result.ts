/** A result as a response: in the type that is asked for, with a tag by which a client that has it already can tell. */
import { createHash } from 'node:crypto';
import type { ExecutionResult } from 'graphql';
import { bytesOf } from '../graphql/bytes.ts';
import type { KeptResponse } from '../graphql/response-cache/responses.ts';
import { sendEvent } from '../streams/sse.ts';
import { type Exchange, reply } from './exchange.ts';
import type { Accepted } from './media-type.ts';
import { headOf } from './response-head.ts';

/** `keep` is told of a response that could be sent again. */
export function sendResult(
  exchange: Exchange,
  { result: type }: Accepted,
  result: ExecutionResult,
  keep?: (response: KeptResponse) => void,
): void {
  const head = headOf(result, type ?? 'application/json');
  if (!type) return sendEvent(exchange, head, result);
  const { status, headers } = head;
  const text = JSON.stringify(result);
  const body = bytesOf(text);
  const described = {
    ...headers,
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(body.length),
    ...(status === 200 && exchange.request.method === 'GET' && { etag: tagOf(text) }),
  };
  if (status !== 200) return reply(exchange, status, described, body);
  const response = { headers: described, body };
  keep?.(response);
  send(exchange, response);
}

/** A response of status 200, or that the client has it. */
export function send(exchange: Exchange, { headers, body }: KeptResponse): void {
  const { method, headers: asked } = exchange.request;
  if (method === 'GET' && isKnown(asked['if-none-match'], headers['etag'])) {
    return reply(exchange, 304, { etag: headers['etag'] ?? '' });
  }
  reply(exchange, 200, headers, body);
}

/** Of the bytes and nothing else: what has the same tag is the same. */
function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** RFC 9110 section 13.1.2: weak comparison, any of a list, or `*`. */
function isKnown(condition: string | undefined, tag: string | undefined): boolean {
  if (condition === undefined || tag === undefined) return false;
  return condition
    .split(',')
    .some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === tag);
}
