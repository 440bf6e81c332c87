/** The effect on the job, and the state that the new job starts from. */
import { describe, expect, test } from 'vitest';
import { parseSavepoint } from '../../../src/cmf/resources/savepoint.ts';
import type { JsonObject } from '../../../src/json.ts';
import { millis, minute } from '../history/fixtures.ts';
import { jobSpec, planWith, type RunningOn } from './fixtures.ts';

const outcomeOf = (spec: JsonObject, running?: RunningOn) => {
  const { replacement, restoresFrom } = planWith({ spec }, running);
  return [replacement, restoresFrom?.kind ?? null, restoresFrom?.path ?? null];
};
const upgraded = (mode: string, more: JsonObject = {}, configuration: JsonObject = {}) =>
  jobSpec({ upgradeMode: mode, parallelism: 4, ...more }, configuration);
const withSavepoint = { upgradeSavepointPath: 's3://stop' };
const highAvailability = { 'high-availability.type': 'kubernetes' };
const absent: RunningOn = { more: { application: null, latest: null, deployed: null } };

describe('the replacement of a job', () => {
  test.each<[string, JsonObject, RunningOn, unknown]>([
    ['without a change', jobSpec(), {}, ['NONE', null, null]],
    ['savepoint', upgraded('savepoint'), {}, ['SAVEPOINT', 'NEW_SAVEPOINT', null]],
    ['last-state', upgraded('last-state'), {}, ['LAST_STATE', 'CHECKPOINT', null]],
    ['stateless', upgraded('stateless'), {}, ['STATELESS', 'EMPTY', null]],
    ['no mode, which is stateless', jobSpec({ parallelism: 4 }), {}, ['STATELESS', 'EMPTY', null]],
    ['a mode of the future', upgraded('blue-green'), {}, ['UNKNOWN', 'UNKNOWN', null]],
    ['suspend', jobSpec({ state: 'suspended' }), {}, ['SUSPEND', null, null]],
    [
      'a change while suspended',
      jobSpec({ state: 'suspended', parallelism: 3 }),
      { spec: jobSpec({ state: 'suspended' }), job: 'FINISHED' },
      ['NO_JOB', null, null],
    ],
    [
      'savepoint while the job restarts: it waits',
      upgraded('savepoint'),
      { job: 'RESTARTING' },
      ['SAVEPOINT', 'NEW_SAVEPOINT', null],
    ],
    [
      'savepoint while the job restarts, with high availability: the last state',
      upgraded('savepoint', {}, highAvailability),
      { job: 'RESTARTING' },
      ['SAVEPOINT', 'CHECKPOINT', null],
    ],
    [
      'savepoint while the job restarts, with that fallback disabled',
      upgraded(
        'savepoint',
        {},
        {
          ...highAvailability,
          'kubernetes.operator.job.upgrade.last-state-fallback.enabled': false,
        },
      ),
      { job: 'RESTARTING' },
      ['SAVEPOINT', 'NEW_SAVEPOINT', null],
    ],
    [
      'savepoint after the job failed',
      upgraded('savepoint'),
      { job: 'FAILED' },
      ['SAVEPOINT', 'CHECKPOINT', null],
    ],
    [
      'start of a suspended job',
      upgraded('savepoint'),
      { spec: jobSpec({ state: 'suspended' }), job: 'FINISHED', status: withSavepoint },
      ['START', 'SAVEPOINT', 's3://stop'],
    ],
    [
      'stateless start of a suspended job',
      upgraded('stateless'),
      { spec: jobSpec({ state: 'suspended' }), job: 'FINISHED', status: withSavepoint },
      ['START', 'EMPTY', null],
    ],
    ['a new application', jobSpec(), absent, ['START', 'EMPTY', null]],
    [
      'a new application with a savepoint',
      jobSpec({ initialSavepointPath: 's3://first' }),
      absent,
      ['START', 'INITIAL_SAVEPOINT', 's3://first'],
    ],
    [
      'a savepoint that is set later has no effect',
      upgraded('savepoint', { initialSavepointPath: 's3://late' }),
      {},
      ['SAVEPOINT', 'NEW_SAVEPOINT', null],
    ],
    [
      'a redeployment from a savepoint',
      upgraded('savepoint', { initialSavepointPath: 's3://chosen', savepointRedeployNonce: 1 }),
      {},
      ['REDEPLOY', 'INITIAL_SAVEPOINT', 's3://chosen'],
    ],
  ])('%s', (_, spec, running, outcome) => {
    expect(outcomeOf(spec, running)).toEqual(outcome);
  });

  test('follows the environment where it enforces the mode or the state (rule 7)', () => {
    const spec = upgraded('savepoint');
    expect(outcomeOf(spec, { enforced: { job: { upgradeMode: 'stateless' } } })).toEqual([
      'STATELESS',
      'EMPTY',
      null,
    ]);
    expect(outcomeOf(spec, { enforced: { job: { state: 'suspended' } } })).toEqual(['SUSPEND', null, null]);
  });
});

describe('the time of a restore point', () => {
  const takenAt = (spec: JsonObject, running: RunningOn) => planWith({ spec }, running).restoresFrom?.takenAt;
  const suspended = { spec: jobSpec({ state: 'suspended' }), job: 'FINISHED' } as const;

  test('of a stop savepoint is its own, else that of the end of the job', () => {
    const ended = { ...withSavepoint, updateTime: String(millis(30)) };
    expect(takenAt(upgraded('savepoint'), { ...suspended, status: ended })).toBe(minute(30));
    const lastSavepoint = { location: 's3://stop', timeStamp: millis(29) };
    const status = { ...ended, savepointInfo: { lastSavepoint } };
    expect(takenAt(upgraded('savepoint'), { ...suspended, status })).toBe(minute(29));
  });

  test('of the initial savepoint is that of the savepoint in the list of CMF', () => {
    const savepoint = parseSavepoint({
      metadata: { name: 'first', creationTimestamp: minute(5) },
      status: { state: 'COMPLETED', path: 's3://first' },
    });
    const spec = jobSpec({ initialSavepointPath: 's3://first' });
    expect(takenAt(spec, { more: { ...absent.more, savepoints: [savepoint] } })).toBe(minute(5));
    expect(takenAt(spec, absent)).toBeNull();
  });

  test('of a checkpoint is the one that CMF reports, and null for an invalid time', () => {
    const reported = (timeStamp: string | number) => ({
      status: { checkpointInfo: { lastCheckpoint: { timeStamp } } },
    });
    expect(takenAt(upgraded('last-state'), reported(millis(7)))).toBe(minute(7));
    expect(takenAt(upgraded('last-state'), reported(String(millis(7))))).toBe(minute(7));
    for (const odd of ['soon', -1, 1e300]) expect(takenAt(upgraded('last-state'), reported(odd))).toBeNull();
  });
});
