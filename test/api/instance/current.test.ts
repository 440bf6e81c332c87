/** The current instance over upgrades, evictions and before the first deployment. */
import { describe, expect, test } from 'vitest';
import { noCache } from '../../support/client.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { addApplication, changeJob, uidsOf } from '../../support/world.ts';
import { Application, ByUid, startWithOrders } from './fixtures.ts';

describe('the current instance', () => {
  test('is the old one while an upgrade waits for its savepoint; the latest is pending, without a job', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
    const { world } = gateway.emulator;
    addApplication(world, 'dev1', 'orders', { job: { upgradeMode: 'savepoint' } });
    changeJob(world, 'dev1', 'orders', { parallelism: 8 });
    const [deployed, pending] = uidsOf(world, 'dev1', 'orders');

    const waiting = await gateway.data(Application, {}, noCache);
    world.completeSavepoint('dev1', 'orders');
    world.settle('dev1', 'orders');
    const migrated = await gateway.data(Application, {}, noCache);

    expect(waiting.application?.currentInstance).toMatchObject({ uid: deployed, jobState: 'RUNNING' });
    expect(waiting.application?.latestInstance).toMatchObject({
      uid: pending,
      jobState: null,
      jobId: null,
      parallelism: 8,
      previous: { uid: deployed, jobState: 'RUNNING' },
    });
    expect(migrated.application?.currentInstance).toMatchObject({ uid: pending, jobState: 'RUNNING' });
    expect(migrated.application?.latestInstance?.previous).toMatchObject({
      uid: deployed,
      jobState: 'FINISHED',
    });
  });

  test('that CMF no longer keeps is returned from the record of the gateway, marked expired', async () => {
    await using gateway = await startWithOrders();
    const { world } = gateway.emulator;
    const uid = uidsOf(world, 'dev1', 'orders')[2] ?? '';
    world.evictInstance('dev1', 'orders', uid);

    const { application } = await gateway.data(Application);

    expect(application).toMatchObject({
      currentInstanceUid: uid,
      currentInstance: { uid, jobState: 'RUNNING', effectiveSpec: null, expired: true },
    });
    expect(application?.instances?.nodes.map(({ expired }) => expired)).toEqual([false, false]);
  });

  test('expires when the list of instances no longer contains it, and keeps its spec', async () => {
    await using gateway = await startWithOrders();
    const { world } = gateway.emulator;
    const uid = uidsOf(world, 'dev1', 'orders')[2] ?? '';
    const { instance } = await gateway.data(ByUid, { uid });
    world.evictInstance('dev1', 'orders', uid);

    const { application } = await gateway.data(Application, {}, noCache);

    expect(instance).toMatchObject({ uid, expired: false, parallelism: 3 });
    expect(application?.currentInstance).toMatchObject({ uid, expired: true, parallelism: 3 });
    expect(await gateway.data(ByUid, { uid })).toMatchObject({
      instance: { uid, expired: true, parallelism: 3 },
    });
  });

  test('is null before the first deployment', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
    addApplication(gateway.emulator.world, 'dev1', 'orders', { undeployed: true });

    const { application } = await gateway.data(Application, {}, noCache);

    expect(application).toMatchObject({
      currentInstanceUid: null,
      currentInstance: null,
      latestInstance: { jobState: null, previous: null },
    });
  });
});
