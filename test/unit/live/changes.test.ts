import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Application } from '../../../src/cmf/resources/application.ts';
import { jobStates, lifecycleStates, open } from '../../../src/cmf/resources/states.ts';
import { isSameApplication, isUnchanged, observedJob, transitionBetween } from '../../../src/live/changes.ts';

const observedAt = '2026-03-01T12:00:00.000Z';
const text = (...values: string[]) => fc.constantFrom(null, ...values);

const watched = {
  jobState: text('RUNNING', 'FAILED', 'TELEPORTING', 'LEVITATING').map((word) => open(jobStates, word)),
  jobId: text('j1', 'j2'),
  currentInstance: text('i1', 'i2'),
};
/** The other fields of a row. */
const shown = {
  createdAt: text('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
  updatedAt: text('2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z'),
  lifecycleState: text('STABLE', 'UPGRADING', 'HIBERNATING').map((word) => open(lifecycleStates, word)),
};
/** The fields that no row has. */
const unseen = {
  image: text('flink:1', 'flink:2'),
  error: text('no savepoint'),
  parallelism: fc.constantFrom(null, 1, 2),
};

const application = fc.record({ ...watched, ...shown, ...unseen }).map(
  (parts): Application => ({
    environment: 'dev',
    name: 'orders',
    labels: {},
    annotations: {},
    desiredState: null,
    upgradeMode: null,
    flinkVersion: null,
    spec: null,
    status: null,
    ...parts,
  }),
);
/** Two successive reads of an application, in which any part may differ. */
const twoReads = fc
  .tuple(application, fc.record({ ...watched, ...shown, ...unseen }, { requiredKeys: [] }))
  .map(([previous, changed]): [Application, Application] => [previous, { ...previous, ...changed }]);

describe('the transition between two reads of an application', () => {
  test('exists exactly when the job state, the job or the deployed instance differs', () => {
    fc.assert(
      fc.property(twoReads, ([previous, next]) => {
        const isSame = JSON.stringify(observedJob(previous)) === JSON.stringify(observedJob(next));
        expect(transitionBetween(previous, next, observedAt)).toEqual(
          isSame
            ? null
            : {
                environment: 'dev',
                application: 'orders',
                from: observedJob(previous),
                to: observedJob(next),
                observedAt,
                source: 'POLL',
              },
        );
      }),
    );
  });

  test('is null while only other fields change, a creation time included', () => {
    fc.assert(
      fc.property(application, fc.record({ ...shown, ...unseen }), (previous, changed) => {
        expect(transitionBetween(previous, { ...previous, ...changed }, observedAt)).toBeNull();
      }),
    );
  });

  test('starts from null for a new application and ends with null for a deleted one', () => {
    fc.assert(
      fc.property(application, (known) => {
        const reported = { environment: 'dev', application: 'orders', observedAt, source: 'POLL' };
        const job = observedJob(known);
        expect(transitionBetween(null, known, observedAt)).toEqual({ ...reported, from: null, to: job });
        expect(transitionBetween(known, null, observedAt)).toEqual({ ...reported, from: job, to: null });
      }),
    );
  });

  test('is null between null and null', () => {
    expect(transitionBetween(null, null, observedAt)).toBeNull();
  });

  test('from one read to a later one is the same through any read in between', () => {
    fc.assert(
      fc.property(fc.array(application, { minLength: 1, maxLength: 6 }), (reads) => {
        let reported = null;
        for (const [index, next] of reads.entries()) {
          const transition = transitionBetween(reads[index - 1] ?? null, next, observedAt);
          if (!transition) continue;
          expect(transition.from).toEqual(reported);
          reported = transition.to;
        }
        const last = reads.at(-1);
        expect(reported).toEqual(last && observedJob(last));
      }),
    );
  });
});

describe('a row', () => {
  test('shows no change against the application that it was made from', () => {
    fc.assert(
      fc.property(application, fc.record(unseen), (known, other) => {
        expect(isUnchanged({ ...known, ...other }, known)).toBe(true);
      }),
    );
  });

  test('shows a change exactly when one of its fields differs, including unknown states', () => {
    fc.assert(
      fc.property(twoReads, ([known, row]) => {
        const seen = (read: Application) =>
          JSON.stringify([observedJob(read), read.createdAt, read.updatedAt, read.lifecycleState]);
        expect(isUnchanged(row, known)).toBe(seen(row) === seen(known));
      }),
    );
  });

  test('that shows no change hides no transition', () => {
    fc.assert(
      fc.property(twoReads, ([known, row]) => {
        const transition = transitionBetween(known, row, observedAt);
        expect(isUnchanged(row, known) && transition !== null).toBe(false);
      }),
    );
  });
});

test('an application that was created again under the same name is another one', () => {
  fc.assert(
    fc.property(twoReads, ([a, b]) => {
      expect(isSameApplication(a, b)).toBe(a.createdAt === b.createdAt);
      expect(isSameApplication(a, { ...a, environment: 'production' })).toBe(false);
      expect(isSameApplication(a, { ...a, name: 'payments' })).toBe(false);
    }),
  );
});
