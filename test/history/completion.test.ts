/** Contract rule 26: FINISHED alone does not mean that a job completed. */
import { describe, expect, test } from 'vitest';
import { eventVersions } from '../support/world.ts';
import { openOrdersIn } from './orders.ts';

describe.for(eventVersions)('a batch job, in front of CMF %s,', (version) => {
  const open = openOrdersIn(version);

  test('that finishes on the deployed instance has completed', async () => {
    await using orders = await open();
    orders.world.setJobState('dev1', 'orders', 'FINISHED');
    expect(await orders.picture()).toMatchObject({
      deployed: '1 FINISHED',
      instances: ['1 CURRENT COMPLETED'],
    });
  });

  test('stays completed when it is deployed again afterwards', async () => {
    await using orders = await open();
    orders.world.setJobState('dev1', 'orders', 'FINISHED');
    orders.world.advance(60_000);
    orders.edit({ args: ['--day', '2'] });
    orders.settle();
    expect((await orders.picture()).instances).toEqual(['1 SUPERSEDED COMPLETED', '2 CURRENT RUNNING']);
  });

  test('that failed is FAILED, and RUNNING again once the operator restarted it', async () => {
    await using orders = await open();
    orders.world.setJobState('dev1', 'orders', 'FAILED', { error: 'out of memory' });
    expect((await orders.picture()).instances).toEqual(['1 CURRENT FAILED']);
    orders.settle();
    expect((await orders.picture()).instances).toEqual(['1 CURRENT RUNNING']);
  });

  test('that was cancelled in Flink is CANCELED', async () => {
    await using orders = await open();
    orders.world.setJobState('dev1', 'orders', 'CANCELED');
    expect((await orders.picture()).instances).toEqual(['1 CURRENT CANCELED']);
  });

  test('is RUNNING in every state in which it has not ended (rule 27)', async () => {
    await using orders = await open();
    for (const state of ['RECONCILING', 'RESTARTING', 'FAILING', 'CREATED', 'RUNNING']) {
      orders.world.setJobState('dev1', 'orders', state);
      expect((await orders.picture()).instances).toEqual(['1 CURRENT RUNNING']);
    }
  });
});

describe.for(eventVersions)(
  'a streaming job that finished because its operator stopped it, in front of CMF %s,',
  (version) => {
    const open = openOrdersIn(version);

    test('for an upgrade has not completed, at any step of the upgrade', async () => {
      await using orders = await open({ job: { upgradeMode: 'savepoint' } });
      orders.edit({ parallelism: 4 });
      while (orders.world.progress('dev1', 'orders')) {
        const [first] = (await orders.picture()).instances;
        expect(first).toMatch(/^1 \w+ (RUNNING|STOPPED_FOR_UPGRADE)$/);
      }
      expect((await orders.picture()).instances[0]).toBe('1 SUPERSEDED STOPPED_FOR_UPGRADE');
    });

    test('for a suspend has not completed, at any step of it', async () => {
      await using orders = await open({ job: { upgradeMode: 'savepoint' } });
      orders.world.suspend('dev1', 'orders');
      while (orders.world.progress('dev1', 'orders')) {
        const [first] = (await orders.picture()).instances;
        expect(first).toMatch(/^1 \w+ (RUNNING|STOPPED_BY_SUSPEND)$/);
      }
      expect((await orders.picture()).instances[0]).toBe('1 CURRENT STOPPED_BY_SUSPEND');
    });
  },
);
