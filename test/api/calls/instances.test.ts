/** The CMF calls for several instances of one application. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/emulator.ts';
import { graphql } from '../../gql/index.ts';
import { callCounts } from '../../support/call-counts.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { uidsOf } from '../../support/world.ts';
import { fleet } from './fixtures.ts';

const InstanceIds = graphql(/* GraphQL */ `
  query ApiCallsInstanceIds {
    application(environment: "env-001", name: "app-001") {
      instances {
        nodes {
          id
        }
      }
    }
  }
`);

const Nodes = graphql(/* GraphQL */ `
  query ApiCallsNodes($ids: [ID!]!) {
    nodes(ids: $ids) {
      id
      ... on Instance {
        effectiveSpec
      }
    }
  }
`);

describe('several instances of one application', () => {
  test.each([
    [2, { getInstance: 2 }],
    [3, { listInstances: 1 }],
    [4, { listInstances: 1 }],
  ])('%i cost %o', async (count, cost) => {
    await using emulator = await startEmulator({ fleet });
    await using scout = await startGateway({ emulator, env: still });
    const { application } = await scout.data(InstanceIds);
    const ids = application?.instances?.nodes.slice(0, count).map(({ id }) => id) ?? [];
    await using gateway = await startGateway({ emulator, env: still });
    emulator.calls.clear();

    const { nodes } = await gateway.data(Nodes, { ids });

    expect(nodes.map((node) => node?.id)).toEqual(ids);
    expect(callCounts(emulator)).toEqual(cost);
  });

  test('cost one list, and one read for each spec that the list omits', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    const { emulator } = gateway;
    const { application } = await gateway.data(InstanceIds);
    const ids = application?.instances?.nodes.map(({ id }) => id) ?? [];
    await using cold = await startGateway({ emulator, env: still });
    using _bare = emulator.faults.add({ kind: 'listWithoutSpec' });
    emulator.calls.clear();

    const { nodes } = await cold.data(Nodes, { ids });

    expect(nodes).toHaveLength(uidsOf(emulator.world, 'env-001', 'app-001').length);
    expect(nodes).toEqual(nodes.map(() => expect.objectContaining({ effectiveSpec: expect.anything() })));
    expect(callCounts(emulator)).toEqual({ listInstances: 1, getInstance: 4 });
  });
});
