/** Every path to an instance returns the same data. */
import { describe, expect, test } from 'vitest';
import { uidsOf } from '../../support/world.ts';
import { Application, ByIds, ByUid, startWithOrders } from './fixtures.ts';

describe('an instance', () => {
  test('is the same data by its UID, by its id and through its application', async () => {
    await using gateway = await startWithOrders();
    const [first, second, third] = uidsOf(gateway.emulator.world, 'dev1', 'orders');

    const { application } = await gateway.data(Application);
    const nodes = application?.instances?.nodes ?? [];
    const [current, before] = nodes;

    expect(nodes.map(({ uid }) => uid)).toEqual([third, second, first]);
    expect(current).toMatchObject({ jobState: 'RUNNING', parallelism: 3, application: { name: 'orders' } });
    expect(application?.currentInstance).toEqual(current);
    expect(application?.latestInstance).toEqual({ ...current, previous: before });
    for (const node of nodes) {
      const { instance } = await gateway.data(ByUid, { uid: node.uid });
      const byId = await gateway.data(ByIds, { id: node.id, ids: [node.id, node.id] });
      expect(instance).toEqual(node);
      expect(byId).toEqual({ node, nodes: [node, node] });
    }
  });

  test('is found by its UID alone by a gateway that has never read it', async () => {
    await using gateway = await startWithOrders();
    const [first] = uidsOf(gateway.emulator.world, 'dev1', 'orders');

    const { instance } = await gateway.data(ByUid, { uid: first ?? '' });

    expect(instance).toMatchObject({ uid: first, parallelism: 1, application: { name: 'orders' } });
  });

  test('has its effective spec even if lists of instances omit specs', async () => {
    await using gateway = await startWithOrders();
    using _bare = gateway.emulator.faults.add({ kind: 'listWithoutSpec' });

    const { application } = await gateway.data(Application);

    const specs = gateway.emulator.world.instances('dev1', 'orders').map(({ status }) => status.spec);
    expect(application?.instances?.nodes.map(({ effectiveSpec }) => effectiveSpec)).toEqual(
      specs.toReversed(),
    );
    expect(application?.instances?.nodes.map(({ parallelism }) => parallelism)).toEqual([3, 2, 1]);
  });

  test('has no previous one when it is the oldest that CMF keeps', async () => {
    await using gateway = await startWithOrders();
    const { world } = gateway.emulator;
    const [first, second] = uidsOf(world, 'dev1', 'orders');
    world.evictInstance('dev1', 'orders', first ?? '');
    world.evictInstance('dev1', 'orders', second ?? '');

    const { application } = await gateway.data(Application);

    expect(application?.latestInstance?.previous).toBeNull();
  });
});
