import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createPoller, type PollerOptions } from '../../../src/mirror/refresh/poller.ts';

const activeMs = 1_000;
const idleMs = 10_000;
const list = 'the list';

/** The clock and the timers that Node has, turned by hand. */
const turn = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A poller of environments, and when it refreshed which; `end` says how each refresh ends. */
function createPolling({
  environments = ['dev'],
  end = () => Promise.resolve(),
  ...options
}: { environments?: string[]; end?: (target: string) => Promise<void> } & Partial<
  Pick<PollerOptions, 'concurrency' | 'random' | 'lease' | 'renewMs'>
> = {}) {
  const refreshes: { readonly target: string; readonly at: number }[] = [];
  const refresh = (target: string) => {
    refreshes.push({ target, at: Date.now() });
    return end(target);
  };
  const poller = createPoller({
    activeMs,
    idleMs,
    now: Date.now,
    random: () => 0.5,
    lease: async (_target, active) => ({ held: true, active }),
    renewMs: Infinity,
    environments: () => environments,
    refreshList: () => refresh(list),
    refresh,
    ...options,
  });
  return {
    ...poller,
    refreshes,
    /** Change it to make environments come and go. */
    environments,
    /** When a target was refreshed, in milliseconds since `from`. */
    times: (target: string, from = 0) =>
      refreshes
        .filter((refresh) => refresh.target === target && refresh.at >= from)
        .map(({ at }) => at - from),
  };
}

/** Refreshes that end when the test says so. */
function createHeld() {
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

const every = (milliseconds: number, count: number) =>
  Array.from({ length: count }, (_, nth) => nth * milliseconds);

describe('what nobody is interested in', () => {
  test('is refreshed at once and then slowly, and so is the list of environments', async () => {
    await using polling = createPolling();
    await turn(35_000);
    expect(polling.times('dev')).toEqual([0, 10_000, 20_000, 30_000]);
    expect(polling.times(list)).toEqual([0, 10_000, 20_000, 30_000]);
  });
});

describe('what is watched', () => {
  test('is refreshed fast, with the list, until nobody watches it; the others stay slow', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    await turn(2_500);
    const one = polling.watch('dev');
    const other = polling.watch('dev');
    await turn(5_000);
    expect(polling.times('dev', 3_500)).toEqual(every(1_000, 5));
    expect(polling.times(list, 3_500)).toEqual(every(1_000, 5));
    one[Symbol.dispose]();
    await turn(2_000);
    expect(polling.times('dev', 8_500)).toEqual([0, 1_000]);
    other[Symbol.dispose]();
    await turn(20_000);
    expect(polling.times('dev', 9_600)).toEqual([900, 10_900]);
    expect(polling.times('production')).toEqual([0, 10_000, 20_000]);
  });

  test('can be all there is, what comes later included', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    using _watching = polling.watch(null);
    await turn(2_500);
    polling.environments.push('test');
    await turn(2_000);
    for (const target of [list, 'dev', 'production']) expect(polling.times(target)).toEqual(every(1_000, 5));
    expect(polling.times('test')).toEqual([3_000, 4_000]);
  });

  test('may be an environment that comes later', async () => {
    await using polling = createPolling({ environments: [] });
    await turn(5_000);
    using _watching = polling.watch('dev');
    polling.environments.push('dev');
    await turn(3_500);
    expect(polling.times('dev')).toEqual([6_000, 7_000, 8_000]);
  });

  test('is refreshed within one fast interval, though its last watcher left a slow one behind', async () => {
    await using polling = createPolling();
    const first = polling.watch('dev');
    await turn(1_500);
    first[Symbol.dispose]();
    await turn(2_000);
    using _second = polling.watch('dev');
    await turn(2_000);
    expect(polling.times('dev')).toEqual([0, 1_000, 2_000, 4_500, 5_500]);
  });
});

describe('what was read', () => {
  test('is refreshed fast for ten fast intervals after the last time, then slowly again', async () => {
    await using polling = createPolling();
    await turn(5_000);
    polling.touch('dev');
    await turn(5_000);
    polling.touch('dev');
    await turn(30_000);
    expect(polling.times('dev', 6_000)).toEqual([...every(1_000, 15), 24_000, 34_000]);
  });

  test('is not refreshed any faster for being read often', async () => {
    await using polling = createPolling();
    await turn(5_000);
    for (let read = 0; read < 500; read += 1) {
      polling.touch('dev');
      await turn(10);
    }
    expect(polling.times('dev', 1)).toEqual([6_000, 7_000, 8_000, 9_000, 10_000].map((at) => at - 1));
  });

  test('may be unknown: nothing is refreshed for it', async () => {
    await using polling = createPolling();
    polling.touch('nowhere');
    await turn(5_000);
    expect(polling.times('nowhere')).toEqual([]);
  });
});

