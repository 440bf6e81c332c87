/**
 * CMF's view of the gateway's own identity. The mirror calls CMF with the identity of the gateway, so a 401 is not a
 * decision on a caller. It is an outage, like a failure of the token endpoint. Readers then receive old copies, and
 * the circuit opens.
 */
import { CmfError, isIdentityFailure } from '../../cmf/errors.ts';
import type { Breaker } from './circuit-breaker.ts';

export interface IdentityReports {
  /** A call failed because CMF refused the gateway (`GATEWAY_REFUSED`), or because there is no token (`TOKEN`). */
  failed(error: CmfError): void;
  /** The first successful call after failures. */
  recovered(): void;
}

export interface OwnIdentity extends Breaker {
  /** True while the circuit is open for a reason other than the gateway's identity. */
  readonly isUnreachable: boolean;
}

/** The breaker for calls in the gateway's name: each 401 becomes `GATEWAY_REFUSED`. */
export function asOwnIdentity(breaker: Breaker, reports?: IdentityReports): OwnIdentity {
  let isFailing = false;

  const ended = (error: unknown): unknown => {
    const failure = error instanceof CmfError && error.status === 401 ? gatewayRefused(error) : error;
    if (isIdentityFailure(failure)) {
      isFailing = true;
      reports?.failed(failure);
    }
    return failure;
  };

  return {
    get isOpen() {
      return breaker.isOpen;
    },
    get isUnreachable() {
      return breaker.isOpen && !isFailing;
    },
    run: (call) =>
      breaker.run(async () => {
        try {
          const result = await call();
          if (isFailing) {
            isFailing = false;
            reports?.recovered();
          }
          return result;
        } catch (error) {
          throw ended(error);
        }
      }),
  };
}

function gatewayRefused({ operation, message, cause }: CmfError): CmfError {
  return new CmfError({
    operation,
    failure: 'GATEWAY_REFUSED',
    status: 401,
    retryable: true,
    message: `CMF does not accept the identity of the gateway (401): ${message}`,
    cause,
  });
}
