/** A Redis server over TLS, whose certificate is signed by a private authority. */
import { expect, test } from 'vitest';
import { expectCleanRun } from './short-run.ts';

test('no change is lost over TLS with the private authority of REDIS_CA', { timeout: 120_000 }, async () => {
  const { faults, logs } = await expectCleanRun(4, { tls: true });
  expect(faults.map(({ kind }) => kind)).toContain('Redis CLIENT KILL TYPE normal');
  // Guards against a run without messages.
  expect(logs.flatMap(({ received }) => received).length).toBeGreaterThan(100);
});
