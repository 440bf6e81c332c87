/** Sends the error response of a request that fails before GraphQL, in the form of a GraphQL response. */

import { type ErrorCode, httpOf } from '../../schema/errors.ts';
import { bytesOf } from '../graphql/bytes.ts';
import { errorBody } from '../graphql/error-body.ts';
import { traceFields } from '../observability/correlation.ts';
import { type Exchange, reply } from './exchange.ts';

export function sendError(
  exchange: Exchange,
  code: ErrorCode,
  message?: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const allHeaders = { ...headers, 'content-type': 'application/json; charset=utf-8' };
  const { requestId, received, log, observation } = exchange;
  observation.codes = [code];
  log.info({ requestId, ...traceFields(received), code, reason: message }, 'refused a request');
  const body = errorBody(code, requestId, message);
  reply(exchange, httpOf(code)?.status ?? 400, allHeaders, bytesOf(body));
}
