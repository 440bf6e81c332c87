/**
 * Serialises the result of an operation. A value that has no JSON form (nested too deeply, a bigint, a cycle) fails this
 * operation only: its result becomes one coded error.
 */
import type { ExecutionResult } from 'graphql';
import type { Logger } from '../observability/log.ts';
import { maskError } from './error-mask.ts';

export interface Serialised {
  /** The given result, or the error in its place. */
  readonly result: ExecutionResult;
  readonly json: string;
}

/** The errors of `result` are in their public form. */
export function serialise(result: ExecutionResult, log: Logger, requestId: string): Serialised {
  try {
    return { result, json: JSON.stringify(result) };
  } catch (error) {
    const failed = { errors: [maskError(error, log, requestId)] };
    return { result: failed, json: JSON.stringify(failed) };
  }
}
