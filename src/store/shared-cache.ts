/**
 * What one replica read of CMF, kept for the others: a cache and no truth. It never fails and never holds anybody up
 * for long; without it everything is only read once more.
 */
import type { Json } from '../json.ts';

export interface SharedCache {
  /** Undefined when it is not known, or cannot be asked. */
  get(key: string): Promise<Json | undefined>;
  /** Keeps a value for others to find; kept when this ends, or not at all. */
  set(key: string, value: Json, ttlMs: number): Promise<void>;
  /** True when the caller is the one to find out the value; false while another is at it, for at most `ttlMs`. */
  claim(key: string, ttlMs: number): Promise<boolean>;
}

/** For a gateway that runs alone: what it read it knows. */
export const noSharedCache: SharedCache = {
  get: async () => undefined,
  set: async () => undefined,
  claim: async () => true,
};
