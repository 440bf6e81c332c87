/** A Redis Cluster, as a user with the documented permissions only. */
import { expect, test } from 'vitest';
import { expectCleanRun } from './short-run.ts';

test('no change is lost on a Redis Cluster with the documented ACL', { timeout: 120_000 }, async () => {
  const { faults, logs } = await expectCleanRun(3, { topology: 'cluster', acl: true });
  expect(faults.map(({ kind }) => kind)).toContain('Redis FLUSHALL');
  // Guards against a run without messages.
  expect(logs.flatMap(({ received }) => received).length).toBeGreaterThan(100);
});
