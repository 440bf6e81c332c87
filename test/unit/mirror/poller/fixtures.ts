/** A poller on a clock that the tests advance, and refreshes that end when the tests end them. */
import { afterEach, beforeEach, vi } from 'vitest';
import { createPoller, type PollerOptions } from '../../../../src/mirror/refresh/poller.ts';

export const activeMs = 1_000;

export const idleMs = 10_000;

export const list = 'the list';

/** Node's clock and timers, advanced by the test. */
export const turn = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

/** Replaces Node's clock and timers during each test of a file. */
export function useFakeTimers(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** A poller of environments, and the times of its refreshes; `end` ends each refresh. */
export function createPolling({
  environments = ['dev'],
  end = () => Promise.resolve(),
  ...options
}: { environments?: string[]; end?: (target: string, interest: AbortSignal) => Promise<void> } & Partial<
  Pick<PollerOptions, 'concurrency' | 'random' | 'lease' | 'renewMs' | 'probe'>
> = {}) {
  const refreshes: { readonly target: string; readonly at: number }[] = [];
  const refresh = (target: string, interest: AbortSignal) => {
    refreshes.push({ target, at: Date.now() });
    return end(target, interest);
  };
  const poller = createPoller({
    activeMs,
    idleMs,
    now: Date.now,
    random: () => 0.5,
    lease: async (_target, active) => ({ held: true, active }),
    renewMs: Infinity,
    environments: () => environments,
    refreshList: (interest) => refresh(list, interest),
    refresh,
    probe: () => Promise.reject(new Error('no')),
    ...options,
  });
  return {
    ...poller,
    refreshes,
    /** Tests change it to add and remove environments. */
    environments,
    /** When a target was refreshed, in milliseconds since `from`. */
    times: (target: string, from = 0) =>
      refreshes
        .filter((refresh) => refresh.target === target && refresh.at >= from)
        .map(({ at }) => at - from),
  };
}

/** Refreshes that the test ends. */
export function createHeld() {
  const waiting: { readonly target: string; readonly end: (error?: Error) => void }[] = [];
  let peak = 0;
  return {
    waiting,
    get peak() {
      return peak;
    },
    end(target: string): Promise<void> {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const held = {
        target,
        end(error?: Error) {
          waiting.splice(waiting.indexOf(held), 1);
          if (error) reject(error);
          else resolve();
        },
      };
      waiting.push(held);
      peak = Math.max(peak, waiting.length);
      return promise;
    },
    endAll() {
      while (waiting.length > 0) waiting[0]?.end();
    },
  };
}

export const every = (milliseconds: number, count: number) =>
  Array.from({ length: count }, (_, nth) => nth * milliseconds);
