/** What the transport knows of a request and hands to the GraphQL pipeline. */
import type { ServerResponse } from 'node:http';
import type { Caller } from '../auth/authenticate.ts';
import type { Trace } from './response-cache/trace.ts';

export interface RequestContext {
  readonly requestId: string;
  /** Who counts as one where callers share what there is. */
  readonly caller: string;
  readonly identity: Caller;
  /** True where the transport itself ends what the caller may not have any more. */
  readonly isSessionKept?: boolean | undefined;
  /** Ends what a subscriber is sent that reads too slowly, where the transport can do so before all is read. */
  readonly onTooSlow?: (() => void) | undefined;
  /** `Last-Event-ID` of the HTTP request. */
  readonly lastEventId?: string | undefined;
  /** `Cache-Control` of the HTTP request. */
  readonly cacheControl?: string | undefined;
  /** Closed before its end: nobody is there to be answered. Where each operation has a response of its own. */
  readonly response?: ServerResponse | undefined;
  /** Records what the answer is made of, where it may be used again. */
  readonly trace?: Trace | undefined;
}
