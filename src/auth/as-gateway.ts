/** Reads of the mirror for callers that CMF authorizes individually (`CMF_AUTH=forward`). */
import { CmfError, isRefused } from '../cmf/errors.ts';
import type { MaybePromise } from '../maybe-promise.ts';

/**
 * Runs a read with the gateway's own identity. If CMF denies the gateway access, the read fails as an outage,
 * because CMF did not decide about the caller.
 */
export function asGateway<T>(reading: MaybePromise<T>): MaybePromise<T> {
  if (!(reading instanceof Promise)) return reading;
  return reading.catch((error: unknown) => {
    if (!(error instanceof CmfError && isRefused(error))) throw error;
    const { operation, status, message } = error;
    throw new CmfError({
      operation,
      failure: 'GATEWAY_REFUSED',
      status,
      retryable: true,
      message: `CMF denies the gateway access: ${message}`,
      cause: error,
    });
  });
}
