/** Contract section 5, rules 29 to 32: removals, and the effects of a suspend and of an edit of an environment. */
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/json.ts';
import {
  deployed,
  environments,
  events,
  jobState,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersEvents,
  ordersInstance,
  ordersInstances,
  ordersNow,
  postEnvironment,
  postOrders,
} from './cmf.ts';

const defaults = (slots: string) => ({
  flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': slots } } },
});

describe('retention', () => {
  it('rule 29: the newest N instances are kept, 100 by default', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf);
    for (let parallelism = 1; parallelism <= 103; parallelism += 1)
      await postOrders(cmf, { job: { parallelism } });

    const instances = await ordersInstances(cmf);
    expect(instances).toHaveLength(100);
    expect(at(instances[0]?.status.spec, 'job', 'parallelism')).toBe(4);
  });

  it('rule 29: a removed instance is a 404, even while it is deployed', async () => {
    await using cmf = await openWithRunningOrders({}, { retention: 2 });
    const { uid } = (await ordersInstance(cmf, 1)).metadata;
    for (const parallelism of [2, 3]) await postOrders(cmf, { job: { parallelism } });

    expect(deployed(await ordersNow(cmf))).toBe(uid);
    const reply = await cmf.send('GET', `${orders}/instances/${uid}`);
    expect(reply.status).toBe(404);
    expect(messagesOf(reply)).toEqual(['Instance not found']);
  });

  it('rule 30: deleting an application deletes its instances and events', async () => {
    await using cmf = await openWithRunningOrders();
    expect((await cmf.send('DELETE', orders)).status).toBe(204);
    for (const path of [orders, `${orders}/instances`, events]) {
      expect((await cmf.send('GET', path)).status).toBe(404);
    }
  });

  it('rule 30: a later application of the same name is a new one', async () => {
    await using cmf = await openWithRunningOrders();
    const before = await ordersNow(cmf);
    await cmf.send('DELETE', orders);
    const after = await postOrders(cmf);

    expect(after.status).toBeNull();
    expect(after.metadata.creationTimestamp > before.metadata.creationTimestamp).toBe(true);
    expect(await ordersInstances(cmf)).toHaveLength(1);
    expect(await ordersEvents(cmf)).toHaveLength(1);
  });
});

describe('suspend and start', () => {
  it('rule 31: each changes the spec, so each creates an instance', async () => {
    await using cmf = await openWithRunningOrders();
    const { world } = cmf.emulator;
    expect((await cmf.post(`${orders}/suspend`)).status).toBe(200);
    world.settle('dev1', 'orders');
    expect((await ordersNow(cmf)).status?.lifecycleState).toBe('SUSPENDED');
    expect((await cmf.post(`${orders}/start`)).status).toBe(200);
    world.settle('dev1', 'orders');

    const instances = await ordersInstances(cmf);
    expect(instances.map(({ status }) => at(status.spec, 'job', 'state'))).toEqual([
      'running',
      'suspended',
      'running',
    ]);
    expect(instances.map(jobState)).toEqual(['FINISHED', undefined, 'RUNNING']);
    expect(deployed(await ordersNow(cmf))).toBe(instances[2]?.metadata.uid);
  });

  it('rule 31: a suspend by savepoint waits for it', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(`${orders}/suspend`);
    expect(jobState(await ordersNow(cmf))).toBe('RUNNING');
    cmf.emulator.world.completeSavepoint('dev1', 'orders');
    expect(jobState(await ordersNow(cmf))).toBe('FINISHED');
  });

  it('rule 31: a suspended application reports the last deployed instance, or none if so configured', async () => {
    for (const whileSuspended of ['keep-name', 'clear-name'] as const) {
      await using cmf = await openWithRunningOrders({}, { whileSuspended });
      const { uid } = (await ordersInstance(cmf, 1)).metadata;
      await cmf.post(`${orders}/suspend`);
      cmf.emulator.world.settle('dev1', 'orders');
      expect(deployed(await ordersNow(cmf))).toBe(whileSuspended === 'keep-name' ? uid : null);
    }
  });

  it('a request for the present state is 304 without a body', async () => {
    await using cmf = await openWithRunningOrders();
    expect(await cmf.post(`${orders}/start`)).toMatchObject({ status: 304, text: '' });
    await cmf.post(`${orders}/suspend`);
    expect(await cmf.post(`${orders}/suspend`)).toMatchObject({ status: 304, text: '' });
    expect(await ordersInstances(cmf)).toHaveLength(2);
  });
});

describe('an edit of an environment', () => {
  it('rule 32: it creates no instance until the next update of the application', async () => {
    await using cmf = await openWithRunningOrders();
    await postEnvironment(cmf, defaults('8'));
    expect(await ordersInstances(cmf)).toHaveLength(1);
    await postOrders(cmf);
    expect(await ordersInstances(cmf)).toHaveLength(2);
  });

  it('rule 32: it creates instances at once if so configured', async () => {
    await using cmf = await openWithRunningOrders({}, { environmentUpdates: 'at-once' });
    const before = await ordersNow(cmf);
    await postEnvironment(cmf, defaults('8'));

    const { status } = await ordersInstance(cmf, 2);
    expect(at(status.spec, 'flinkConfiguration', 'taskmanager.numberOfTaskSlots')).toBe('8');
    const after = await ordersNow(cmf);
    expect(after.spec).toEqual(before.spec);
    expect(after.metadata.updateTimestamp).not.toBe(before.metadata.updateTimestamp);
    expect(deployed(after)).toBe(deployed(before));
  });

  it('an edit without an effective change creates no instance, at once or later', async () => {
    await using cmf = await openWithRunningOrders({}, { environmentUpdates: 'at-once' });
    await postEnvironment(cmf, { labels: { tier: 'dev' } });
    await postOrders(cmf);
    expect(await ordersInstances(cmf)).toHaveLength(1);
  });

  it('an environment with applications is deleted only by force, together with them', async () => {
    await using cmf = await openWithRunningOrders();
    expect((await cmf.send('DELETE', `${environments}/dev1`)).status).toBe(409);
    expect((await cmf.send('DELETE', `${environments}/dev1?force=true`)).status).toBe(204);
    expect((await cmf.send('GET', orders)).status).toBe(404);
    expect(cmf.emulator.world.record.at(-1)?.to).toBeNull();
  });
});
