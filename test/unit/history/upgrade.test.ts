import { describe, expect, test } from 'vitest';
import { parseSavepoint } from '../../../src/cmf/resources/savepoint.ts';
import { type UpgradeContext, upgradeOf } from '../../../src/history/upgrade.ts';
import { application, event, instance, millis, minute, specOf } from './fixtures.ts';

/** Instance 2 waits for the savepoint of 1 since minute 5; it is minute `now`, and ten minutes are too long. */
function waiting(now: number, more: Partial<UpgradeContext> = {}): UpgradeContext {
  return {
    application: application({ current: '1', job: 'RUNNING' }),
    instances: [
      instance('2', 5, null, { effectiveSpec: specOf('running', { image: 'new' }) }),
      instance('1', 0, 'RUNNING'),
    ],
    events: [],
    now: millis(now),
    stuckAfterMs: 10 * 60_000,
    ...more,
  };
}

function savepointFailed(at: number) {
  return event('s', at, { type: 'OPERATOR', message: 'Savepoint failed: checkpoint declined' });
}

describe('the upgrade of an application', () => {
  test('is none when the newest instance is deployed', () => {
    const settled = {
      application: application({ current: '2', job: 'RUNNING' }),
      instances: [instance('2', 5, 'RUNNING'), instance('1', 0, 'FINISHED')],
    };
    expect(upgradeOf(waiting(6, settled))).toBeNull();
    expect(upgradeOf(waiting(6, { instances: [] }))).toBeNull();
  });

  test('is none when the application waits for a suspend (rule 19)', () => {
    expect(
      upgradeOf(
        waiting(6, { application: application({ current: '1', job: 'RUNNING', desired: 'suspended' }) }),
      ),
    ).toBeNull();
  });

  test('has its instances, its start and the condition that it waits for', () => {
    expect(upgradeOf(waiting(6))).toEqual({
      from: '1',
      to: '2',
      since: minute(5),
      mode: 'SAVEPOINT',
      waitingFor: 'SAVEPOINT',
      stuck: null,
      reverted: false,
    });
  });

  test.each([
    ['savepoint', 'RUNNING', 'SAVEPOINT'],
    ['savepoint', 'RESTARTING', 'JOB_RUNNING'],
    ['savepoint', 'FAILED', 'JOB_RUNNING'],
    ['savepoint', 'FINISHED', 'DEPLOYMENT'],
    ['last-state', 'RUNNING', 'DEPLOYMENT'],
    ['stateless', 'RESTARTING', 'DEPLOYMENT'],
    ['not-invented-yet', 'RUNNING', 'UNKNOWN'],
  ] as const)('in mode %s with the old job %s waits for %s', (mode, job, waitingFor) => {
    const effectiveSpec = specOf('running', { job: { upgradeMode: mode } });
    const instances = [instance('2', 5, null, { effectiveSpec }), instance('1', 0, job)];
    expect(
      upgradeOf(waiting(6, { instances, application: application({ current: '1', job }) })),
    ).toMatchObject({ waitingFor });
  });

  test('of an application that was never deployed is its first deployment', () => {
    const context = waiting(6, {
      application: application({ current: null }),
      instances: [instance('1', 5)],
    });
    expect(upgradeOf(context)).toMatchObject({ from: null, to: '1', waitingFor: 'DEPLOYMENT' });
  });

  test('still names a replaced instance that CMF has dropped', () => {
    expect(upgradeOf(waiting(6, { instances: [instance('2', 5)] }))).toMatchObject({
      from: '1',
      to: '2',
      reverted: false,
    });
  });

  test('shows a revert during the wait, and the start of the wait before it (rules 16 and 17)', () => {
    const annotated = (uid: string) =>
      specOf('running', {
        podTemplate: { metadata: { annotations: { 'platform.confluent.io/cmf-fa-instance': uid } } },
      });
    const instances = [
      instance('3', 9, null, { effectiveSpec: annotated('3') }),
      instance('2', 5, null, { effectiveSpec: specOf('running', { image: 'new' }) }),
      instance('1', 0, 'RUNNING', { effectiveSpec: annotated('1') }),
    ];
    expect(upgradeOf(waiting(10, { instances }))).toMatchObject({
      from: '1',
      to: '3',
      since: minute(5),
      reverted: true,
    });
  });

  test('does not count the time of a suspension before it', () => {
    const instances = [
      instance('3', 9),
      instance('2', 5, null, { effectiveSpec: specOf('suspended') }),
      instance('1', 0, 'FINISHED'),
    ];
    expect(upgradeOf(waiting(10, { instances, application: application({ current: null }) }))).toMatchObject({
      since: minute(9),
    });
  });
});

describe('a stuck upgrade', () => {
  test('is stuck from the configured time on, and not before', () => {
    expect(upgradeOf(waiting(14.9))?.stuck).toBeNull();
    expect(upgradeOf(waiting(15))?.stuck).toMatchObject({
      reason: 'SAVEPOINT_NOT_COMPLETING',
      since: minute(5),
    });
  });

  test('reports that the job does not run when no savepoint can be taken for this reason', () => {
    const stuck = upgradeOf(
      waiting(20, { application: application({ current: '1', job: 'RESTARTING', error: 'no slots' }) }),
    )?.stuck;
    expect(stuck).toEqual({
      reason: 'JOB_NOT_RUNNING',
      detail: 'job RESTARTING: no slots',
      since: minute(5),
    });
  });

  test('reports failing savepoints from an event, with its text and time', () => {
    const stuck = upgradeOf(waiting(20, { events: [savepointFailed(8), savepointFailed(12)] }))?.stuck;
    expect(stuck).toEqual({
      reason: 'SAVEPOINT_FAILING',
      detail: 'Savepoint failed: checkpoint declined',
      since: minute(12),
    });
  });

  test('reports failing savepoints when a savepoint has failed', () => {
    const savepoint = parseSavepoint({
      metadata: { name: 'sp', creationTimestamp: minute(7) },
      status: { state: 'FAILED', failures: 3 },
    });
    expect(upgradeOf(waiting(20, { savepoints: [savepoint] }))?.stuck).toEqual({
      reason: 'SAVEPOINT_FAILING',
      detail: 'savepoint sp is FAILED after 3 failures',
      since: minute(7),
    });
  });

  test('ignores a savepoint that failed before the wait began', () => {
    expect(upgradeOf(waiting(20, { events: [savepointFailed(4)] }))?.stuck?.reason).toBe(
      'SAVEPOINT_NOT_COMPLETING',
    );
  });

  test('reports the message of the operator when the new cluster does not start', () => {
    const context = waiting(20, {
      application: application({ current: '1', job: 'FINISHED', lifecycle: 'UPGRADING', error: 'quota' }),
    });
    expect(upgradeOf(context)?.stuck).toEqual({
      reason: 'NOT_DEPLOYING',
      detail: 'lifecycle UPGRADING: quota',
      since: minute(5),
    });
  });
});
