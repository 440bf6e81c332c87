/** Savepoints of an application and detached ones (contract section 4). */
import { describe, expect, it } from 'vitest';
import type { SavepointResource } from '../../../src/emulator/world.ts';
import { at } from '../../../src/json.ts';
import {
  api,
  type Cmf,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersInstances,
  ordersNow,
  ordersSpec,
  type Page,
  postOrders,
} from './cmf.ts';

const savepoints = `${orders}/savepoints`;
const detached = `${api}/detached-savepoints`;
const before = { metadata: { name: 'before-upgrade' }, spec: {} };

describe('a savepoint of an application', () => {
  it('is triggered, taken and completed', async () => {
    await using cmf = await openWithRunningOrders();
    const { world } = cmf.emulator;
    const reply = await cmf.post(savepoints, before);
    expect(reply.status).toBe(201);
    expect(JSON.parse(reply.text)).toMatchObject({
      kind: 'Savepoint',
      metadata: { name: 'before-upgrade' },
      spec: { formatType: 'CANONICAL', backoffLimit: -1 },
      status: { state: 'TRIGGER_PENDING', failures: 0, pendingDeletion: false },
    });

    const states: unknown[] = [];
    while (world.progress('dev1', 'orders')) {
      states.push(at(await cmf.get(`${savepoints}/before-upgrade`), 'status', 'state'));
    }
    expect(states).toEqual(['IN_PROGRESS', 'COMPLETED']);
    const done = await cmf.get<SavepointResource>(`${savepoints}/before-upgrade`);
    expect(done.status.path).toMatch(/^s3:\/\/flink-savepoints\/dev1\/orders\/savepoint-/);
    expect(await cmf.get<Page<unknown>>(`${savepoints}?page=0&size=10`)).toMatchObject({ items: [done] });
  });

  it('is retried forever, or fails after its backoff limit', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(savepoints, { metadata: { name: 'patient' }, spec: {} });
    await cmf.post(savepoints, { metadata: { name: 'hasty' }, spec: { backoffLimit: 0 } });
    for (const name of ['patient', 'hasty'])
      cmf.emulator.world.failSavepoint('dev1', 'orders', { name, reason: 'full' });

    const { items } = await cmf.get<Page<SavepointResource>>(`${savepoints}?page=0&size=10`);
    expect(items.map(({ status }) => [status.state, status.failures, status.error])).toEqual([
      ['IN_PROGRESS', 1, 'full'],
      ['FAILED', 1, 'full'],
    ]);
  });

  it('is abandoned when its job is stopped', async () => {
    await using cmf = await openWithRunningOrders({ job: { upgradeMode: 'stateless' } });
    await cmf.post(savepoints, before);
    await postOrders(cmf, { job: { upgradeMode: 'stateless', parallelism: 2 } });
    expect(at(await cmf.get(`${savepoints}/before-upgrade`), 'status', 'state')).toBe('ABANDONED');
  });

  it('cannot be taken of a job that is not running (422), nor twice by one name (409)', async () => {
    await using cmf = await openWithRunningOrders();
    expect((await cmf.post(savepoints, before)).status).toBe(201);
    expect((await cmf.post(savepoints, before)).status).toBe(409);
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING');
    expect((await cmf.post(savepoints, { metadata: {}, spec: {} })).status).toBe(422);
  });

  it('gets a generated name when none is given', async () => {
    await using cmf = await openWithRunningOrders();
    const { text } = await cmf.post(savepoints, { metadata: {}, spec: {} });
    expect(at(JSON.parse(text), 'metadata', 'name')).toMatch(/^savepoint-/);
  });

  it('is deleted when it ends, or at once by force', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(savepoints, before);
    expect((await cmf.send('DELETE', `${savepoints}/before-upgrade`)).status).toBe(204);
    expect(await cmf.get(`${savepoints}/before-upgrade`)).toMatchObject({
      status: { state: 'TRIGGER_PENDING', pendingDeletion: true },
    });
    cmf.emulator.world.settle('dev1', 'orders');
    expect((await cmf.send('GET', `${savepoints}/before-upgrade`)).status).toBe(404);

    await cmf.post(savepoints, before);
    expect((await cmf.send('DELETE', `${savepoints}/before-upgrade?force=true`)).status).toBe(204);
    expect((await cmf.send('GET', `${savepoints}/before-upgrade`)).status).toBe(404);
  });

  it('can be started from, in a new instance', async () => {
    await using cmf = await openWithRunningOrders();
    const { world } = cmf.emulator;
    const { metadata } = world.triggerSavepoint('dev1', 'orders', { name: 'nightly' });
    const start = `${orders}/start?startFromSavepointUid=${metadata.uid}`;
    await cmf.post(`${orders}/suspend`);
    expect(messagesOf(await cmf.post(start))).toEqual(['The savepoint has not completed.']);

    world.completeSavepoint('dev1', 'orders', 'nightly');
    world.settle('dev1', 'orders');
    expect((await cmf.post(start)).status).toBe(200);
    const { path } = world.savepoint('dev1', 'orders', 'nightly').status;
    expect(at((await ordersNow(cmf)).spec, 'job', 'initialSavepointPath')).toBe(path);
    expect(await ordersInstances(cmf)).toHaveLength(3);
    expect((await cmf.post(`${orders}/start?startFromSavepointUid=none`)).status).toBe(404);
  });
});

it.each([
  ['2.3.1', true],
  ['2.2.0', false],
])('CMF %s warns of the cluster being disconnected: %s', async (version, warns) => {
  await using cmf = await openWithRunningOrdersOf(version);
  await cmf.post(savepoints, before);
  cmf.emulator.world.setClusterState('dev1', 'DISCONNECTED');
  const { status } = await cmf.get<SavepointResource>(`${savepoints}/before-upgrade`);
  expect('warning' in status).toBe(warns);
});

/** Created in the world, as the statuses of the endpoints differ by version. */
async function openWithRunningOrdersOf(version: string): Promise<Cmf> {
  const cmf = await openCmf({ version });
  const { world } = cmf.emulator;
  world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
  world.apply('dev1', { metadata: { name: 'orders' }, spec: ordersSpec() });
  world.settle('dev1', 'orders');
  return cmf;
}

describe('a detached savepoint', () => {
  it('is created from a path alone', async () => {
    await using cmf = await openWithRunningOrders();
    const body = { metadata: { name: 'imported' }, spec: { path: 's3://elsewhere/savepoint-1' } };
    expect((await cmf.post(detached, body)).status).toBe(201);
    expect(await cmf.get(`${detached}/imported`)).toMatchObject({
      status: { state: 'COMPLETED', path: 's3://elsewhere/savepoint-1' },
    });
    expect((await cmf.post(detached, { metadata: { name: 'nothing' }, spec: {} })).status).toBe(422);
    expect((await cmf.send('DELETE', `${detached}/imported`)).status).toBe(204);
    expect(await cmf.get(`${detached}?page=0&size=10`)).toMatchObject({ items: [] });
  });

  it('is created from a completed savepoint of an application, and outlives the application', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(savepoints, before);
    expect((await cmf.post(`${savepoints}/before-upgrade/detach`)).status).toBe(422);
    cmf.emulator.world.completeSavepoint('dev1', 'orders', 'before-upgrade');
    expect((await cmf.post(`${savepoints}/before-upgrade/detach`)).status).toBe(200);
    expect((await cmf.send('GET', `${savepoints}/before-upgrade`)).status).toBe(404);

    await cmf.send('DELETE', orders);
    expect(await cmf.get(`${detached}/before-upgrade`)).toMatchObject({ status: { state: 'COMPLETED' } });
  });
});
