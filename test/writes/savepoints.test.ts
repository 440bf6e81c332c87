/** Savepoints: taken, used for a start, detached and deleted. */
import { expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { until } from '../support/until.ts';
import { openOrders, ordersId, Suspend } from './fixtures.ts';

const Create = graphql(/* GraphQL */ `
  mutation WritesCreateSavepoint($input: CreateSavepointInput!) {
    createSavepoint(input: $input) {
      savepoint {
        id
        name
        state
      }
      errors {
        code
        path
      }
    }
  }
`);

const State = graphql(/* GraphQL */ `
  query WritesSavepoint($id: ID!) {
    node(id: $id) {
      ... on Savepoint {
        state
        path
      }
    }
  }
`);

const Detach = graphql(/* GraphQL */ `
  mutation WritesDetachSavepoint($input: DetachSavepointInput!) {
    detachSavepoint(input: $input) {
      savepoint {
        id
        name
        application {
          name
        }
      }
      errors {
        code
        path
      }
    }
  }
`);

const DeleteOne = graphql(/* GraphQL */ `
  mutation WritesDeleteSavepoint($input: DeleteSavepointInput!) {
    deleteSavepoint(input: $input) {
      operation {
        state
        savepointName
      }
      errors {
        code
        path
      }
    }
  }
`);

const StartFrom = graphql(/* GraphQL */ `
  mutation WritesStartFrom($input: StartApplicationInput!) {
    startApplication(input: $input) {
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

test('a savepoint is taken, starts the application, is detached and deleted', async () => {
  await using world = await openOrders();
  const { gateway, emulator } = world;
  const application = await ordersId(gateway);
  const { createSavepoint } = await gateway.data(Create, { input: { application, name: 'before-upgrade' } });
  expect(createSavepoint).toMatchObject({
    errors: [],
    savepoint: { name: 'before-upgrade', state: 'TRIGGER_PENDING' },
  });
  const id = createSavepoint.savepoint?.id ?? '';

  const early = await gateway.data(StartFrom, { input: { application, fromSavepoint: id } });
  expect(early.startApplication.errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['fromSavepoint'] }]);

  emulator.world.completeSavepoint('dev1', 'orders', 'before-upgrade');
  await until(
    async () =>
      (await gateway.data(State, { id }, { 'cache-control': 'no-cache' })).node?.state === 'COMPLETED',
  );
  await gateway.data(Suspend, { input: { application } });
  const started = await gateway.data(StartFrom, { input: { application, fromSavepoint: id } });
  expect(started.startApplication).toMatchObject({ errors: [], instance: { uid: expect.any(String) } });

  const { detachSavepoint } = await gateway.data(Detach, { input: { savepoint: id } });
  expect(detachSavepoint).toMatchObject({
    errors: [],
    savepoint: { name: 'before-upgrade', application: null },
  });
  const detached = detachSavepoint.savepoint?.id ?? '';
  const again = await gateway.data(Detach, { input: { savepoint: detached } });
  expect(again.detachSavepoint.errors).toMatchObject([{ code: 'BAD_USER_INPUT', path: ['savepoint'] }]);

  const { deleteSavepoint } = await gateway.data(DeleteOne, { input: { savepoint: detached } });
  expect(deleteSavepoint).toMatchObject({
    errors: [],
    operation: { state: 'SUCCEEDED', savepointName: 'before-upgrade' },
  });
  const gone = await gateway.data(DeleteOne, { input: { savepoint: detached } });
  expect(gone.deleteSavepoint.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['savepoint'] }]);
});

test('the gateway names a savepoint that the caller does not name', async () => {
  await using world = await openOrders();
  const { gateway } = world;
  const application = await ordersId(gateway);
  const { createSavepoint } = await gateway.data(Create, { input: { application } });
  expect(createSavepoint).toMatchObject({
    errors: [],
    savepoint: { name: expect.stringMatching(/^savepoint-[0-9a-f-]{36}$/) },
  });
});
