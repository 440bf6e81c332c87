/** The states of savepoints are those of CMF a few seconds ago at most; nodes, versions, and failures of CMF. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../../src/emulator/emulator.ts';
import { callCounts } from '../../support/call-counts.ts';
import { noCache } from '../../support/client.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { addApplication } from '../../support/world.ts';
import { addSavepoints, DetachedPage, SavepointNode, SavepointPage } from './fixtures.ts';

/** The copies of a gateway that is not `still` are always too old. */
const live = { ...still, MAX_AGE_MS: '0' };

async function savepointsOf(gateway: TestGateway, headers = {}) {
  const { application } = await gateway.data(SavepointPage, {}, headers);
  return application?.savepoints?.nodes ?? [];
}

async function statesOf(gateway: TestGateway, headers = {}) {
  return (await savepointsOf(gateway, headers)).map(({ state }) => state);
}

/** With the application `dev1/orders` and one savepoint, `sp-00`. */
async function openWithSavepoint(env = still, cmf: { version?: string | null } = {}): Promise<TestGateway> {
  const gateway = await startGateway({ cmf: { fleet: 'empty', ...cmf }, env });
  addSavepoints(gateway.emulator.world, 1);
  await gateway.data(SavepointPage, {}, noCache);
  return gateway;
}

const listCalls = (emulator: Emulator) => callCounts(emulator)['listSavepoints'] ?? 0;

describe('states', () => {
  test('follow CMF without a change of the application', async () => {
    await using gateway = await openWithSavepoint(live);
    const { world } = gateway.emulator;
    world.triggerSavepoint('dev1', 'orders', { name: 'next' });
    const states = [await statesOf(gateway)];
    while (world.progress('dev1', 'orders')) states.push(await statesOf(gateway));
    expect(states.map(([newest]) => newest)).toEqual(['TRIGGER_PENDING', 'IN_PROGRESS', 'COMPLETED']);
  });

  test('are read once for many callers while the copy is fresh, and again for `no-cache`', async () => {
    await using gateway = await openWithSavepoint();
    const { calls, world } = gateway.emulator;
    calls.clear();
    await Promise.all(Array.from({ length: 10 }, () => savepointsOf(gateway)));
    expect(listCalls(gateway.emulator)).toBe(0);
    world.triggerSavepoint('dev1', 'orders', { name: 'next' });
    expect(await statesOf(gateway, noCache)).toEqual(['TRIGGER_PENDING', 'COMPLETED']);
    expect(listCalls(gateway.emulator)).toBe(1);
  });

  test('that the gateway does not support are UNKNOWN, with the raw value of CMF', async () => {
    await using gateway = await openWithSavepoint(live);
    gateway.emulator.faults.add({ kind: 'unknownStates', match: { operation: 'listSavepoints' } });
    expect(await savepointsOf(gateway)).toMatchObject([{ state: 'UNKNOWN', stateRaw: 'HIBERNATING' }]);
  });

  test('include a pending deletion and the warning of a disconnected cluster', async () => {
    await using gateway = await openWithSavepoint(live);
    const { world } = gateway.emulator;
    world.triggerSavepoint('dev1', 'orders', { name: 'next' });
    world.deleteSavepoint('dev1', 'orders', 'next');
    world.setClusterState('dev1', 'DISCONNECTED');
    expect((await savepointsOf(gateway))[0]).toMatchObject({
      name: 'next',
      pendingDeletion: true,
      warning: expect.stringContaining('DISCONNECTED'),
    });
  });
});

describe('a savepoint by its id', () => {
  test('is found, of an application and detached', async () => {
    await using gateway = await openWithSavepoint(live);
    const { world } = gateway.emulator;
    const [savepoint] = await savepointsOf(gateway);
    const id = savepoint?.id ?? '';
    const { node } = await gateway.data(SavepointNode, { id });
    expect(node).toMatchObject({
      __typename: 'Savepoint',
      id,
      name: 'sp-00',
      application: { name: 'orders' },
    });

    world.detachSavepoint('dev1', 'orders', 'sp-00');
    expect(await gateway.data(SavepointNode, { id })).toEqual({ node: null });
    const { detachedSavepoints } = await gateway.data(DetachedPage);
    const detached = detachedSavepoints?.nodes[0];
    expect(detached).toMatchObject({ name: 'sp-00', uid: savepoint?.uid });
    expect(await gateway.data(SavepointNode, { id: detached?.id ?? '' })).toMatchObject({
      node: { id: detached?.id, name: 'sp-00', application: null },
    });
    world.deleteDetachedSavepoint('sp-00');
    expect(await gateway.data(SavepointNode, { id: detached?.id ?? '' })).toEqual({ node: null });
  });

  test('is refused when its key has another form', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
    for (const key of ['["dev1","orders"]', '["a","b","c","d"]', '[""]', '{}']) {
      const id = Buffer.from(`Savepoint:${key}`).toString('base64url');
      const { errors } = await gateway.query(SavepointNode, { id });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_ID' } }]);
    }
  });
});

describe('a CMF', () => {
  test.each([
    ['2.1.0', 1],
    ['2.0.0', 0],
  ])('of version %s has %i savepoints of one', async (version, count) => {
    await using gateway = await openWithSavepoint(still, { version });
    expect(await savepointsOf(gateway)).toHaveLength(count);
    const { detachedSavepoints } = await gateway.data(DetachedPage);
    expect(detachedSavepoints).toMatchObject({ totalCount: 0, nodes: [] });
  });

  test('that deletes and creates an application under the same name returns none of the old savepoints', async () => {
    await using gateway = await openWithSavepoint();
    const { faults, world } = gateway.emulator;
    world.deleteApplication('dev1', 'orders');
    addApplication(world, 'dev1', 'orders');
    faults.add({ kind: 'status', status: 503, match: { operation: 'listSavepoints', count: 3 } });
    const refreshed = await gateway.query(SavepointPage, {}, noCache);
    expect(refreshed.errors).toMatchObject([{ extensions: { code: 'CMF_UNAVAILABLE' } }]);
    expect(await savepointsOf(gateway)).toEqual([]);
  });

  test('that fails causes stale data from the last copy, or an error without a copy', async () => {
    await using gateway = await openWithSavepoint();
    gateway.emulator.faults.add({ kind: 'status', status: 503, match: { path: 'savepoints' } });
    expect(await savepointsOf(gateway, noCache)).toMatchObject([{ name: 'sp-00', stale: true }]);
    const { data, errors } = await gateway.query(DetachedPage);
    expect(data).toEqual({ detachedSavepoints: null });
    expect(errors).toMatchObject([
      { path: ['detachedSavepoints'], extensions: { code: 'CMF_UNAVAILABLE', retryable: true } },
    ]);
  });
});
