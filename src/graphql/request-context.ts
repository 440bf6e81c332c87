/** What a transport passes to the GraphQL pipeline for each request. */
import type { ServerResponse } from 'node:http';
import type { Caller } from '../auth/authenticate.ts';
import type { Trace } from './response-cache/trace.ts';

export interface RequestContext {
  readonly requestId: string;
  /** Groups requests for quotas (`client-key.ts`). */
  readonly clientKey: string;
  readonly caller: Caller;
  /** True if the transport ends the session itself when the caller loses access (WebSocket). */
  readonly endsSessionItself?: boolean | undefined;
  /**
   * Closes the connection of a subscriber that reads too slowly. Set only by transports that can close before the
   * client has read all queued results.
   */
  readonly onTooSlow?: (() => void) | undefined;
  /** `Last-Event-ID` of the HTTP request. */
  readonly lastEventId?: string | undefined;
  /** `Cache-Control` of the HTTP request. */
  readonly cacheControl?: string | undefined;
  /**
   * The response. If it closes early, the client has disconnected. Unset for transports that share a connection
   * between operations.
   */
  readonly response?: ServerResponse | undefined;
  /** True for an HTTP POST: a mutation by any other request is refused. */
  readonly acceptsMutations?: boolean | undefined;
  /** Records the reads of the execution if its response may be cached. */
  readonly trace?: Trace | undefined;
}
