/** The public code that a call is refused with. */
import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../../schema/errors.ts';

/** Null when it is not refused. Throws on whatever is not a coded error. */
export function refusalOf(call: () => unknown): ErrorCode | null {
  try {
    call();
    return null;
  } catch (error) {
    if (!(error instanceof GraphQLError) || typeof error.extensions['code'] !== 'string') throw error;
    return error.extensions['code'] as ErrorCode;
  }
}
