/**
 * An HTTP request and its response, with the headers that every response to it carries. The headers are collected
 * here and written in one call: setting each of them on the response costs more than the rest of a cached response.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '../../schema/errors.ts';
import type { Bytes } from '../graphql/bytes.ts';
import type { CorrelationSource } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { MeteredOperation } from '../observability/meters/operations.ts';
import type { Route } from '../observability/meters/requests.ts';

/** The labels of a request for metrics; set while it is handled. */
export interface Observation {
  readonly startedAt: number;
  route: Route;
  /** Null for a request to another path than GraphQL, and for a started stream, which is already counted. */
  operation: MeteredOperation | null;
  /** The distinct codes of the errors in the response. */
  codes: readonly ErrorCode[];
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** The source of the trace context for work of this request: its own span, otherwise the headers of the request. */
  readonly received: CorrelationSource;
  readonly log: Logger;
  readonly headers: Readonly<Record<string, string>>;
  readonly observation: Observation;
}

/** HEAD has the response of GET; Node omits the body. */
export function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** A response to a GET varies by these request headers; shared caches need to know. */
const varyOfGet = 'Accept, Accept-Encoding, Authorization';

/** Creates an exchange. `extraHeaders` are added to every response. */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, received, log, observation }: Pick<Exchange, 'requestId' | 'received' | 'log' | 'observation'>,
  extraHeaders: Readonly<Record<string, string>>,
): Exchange {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...extraHeaders,
  };
  // Caches do not store responses to POST, so `Vary` is omitted for a POST without `Accept-Encoding`.
  const acceptEncoding = request.headers['accept-encoding'] === undefined ? undefined : 'Accept-Encoding';
  const vary = isRead(request) ? varyOfGet : acceptEncoding;
  if (vary !== undefined) headers['vary'] = extraHeaders['vary'] ? `${vary}, ${extraHeaders['vary']}` : vary;
  return { request, response, requestId, received, log, headers, observation };
}

export function reply(
  { response, headers }: Exchange,
  status: number,
  responseHeaders: Readonly<Record<string, string>>,
  body?: Bytes,
): void {
  response.writeHead(status, { ...headers, ...responseHeaders });
  if (typeof body === 'string') response.end(body, 'latin1');
  else response.end(body);
}
