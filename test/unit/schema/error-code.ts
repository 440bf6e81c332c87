/** The public code of the error that a call throws. */
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../../schema/errors.ts';

/** Null when the call succeeds. Rethrows an error without a code. */
export function errorCodeOf(call: () => unknown): ErrorCode | null {
  try {
    call();
    return null;
  } catch (error) {
    if (!(error instanceof GraphQLError) || typeof error.extensions['code'] !== 'string') throw error;
    return error.extensions['code'] as ErrorCode;
  }
}