describe('the load on CMF', () => {
  test('is never more than the cap at once; the others follow as soon as there is room', async () => {
    const held = createHeld();
    const environments = Array.from({ length: 9 }, (_, nth) => `e${nth}`);
    const polling = createPolling({ environments, concurrency: 3, end: held.end });
    await turn(60_000);
    expect(held.waiting.map(({ target }) => target)).toEqual([list, 'e0', 'e1']);
    expect(vi.getTimerCount(), 'nothing to wait for but an end').toBe(0);
    for (let ended = 0; ended < 10; ended += 1) {
      held.waiting[0]?.end();
      await turn(0);
    }
    expect(polling.refreshes.slice(0, 10).map(({ target }) => target)).toEqual([list, ...environments]);
    expect(held.peak).toBe(3);
    const closing = polling[Symbol.asyncDispose]();
    held.endAll();
    await closing;
  });

  test('is first what has been due longest', async () => {
    const held = createHeld();
    await using polling = createPolling({ environments: ['a', 'b'], concurrency: 1, end: held.end });
    await turn(0);
    const end = async () => {
      held.endAll();
      await turn(1);
    };
    for (const _target of [list, 'a', 'b']) await end();
    using _watching = polling.watch('b');
    await turn(activeMs);
    // The list holds the only place until both environments are due, the second of them first.
    await turn(3 * idleMs);
    const from = Date.now();
    for (const _target of [list, 'b', 'a']) await end();
    const targets = polling.refreshes.filter(({ at }) => at >= from).map(({ target }) => target);
    expect(targets.slice(0, 2)).toEqual(['b', 'a']);
    held.endAll();
  });

  test('has no second refresh of a target while one runs, however long that takes', async () => {
    const held = createHeld();
    await using polling = createPolling({ end: held.end });
    using _watching = polling.watch('dev');
    await turn(60_000);
    expect(polling.times('dev')).toEqual([0]);
    held.endAll();
    await turn(activeMs);
    expect(polling.times('dev')).toEqual([0, 61_000]);
    held.endAll();
  });

  test('is spread: no interval is shorter or longer by more than a tenth', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 1,
          maxLength: 10,
        }),
        async (numbers) => {
          let nth = 0;
          await using polling = createPolling({ random: () => numbers[nth++ % numbers.length] ?? 0 });
          const from = Date.now();
          await turn(10 * idleMs);
          const times = polling.times('dev', from);
          for (const [index, at] of times.slice(1).entries()) {
            const interval = at - (times[index] ?? 0);
            expect(interval).toBeGreaterThanOrEqual(0.9 * idleMs - 1);
            expect(interval).toBeLessThanOrEqual(1.1 * idleMs + 1);
          }
          expect(times.length).toBeGreaterThanOrEqual(9);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('what fails', () => {
  const failing = (target: string) =>
    target === 'dev' ? Promise.reject(new Error('no')) : Promise.resolve();

  test('is tried ever more seldom, up to a bound, while the others keep their pace', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'], end: failing });
    await turn(150_000);
    expect(polling.times('dev')).toEqual([0, 20_000, 60_000, 100_000, 140_000]);
    expect(polling.times('production')).toEqual(every(10_000, 16));
  });

  test('is tried more seldom though it is watched, and keeps the fast pace once it succeeds', async () => {
    let isDown = true;
    await using polling = createPolling({ end: (target) => (isDown ? failing(target) : Promise.resolve()) });
    using _watching = polling.watch('dev');
    await turn(40_000);
    expect(polling.times('dev')).toEqual([0, 2_000, 6_000, 14_000, 24_000, 34_000]);
    isDown = false;
    await turn(30_000);
    expect(polling.times('dev', 44_000)).toEqual(every(1_000, 27));
  });

  test('is not hurried by those who ask for it', async () => {
    await using polling = createPolling({ end: failing });
    await turn(1_000);
    polling.touch('dev');
    using _watching = polling.watch('dev');
    await turn(10_000);
    expect(polling.times('dev')).toEqual([0]);
  });

  test('may be the list: the environments known by then are refreshed all the same', async () => {
    await using polling = createPolling({
      end: (target) => (target === list ? Promise.reject(new Error('no')) : Promise.resolve()),
    });
    await turn(25_000);
    expect(polling.times('dev')).toEqual([0, 10_000, 20_000]);
    expect(polling.times(list)).toEqual([0, 20_000]);
  });
});

describe('an environment', () => {
  test('that comes is refreshed as soon as the list tells of it', async () => {
    const environments: string[] = [];
    await using polling = createPolling({
      environments,
      end: async (target) => {
        if (target === list && Date.now() >= 10_000 && environments.length === 0) environments.push('dev');
      },
    });
    await turn(15_000);
    // A timer of nothing takes a millisecond.
    expect(polling.times('dev')).toEqual([10_001]);
  });

  test('that vanishes is refreshed no more, watched or not', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    using _watching = polling.watch('dev');
    await turn(2_500);
    polling.environments.shift();
    await turn(20_000);
    expect(polling.times('dev')).toEqual([0, 1_000, 2_000]);
    expect(polling.times('production')).toEqual([0, 10_000, 20_000]);
  });

  test('that vanishes while it is refreshed and comes back is refreshed again', async () => {
    const held = createHeld();
    await using polling = createPolling({
      environments: ['dev'],
      end: (target) => (target === 'dev' ? held.end(target) : Promise.resolve()),
    });
    await turn(1_000);
    polling.environments.shift();
    await turn(10_000);
    held.waiting[0]?.end();
    polling.environments.push('dev');
    await turn(20_000);
    expect(polling.times('dev')).toHaveLength(2);
    held.waiting[0]?.end();
  });

  test('that vanishes is idle when it comes back, though it was read before', async () => {
    await using polling = createPolling({ environments: ['dev', 'production'] });
    using _watching = polling.watch('production');
    polling.touch('dev');
    await turn(2_500);
    polling.environments.shift();
    await turn(1_000);
    polling.environments.push('dev');
    await turn(5_000);
    expect(polling.times('dev', 2_500)).toEqual([1_500]);
  });
});

