/** The warnings of a plan: each where it applies, and only there. */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../src/json.ts';
import { application, millis } from '../history/fixtures.ts';
import { contextOf, jobSpec, planWith, type RunningOn } from './fixtures.ts';

const warningsOf = (spec: JsonObject, running?: RunningOn, annotations?: Record<string, string>) =>
  planWith({ spec, annotations }, running).warnings.map(({ kind, path }) => [kind, path?.join(' ') ?? null]);
const stateless = jobSpec({ upgradeMode: 'stateless', parallelism: 4 });
const mode = 'spec job upgradeMode';

describe('lost state', () => {
  test.each<[string, RunningOn, boolean]>([
    ['of a job that was upgraded with its state', { spec: jobSpec({ upgradeMode: 'last-state' }) }, true],
    ['of a job with checkpoints', { spec: jobSpec({}, { 'execution.checkpointing.interval': '10s' }) }, true],
    ['of a job with a savepoint', { status: { savepointInfo: { lastSavepoint: {} } } }, true],
    ['not of a job without any sign of state', {}, false],
    [
      'not of a job whose checkpoints are off',
      { spec: jobSpec({}, { 'execution.checkpointing.interval': '0 s' }) },
      false,
    ],
    ['not of a job that never ran', { more: { application: null, latest: null, deployed: null } }, false],
  ])('%s', (_, running, isDue) => {
    expect(warningsOf(stateless, running)).toEqual(isDue ? [['STATE_LOST', mode]] : []);
  });
});

describe('an overridden value', () => {
  const enforced = {
    job: { parallelism: 2 },
    flinkConfiguration: { 'a.b': '1' },
    taskManager: { replicas: 2 },
  };

  test('is one that the input changes without effect, in any form of the configuration', () => {
    const spec = { ...jobSpec({ parallelism: 8 }, { a: { b: 2 } }), taskManager: 'none' };
    const running = { spec: jobSpec({ parallelism: 2 }, { 'a.b': '1' }), enforced };
    expect(warningsOf(spec, running)).toEqual([
      ['VALUE_OVERRIDDEN', 'spec flinkConfiguration a.b'],
      ['VALUE_OVERRIDDEN', 'spec job parallelism'],
      ['VALUE_OVERRIDDEN', 'spec taskManager'],
    ]);
  });

  test('is not one that the application has had before, nor one that equals the enforced value', () => {
    const spec = jobSpec({ parallelism: 8 }, { 'a.b': 1 });
    const context = contextOf({ spec, enforced });
    expect(warningsOf(spec, { more: context })).toEqual([]);
  });

  test('is listed with both values', () => {
    const { overridden } = planWith({ spec: jobSpec({}, { 'a.b': 2, c: '3' }) }, { enforced });
    expect(overridden).toEqual([{ key: 'a.b', value: '1', origin: 'ENVIRONMENT', overridden: '2' }]);
  });

  test('is not a null of the environment, which overrides nothing', () => {
    const plan = planWith(
      { spec: jobSpec({}, { a: '1' }) },
      { enforced: { flinkConfiguration: { a: null } } },
    );
    expect([plan.overridden, plan.warnings]).toEqual([[], []]);
    expect(plan.effectiveSpec['flinkConfiguration']).toEqual({ a: '1' });
  });
});

describe('the parallelism', () => {
  const running = { spec: jobSpec({ upgradeMode: 'savepoint' }, { 'pipeline.max-parallelism': '128' }) };
  const upgraded = (parallelism: number, maximum?: number) =>
    jobSpec(
      { upgradeMode: 'savepoint', parallelism },
      maximum === undefined ? {} : { 'pipeline.max-parallelism': maximum },
    );

  test.each<[number, number | undefined, string | null]>([
    [4, 128, null],
    [4, 256, null],
    [4, 64, 'spec flinkConfiguration pipeline.max-parallelism'],
    [200, undefined, 'spec job parallelism'],
    [128, undefined, null],
  ])('%i with a maximum of %s fits state of 128 or is reported', (parallelism, maximum, path) => {
    expect(warningsOf(upgraded(parallelism, maximum), running)).toEqual(
      path === null ? [] : [['PARALLELISM', path]],
    );
  });

  test('of a job without a configured maximum is compared with the default of Flink', () => {
    const spec = jobSpec({ upgradeMode: 'savepoint', parallelism: 100 });
    expect(warningsOf(upgraded(256), { spec })).toEqual([]);
    expect(warningsOf(upgraded(257), { spec })).toEqual([['PARALLELISM', 'spec job parallelism']]);
  });

  test('does not matter to a job that restores nothing', () => {
    expect(warningsOf(jobSpec({ parallelism: 200 }), { spec: jobSpec() })).toEqual([]);
  });
});

describe('other warnings', () => {
  test('the initial savepoint is used again', () => {
    const job = { upgradeMode: 'savepoint', initialSavepointPath: 's3://first' };
    const again = jobSpec({ ...job, savepointRedeployNonce: 2 });
    expect(warningsOf(again, { spec: jobSpec(job) })).toEqual([
      ['INITIAL_SAVEPOINT_REUSED', 'spec job initialSavepointPath'],
    ]);
    const other = jobSpec({ ...job, initialSavepointPath: 's3://other', savepointRedeployNonce: 2 });
    expect(warningsOf(other, { spec: jobSpec(job) })).toEqual([]);
    expect(warningsOf(jobSpec({ ...job, parallelism: 3 }), { spec: jobSpec(job) })).toEqual([]);
  });

  test('Confluent for Kubernetes owns the application, or is named by the input', () => {
    const annotations = { 'cmf.platform.confluent.io/managed-by': 'flink/orders' };
    const expected = [['MANAGED_ELSEWHERE', 'annotations cmf.platform.confluent.io/managed-by']];
    const owned = { ...application({ current: 'uid' }), annotations };
    expect(warningsOf(jobSpec(), { more: { application: owned } })).toEqual(expected);
    expect(warningsOf(jobSpec(), {}, annotations)).toEqual(expected);
  });

  test('the restore point is more than an hour old', () => {
    const spec = jobSpec({ upgradeMode: 'last-state', parallelism: 3 });
    const at = (minutes: number): RunningOn => ({
      spec: jobSpec({ upgradeMode: 'last-state' }),
      status: { checkpointInfo: { lastCheckpoint: { timeStamp: millis(minutes) } } },
    });
    expect(warningsOf(spec, at(59))).toEqual([['OLD_RESTORE_POINT', null]]);
    expect(warningsOf(spec, at(60))).toEqual([]);
  });
});
