/** Who the gateway itself is towards CMF, as an `Authorization` header. A client certificate is the transport's matter. */
import type { HttpResponse } from '../http/exchange.ts';

export interface IdentifiedCall {
  /** The client's method, e.g. `getApplication`. */
  readonly operation: string;
  /** Ends the call with failure `ABORTED`, also while it waits for a token. */
  readonly signal?: AbortSignal | undefined;
}

export interface Identity {
  /**
   * Sends a request in the gateway's name, and after a 401 once more where there is another credential to try. Throws a
   * `CmfError` of failure `TOKEN` when there is no credential to send.
   */
  send(call: IdentifiedCall, request: IdentifiedRequest): Promise<HttpResponse>;
  /** The age of a token that was obtained by OAuth, in milliseconds; null or absent without one. */
  readonly tokenAgeMs?: number | null;
}

export type IdentifiedRequest = (authorization: string | undefined) => Promise<HttpResponse>;

/** For a CMF that asks for nothing, or for a certificate alone. */
export const noIdentity: Identity = { send: (_call, request) => request(undefined) };
