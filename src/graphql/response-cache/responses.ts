/**
 * Caches whole responses as bytes, by request and visible scope, bounded by size. A response is reused only while
 * every read of its execution would return the same (`trace.ts`), so the cache needs no invalidation.
 */
import { LRUCache } from 'lru-cache';
import type { Reads } from '../../mirror/reads-interface.ts';
import type { MeteredOperation } from '../../observability/meters/operations.ts';
import type { Bytes } from '../bytes.ts';
import type { Trace } from './trace.ts';

/** A body with the headers that describe it. */
export interface Representation {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

/** The body without a content coding. */
export interface CachedResponse extends Representation {
  /** The body in content codings, by coding. Only `addEncoded` adds to it. */
  readonly encoded: Map<string, Representation>;
  /** The operation of the response; null if it is not counted. */
  readonly operation: MeteredOperation | null;
}

export interface ResponseCache {
  /** True if caching is disabled. */
  readonly isDisabled: boolean;
  /** The cached response to this request, if it is still valid. */
  get(key: string, reads: Reads): CachedResponse | undefined;
  set(key: string, response: CachedResponse, trace: Trace): void;
  /** Caches a response in a content coding too, in place of an earlier one in the same coding, if there is room for it. */
  addEncoded(key: string, response: CachedResponse, coding: string, representation: Representation): void;
  /** True if the last response to this request could be cached, whether or not it is still valid. */
  has(key: string): boolean;
  readonly bytes: number;
  readonly entries: number;
  /** The number of evicted responses. */
  readonly evictions: number;
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
  const maxEntrySize = maxBytes / 4;
  let evictions = 0;
  const dispose = (_entry: Entry, _key: string, reason: LRUCache.DisposeReason) => {
    if (reason === 'evict') evictions += 1;
  };
  const entries =
    maxBytes > 0 ? new LRUCache<string, Entry>({ maxSize: maxBytes, maxEntrySize, dispose }) : null;
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
      const size = sizeOf(key, response, trace);
      entries?.set(key, { response, trace, validatedAt: null }, { size });
    },
    addEncoded(key, response, coding, representation) {
      const entry = entries?.peek(key);
      // Another response has replaced it.
      if (entry?.response !== response) return;
      const replaced = response.encoded.get(coding)?.body.length ?? 0;
      const size = sizeOf(key, response, entry.trace) - replaced + representation.body.length;
      if (size > maxEntrySize) return;
      response.encoded.set(coding, representation);
      // A new object, because the cache computes the size of an entry only for a new value.
      entries?.set(key, { ...entry }, { size });
    },
    has: (key) => entries?.has(key) ?? false,
    get bytes() {
      return entries?.calculatedSize ?? 0;
    },
    get entries() {
      return entries?.size ?? 0;
    },
    get evictions() {
      return evictions;
    },
  };
}

function sizeOf(key: string, { body, encoded }: CachedResponse, trace: Trace): number {
  const bodies = [...encoded.values()].reduce((sum, { body }) => sum + body.length, body.length);
  return bodies + key.length + entryOverhead + readOverhead * trace.size;
}

function isSameMoment(a: Moment | null, b: Moment): boolean {
  return a !== null && a.time === b.time && a.view === b.view && a.instancesVersion === b.instancesVersion;
}
