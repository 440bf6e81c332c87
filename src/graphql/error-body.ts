/** The JSON body of a request that fails before GraphQL: a GraphQL response with one coded error. */
import { type ErrorCode, errorCodes } from '../../schema/errors.ts';

export function errorBody(
  code: ErrorCode,
  requestId?: string,
  message: string = errorCodes[code].meaning,
): string {
  const { retryable } = errorCodes[code];
  return JSON.stringify({ errors: [{ message, extensions: { code, retryable, requestId } }] });
}
