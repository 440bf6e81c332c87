/** Pages over HTTP: their items, position and total. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../../gql/index.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { ApplicationPage, EnvironmentPage } from './documents.ts';

const InstancePage = graphql(/* GraphQL */ `
  query ApiInstancePage($first: Int, $after: String) {
    application(environment: "gcp-europe-west1-prod", name: "iot-telemetry") {
      instances(first: $first, after: $after) {
        totalCount
        nodes {
          uid
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`);

describe('a page', () => {
  test('has its position, and the same items as nodes and as edges', async () => {
    const fleet = { environments: 2, applications: 15, instances: 1 };
    await using gateway = await startGateway({ cmf: { fleet }, env: still });

    const { applications: first } = await gateway.data(ApplicationPage, {});
    const { applications: second } = await gateway.data(ApplicationPage, {
      after: first?.pageInfo.endCursor,
    });

    expect(first?.edges).toHaveLength(20);
    expect(second?.edges).toHaveLength(10);
    for (const page of [first, second]) {
      expect(page?.totalCount).toBe(30);
      expect(page?.nodes).toEqual(page?.edges.map(({ node: { id } }) => ({ id })));
      expect(page?.pageInfo.startCursor).toBe(page?.edges.at(0)?.cursor);
      expect(page?.pageInfo.endCursor).toBe(page?.edges.at(-1)?.cursor);
    }
    expect(first?.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(second?.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  test('of an empty list is empty and has no cursors', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });

    expect(await gateway.data(ApplicationPage, {})).toEqual({
      applications: {
        totalCount: 0,
        edges: [],
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      },
    });
  });

  test('also exists for environments and for the instances of an application', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'realistic' }, env: still });

    const environments: string[] = [];
    const instances: string[] = [];
    for (let after: string | null | undefined; ; ) {
      const { environments: page } = await gateway.data(EnvironmentPage, { first: 2, after });
      expect(page?.totalCount).toBe(5);
      environments.push(...(page?.nodes.map(({ name }) => name) ?? []));
      after = page?.pageInfo.endCursor;
      if (!page?.pageInfo.hasNextPage) break;
    }
    for (let after: string | null | undefined; ; ) {
      const { application } = await gateway.data(InstancePage, { first: 7, after });
      expect(application?.instances?.totalCount).toBe(100);
      instances.push(...(application?.instances?.nodes.map(({ uid }) => uid) ?? []));
      after = application?.instances?.pageInfo.endCursor;
      if (!application?.instances?.pageInfo.hasNextPage) break;
    }

    const { world } = gateway.emulator;
    const known = world
      .instances('gcp-europe-west1-prod', 'iot-telemetry')
      .map(({ metadata }) => metadata.uid);
    expect(environments).toEqual(
      world
        .environments()
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(instances).toEqual(known.toReversed());
  });
});
