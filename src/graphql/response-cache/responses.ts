/**
 * Caches whole responses as bytes, by request and visible scope, bounded by size. A response is reused only while
 * every read of its execution would return the same (`trace.ts`), so the cache needs no invalidation.
 */
import { LRUCache } from 'lru-cache';
import type { Reads } from '../../mirror/reads-interface.ts';
import type { Bytes } from '../bytes.ts';
import type { Trace } from './trace.ts';

export interface CachedResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

export interface ResponseCache {
  /** True if caching is disabled. */
  readonly isDisabled: boolean;
  /** The cached response to this request, if it is still valid. */
  get(key: string, reads: Reads): CachedResponse | undefined;
  set(key: string, response: CachedResponse, trace: Trace): void;
  /** True if the last response to this request could be cached, whether or not it is still valid. */
  has(key: string): boolean;
  readonly bytes: number;
}

interface Entry {
  readonly response: CachedResponse;
  readonly trace: Trace;
  /** When it was last validated. */
  validatedAt: Moment | null;
}

/** Everything that a validation depends on: the state of the mirror, and the time in milliseconds. */
export interface Moment {
  readonly view: unknown;
  readonly instancesVersion: number;
  readonly time: number;
}

export interface ResponseCacheOptions {
  readonly maxBytes: number;
  readonly moment: () => Moment;
}

/** Estimated overhead of an entry, and of each read in its trace, in bytes. */
const entryOverhead = 4_000;
const readOverhead = 500;

export function createResponseCache({ maxBytes, moment }: ResponseCacheOptions): ResponseCache {
  const entries =
    maxBytes > 0 ? new LRUCache<string, Entry>({ maxSize: maxBytes, maxEntrySize: maxBytes / 4 }) : null;
  return {
    isDisabled: entries === null,
    get(key, reads) {
      const entry = entries?.get(key);
      if (!entry) return undefined;
      const now = moment();
      // Under load many requests arrive at the same moment, so one validation serves all of them.
      if (isSameMoment(entry.validatedAt, now)) return entry.response;
      if (!entry.trace.isValidFor(reads)) return undefined;
      entry.validatedAt = now;
      return entry.response;
    },
    set(key, response, trace) {
      if (trace.isUncacheable) return;
      const size = response.body.length + key.length + entryOverhead + readOverhead * trace.size;
      entries?.set(key, { response, trace, validatedAt: null }, { size });
    },
    has: (key) => entries?.has(key) ?? false,
    get bytes() {
      return entries?.calculatedSize ?? 0;
    },
  };
}

function isSameMoment(a: Moment | null, b: Moment): boolean {
  return a !== null && a.time === b.time && a.view === b.view && a.instancesVersion === b.instancesVersion;
}
