/** Redis under Sentinel, as a user with the documented permissions only. */
import { expect, test } from 'vitest';
import { expectCleanRun } from './short-run.ts';

test('no change is lost when Sentinel promotes a replica that lacks the last writes, with the documented ACL', {
  timeout: 120_000,
}, async () => {
  const { faults, logs } = await expectCleanRun(2, {
    topology: 'sentinel',
    acl: true,
    isSentinelQuick: true,
  });
  expect(faults.map(({ kind }) => kind)).toContain(
    'Redis master killed, replica without the last writes promoted',
  );
  // Guards against a run without messages.
  expect(logs.flatMap(({ received }) => received).length).toBeGreaterThan(100);
});
