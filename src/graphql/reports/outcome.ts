/**
 * Determines the outcome of an operation for metrics, from the codes of its errors, because its HTTP status may be
 * 200.
 */
import type { GraphQLError } from 'graphql';
import { type ErrorCode, isErrorCode } from '../../../schema/errors.ts';
import type { Outcome } from '../../observability/meters/operations.ts';

const ofGateway: ReadonlySet<ErrorCode> = new Set(['INTERNAL_SERVER_ERROR', 'TIMEOUT']);
const ofDependencies: ReadonlySet<ErrorCode> = new Set([
  'AUTHENTICATION_UNAVAILABLE',
  'CMF_REFUSED_GATEWAY',
  'CMF_UNREACHABLE',
  'CMF_TIMEOUT',
  'CMF_ERROR',
  'CMF_UNAVAILABLE',
  'CMF_MALFORMED',
  'FLINK_UNREACHABLE',
  'JOURNAL_UNAVAILABLE',
  'REDIS_UNAVAILABLE',
]);

export const noCodes: readonly ErrorCode[] = [];

/** The distinct codes of errors in their public form. */
export function codesOf(errors: readonly GraphQLError[] | undefined): readonly ErrorCode[] {
  if (!errors || errors.length === 0) return noCodes;
  return [...new Set(errors.map(({ extensions }) => extensions['code']).filter(isErrorCode))];
}

/** The worst of several codes counts. */
export function outcomeOf(codes: readonly ErrorCode[]): Outcome {
  if (codes.length === 0) return 'ok';
  if (codes.some((code) => ofGateway.has(code))) return 'gateway_error';
  return codes.some((code) => ofDependencies.has(code)) ? 'dependency_error' : 'caller_error';
}
