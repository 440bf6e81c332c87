/** Limits how many slots each key holds at the same time. */

export interface Quota {
  /**
   * Takes a slot for `key`; null when the key already holds the maximum. Dispose to release it; more than once is
   * safe.
   */
  take(key: string): Disposable | null;
}

export function createQuota(maxPerKey: number): Quota {
  const counts = new Map<string, number>();
  return {
    take(key) {
      const count = counts.get(key) ?? 0;
      if (count >= maxPerKey) return null;
      counts.set(key, count + 1);
      let isHeld = true;
      return {
        [Symbol.dispose]() {
          if (!isHeld) return;
          isHeld = false;
          const left = (counts.get(key) ?? 1) - 1;
          if (left > 0) counts.set(key, left);
          else counts.delete(key);
        },
      };
    },
  };
}
