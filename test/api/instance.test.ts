/** Instances: one thing by every way to it, and what CMF's state model makes of them over time. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still } from '../support/gateway.ts';
import { spent } from '../support/spent.ts';
import { addApplication, changeJob, uidsOf } from '../support/world.ts';

const Application = graphql(/* GraphQL */ `
  query ApiInstanceThroughApplication {
    application(environment: "dev1", name: "orders") {
      currentInstanceUid
      currentInstance {
        ...ApiInstance
      }
      latestInstance {
        ...ApiInstance
        previous {
          ...ApiInstance
        }
      }
      instances {
        nodes {
          ...ApiInstance
        }
      }
    }
  }
  fragment ApiInstance on Instance {
    id
    uid
    createdAt
    updatedAt
    jobId
    jobState
    jobStateRaw
    effectiveSpec
    image
    flinkVersion
    parallelism
    expired
    application {
      id
      name
      observedAt
    }
  }
`);

const ByUid = graphql(/* GraphQL */ `
  query ApiInstanceByUid($uid: ID!) {
    instance(uid: $uid) {
      ...ApiInstance
    }
  }
`);

const ByIds = graphql(/* GraphQL */ `
  query ApiInstanceByIds($id: ID!, $ids: [ID!]!) {
    node(id: $id) {
      ...ApiInstance
    }
    nodes(ids: $ids) {
      ...ApiInstance
    }
  }
`);

const Nodes = graphql(/* GraphQL */ `
  query ApiInstanceNodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
    }
  }
`);

const Ids = graphql(/* GraphQL */ `
  query ApiInstanceIdsOfAll {
    environment(name: "dev1") {
      id
    }
    application(environment: "dev1", name: "orders") {
      id
      currentInstance {
        id
      }
    }
  }
`);

const Applications = graphql(/* GraphQL */ `
  query ApiInstanceApplications {
    applications {
      totalCount
    }
  }
`);

const nowhere = '00000000-0000-4000-8000-000000000000';

/** A CMF in which `dev1/orders` runs on the third of three instances. */
async function startWithOrders() {
  const gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
  const { world } = gateway.emulator;
  addApplication(world, 'dev1', 'orders');
  for (const parallelism of [2, 3]) {
    changeJob(world, 'dev1', 'orders', { parallelism });
    world.settle('dev1', 'orders');
  }
  await gateway.data(Applications, {}, noCache);
  return gateway;
}

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

  test('is found by its UID alone by a gateway that has never seen it', async () => {
    await using gateway = await startWithOrders();
    const [first] = uidsOf(gateway.emulator.world, 'dev1', 'orders');

    const { instance } = await gateway.data(ByUid, { uid: first ?? '' });

    expect(instance).toMatchObject({ uid: first, parallelism: 1, application: { name: 'orders' } });
  });

  test('has its effective spec also where lists of instances leave specs out', async () => {
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

describe('a UID that no instance has', () => {
  test('is null, and costs CMF nothing from the second time on', async () => {
    await using gateway = await startWithOrders();
    gateway.emulator.calls.clear();

    expect(await gateway.data(ByUid, { uid: nowhere })).toEqual({ instance: null });
    expect(spent(gateway.emulator)).toEqual({ listInstances: 1 });

    gateway.emulator.calls.clear();
    expect(await gateway.data(ByUid, { uid: nowhere })).toEqual({ instance: null });
    expect(spent(gateway.emulator)).toEqual({});
  });

  test('is null at no cost at all when it is no UUID', async () => {
    await using gateway = await startWithOrders();
    gateway.emulator.calls.clear();

    for (const uid of ['', 'orders', '../../secrets', `${nowhere}0`]) {
      expect(await gateway.data(ByUid, { uid })).toEqual({ instance: null });
    }
    expect(spent(gateway.emulator)).toEqual({});
  });

  test('is looked for once however many ask at the same time', async () => {
    await using gateway = await startWithOrders();
    gateway.emulator.calls.clear();

    await Promise.all(Array.from({ length: 10 }, () => gateway.data(ByUid, { uid: nowhere })));

    expect(spent(gateway.emulator)).toEqual({ listInstances: 1 });
  });
});

describe('the current instance', () => {
  test('stays the old one while an upgrade waits for its savepoint; the latest is pending, without a job', async () => {
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

  test('that CMF no longer keeps is shown as far as the gateway has seen it, and as expired', async () => {
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

  test('expires when the list of instances does not hold it any more, and keeps its spec', async () => {
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

describe('an application that was deleted and created again under its name', () => {
  test('shows no instance of the old one', async () => {
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

describe('node and nodes', () => {
  test('answer each type by its id, in the order of the ids', async () => {
    await using gateway = await startWithOrders();
    const { environment, application } = await gateway.data(Ids);
    const things = [
      { __typename: 'Instance', id: application?.currentInstance?.id ?? '' },
      { __typename: 'Environment', id: environment?.id ?? '' },
      { __typename: 'Application', id: application?.id ?? '' },
    ];

    expect(await gateway.data(Nodes, { ids: things.map(({ id }) => id) })).toEqual({ nodes: things });
  });

  test('are null for what is gone, and refuse what is no id', async () => {
    await using gateway = await startWithOrders();
    const { application } = await gateway.data(Ids);
    const id = application?.id ?? '';
    gateway.emulator.world.deleteApplication('dev1', 'orders');

    expect(await gateway.data(Nodes, { ids: [id] }, noCache)).toEqual({ nodes: [null] });
    for (const bad of ['', 'orders', id.slice(0, -3), Buffer.from('Statement:["a"]').toString('base64url')]) {
      const { data, errors } = await gateway.query(Nodes, { ids: [bad] });
      expect(data?.nodes?.[0] ?? null).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_ID' } }]);
    }
  });

  test('take 100 ids and no more', async () => {
    await using gateway = await startWithOrders();
    const id = (await gateway.data(Ids)).application?.id ?? '';
    const ids = (count: number) => Array.from({ length: count }, () => id);

    expect((await gateway.data(Nodes, { ids: ids(100) })).nodes).toHaveLength(100);
    expect((await gateway.query(Nodes, { ids: ids(101) })).errors).toMatchObject([
      { path: ['nodes'], extensions: { code: 'BAD_PAGE_SIZE' } },
    ]);
  });
});
