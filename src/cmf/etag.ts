/**
 * Validators: the last document of each URL that came with an ETag, to be served again when CMF says "not
 * modified". Bounded by the documents' sizes on the wire; the least recently used go first.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export interface Validated {
  readonly etag: string;
  /** As parsed. */
  readonly document: unknown;
  /** Its length on the wire. */
  readonly bytes: number;
}

export interface Validators {
  get(key: string): Validated | undefined;
  set(key: string, validated: Validated): void;
  /** CMF no longer gives this URL an ETag. */
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

/** What one principal sees at one URL is nobody else's; the principal's token itself is not kept. */
export function validatorKey(url: string, authorization: string | undefined): string {
  return `${authorization === undefined ? '' : hash('sha256', authorization)} ${url}`;
}
