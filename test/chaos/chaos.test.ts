/** A short chaos run. `npm run test:chaos` is the long one; `docs/reliability.md` has what it showed. */
import { expect, test } from 'vitest';
import { runChaos } from './run.ts';
import { expectClean } from './short-run.ts';
import { summaryOf } from './summary.ts';

test('no change is lost, duplicated or reordered under random faults', { timeout: 180_000 }, async () => {
  const report = await runChaos({
    seed: 1,
    faults: 24,
    durationMs: 10_000,
    outageMs: 3_000,
    subscribers: 9,
    journalLength: 200,
  });
  console.log(summaryOf(report).split('\n', 1)[0]);
  expectClean(report);
  // Guards against a run without faults or messages.
  expect(report.logs.flatMap(({ received }) => received).length).toBeGreaterThan(200);
  expect(report.faults.length).toBe(24);
});
