import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { coalesce } from '../../../src/store/redis/coalesce.ts';

describe('coalesced runs', () => {
  it('run one at a time, and callers during one share the next', async () => {
    const runs: PromiseWithResolvers<void>[] = [];
    const coalesced = coalesce(() => {
      const run = Promise.withResolvers<void>();
      runs.push(run);
      return run.promise;
    });
    const ended: string[] = [];
    const first = coalesced().then(() => ended.push('first'));
    const second = coalesced().then(() => ended.push('second'));
    const third = coalesced().then(() => ended.push('third'));
    expect(runs).toHaveLength(1);
    runs[0]?.resolve();
    await first;
    await turn();
    expect([runs.length, ended]).toEqual([2, ['first']]);
    runs[1]?.resolve();
    await Promise.all([second, third]);
    expect([runs.length, ended]).toEqual([2, ['first', 'second', 'third']]);
  });

  it('continue after one that failed, and only its callers get the failure', async () => {
    let run = Promise.withResolvers<void>();
    const coalesced = coalesce(() => run.promise);
    const first = coalesced();
    const second = coalesced();
    const failing = run;
    run = Promise.withResolvers<void>();
    failing.reject(new Error('lost'));
    await expect(first).rejects.toThrow('lost');
    run.resolve();
    await second;
  });
});
