/**
 * Savepoints in forward mode: a caller sees those of applications that it may see, and the detached ones in CMF's own
 * list.
 */
import { describe, expect, test } from 'vitest';
import { still } from '../../support/gateway.ts';
import { openForwarding } from '../forward.ts';
import { errorsOf } from './fixtures.ts';

const ofLedger =
  '{ application(environment: "prod", name: "ledger") { id savepoints { nodes { id name } } } }';
const detached = '{ detachedSavepoints { totalCount nodes { id name } } }';
const node = (id: string) => `{ node(id: "${id}") { id } }`;
const idOf = (...key: readonly string[]) =>
  Buffer.from(`Savepoint:${JSON.stringify(key)}`).toString('base64url');

async function openWithSavepoints(env = {}) {
  const forwarding = await openForwarding({ ...still, ...env });
  const { world } = forwarding.emulator;
  world.triggerSavepoint('prod', 'ledger', { name: 'nightly' });
  world.createDetachedSavepoint({ name: 'imported', path: 's3://elsewhere/1' });
  return forwarding;
}

describe('the savepoints of an application', () => {
  test('are visible to callers that may see the application', async () => {
    await using gateway = await openWithSavepoints();
    const { body } = await gateway.as('carol', ofLedger);
    expect(body.data).toMatchObject({ application: { savepoints: { nodes: [{ name: 'nightly' }] } } });
    const id = idOf('prod', 'ledger', 'nightly');
    expect((await gateway.as('carol', node(id))).body.data).toEqual({ node: { id } });
  });

  test('are hidden from all others, by name and by id, as if they did not exist', async () => {
    await using gateway = await openWithSavepoints();
    for (const caller of ['alice', 'bob', 'outsider']) {
      expect(errorsOf(await gateway.as(caller, ofLedger))).toEqual(['FORBIDDEN application']);
      const forbidden = await gateway.as(caller, node(idOf('prod', 'ledger', 'nightly')));
      const absent = await gateway.as(caller, node(idOf('prod', 'ledger', 'nothing')));
      expect([forbidden.body.data, forbidden.body.errors]).toEqual([{ node: null }, undefined]);
      expect(absent.body).toEqual(forbidden.body);
    }
    expect(gateway.emulator.calls.count('listSavepoints')).toBe(0);
  });
});

describe('detached savepoints', () => {
  test('are the savepoints that CMF lists for the caller, including new ones', async () => {
    await using gateway = await openWithSavepoints({ MAX_AGE_MS: '0' });
    const first = await gateway.as('alice', detached);
    expect(first.body.data).toMatchObject({ detachedSavepoints: { totalCount: 1 } });
    gateway.emulator.world.createDetachedSavepoint({ name: 'later', path: 's3://elsewhere/2' });
    const second = await gateway.as('alice', detached);
    expect(second.body.data).toMatchObject({
      detachedSavepoints: { nodes: [{ name: 'later' }, { name: 'imported' }] },
    });
  });

  test('are forbidden to others as a list, and absent by id', async () => {
    await using gateway = await openWithSavepoints();
    const { access, calls } = gateway.emulator;
    access.allow('eve', { environments: 'all', applications: 'all', detachedSavepoints: false });
    const answer = await gateway.as('eve', detached);
    expect(answer.body.data).toEqual({ detachedSavepoints: null });
    expect(errorsOf(answer)).toEqual(['FORBIDDEN detachedSavepoints']);
    for (const name of ['imported', 'nothing']) {
      const { body } = await gateway.as('eve', node(idOf(name)));
      expect([body.data, body.errors]).toEqual([{ node: null }, undefined]);
    }
    // One request of the caller, refused; none with the identity of the gateway.
    expect(calls.count('listDetachedSavepoints')).toBe(1);
  });

  test('are empty for a CMF without them', async () => {
    await using gateway = await openWithSavepoints();
    gateway.emulator.faults.add({
      kind: 'status',
      status: 404,
      match: { operation: 'listDetachedSavepoints' },
    });
    const { body } = await gateway.as('alice', detached);
    expect(body.data).toEqual({ detachedSavepoints: { totalCount: 0, nodes: [] } });
    expect(body.errors).toBeUndefined();
  });
});
