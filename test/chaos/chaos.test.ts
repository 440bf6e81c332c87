/** Short chaos runs. `npm run test:chaos` is the long one; `docs/reliability.md` has its results. */
import { expect, test } from 'vitest';
import { eventVersions } from '../support/world.ts';
import { runChaos } from './run.ts';
import { expectClean } from './short-run.ts';
import { summaryOf } from './summary.ts';

const [separateEvents, countedEvents] = eventVersions;

test.for([
  {
    cmfVersion: separateEvents,
    replicas: 3,
    faults: 18,
    durationMs: 7_000,
    outageMs: 2_000,
    received: 150,
  },
  { cmfVersion: countedEvents, replicas: 2, faults: 8, durationMs: 3_000, outageMs: 0, received: 50 },
] as const)(
  'no change is lost, duplicated or reordered under random faults, in front of CMF $cmfVersion',
  { timeout: 180_000 },
  async ({ received, ...options }) => {
    const report = await runChaos({ seed: 1, subscribers: 9, journalLength: 200, ...options });
    console.log(summaryOf(report).split('\n', 1)[0]);
    expectClean(report);
    // Guards against a run without faults or messages.
    expect(report.logs.flatMap((log) => log.received).length).toBeGreaterThan(received);
    expect(report.faults).toHaveLength(options.faults);
  },
);
