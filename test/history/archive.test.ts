/** The archive beyond the data of CMF: instances that CMF dropped, and applications that were created again. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { eventVersions } from '../support/world.ts';
import { openOrdersIn, ordersSpec } from './orders.ts';

const Retention = graphql(/* GraphQL */ `
  query HistoryRetention {
    application(environment: "dev1", name: "orders") {
      currentInstanceUid
      currentInstance {
        uid
        expired
        role
        completion
        jobState
        parallelism
      }
      instances {
        kept
        totalCount
        fallenOff {
          uid
          expired
          parallelism
        }
        nodes {
          uid
          expired
        }
      }
    }
  }
`);

const ByUid = graphql(/* GraphQL */ `
  query HistoryByUid($uid: ID!) {
    instance(uid: $uid) {
      id
      uid
      expired
      role
      completion
      jobState
      parallelism
      createdAt
      previous {
        uid
      }
      changes {
        summary
      }
      flinkConfiguration {
        key
        origin
      }
      logs {
        loki
      }
      application {
        name
      }
    }
  }
`);

const ById = graphql(/* GraphQL */ `
  query HistoryById($id: ID!) {
    node(id: $id) {
      ... on Instance {
        uid
        expired
      }
    }
  }
`);

describe.for(eventVersions)('an instance that CMF has dropped, in front of CMF %s,', (version) => {
  const open = openOrdersIn(version);

  test('is still found by its UID and by its id, with all observed data', async () => {
    await using orders = await open();
    orders.edit({ parallelism: 4 });
    orders.settle();
    orders.edit({ parallelism: 8 });
    orders.settle();
    await orders.picture();
    orders.world.evictInstance('dev1', 'orders', orders.uid(2));

    const { instance } = await orders.runQuery(ByUid, { uid: orders.uid(2) });
    expect(instance).toMatchObject({
      uid: orders.uid(2),
      expired: true,
      role: 'SUPERSEDED',
      completion: 'STOPPED_FOR_UPGRADE',
      jobState: 'FINISHED',
      parallelism: 4,
      previous: { uid: orders.uid(1) },
      changes: { summary: 'parallelism 2 → 4' },
      flinkConfiguration: [{ key: 'taskmanager.numberOfTaskSlots', origin: 'APPLICATION' }],
      logs: { loki: expect.stringContaining(orders.uid(2)) },
      application: { name: 'orders' },
    });
    const { node } = await orders.runQuery(ById, { id: instance?.id ?? '' });
    expect(node).toEqual({ uid: orders.uid(2), expired: true });
  });

  test('costs one call to CMF to look up, not a read of all instances', async () => {
    await using orders = await open();
    orders.edit({ parallelism: 4 });
    orders.settle();
    await orders.picture();
    const uid = orders.uid(1);
    orders.world.evictInstance('dev1', 'orders', uid);
    await orders.runQuery(ByUid, { uid });
    orders.gateway.emulator.calls.clear();
    await orders.gateway.data(OnlyUid, { uid });
    const { calls } = orders.gateway.emulator;
    expect(calls.count('getInstance')).toBe(1);
    expect(calls.count('listInstances')).toBe(0);
  });

  test('is counted separately from the instances that CMF keeps', async () => {
    await using orders = await open({ cmf: { retention: 2 } });
    await orders.picture();
    for (const parallelism of [3, 4, 5]) {
      orders.edit({ parallelism });
      orders.settle();
      await orders.picture();
    }
    const { instances } = (await orders.runQuery(Retention)).application ?? {};
    expect(instances).toEqual({
      kept: 2,
      totalCount: 2,
      nodes: [
        { uid: orders.uid(4), expired: false },
        { uid: orders.uid(3), expired: false },
      ],
      fallenOff: [
        { uid: orders.uid(2), expired: true, parallelism: 3 },
        { uid: orders.uid(1), expired: true, parallelism: 2 },
      ],
    });
  });

  test('is still returned while it is the deployed one', async () => {
    await using orders = await open({ job: { upgradeMode: 'savepoint' } });
    await orders.picture();
    orders.edit({ parallelism: 4 });
    orders.world.evictInstance('dev1', 'orders', orders.uid(1));
    const { application } = await orders.runQuery(Retention);
    expect(application).toMatchObject({
      currentInstanceUid: orders.uid(1),
      currentInstance: {
        uid: orders.uid(1),
        expired: true,
        role: 'CURRENT',
        completion: 'RUNNING',
        jobState: 'RUNNING',
        parallelism: 2,
      },
      instances: { kept: 1 },
    });
  });

  test('has only job data when it was never read while CMF kept it', async () => {
    await using orders = await open();
    orders.world.evictInstance('dev1', 'orders', orders.uid(1));
    const { application } = await orders.runQuery(Retention);
    expect(application?.currentInstance).toEqual({
      uid: orders.uid(1),
      expired: true,
      role: 'CURRENT',
      completion: 'RUNNING',
      jobState: 'RUNNING',
      parallelism: null,
    });
  });
});

const OnlyUid = graphql(/* GraphQL */ `
  query HistoryOnlyUid($uid: ID!) {
    instance(uid: $uid) {
      expired
    }
  }
`);

describe.for(eventVersions)(
  'an application that was created again under the same name, in front of CMF %s,',
  (version) => {
    const open = openOrdersIn(version);

    test('shares no history with the old one (rule 30)', async () => {
      await using orders = await open();
      orders.edit({ parallelism: 4 });
      orders.settle();
      await orders.picture();
      const [first, second] = [orders.uid(1), orders.uid(2)];
      orders.world.deleteApplication('dev1', 'orders');
      orders.world.apply('dev1', { metadata: { name: 'orders' }, spec: ordersSpec() });
      orders.settle();

      const { application } = await orders.runQuery(Anew);
      expect(application?.instances).toMatchObject({ kept: 1, fallenOff: [] });
      expect(application?.latestInstance?.previous).toBeNull();
      const reported = new Set(application?.timeline?.nodes.map(({ instanceUid }) => instanceUid));
      expect(reported).not.toContain(first);
      expect(reported).not.toContain(second);
      expect((await orders.runQuery(ByUid, { uid: second })).instance).toBeNull();
    });
  },
);

const Anew = graphql(/* GraphQL */ `
  query HistoryAnew {
    application(environment: "dev1", name: "orders") {
      instances {
        kept
        fallenOff {
          uid
        }
      }
      latestInstance {
        previous {
          uid
        }
      }
      timeline(first: 100) {
        nodes {
          instanceUid
        }
      }
    }
  }
`);
