/**
 * Whole answers as bytes, kept by request and visible scope, bounded by their size. An answer is used again only while
 * everything that it read stands (`trace.ts`), so nothing has to be invalidated: what changed is simply not the same.
 */
import { LRUCache } from 'lru-cache';
import type { Reads } from '../../mirror/reads.ts';
import type { Bytes } from '../bytes.ts';
import type { Trace } from './trace.ts';

export interface KeptResponse {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

export interface Responses {
  /** True when nothing is ever kept. */
  readonly isOff: boolean;
  /** The answer to this request, if it would be the same now. */
  find(key: string, reads: Reads): KeptResponse | undefined;
  keep(key: string, response: KeptResponse, trace: Trace): void;
  /** True when this request was answered in a way that could be kept, whether or not that still stands. */
  isKept(key: string): boolean;
  readonly bytes: number;
}

interface Entry {
  readonly response: KeptResponse;
  readonly trace: Trace;
  /** When it was last proven to stand. */
  provenAt: Moment | null;
}

/** What every proof depends on, and nothing else does: the state of the mirror, and the time in milliseconds. */
export interface Moment {
  readonly view: unknown;
  readonly instancesVersion: number;
  readonly time: number;
}

export interface ResponsesOptions {
  readonly maxBytes: number;
  readonly moment: () => Moment;
}

/** What an entry costs beside its bytes, and each thing that its trace names. */
const overhead = 4_000;
const overheadOfRead = 500;

export function createResponses({ maxBytes, moment }: ResponsesOptions): Responses {
  const entries =
    maxBytes > 0 ? new LRUCache<string, Entry>({ maxSize: maxBytes, maxEntrySize: maxBytes / 4 }) : null;
  return {
    isOff: entries === null,
    find(key, reads) {
      const entry = entries?.get(key);
      if (!entry) return undefined;
      const now = moment();
      // Under load many requests come in one moment, and what holds for the first of them holds for all.
      if (isSame(entry.provenAt, now)) return entry.response;
      if (!entry.trace.standsFor(reads)) return undefined;
      entry.provenAt = now;
      return entry.response;
    },
    keep(key, response, trace) {
      if (trace.isSpoilt) return;
      const size = response.body.length + key.length + overhead + overheadOfRead * trace.size;
      entries?.set(key, { response, trace, provenAt: null }, { size });
    },
    isKept: (key) => entries?.has(key) ?? false,
    get bytes() {
      return entries?.calculatedSize ?? 0;
    },
  };
}

function isSame(one: Moment | null, other: Moment): boolean {
  return (
    one !== null &&
    one.time === other.time &&
    one.view === other.view &&
    one.instancesVersion === other.instancesVersion
  );
}
