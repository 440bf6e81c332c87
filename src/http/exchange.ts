/**
 * One request over HTTP and its response, with the headers that every answer to it carries. They are collected here and
 * written once, by whoever answers: setting each on the response costs more than the rest of a kept answer.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Bytes } from '../graphql/bytes.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the answer to a GET depends on besides its address, for caches between here and the caller. */
const ofGet = 'Accept, Authorization';

/** `also`: what else every answer to this request carries. */
export function openExchange(
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
  also: Readonly<Record<string, string>>,
): Exchange {
  const headers: Record<string, string> = {
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...also,
  };
  if (request.method === 'GET') headers['vary'] = also['vary'] ? `${ofGet}, ${also['vary']}` : ofGet;
  return { request, response, requestId, headers };
}

export function reply(
  { response, headers }: Exchange,
  status: number,
  more: Readonly<Record<string, string>>,
  body?: Bytes,
): void {
  response.writeHead(status, { ...headers, ...more });
  if (typeof body === 'string') response.end(body, 'latin1');
  else response.end(body);
}
