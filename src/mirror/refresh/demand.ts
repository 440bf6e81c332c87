/** Which environments callers of this process need refreshed fast: the watched and the recently read ones. */

export interface Demand {
  isActive(environment: string): boolean;
  /** True while any environment is watched. */
  readonly isWatching: boolean;
  /** Records a read of this environment. */
  touch(environment: string): void;
  /** Watches this environment, or all (null), until disposed. */
  watch(environment: string | null): Disposable;
  /** The environment is gone: its reads count no longer. */
  forget(environment: string): void;
}

export interface DemandOptions {
  /** How long a read keeps an environment active, in milliseconds. */
  readonly touchMs: number;
  readonly now: () => number;
}

export function createDemand({ touchMs, now }: DemandOptions): Demand {
  const touchedAt = new Map<string, number>();
  const watchers = new Map<string | null, number>();

  return {
    isActive: (environment) =>
      watchers.has(null) ||
      watchers.has(environment) ||
      now() - (touchedAt.get(environment) ?? -Infinity) < touchMs,
    get isWatching() {
      return watchers.size > 0;
    },
    touch: (environment) => void touchedAt.set(environment, now()),
    watch(environment) {
      watchers.set(environment, (watchers.get(environment) ?? 0) + 1);
      return {
        [Symbol.dispose]() {
          const left = (watchers.get(environment) ?? 1) - 1;
          if (left === 0) watchers.delete(environment);
          else watchers.set(environment, left);
        },
      };
    },
    forget: (environment) => void touchedAt.delete(environment),
  };
}
