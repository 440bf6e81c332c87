/** Pages: keyset cursors, page sizes and totals, over HTTP. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiApplicationPageQueryVariables } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { addApplication, addEnvironment, type World } from '../support/world.ts';

const ApplicationPage = graphql(/* GraphQL */ `
  query ApiApplicationPage(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $orderBy: ApplicationOrder
  ) {
    applications(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          environmentName
        }
      }
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

const EnvironmentPage = graphql(/* GraphQL */ `
  query ApiEnvironmentPage($first: Int, $after: String) {
    environments(first: $first, after: $after) {
      totalCount
      edges {
        cursor
      }
      nodes {
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

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

type Order = Pick<ApiApplicationPageQueryVariables, 'orderBy'>;

describe('a walk over all pages', () => {
  /** Where an application can be: a place in the order of names, in one of two environments. */
  const places = 48;
  const place = fc.nat(places - 1);
  const orders: readonly Order[] = [
    {},
    { orderBy: { field: 'NAME', direction: 'DESC' } },
    { orderBy: { field: 'CREATED', direction: 'ASC' } },
    { orderBy: { field: 'CREATED', direction: 'DESC' } },
  ];
  const story = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 100 })),
    backward: fc.boolean(),
    order: fc.constantFrom(...orders),
    atFirst: fc.uniqueArray(place, { minLength: 5, maxLength: 30 }),
    /** The changes after each page: an empty place is filled, and a filled place is emptied. */
    betweenPages: fc.array(fc.array(place, { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 15 }),
  });

  test('visits each remaining application exactly once while others are created and deleted between the pages', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
    const { world } = gateway.emulator;
    for (const environment of ['east', 'west']) addEnvironment(world, environment);

    const walks = fc.asyncProperty(story, async ({ size, backward, order, atFirst, betweenPages }) => {
      const town = settle(world, atFirst);
      const visited: string[] = [];
      const changes = betweenPages.values();
      for await (const names of walk(gateway, { size, backward, order })) {
        visited.push(...names);
        for (const changed of changes.next().value ?? []) town.change(changed);
      }
      const survivors = town.survivors();
      town.clear();

      expect(visited).toHaveLength(new Set(visited).size);
      expect(visited).toEqual(expect.arrayContaining([...survivors]));
    });
    await fc.assert(walks, { numRuns: 40 });
  });

  function nameOf(at: number): string {
    return `app-${String(at).padStart(3, '0')}`;
  }

  /**
   * Applications at their places. A removed application is not created again, because it would be a different one of
   * the same name.
   */
  function settle(world: World, atFirst: readonly number[]) {
    const present = new Set<number>();
    const surviving = new Set(atFirst);
    const gone = new Set<number>();
    const environmentOf = (at: number) => (at % 2 === 0 ? 'east' : 'west');
    const remove = (at: number) => {
      world.deleteApplication(environmentOf(at), nameOf(at));
      present.delete(at);
      surviving.delete(at);
      gone.add(at);
    };
    const add = (at: number) => {
      addApplication(world, environmentOf(at), nameOf(at), { undeployed: true });
      present.add(at);
    };
    for (const at of atFirst) add(at);
    return {
      change(at: number) {
        if (present.has(at)) remove(at);
        else if (!gone.has(at)) add(at);
      },
      survivors: () => [...surviving].map(nameOf),
      clear: () => present.forEach(remove),
    };
  }

  async function* walk(
    gateway: TestGateway,
    { size, backward, order }: { size: number; backward: boolean; order: Order },
  ): AsyncGenerator<readonly string[]> {
    let from: string | null | undefined;
    for (;;) {
      const position = backward ? { last: size, before: from } : { first: size, after: from };
      const { applications } = await gateway.data(ApplicationPage, { ...position, ...order }, noCache);
      if (!applications) return;
      const { edges, pageInfo } = applications;
      yield edges.map(({ node }) => node.name);
      if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return;
      from = backward ? pageInfo.startCursor : pageInfo.endCursor;
    }
  }
});

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

describe('invalid page arguments are rejected with a code and a path', () => {
  const sizes: readonly [string, ApiApplicationPageQueryVariables][] = [
    ['first: 0', { first: 0 }],
    ['first: -1', { first: -1 }],
    ['first: 101', { first: 101 }],
    ['last: 0', { last: 0 }],
    ['last: 2147483647', { last: 2_147_483_647 }],
    ['first and last together', { first: 1, last: 1 }],
  ];

  test.each(sizes)('%s', async (_, variables) => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });

    const { data, errors } = await gateway.query(ApplicationPage, variables);

    expect(data).toEqual({ applications: null });
    expect(errors).toMatchObject([
      { path: ['applications'], extensions: { code: 'BAD_PAGE_SIZE', retryable: false } },
    ]);
  });

  const badCursors: readonly [string, (gateway: TestGateway) => Promise<string>][] = [
    ['a cursor that is no cursor', async () => 'next page, please'],
    ['an empty cursor', async () => ''],
    ['a page number', async () => Buffer.from('20').toString('base64url')],
    ['a cursor of half its length', async (gateway) => halved(await firstCursor(gateway, {}))],
    ['an endless cursor', async () => 'A'.repeat(3_000)],
    [
      'a cursor of the same list in another order',
      (gateway) => firstCursor(gateway, { orderBy: { field: 'CREATED' } }),
    ],
    [
      'a cursor of the same list in the other direction',
      (gateway) => firstCursor(gateway, { orderBy: { field: 'NAME', direction: 'DESC' } }),
    ],
    [
      'a cursor of another list',
      async (gateway) => (await gateway.data(EnvironmentPage)).environments?.edges[0]?.cursor ?? '',
    ],
  ];

  test.each(badCursors)('%s', async (_, cursorFrom) => {
    const fleet = { environments: 1, applications: 2, instances: 1 };
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    const cursor = await cursorFrom(gateway);

    for (const place of [{ after: cursor }, { before: cursor }]) {
      const { data, errors } = await gateway.query(ApplicationPage, place);
      expect(data).toEqual({ applications: null });
      expect(errors).toMatchObject([
        { path: ['applications'], extensions: { code: 'BAD_CURSOR', retryable: false } },
      ]);
    }
  });

  async function firstCursor(gateway: TestGateway, order: Order): Promise<string> {
    const { applications } = await gateway.data(ApplicationPage, order);
    return applications?.edges[0]?.cursor ?? '';
  }

  function halved(cursor: string): string {
    return cursor.slice(0, cursor.length / 2);
  }
});
