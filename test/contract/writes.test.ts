/** The client's writes against the emulator: the requests, and the results as domain types. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CmfClient } from '../../src/cmf/client.ts';
import { CmfWriteError } from '../../src/cmf/errors.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { connect, failureOf } from '../unit/cmf/upstream.ts';

let emulator: Emulator;
let cmf: CmfClient & AsyncDisposable;

beforeAll(async () => {
  emulator = await startEmulator({ fleet: 'empty' });
  cmf = connect({ url: emulator.url });
});
afterAll(async () => {
  await cmf.close();
  await emulator.close();
});

const spec = {
  job: { jarURI: 'local:///a.jar', parallelism: 1, state: 'running', upgradeMode: 'savepoint' },
};

/** An environment with the application `orders`, which runs. */
async function openEnvironment(name: string): Promise<string> {
  await cmf.writes.applyEnvironment({ name, kubernetesNamespace: 'flink' });
  await cmf.writes.applyApplication(name, { name: 'orders', spec });
  emulator.world.settle(name, 'orders');
  return name;
}

test('an environment is created, replaced and deleted', async () => {
  const input = {
    name: 'env-writes',
    kubernetesNamespace: 'flink',
    kubernetesCluster: 'west',
    labels: { tier: 'dev' },
    applicationDefaults: { spec: { flinkConfiguration: { a: '1' } } },
    statementDefaults: { detached: {} },
  };
  const created = await cmf.writes.applyEnvironment(input);
  expect(created).toMatchObject({
    isChanged: true,
    resource: {
      name: 'env-writes',
      kubernetesCluster: 'west',
      labels: { tier: 'dev' },
      applicationDefaults: input.applicationDefaults,
    },
  });
  expect(await cmf.getEnvironmentDefaults('env-writes')).toMatchObject({
    applicationDefaults: input.applicationDefaults,
    statementDefaults: { detached: {} },
  });
  const replaced = await cmf.writes.applyEnvironment({ name: 'env-writes', kubernetesNamespace: 'other' });
  expect(replaced.resource).toMatchObject({ kubernetesNamespace: 'other', applicationDefaults: null });
  expect(await cmf.writes.deleteEnvironment('env-writes')).toEqual({ isChanged: true, resource: null });
  expect(await failureOf(cmf.getEnvironment('env-writes'))).toMatchObject({ status: 404 });
});

test('an environment with applications is deleted only with force', async () => {
  const environment = await openEnvironment('env-force');
  expect(await failureOf(cmf.writes.deleteEnvironment(environment))).toMatchObject({
    status: 409,
    outcome: 'REFUSED',
  });
  expect((await cmf.writes.deleteEnvironment(environment, { force: true })).isChanged).toBe(true);
});

test('an application is applied, suspended, started and deleted', async () => {
  const environment = await openEnvironment('env-application');
  const labels = { team: 'payments' };
  const { resource } = await cmf.writes.applyApplication(environment, { name: 'orders', labels, spec });
  expect(resource).toMatchObject({ environment, name: 'orders', labels, spec });
  expect(await cmf.writes.startApplication(environment, 'orders')).toEqual({
    isChanged: false,
    resource: null,
  });
  const suspended = await cmf.writes.suspendApplication(environment, 'orders');
  expect(suspended).toMatchObject({
    isChanged: true,
    resource: { desiredState: { state: 'SUSPENDED' } },
  });
  expect((await cmf.writes.startApplication(environment, 'orders')).resource?.desiredState?.state).toBe(
    'RUNNING',
  );
  expect((await cmf.writes.deleteApplication(environment, 'orders')).isChanged).toBe(true);
  expect(await failureOf(cmf.writes.deleteApplication(environment, 'orders'))).toMatchObject({
    status: 404,
    outcome: 'REFUSED',
  });
});

test('the messages of a rejected spec stay separate', async () => {
  const environment = await openEnvironment('env-refused');
  const error = await failureOf(
    cmf.writes.applyApplication(environment, {
      name: 'orders',
      spec: { job: { state: 'paused', parallelism: 0 } },
    }),
  );
  expect(error).toMatchObject({
    status: 422,
    outcome: 'REFUSED',
    messages: [
      'spec.job.state: must be one of running, suspended',
      'spec.job.parallelism: must be greater than 0',
    ],
  });
});

