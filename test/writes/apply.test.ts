/** `applyApplication`: its requests, its payload, and the results of later queries. */
import { describe, expect, test } from 'vitest';
import { Apply, applyInput, Orders, openOrders, ordersUids, specWith, writesTo } from './fixtures.ts';

describe('applyApplication', () => {
  test('makes an instance, and the payload shows it with its plan and its cause', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const [before] = ordersUids(emulator);
    const input = applyInput(specWith(emulator, { parallelism: 3 }), {
      reason: 'more load',
      clientMutationId: 'abc',
    });
    const { applyApplication } = await gateway.data(Apply, input);
    const [, created] = ordersUids(emulator);
    expect(applyApplication).toMatchObject({
      clientMutationId: 'abc',
      unchanged: false,
      errors: [],
      application: { parallelism: 3, latestInstance: { uid: created } },
      instance: { uid: created, parallelism: 3, cause: { reason: 'more load' } },
      plan: {
        createsInstance: true,
        changes: { summary: 'parallelism 1 → 3' },
        latestInstance: { uid: before },
      },
      operation: { state: 'SUCCEEDED' },
    });
  });

  test('creates an application that does not exist', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const spec = specWith(emulator, {});
    const input = { input: { environment: 'dev1', name: 'payments', spec, labels: { team: 'a' } } };
    const { applyApplication } = await gateway.data(Apply, input);
    expect(applyApplication).toMatchObject({ errors: [], operation: { state: 'SUCCEEDED' } });
    expect(applyApplication.instance).not.toBeNull();
    expect(emulator.world.application('dev1', 'payments').metadata.labels).toEqual({ team: 'a' });
  });

  test('reports an unchanged application', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const { applyApplication } = await gateway.data(Apply, applyInput(specWith(emulator, {})));
    expect(applyApplication).toMatchObject({
      unchanged: true,
      errors: [],
      instance: null,
      operation: { state: 'UNCHANGED' },
    });
    expect(ordersUids(emulator)).toHaveLength(1);
  });

  test('keeps labels and annotations that the input does not have, and changes those that it has', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const spec = specWith(emulator, {});
    await gateway.data(Apply, applyInput(spec, { labels: { team: 'a' }, annotations: { note: 'b' } }));
    const { applyApplication } = await gateway.data(Apply, applyInput(spec, { labels: { team: 'c' } }));
    expect(applyApplication).toMatchObject({ unchanged: false, instance: null });
    const { metadata } = emulator.world.application('dev1', 'orders');
    expect([metadata.labels, metadata.annotations]).toEqual([{ team: 'c' }, { note: 'b' }]);
  });

  test('is visible to the next query', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 4 })));
    const { application } = await gateway.data(Orders);
    expect(application).toMatchObject({ parallelism: 4, latestInstance: { parallelism: 4 } });
  });

  test('sends one request', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const before = writesTo(emulator);
    await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 5 })));
    expect(writesTo(emulator)).toBe(before + 1);
  });

  test('shows each message of CMF if CMF refuses it', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const messages = ['spec.image: must not be null', 'spec.job: must not be null'];
    using _refused = emulator.faults.add({ kind: 'status', status: 422, messages, match: { write: true } });
    const { applyApplication } = await gateway.data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 2 })),
    );
    expect(applyApplication.errors.map(({ code, message }) => [code, message])).toEqual(
      messages.map((message) => ['CMF_REFUSED', message]),
    );
    expect(applyApplication).toMatchObject({ operation: { state: 'FAILED' }, instance: null });
  });

  test('is refused for an application that Confluent for Kubernetes owns, unless it is forced', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const { world: cmf } = emulator;
    const { spec } = cmf.application('dev1', 'orders');
    const annotations = { 'cmf.platform.confluent.io/managed-by': 'flink/orders' };
    cmf.apply('dev1', { metadata: { name: 'orders', annotations }, spec });
    const input = specWith(emulator, { parallelism: 2 });
    const refused = (await gateway.data(Apply, applyInput(input))).applyApplication;
    expect(refused.errors).toMatchObject([
      {
        __typename: 'ManagedElsewhereError',
        code: 'MANAGED_ELSEWHERE',
        owner: 'flink/orders',
        path: ['force'],
      },
    ]);
    const forced = (await gateway.data(Apply, applyInput(input, { force: true }))).applyApplication;
    expect(forced).toMatchObject({ errors: [], operation: { state: 'SUCCEEDED' } });
  });
});