describe('disposal', () => {
  test('ends all timers, and nothing starts another', async () => {
    const polling = createPolling();
    const watching = polling.watch('dev');
    await turn(1_500);
    await polling[Symbol.asyncDispose]();
    expect(vi.getTimerCount()).toBe(0);
    watching[Symbol.dispose]();
    polling.touch('dev');
    polling.watch(null);
    expect(vi.getTimerCount()).toBe(0);
    const count = polling.refreshes.length;
    await turn(60_000);
    expect(polling.refreshes).toHaveLength(count);
  });

  test('before the first round means that there is none', async () => {
    const polling = createPolling();
    await polling[Symbol.asyncDispose]();
    await turn(60_000);
    expect(polling.refreshes).toEqual([]);
  });

  test('waits for the refreshes that run, also for those that fail, and starts no other', async () => {
    const held = createHeld();
    const polling = createPolling({ environments: ['a', 'b', 'c'], concurrency: 3, end: held.end });
    await turn(0);
    let isDisposed = false;
    const disposal = polling[Symbol.asyncDispose]().then(() => {
      isDisposed = true;
    });
    await turn(30_000);
    expect(isDisposed).toBe(false);
    const [first, ...rest] = held.waiting.slice();
    first?.end(new Error('no'));
    await turn(0);
    expect(isDisposed).toBe(false);
    for (const { end } of rest) end();
    await disposal;
    expect(polling.refreshes).toHaveLength(3);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('with other replicas', () => {
  const renewMs = 500;

  test('what another one polls is left to it, and taken over when its lease is gone', async () => {
    let holder: 'other' | 'this' = 'other';
    const lease = async (_target: string, active: boolean) => ({ held: holder === 'this', active });
    await using polling = createPolling({ lease, renewMs });
    using _watching = polling.watch('dev');
    await turn(5_200);
    expect(polling.refreshes).toEqual([]);
    holder = 'this';
    await turn(3_000);
    expect(polling.times('dev', 5_000)).toEqual([500, 1_500, 2_500]);
  });

  test('what somebody wants on another one is polled fast here, and the others are told what is wanted here', async () => {
    const told: string[] = [];
    let isWantedElsewhere = false;
    const lease = async (target: string, active: boolean) => {
      told.push(`${target} ${active}`);
      return { held: true, active: active || isWantedElsewhere };
    };
    await using polling = createPolling({ lease, renewMs });
    await turn(1_000);
    expect(new Set(told)).toEqual(new Set(['* false', 'dev false']));
    isWantedElsewhere = true;
    await turn(4_000);
    expect(polling.times('dev', 1_001).length).toBeGreaterThanOrEqual(3);
    using _watching = polling.watch('dev');
    await turn(1_000);
    expect(told).toContain('dev true');
  });
});
