/** What a request is answered with that never reaches GraphQL: the same form, and a code of the same table. */
import type { ServerResponse } from 'node:http';
import { type ErrorCode, errorCodes, httpOf } from '../../schema/errors.ts';

export function refusalBody(
  code: ErrorCode,
  requestId?: string,
  message: string = errorCodes[code].meaning,
): string {
  const { retryable } = errorCodes[code];
  return JSON.stringify({ errors: [{ message, extensions: { code, retryable, requestId } }] });
}

export function refuse(response: ServerResponse, code: ErrorCode, requestId: string, message?: string): void {
  response.writeHead(httpOf(code)?.status ?? 400, { 'content-type': 'application/json; charset=utf-8' });
  response.end(refusalBody(code, requestId, message));
}
