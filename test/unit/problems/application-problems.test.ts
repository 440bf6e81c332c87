/** The rules by which an application has problems. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Savepoint } from '../../../src/cmf/resources/savepoint.ts';
import { open, savepointStates } from '../../../src/cmf/resources/states.ts';
import type { Checkpoint, Checkpoints } from '../../../src/flink/resources/checkpoints.ts';
import {
  type ApplicationFacts,
  type JobFacts,
  noFacts,
  problemsOf,
} from '../../../src/problems/application-problems.ts';
import { identityOf, isSameProblem, rankOf } from '../../../src/problems/problem.ts';
import { application, millis, minute } from '../history/fixtures.ts';

const now = millis(120);
const running = application({ current: 'a', job: 'RUNNING' });

function shown(of: typeof running, facts: Partial<ApplicationFacts> = {}): readonly string[] {
  return problemsOf(of, { ...noFacts, ...facts }, now).map(
    ({ severity, kind, summary }) => `${severity} ${kind}: ${summary}`,
  );
}

const checkpoint = (at: number, more: Partial<Checkpoint> = {}): Checkpoint => ({
  id: at,
  state: null,
  isSavepoint: false,
  triggeredAt: minute(at),
  lastAcknowledgedAt: null,
  durationMs: null,
  stateBytes: null,
  checkpointedBytes: null,
  location: null,
  discarded: null,
  failedAt: null,
  failureReason: null,
  ...more,
});

function job(completed: Checkpoint | null, failed: Checkpoint | null, interval = 60_000): JobFacts {
  const checkpoints: Checkpoints = {
    counts: { restored: null, total: null, inProgress: null, completed: null, failed: null },
    latestCompleted: completed,
    latestSavepoint: null,
    latestFailed: failed,
    restoredFrom: null,
    history: [],
  };
  return { startedAt: minute(0), rootCause: null, checkpoints, checkpointInterval: interval };
}

function savepoint(name: string, at: number, state: string): Savepoint {
  return {
    name,
    uid: null,
    createdAt: minute(at),
    labels: {},
    annotations: {},
    format: null,
    backoffLimit: null,
    state: open(savepointStates, state),
    path: null,
    failures: null,
    error: 'disk full\n\tat x',
    triggeredAt: null,
    resultAt: null,
    isPendingDeletion: false,
    warning: null,
  };
}

describe('an application', () => {
  test('that runs has no problem', () => {
    expect(shown(running)).toEqual([]);
  });

  test('that failed has one problem, with the best known cause', () => {
    const failed = application({ current: 'a', job: 'FAILED', error: 'no restarts left' });
    expect(shown(failed)).toEqual(['CRITICAL FAILED: The job failed: no restarts left']);
    const facts = { job: { ...job(null, null), rootCause: 'java.io.IOException: reset' } };
    expect(shown(failed, facts)).toEqual([
      'CRITICAL FAILED: The job failed: java.io.IOException: reset',
      'WARNING OPERATOR_ERROR: no restarts left',
    ]);
  });

  test('that failed and should be suspended needs no action', () => {
    const failed = application({ current: 'a', job: 'FAILED', desired: 'suspended' });
    expect(shown(failed)).toEqual(['INFO FAILED: The job failed']);
  });

  test('that restarts often is critical from ten restarts', () => {
    const restarts = (count: number) => ({ restarts: { count, since: minute(100) } });
    expect(shown(running, restarts(2))).toEqual([]);
    expect(shown(running, restarts(3))).toEqual(['WARNING RESTARTING: 3 restarts within an hour']);
    expect(shown(running, restarts(10))).toEqual(['CRITICAL RESTARTING: 10 restarts within an hour']);
  });

  test('shows the innermost cause of an error in the form of the operator', () => {
    const error = JSON.stringify({
      type: 'org.apache.flink.kubernetes.operator.exception.ReconciliationException',
      message: 'x',
      throwableList: [
        { type: 'A', message: 'outer' },
        { type: 'B', message: 'inner' },
      ],
    });
    expect(shown(application({ current: 'a', job: 'RUNNING', lifecycle: 'FAILED', error }))).toEqual([
      'CRITICAL OPERATOR_ERROR: B: inner',
    ]);
  });

  test('whose newest checkpoint failed shows the reason, until a newer one completes', () => {
    const failed = checkpoint(119, { failureReason: 'Checkpoint expired before completing.' });
    expect(shown(running, { job: job(checkpoint(118), failed) })).toEqual([
      'WARNING CHECKPOINTS_FAILING: The last checkpoint failed: Checkpoint expired before completing.',
    ]);
    expect(shown(running, { job: job(checkpoint(119.5), failed) })).toEqual([]);
  });

  test('without a checkpoint for five intervals and ten minutes shows since when', () => {
    expect(shown(running, { job: job(checkpoint(111), null) })).toEqual([]);
    expect(shown(running, { job: job(checkpoint(109), null) })).toHaveLength(1);
    expect(shown(running, { job: job(checkpoint(80), null, 600_000) })).toEqual([]);
    expect(shown(running, { job: job(null, null) })).toEqual([
      'WARNING CHECKPOINT_TOO_OLD: No checkpoint has completed since the job started',
    ]);
  });

  test('whose newest ended savepoint failed shows it', () => {
    const savepoints = [
      savepoint('one', 1, 'FAILED'),
      savepoint('two', 2, 'COMPLETED'),
      savepoint('three', 3, 'IN_PROGRESS'),
    ];
    expect(shown(running, { savepoints })).toEqual([]);
    expect(shown(running, { savepoints: [...savepoints, savepoint('four', 4, 'ABANDONED')] })).toEqual([
      'WARNING SAVEPOINT_FAILED: Savepoint four is ABANDONED: disk full',
    ]);
  });
});

describe('for any data of an application', () => {
  const text = fc.option(fc.string({ unit: 'binary', maxLength: 400 }), { nil: null });
  const time = fc.option(fc.oneof(fc.constantFrom(minute(0), minute(119), 'never'), fc.string()), {
    nil: null,
  });
  const anyCheckpoint = fc.option(
    fc.record({ triggeredAt: time, failedAt: time, lastAcknowledgedAt: time, failureReason: text }),
    { nil: null },
  );

  test('each problem has an identity of its own, one line, and a finite rank', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('RUNNING', 'FAILED', 'RESTARTING', 'FINISHED'),
        text,
        text,
        anyCheckpoint,
        anyCheckpoint,
        fc.option(fc.record({ count: fc.nat(30), since: fc.string() }), { nil: null }),
        (state, error, rootCause, completed, failed, restarts) => {
          const of = { ...application({ current: 'a', job: state }), error };
          const full = (part: Partial<Checkpoint> | null) => part && { ...checkpoint(0), ...part };
          const facts = {
            ...noFacts,
            restarts,
            job: { ...job(full(completed), full(failed)), rootCause },
          };
          const problems = problemsOf(of, facts, now);
          expect(new Set(problems.map(identityOf)).size).toBe(problems.length);
          for (const problem of problems) {
            expect(problem.summary).not.toMatch(/\n/);
            expect(problem.summary).not.toBe('');
            expect(Number.isFinite(rankOf(problem))).toBe(true);
            expect(isSameProblem(problem, problem)).toBe(true);
          }
          const bySeverity = problems
            .toSorted((a, b) => rankOf(a) - rankOf(b))
            .map(({ severity }) => severity);
          expect(bySeverity).toEqual(bySeverity.toSorted());
        },
      ),
    );
  });
});
