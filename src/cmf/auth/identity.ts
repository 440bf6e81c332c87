/** The gateway's own identity at CMF, as an `Authorization` header. The transport handles client certificates. */
import type { HttpResponse } from '../http/exchange.ts';

export interface IdentifiedCall {
  /** The client's method, e.g. `getApplication`. */
  readonly operation: string;
  /** Ends the call with failure `ABORTED`, also while it waits for a token. */
  readonly signal?: AbortSignal | undefined;
}

export interface Identity {
  /**
   * Sends a request with the gateway's identity. After a 401, repeats it once if there is a newer credential.
   * Throws a `CmfError` of failure `TOKEN` when there is no credential.
   */
  send(call: IdentifiedCall, request: IdentifiedRequest): Promise<HttpResponse>;
  /** The age of a token that was obtained by OAuth, in milliseconds; null or absent without one. */
  readonly tokenAgeMs?: number | null;
}

export type IdentifiedRequest = (authorization: string | undefined) => Promise<HttpResponse>;

/** For a CMF without authentication, or with client certificates only. */
export const noIdentity: Identity = { send: (_call, request) => request(undefined) };
