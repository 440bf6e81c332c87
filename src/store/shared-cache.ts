/**
 * Results of CMF reads that replicas share: a cache only. It never fails and never blocks for long; a miss costs one
 * more read of CMF.
 */
import type { Json } from '../json.ts';

export interface SharedCache {
  /** Undefined on a miss and while the cache is unreachable. */
  get(key: string): Promise<Json | undefined>;
  /** Stores a value. Resolves when it is stored or could not be. */
  set(key: string, value: Json, ttlMs: number): Promise<void>;
  /** True when the caller should compute the value; false while another caller does, for at most `ttlMs`. */
  claim(key: string, ttlMs: number): Promise<boolean>;
}

/** For a gateway without replicas. */
export const noSharedCache: SharedCache = {
  get: async () => undefined,
  set: async () => undefined,
  claim: async () => true,
};
