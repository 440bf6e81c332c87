/**
 * The one error that talking to CMF can end in. It is data until the edge: resolvers never see transport
 * errors, and `schema/errors.ts` turns it into a public code.
 */

/** Why a call failed, in the caller's terms. */
export type CmfFailure =
  /** CMF could not be reached, or the connection broke. */
  | 'UNREACHABLE'
  /** No whole answer within the time that a call may take. */
  | 'TIMEOUT'
  /** There is no token to identify the gateway with: its token endpoint failed, and CMF was not asked. */
  | 'TOKEN'
  /** CMF answered with a status that is no success. */
  | 'STATUS'
  /** CMF answered with success and a body that is not what the contract says. */
  | 'MALFORMED'
  /** The caller's signal ended the call. */
  | 'ABORTED';

export class CmfError extends Error {
  override readonly name = 'CmfError';
  /** The client's method, e.g. `getApplication`. */
  readonly operation: string;
  readonly failure: CmfFailure;
  /** The HTTP status, when there was one. */
  readonly status: number | null;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(details: {
    operation: string;
    failure: CmfFailure;
    status?: number | null;
    retryable: boolean;
    /** CMF's own words, already length-capped; never a stack, never a token. */
    message: string;
    cause?: unknown;
  }) {
    super(details.message, { cause: details.cause });
    this.operation = details.operation;
    this.failure = details.failure;
    this.status = details.status ?? null;
    this.retryable = details.retryable;
  }
}

/** True when CMF said that the thing does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CmfError && error.status === 404;
}

/** True when CMF refused this principal (the bodies of 401 and 403 are unknown, contract section 2). */
export function isRefused(error: unknown): boolean {
  return error instanceof CmfError && (error.status === 401 || error.status === 403);
}

/** True when nobody waited for the answer any more: that says nothing of CMF. */
export function isAborted(error: unknown): boolean {
  return error instanceof CmfError && error.failure === 'ABORTED';
}

/** True when CMF could not answer at all: not reached, not in time, failing by its own word, or not to be asked without a token. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof CmfError)) return false;
  if (error.failure === 'UNREACHABLE' || error.failure === 'TIMEOUT' || error.failure === 'TOKEN')
    return true;
  return error.failure === 'STATUS' && (error.status ?? 0) >= 500;
}
