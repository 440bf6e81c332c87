/** Changes between two instances, through GraphQL. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { openOrders, ordersSpec } from './orders.ts';

const Changes = graphql(/* GraphQL */ `
  query HistoryChanges($uid: ID!, $against: ID, $includeNoise: Boolean) {
    instance(uid: $uid) {
      changes(against: $against, includeNoise: $includeNoise) {
        summary
        against {
          uid
        }
        changes {
          path
          segments
          kind
          section
          before
          after
        }
      }
    }
  }
`);

const Ids = graphql(/* GraphQL */ `
  query HistoryIds {
    environment(name: "dev1") {
      id
    }
    application(environment: "dev1", name: "orders") {
      id
      instances(orderBy: { field: CREATED, direction: ASC }) {
        nodes {
          id
        }
      }
    }
    other: application(environment: "dev1", name: "other") {
      latestInstance {
        id
      }
    }
  }
`);

describe('the changes of an instance', () => {
  test('are against the previous one, in one line and value by value', async () => {
    await using orders = await openOrders();
    orders.post(
      ordersSpec(
        { parallelism: 4 },
        {
          flinkConfiguration: {
            'taskmanager.numberOfTaskSlots': '2',
            'state.backend.type': 'rocksdb',
            'execution.checkpointing.interval': '60s',
            'execution.checkpointing.timeout': '10m',
          },
        },
      ),
    );
    const { instance } = await orders.runQuery(Changes, { uid: orders.uid(2) });
    expect(instance?.changes).toMatchObject({
      summary: 'parallelism 2 → 4, +3 configuration keys',
      against: { uid: orders.uid(1) },
    });
    expect(instance?.changes?.changes).toHaveLength(4);
    expect(instance?.changes?.changes).toContainEqual({
      path: 'job.parallelism',
      segments: ['job', 'parallelism'],
      kind: 'CHANGED',
      section: 'JOB',
      before: 2,
      after: 4,
    });
    expect(instance?.changes?.changes).toContainEqual({
      path: 'flinkConfiguration["state.backend.type"]',
      segments: ['flinkConfiguration', 'state.backend.type'],
      kind: 'ADDED',
      section: 'CONFIGURATION',
      before: null,
      after: 'rocksdb',
    });
  });

  test('are null for the first instance', async () => {
    await using orders = await openOrders();
    const { instance } = await orders.runQuery(Changes, { uid: orders.uid(1) });
    expect(instance).toEqual({ changes: null });
  });

  test('omit the annotation that differs in every instance, unless it is requested', async () => {
    await using orders = await openOrders({ job: { upgradeMode: 'savepoint' } });
    orders.edit({ parallelism: 4 });
    orders.edit({ parallelism: 2 });
    const [first] = (await orders.runQuery(Ids)).application?.instances?.nodes ?? [];
    const reverted = { uid: orders.uid(3), against: first?.id ?? '' };

    const without = (await orders.runQuery(Changes, reverted)).instance?.changes;
    expect(without).toMatchObject({ summary: 'no changes', changes: [] });
    const noisy = (await orders.runQuery(Changes, { ...reverted, includeNoise: true })).instance?.changes
      ?.changes;
    expect(noisy).toMatchObject([{ section: 'POD_TEMPLATE', before: orders.uid(1), after: orders.uid(3) }]);
  });

  test('can be computed against any other instance of the application, including a later one', async () => {
    await using orders = await openOrders();
    orders.edit({ parallelism: 4 });
    orders.edit({ parallelism: 8 });
    const nodes = (await orders.runQuery(Ids)).application?.instances?.nodes ?? [];
    const { instance } = await orders.runQuery(Changes, { uid: orders.uid(1), against: nodes[2]?.id ?? '' });
    expect(instance?.changes?.summary).toBe('parallelism 8 → 2');
  });

  test('reject an id of another application, of another type, or of no object', async () => {
    await using orders = await openOrders();
    orders.world.apply('dev1', { metadata: { name: 'other' }, spec: ordersSpec() });
    const { environment, application, other } = await orders.runQuery(Ids);
    for (const id of [environment?.id, application?.id, other?.latestInstance?.id, 'nothing']) {
      expect(id).toBeDefined();
      const { data, errors } = await orders.gateway.query(Changes, { uid: orders.uid(1), against: id ?? '' });
      expect(data?.instance).toEqual({ changes: null });
      expect(errors?.[0]?.extensions.code).toBe('BAD_ID');
    }
  });
});