test('a savepoint is created, read, detached and deleted, and an application starts from it', async () => {
  const environment = await openEnvironment('env-savepoints');
  const { world } = emulator;
  const created = await cmf.writes.createSavepoint(environment, 'orders', {
    name: 'before',
    format: 'NATIVE',
    backoffLimit: 2,
    labels: { why: 'upgrade' },
  });
  expect(created.resource).toMatchObject({
    name: 'before',
    state: { state: 'TRIGGER_PENDING' },
    format: { state: 'NATIVE' },
    backoffLimit: 2,
    labels: { why: 'upgrade' },
  });
  world.completeSavepoint(environment, 'orders', 'before');
  const { uid, path } = await cmf.getSavepoint(environment, 'orders', 'before');
  expect(path).toMatch(/^s3:/);

  await cmf.writes.suspendApplication(environment, 'orders');
  world.settle(environment, 'orders');
  const startFromSavepointUid = uid ?? '';
  const started = await cmf.writes.startApplication(environment, 'orders', { startFromSavepointUid });
  expect(started.resource?.spec).toMatchObject({ job: { initialSavepointPath: path } });

  const detached = await cmf.writes.detachSavepoint(environment, 'orders', 'before');
  expect(detached.resource).toMatchObject({ name: 'before', uid });
  expect(await cmf.listSavepoints(environment, 'orders')).toEqual([]);
  expect(await cmf.listDetachedSavepoints()).toMatchObject([{ name: 'before', uid }]);
  expect((await cmf.writes.deleteDetachedSavepoint('before')).isChanged).toBe(true);
  expect(await failureOf(cmf.getDetachedSavepoint('before'))).toMatchObject({ status: 404 });
});

test('an unfinished savepoint is marked for deletion, and deleted with force', async () => {
  const environment = await openEnvironment('env-unfinished');
  await cmf.writes.createSavepoint(environment, 'orders', { name: 'slow' });
  expect((await cmf.writes.deleteSavepoint(environment, 'orders', 'slow')).isChanged).toBe(true);
  expect((await cmf.getSavepoint(environment, 'orders', 'slow')).isPendingDeletion).toBe(true);
  await cmf.writes.deleteSavepoint(environment, 'orders', 'slow', { force: true });
  expect(await cmf.listSavepoints(environment, 'orders')).toEqual([]);
});

test('a detached savepoint is created from a path', async () => {
  const { resource } = await cmf.writes.createDetachedSavepoint({ name: 'imported', path: 's3://a/1' });
  expect(resource).toMatchObject({ name: 'imported', path: 's3://a/1', state: { state: 'COMPLETED' } });
});

test.each(['2.1.0', '2.2.0'])('CMF %s responds with other statuses of the same meaning', async (version) => {
  await using older = await startEmulator({ fleet: 'empty', version });
  await using client = connect({ url: older.url });
  const environment = { name: 'dev1', kubernetesNamespace: 'flink' };
  expect((await client.writes.applyEnvironment(environment)).isChanged).toBe(true);
  await client.writes.applyApplication('dev1', { name: 'orders', spec });
  expect((await client.writes.deleteApplication('dev1', 'orders')).isChanged).toBe(true);
  expect((await client.writes.deleteEnvironment('dev1')).isChanged).toBe(true);
});

test('a lost response after the write took effect is an unknown outcome, and the write is not sent again', async () => {
  const environment = await openEnvironment('env-lost');
  const { calls, faults, world } = emulator;
  const match = { operation: 'suspendApplication' };
  const before = calls.count('suspendApplication');
  {
    using _ = faults.add({ kind: 'reset', when: 'before', match });
    const error = await failureOf(cmf.writes.suspendApplication(environment, 'orders'));
    expect(error).toMatchObject({ outcome: 'UNKNOWN' });
    expect(world.application(environment, 'orders').spec['job']).toMatchObject({ state: 'running' });
  }
  using _ = faults.add({ kind: 'reset', when: 'after', match });
  const error = await failureOf(cmf.writes.suspendApplication(environment, 'orders'));
  expect(error).toBeInstanceOf(CmfWriteError);
  expect(error).toMatchObject({ failure: 'UNREACHABLE', outcome: 'UNKNOWN' });
  expect(world.application(environment, 'orders').spec['job']).toMatchObject({ state: 'suspended' });
  expect(calls.count('suspendApplication') - before).toBe(2);
});
