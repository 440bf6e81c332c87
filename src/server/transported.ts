/** What the transport knows of a request and hands to the GraphQL pipeline. */
import type { Caller } from '../auth/callers.ts';

export interface Transported {
  readonly requestId: string;
  /** Who counts as one where callers share what there is. */
  readonly caller: string;
  readonly identity: Caller;
  /** True where the transport itself ends what the caller may not have any more. */
  readonly isSessionKept?: boolean | undefined;
  /** `Cache-Control` of the HTTP request. */
  readonly cacheControl?: string | undefined;
}
