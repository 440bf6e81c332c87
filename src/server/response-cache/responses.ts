/**
 * Whole answers as bytes, kept by request and visible scope, bounded by their size. An answer is used again only while
 * everything that it read stands (`trace.ts`), so nothing has to be invalidated: what changed is simply not the same.
 */
import { LRUCache } from 'lru-cache';
import type { Reads } from '../../mirror/reads.ts';
import type { Trace } from './trace.ts';

export interface KeptResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface Responses {
  /** The answer to this request, if it would be the same now. */
  find(key: string, reads: Reads): KeptResponse | undefined;
  keep(key: string, response: KeptResponse, trace: Trace): void;
  readonly bytes: number;
}

interface Entry {
  readonly response: KeptResponse;
  readonly trace: Trace;
}

/** What an entry costs beside its bytes: its trace, and what that holds of values which are not the newest any more. */
const overhead = 8_000;

export function createResponses({ maxBytes }: { maxBytes: number }): Responses {
  const entries =
    maxBytes > 0 ? new LRUCache<string, Entry>({ maxSize: maxBytes, maxEntrySize: maxBytes / 4 }) : null;
  return {
    find(key, reads) {
      const entry = entries?.get(key);
      if (!entry) return undefined;
      if (entry.trace.standsFor(reads)) return entry.response;
      return undefined;
    },
    keep(key, response, trace) {
      if (trace.isSpoilt) return;
      entries?.set(key, { response, trace }, { size: response.body.length + key.length + overhead });
    },
    get bytes() {
      return entries?.calculatedSize ?? 0;
    },
  };
}
