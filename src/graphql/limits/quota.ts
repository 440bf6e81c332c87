/** How much each of many may have at the same time. */

export interface Quota {
  /** Takes one for `key`, or answers null when it has as many as it may have. Give it back by `dispose`, once or often. */
  take(key: string): Disposable | null;
}

export function createQuota(most: number): Quota {
  const taken = new Map<string, number>();
  return {
    take(key) {
      const count = taken.get(key) ?? 0;
      if (count >= most) return null;
      taken.set(key, count + 1);
      let isHeld = true;
      return {
        [Symbol.dispose]() {
          if (!isHeld) return;
          isHeld = false;
          const left = (taken.get(key) ?? 1) - 1;
          if (left > 0) taken.set(key, left);
          else taken.delete(key);
        },
      };
    },
  };
}
