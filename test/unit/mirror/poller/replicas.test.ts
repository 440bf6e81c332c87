/** A poller that shares its targets with other replicas. */
import { describe, expect, test } from 'vitest';
import { createHeld, createPolling, list, turn, useFakeTimers } from './fixtures.ts';

useFakeTimers();

describe('with other replicas', () => {
  const renewMs = 500;

  test('a target that another replica polls is not polled, and is taken over when the lease expires', async () => {
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

  test('a target with readers on another replica is polled fast here, and targets with readers here are announced to the others', async () => {
    const reported: string[] = [];
    let isWantedElsewhere = false;
    const lease = async (target: string, active: boolean) => {
      reported.push(`${target} ${active}`);
      return { held: true, active: active || isWantedElsewhere };
    };
    await using polling = createPolling({ lease, renewMs });
    await turn(1_000);
    expect(new Set(reported)).toEqual(new Set(['* false', 'dev false']));
    isWantedElsewhere = true;
    await turn(4_000);
    expect(polling.times('dev', 1_001).length).toBeGreaterThanOrEqual(3);
    using _watching = polling.watch('dev');
    await turn(1_000);
    expect(reported).toContain('dev true');
  });

  test('leases are renewed while refreshes hang, also of targets that wait for a slot', async () => {
    const heldUntil = new Map<string, number>();
    const lapsed: string[] = [];
    const ttlMs = 2 * renewMs;
    const lease = async (target: string, active: boolean) => {
      if ((heldUntil.get(target) ?? Infinity) < Date.now()) lapsed.push(target);
      heldUntil.set(target, Date.now() + ttlMs);
      return { held: true, active };
    };
    const held = createHeld();
    const environments = ['a', 'b', 'c', 'd', 'e', 'f'];
    const polling = createPolling({ environments, lease, renewMs, end: held.end, concurrency: 3 });
    using _watching = polling.watch(null);
    await turn(60_000);
    expect(held.waiting.map(({ target }) => target)).toEqual([list, 'a', 'b']);
    expect(lapsed).toEqual([]);
    for (const target of ['*', ...environments]) {
      expect(heldUntil.get(target)).toBeGreaterThanOrEqual(Date.now() + ttlMs - renewMs);
    }
    const closing = polling[Symbol.asyncDispose]();
    held.endAll();
    await closing;
  });
});
