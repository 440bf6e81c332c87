/** What a request is answered with that never reaches GraphQL: the same form, and a code of the same table. */
import { type ErrorCode, errorCodes, httpOf } from '../../schema/errors.ts';
import { bytesOf, type Exchange, reply } from './exchange.ts';

export function refusalBody(
  code: ErrorCode,
  requestId?: string,
  message: string = errorCodes[code].meaning,
): string {
  const { retryable } = errorCodes[code];
  return JSON.stringify({ errors: [{ message, extensions: { code, retryable, requestId } }] });
}

export function refuse(
  exchange: Exchange,
  code: ErrorCode,
  message?: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const more = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  const body = refusalBody(code, exchange.requestId, message);
  reply(exchange, httpOf(code)?.status ?? 400, more, bytesOf(body));
}
