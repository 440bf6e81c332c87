/** Compares `planApplication` with the result of CMF for the same input. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffSpecs } from '../../../src/history/diff/diff.ts';
import type { JsonObject } from '../../../src/json.ts';
import { uidsOf } from '../../support/world.ts';
import { enforced, inputOf, openPlans, ordersSpec, Plan, type PlanGateway } from './fixtures.ts';

let plans: PlanGateway;
beforeAll(async () => void (plans = await openPlans()));
afterAll(() => plans[Symbol.asyncDispose]());

const planOf = async (variables: ReturnType<typeof inputOf>) => {
  const { planApplication: plan } = await plans.gateway.data(Plan, variables);
  if (!plan) throw new Error('there is no plan');
  return plan;
};
const latestUid = (name: string) => uidsOf(plans.emulator.world, 'dev1', name).at(-1) ?? '';

describe('the plan of a change', () => {
  test('contains the changes against the latest instance and the replacement of the job', async () => {
    const spec = ordersSpec({ job: { parallelism: 2 } });
    expect(await planOf(inputOf(spec))).toMatchObject({
      createsInstance: true,
      upgradeMode: 'SAVEPOINT',
      replacement: 'SAVEPOINT',
      restoresFrom: { kind: 'NEW_SAVEPOINT', name: null, path: null, takenAt: null },
      changes: {
        summary: 'parallelism 1 → 2',
        changes: [{ path: 'job.parallelism', kind: 'CHANGED', before: 1, after: 2 }],
        against: { uid: latestUid('orders') },
      },
      warnings: [],
      application: { name: 'orders' },
      latestInstance: { uid: latestUid('orders') },
      stale: false,
    });
  });

  test('equals the result of CMF for the same input, and a repeated input changes nothing', async () => {
    const name = 'applied';
    plans.apply(name, ordersSpec());
    const spec = ordersSpec({ job: { args: ['--a'] }, podTemplate: { spec: { hostNetwork: true } } });
    const plan = await planOf(inputOf(spec, { name }));

    plans.apply(name, spec);
    const { status } = plans.emulator.world.instance('dev1', name, latestUid(name));
    expect(diffSpecs(visible(plan.effectiveSpec as JsonObject), visible(status.spec))).toEqual([]);
    expect(await planOf(inputOf(spec, { name }))).toMatchObject({
      createsInstance: false,
      replacement: 'NONE',
      restoresFrom: null,
      changes: { summary: 'no changes' },
    });
  });

  test('lists the values of the input that the environment overrides, redacted', async () => {
    const configuration = {
      'taskmanager.numberOfTaskSlots': '8',
      'restart-strategy.password': 'Hunter2',
      a: '1',
    };
    const plan = await planOf(inputOf(ordersSpec({ flinkConfiguration: configuration })));
    expect(plan.overridden).toEqual([
      {
        key: 'restart-strategy.password',
        value: '(redacted)',
        origin: 'ENVIRONMENT',
        overridden: '(redacted)',
      },
      { key: 'taskmanager.numberOfTaskSlots', value: '4', origin: 'ENVIRONMENT', overridden: '8' },
    ]);
    expect(plan.warnings.map(({ kind, path }) => [kind, path?.at(-1)])).toEqual([
      ['VALUE_OVERRIDDEN', 'taskmanager.numberOfTaskSlots'],
      ['VALUE_OVERRIDDEN', 'restart-strategy.password'],
    ]);
    expect(JSON.stringify(plan)).not.toContain('Hunter');
    expect(plan.changes.changes.map(({ path }) => path)).toEqual(['flinkConfiguration.a']);
  });

  test('warns about lost state and another owner', async () => {
    const annotations = { 'cmf.platform.confluent.io/managed-by': 'flink/orders' };
    const plan = await planOf(inputOf(ordersSpec({ job: { upgradeMode: 'stateless' } }), { annotations }));
    expect(plan).toMatchObject({
      replacement: 'STATELESS',
      restoresFrom: { kind: 'EMPTY', path: null },
      warnings: [
        {
          kind: 'MANAGED_ELSEWHERE',
          message:
            'Confluent for Kubernetes manages this application as flink/orders and may undo the change.',
          path: ['annotations', 'cmf.platform.confluent.io/managed-by'],
        },
        { kind: 'STATE_LOST', path: ['spec', 'job', 'upgradeMode'] },
      ],
    });
  });

  test('of an application that does not exist yet is its first deployment', async () => {
    const spec = ordersSpec({ job: { initialSavepointPath: 's3://user:Hunter3@bucket/savepoint' } });
    expect(await planOf(inputOf(spec, { name: 'brand-new' }))).toMatchObject({
      createsInstance: true,
      replacement: 'START',
      restoresFrom: { kind: 'INITIAL_SAVEPOINT', path: 's3://(redacted)@bucket/savepoint' },
      changes: { against: null },
      application: null,
      latestInstance: null,
      warnings: [],
    });
  });

  test('contains the savepoint of CMF that the new job starts from, and warns about its age', async () => {
    const [savepoint] = plans.emulator.world.savepoints('dev1', 'orders');
    const initialSavepointPath = savepoint?.status.path ?? null;
    const job = { initialSavepointPath, savepointRedeployNonce: 1 };
    const plan = await planOf(inputOf(ordersSpec({ job })));
    expect(plan).toMatchObject({
      replacement: 'REDEPLOY',
      restoresFrom: {
        kind: 'INITIAL_SAVEPOINT',
        name: 'before-upgrade',
        path: initialSavepointPath,
        takenAt: savepoint?.status.resultTimestamp,
      },
      warnings: [{ kind: 'OLD_RESTORE_POINT', path: null }],
    });
  });

  test('uses fresh reads, and writes nothing', async () => {
    const { calls, world } = plans.emulator;
    const name = 'changing';
    plans.apply(name, ordersSpec());
    const spec = ordersSpec({ job: { parallelism: 7 } });
    expect((await planOf(inputOf(spec, { name }))).createsInstance).toBe(true);
    // CMF changes without the gateway.
    plans.apply(name, spec);
    const changed = { spec: { ...enforced.spec, serviceAccount: 'other' } };
    world.updateEnvironment('dev1', { flinkApplicationDefaults: changed });
    calls.clear();
    const plan = await planOf(inputOf(spec, { name }));
    world.updateEnvironment('dev1', { flinkApplicationDefaults: enforced });

    expect(plan.changes.changes).toMatchObject([{ path: 'serviceAccount', before: 'flink', after: 'other' }]);
    expect(new Set(calls.entries.map(({ method }) => method))).toEqual(new Set(['GET']));
    expect(plan.latestInstance?.uid).toBe(latestUid(name));
  });
});

/** In the redacted form of the gateway. */
function visible(spec: JsonObject): JsonObject {
  const configuration = { ...(spec['flinkConfiguration'] as JsonObject) };
  return { ...spec, flinkConfiguration: { ...configuration, 'restart-strategy.password': '(redacted)' } };
}
