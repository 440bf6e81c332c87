/** Starting, suspending and deleting applications, one and several. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { addApplication } from '../support/world.ts';
import { Orders, openOrders, ordersId, ordersUids, Suspend } from './fixtures.ts';

const Start = graphql(/* GraphQL */ `
  mutation WritesStart($input: StartApplicationInput!) {
    startApplication(input: $input) {
      unchanged
      application {
        desiredState
      }
      instance {
        uid
      }
      errors {
        code
        path
      }
    }
  }
`);

const Delete = graphql(/* GraphQL */ `
  mutation WritesDelete($input: DeleteApplicationInput!) {
    deleteApplication(input: $input) {
      application {
        name
      }
      operation {
        state
      }
      errors {
        code
        path
      }
    }
  }
`);

const SuspendSeveral = graphql(/* GraphQL */ `
  mutation WritesSuspendSeveral($input: BulkApplicationInput!) {
    suspendApplications(input: $input) {
      results {
        unchanged
        application {
          name
          desiredState
        }
        errors {
          code
          path
        }
      }
    }
  }
`);

const Ids = graphql(/* GraphQL */ `
  query WritesIds {
    applications {
      nodes {
        id
      }
    }
    environments {
      nodes {
        id
      }
    }
  }
`);

describe('an application', () => {
  test('is suspended and started, each with a new instance, and once', async () => {
    await using world = await openOrders();
    const { gateway, emulator } = world;
    const input = { application: await ordersId(gateway) };
    const { suspendApplication } = await gateway.data(Suspend, { input });
    const [, suspended] = ordersUids(emulator);
    expect(suspendApplication).toMatchObject({
      unchanged: false,
      application: { desiredState: 'SUSPENDED' },
      instance: { uid: suspended },
      errors: [],
    });
    expect((await gateway.data(Suspend, { input })).suspendApplication).toMatchObject({
      unchanged: true,
      instance: null,
    });
    const { startApplication } = await gateway.data(Start, { input });
    const [, , started] = ordersUids(emulator);
    expect(startApplication).toMatchObject({
      unchanged: false,
      application: { desiredState: 'RUNNING' },
      instance: { uid: started },
    });
  });

  test('is deleted', async () => {
    await using world = await openOrders();
    const { gateway } = world;
    const input = { application: await ordersId(gateway) };
    const { deleteApplication } = await gateway.data(Delete, { input });
    expect(deleteApplication).toMatchObject({
      application: null,
      errors: [],
      operation: { state: 'SUCCEEDED' },
    });
    expect((await gateway.data(Orders)).application).toBeNull();
    const again = await gateway.data(Delete, { input });
    expect(again.deleteApplication.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['application'] }]);
  });
});

describe('several applications', () => {
  test('are suspended independently, and failures of some are data', async () => {
    await using world = await openOrders();
    const { gateway, emulator } = world;
    addApplication(emulator.world, 'dev1', 'payments');
    const { applications, environments } = await gateway.data(Ids, {}, { 'cache-control': 'no-cache' });
    const ids = (applications?.nodes ?? []).map(({ id }) => id);
    const wrong = environments?.nodes[0]?.id ?? '';
    const { suspendApplications } = await gateway.data(SuspendSeveral, {
      input: { applications: [...ids, wrong], reason: 'maintenance' },
    });
    expect(suspendApplications.results).toMatchObject([
      { application: { name: 'orders', desiredState: 'SUSPENDED' }, errors: [] },
      { application: { name: 'payments', desiredState: 'SUSPENDED' }, errors: [] },
      { application: null, errors: [{ code: 'BAD_ID', path: ['application'] }] },
    ]);
  });

  test('are at most 100', async () => {
    await using world = await openOrders();
    const applications = Array.from({ length: 101 }, (_, index) => `id-${index}`);
    const { errors } = await world.gateway.query(SuspendSeveral, { input: { applications } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
