/** Environments: created, changed in the fields of the input, and deleted. */
import { expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { openOrders } from './fixtures.ts';

const ApplyEnvironment = graphql(/* GraphQL */ `
  mutation WritesApplyEnvironment($input: ApplyEnvironmentInput!) {
    applyEnvironment(input: $input) {
      unchanged
      environment {
        id
        name
        kubernetesNamespace
        labels
        applicationDefaults
      }
      errors {
        code
        path
      }
    }
  }
`);

const DeleteEnvironment = graphql(/* GraphQL */ `
  mutation WritesDeleteEnvironment($input: DeleteEnvironmentInput!) {
    deleteEnvironment(input: $input) {
      operation {
        state
      }
      errors {
        code
        message
      }
    }
  }
`);

test('an environment is created, changed and deleted', async () => {
  await using world = await openOrders();
  const { gateway } = world;
  const created = await gateway.data(ApplyEnvironment, {
    input: { name: 'staging', kubernetesNamespace: 'flink-staging', labels: { tier: 'staging' } },
  });
  expect(created.applyEnvironment).toMatchObject({
    unchanged: false,
    errors: [],
    environment: { name: 'staging', kubernetesNamespace: 'flink-staging', labels: { tier: 'staging' } },
  });
  const applicationDefaults = { spec: { flinkConfiguration: { a: '1' } } };
  const changed = await gateway.data(ApplyEnvironment, { input: { name: 'staging', applicationDefaults } });
  expect(changed.applyEnvironment.environment).toMatchObject({
    kubernetesNamespace: 'flink-staging',
    labels: { tier: 'staging' },
    applicationDefaults,
  });
  const again = await gateway.data(ApplyEnvironment, { input: { name: 'staging', applicationDefaults } });
  expect(again.applyEnvironment.unchanged).toBe(true);
  const environment = created.applyEnvironment.environment?.id ?? '';
  const { deleteEnvironment } = await gateway.data(DeleteEnvironment, { input: { environment } });
  expect(deleteEnvironment).toMatchObject({ errors: [], operation: { state: 'SUCCEEDED' } });
});

test('a change of an environment keeps the defaults of its compute pools and statements', async () => {
  await using world = await openOrders();
  const { gateway, emulator } = world;
  const before = emulator.world.environment('dev1');
  const input = { name: 'dev1', labels: { tier: 'dev' } };
  const { applyEnvironment } = await gateway.data(ApplyEnvironment, { input });
  expect(applyEnvironment.errors).toEqual([]);
  const { computePoolDefaults, statementDefaults } = emulator.world.environment('dev1');
  expect([computePoolDefaults, statementDefaults]).toEqual([
    before.computePoolDefaults,
    before.statementDefaults,
  ]);
});

test('a new environment without a namespace, and the deletion of one with applications, are refused', async () => {
  await using world = await openOrders();
  const { gateway } = world;
  const refused = await gateway.data(ApplyEnvironment, { input: { name: 'staging' } });
  expect(refused.applyEnvironment.errors).toMatchObject([
    { code: 'BAD_USER_INPUT', path: ['kubernetesNamespace'] },
  ]);
  const dev = await gateway.data(ApplyEnvironment, { input: { name: 'dev1' } });
  const environment = dev.applyEnvironment.environment?.id ?? '';
  const { deleteEnvironment } = await gateway.data(DeleteEnvironment, { input: { environment } });
  expect(deleteEnvironment.errors).toMatchObject([{ code: 'CMF_REFUSED' }]);
});
