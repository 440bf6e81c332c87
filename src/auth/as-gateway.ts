/** Reads of the mirror for callers whom CMF authorizes by themselves (`CMF_AUTH=forward`). */
import { CmfError, isRefused } from '../cmf/errors.ts';
import type { MaybePromise } from '../maybe-promise.ts';

/**
 * Runs a read with the gateway's own identity. If CMF refuses it to the gateway, that is an outage, not a refusal of the
 * caller.
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
      message: `CMF refuses this to the gateway: ${message}`,
      cause: error,
    });
  });
}
