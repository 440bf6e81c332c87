/** An application that is deleted and created again. */
import { describe, expect, test } from 'vitest';
import { noCache } from '../../support/client.ts';
import { addApplication, uidsOf } from '../../support/world.ts';
import { Application, ByUid, Nodes, startWithOrders } from './fixtures.ts';

describe('an application that was deleted and created again under its name', () => {
  test('has no instance of the old application', async () => {
    await using gateway = await startWithOrders();
    const { world } = gateway.emulator;
    const { application: old } = await gateway.data(Application);
    const oldIds = old?.instances?.nodes.map(({ id }) => id) ?? [];

    world.deleteApplication('dev1', 'orders');
    addApplication(world, 'dev1', 'orders', { job: { parallelism: 5 } });
    const { application: recreated } = await gateway.data(Application, {}, noCache);

    expect(recreated?.instances?.nodes.map(({ uid }) => uid)).toEqual(uidsOf(world, 'dev1', 'orders'));
    expect(recreated?.latestInstance).toMatchObject({ parallelism: 5, previous: null });
    expect(await gateway.data(Nodes, { ids: oldIds })).toEqual({ nodes: oldIds.map(() => null) });
    for (const { uid } of old?.instances?.nodes ?? []) {
      expect(await gateway.data(ByUid, { uid })).toEqual({ instance: null });
    }
  });
});
