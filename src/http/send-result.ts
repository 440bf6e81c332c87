/** Sends a result in the negotiated type, with an ETag for revalidation. */
import { createHash } from 'node:crypto';
import { bytesOf } from '../graphql/bytes.ts';
import type { CachedResponse } from '../graphql/response-cache/responses.ts';
import type { Serialised } from '../graphql/serialise.ts';
import { sendEvent } from '../streams/sse.ts';
import { type Exchange, reply } from './exchange.ts';
import type { Accepted } from './media-type.ts';
import { headOf } from './response-head.ts';

/** Calls `cache` with a response that may be sent again. */
export function sendResult(
  exchange: Exchange,
  { result: type }: Accepted,
  { result, json }: Serialised,
  cache?: (response: CachedResponse) => void,
): void {
  const head = headOf(result, type ?? 'application/json');
  if (!type) return sendEvent(exchange, head, json);
  const { status, headers } = head;
  const body = bytesOf(json);
  const allHeaders = {
    ...headers,
    'content-type': `${type}; charset=utf-8`,
    'content-length': String(body.length),
    ...(status === 200 && exchange.request.method === 'GET' && { etag: etagOf(json) }),
  };
  if (status !== 200) return reply(exchange, status, allHeaders, body);
  const response = { headers: allHeaders, body };
  cache?.(response);
  send(exchange, response);
}

/** Sends a response of status 200, or 304 if the client has it already. */
export function send(exchange: Exchange, { headers, body }: CachedResponse): void {
  const { method, headers: requestHeaders } = exchange.request;
  if (method === 'GET' && matchesEtag(requestHeaders['if-none-match'], headers['etag'])) {
    return reply(exchange, 304, { etag: headers['etag'] ?? '' });
  }
  reply(exchange, 200, headers, body);
}

/** A hash of the body: equal ETags mean equal bodies. */
function etagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`;
}

/** RFC 9110 section 13.1.2: weak comparison, any of a list, or `*`. */
function matchesEtag(condition: string | undefined, tag: string | undefined): boolean {
  if (condition === undefined || tag === undefined) return false;
  return condition
    .split(',')
    .some((candidate) => candidate.trim() === '*' || candidate.trim().replace(/^W\//, '') === tag);
}
