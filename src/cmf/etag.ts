/**
 * Validators: the last document of each URL that had an ETag, returned again on a 304 response. Bounded by the
 * documents' sizes on the wire; the least recently used are evicted first.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export interface Validated {
  readonly etag: string;
  /** The parsed document. */
  readonly document: unknown;
  /** Its length on the wire. */
  readonly bytes: number;
}

export interface Validators {
  get(key: string): Validated | undefined;
  set(key: string, validated: Validated): void;
  /** For a URL that CMF no longer sends an ETag for. */
  delete(key: string): void;
}

const maxBytes = 64 * 1024 * 1024;

export function createValidators(): Validators {
  return new LRUCache<string, Validated>({
    maxSize: maxBytes,
    maxEntrySize: maxBytes / 4,
    sizeCalculation: ({ bytes }, key) => bytes + key.length,
  });
}

/** The key is per principal and URL, so principals share no documents. It holds a hash of the token, not the token. */
export function validatorKey(url: string, authorization: string | undefined): string {
  return `${authorization === undefined ? '' : hash('sha256', authorization)} ${url}`;
}
