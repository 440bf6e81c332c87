/**
 * The only error type that calls to CMF throw. Resolvers never see transport errors; `schema/errors.ts` maps a
 * `CmfError` to a public code.
 */

/** Why a call failed. */
export type CmfFailure =
  /** CMF could not be reached, or the connection broke. */
  | 'UNREACHABLE'
  /** No complete response within the time limit of a call. */
  | 'TIMEOUT'
  /** The gateway has no token because the token endpoint failed. CMF was not called. */
  | 'TOKEN'
  /** CMF does not accept the gateway's own identity. A refusal of a caller is a `STATUS`. */
  | 'GATEWAY_REFUSED'
  /** CMF responded with an error status. */
  | 'STATUS'
  /** CMF responded with success and a body that violates the contract. */
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
  /** True when the same call may succeed later without any change by the caller. */
  readonly retryable: boolean;

  constructor(details: {
    operation: string;
    failure: CmfFailure;
    status?: number | null;
    retryable: boolean;
    /** CMF's message, already length-capped; never a stack trace, never a token. */
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

/** The effect of a failed write. */
export type WriteOutcome =
  /** CMF responded with a 4xx status: nothing changed. */
  | 'REFUSED'
  /** CMF may have acted: the response was lost, late, or of another status. Only reading the resource shows it. */
  | 'UNKNOWN'
  /** The request never left the gateway: nothing changed. */
  | 'NOT_SENT';

/** The only error type that writes to CMF throw. `retryable` is false where the outcome is unknown. */
export class CmfWriteError extends CmfError {
  readonly outcome: WriteOutcome;
  /** CMF's messages, one for each problem, in CMF's order; like `message`, but not joined. Empty without a response. */
  readonly messages: readonly string[];

  constructor(
    details: ConstructorParameters<typeof CmfError>[0] & {
      outcome: WriteOutcome;
      messages?: readonly string[];
    },
  ) {
    super({ ...details, retryable: details.retryable && details.outcome !== 'UNKNOWN' });
    this.outcome = details.outcome;
    this.messages = details.messages ?? [];
  }

  /** The same failure, with its outcome for a write. */
  static from(error: CmfError, outcome: WriteOutcome): CmfWriteError {
    if (error instanceof CmfWriteError) return error;
    const { operation, failure, status, retryable, message, cause } = error;
    return new CmfWriteError({ operation, failure, status, retryable, message, cause, outcome });
  }
}

/** True when CMF responded that the resource does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CmfError && error.status === 404;
}

/**
 * True when CMF decided against this principal (the bodies of 401 and 403 are unknown, contract section 2). A 401
 * for the gateway's own identity is not a decision on a caller; its failure is `GATEWAY_REFUSED`.
 */
export function isRefused(error: unknown): boolean {
  if (!(error instanceof CmfError) || error.failure === 'GATEWAY_REFUSED') return false;
  return error.status === 401 || error.status === 403;
}

/** True when the gateway cannot identify itself: CMF refuses its identity, or there is no token for CMF. */
export function isIdentityFailure(error: unknown): error is CmfError {
  return error instanceof CmfError && (error.failure === 'GATEWAY_REFUSED' || error.failure === 'TOKEN');
}

/** True when the caller ended the call: that is no evidence about CMF's health. */
export function isAborted(error: unknown): boolean {
  return error instanceof CmfError && error.failure === 'ABORTED';
}

/** True when CMF is unreachable, too slow, responds with a 5xx status, or rejects the identity of the gateway. */
export function isOutage(error: unknown): boolean {
  if (isIdentityFailure(error)) return true;
  if (!(error instanceof CmfError)) return false;
  if (error.failure === 'UNREACHABLE' || error.failure === 'TIMEOUT') return true;
  return error.failure === 'STATUS' && (error.status ?? 0) >= 500;
}
