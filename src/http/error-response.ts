/** What a request is answered with that never reaches GraphQL: the same form, and a code of the same table. */

import { type ErrorCode, httpOf } from '../../schema/errors.ts';
import { bytesOf } from '../graphql/bytes.ts';
import { errorBody } from '../graphql/error-body.ts';
import { type Exchange, reply } from './exchange.ts';

export function refuse(
  exchange: Exchange,
  code: ErrorCode,
  message?: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const more = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  const body = errorBody(code, exchange.requestId, message);
  reply(exchange, httpOf(code)?.status ?? 400, more, bytesOf(body));
}
