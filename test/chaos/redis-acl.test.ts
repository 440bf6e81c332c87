/** One Redis server, as a user with the documented permissions only. */
import { expect, test } from 'vitest';
import { expectCleanRun } from './short-run.ts';

test('no change is lost on one Redis server with the documented ACL', { timeout: 120_000 }, async () => {
  const { faults, logs } = await expectCleanRun(1, { acl: true });
  expect(faults.map(({ kind }) => kind)).toContain('Redis demoted and promoted');
  // Guards against a run without messages.
  expect(logs.flatMap(({ received }) => received).length).toBeGreaterThan(100);
});
