/** How soon targets are refreshed after a CMF that hung responds again. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { activeMs, createPolling, every, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

const aborted = new Error('aborted');

/** Calls to a CMF that does not respond, then or later, to calls that begin while it hangs. */
function createHangingCmf(timeoutMs: number) {
  const cmf = {
    hangs: false,
    call: (interest: AbortSignal): Promise<void> => {
      if (!cmf.hangs) return Promise.resolve();
      const { promise, reject } = Promise.withResolvers<void>();
      const timer = setTimeout(() => reject(new Error('timeout')), timeoutMs);
      interest.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(aborted);
      });
      return promise;
    },
  };
  return cmf;
}

test('watched targets are refreshed within two fast intervals, however long CMF hung', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        healthyMs: fc.integer({ min: 5_000, max: 15_000 }),
        hangMs: fc.integer({ min: 1, max: 60_000 }),
        timeoutMs: fc.integer({ min: 2 * activeMs, max: 30_000 }),
      }),
      async ({ healthyMs, hangMs, timeoutMs }) => {
        const cmf = createHangingCmf(timeoutMs);
        const environments = ['a', 'b', 'c', 'd', 'e', 'f'];
        await using polling = createPolling({
          environments,
          end: (_target, interest) => cmf.call(interest),
          probe: cmf.call,
        });
        using _watching = polling.watch(null);
        await turn(healthyMs);
        cmf.hangs = true;
        await turn(hangMs);
        cmf.hangs = false;
        const back = Date.now();
        await turn(2 * activeMs);
        for (const name of environments) expect(polling.times(name, back)).not.toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

test('a slow refresh is not restarted while CMF responds to probes, once its duration is known', async () => {
  const slow = (target: string, interest: AbortSignal) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    setTimeout(resolve, target === 'dev' ? 5 * activeMs : 0);
    interest.addEventListener('abort', () => reject(aborted));
    return promise;
  };
  const polling = createPolling({ end: slow, probe: () => Promise.resolve() });
  using _watching = polling.watch('dev');
  await turn(31 * activeMs);
  // Restarted once, after two fast intervals; from then on each runs to its end.
  expect(polling.times('dev')).toEqual([0, ...every(6 * activeMs, 5).map((at) => 2 * activeMs + at)]);
  const closing = polling[Symbol.asyncDispose]();
  await turn(10 * activeMs);
  await closing;
});

test('a CMF that responds is not probed', async () => {
  let probes = 0;
  await using polling = createPolling({
    probe: async () => {
      probes += 1;
    },
  });
  using _watching = polling.watch(null);
  await turn(60_000);
  expect(probes).toBe(0);
});
