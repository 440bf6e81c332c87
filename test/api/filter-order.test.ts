/** Filters, orders, counts and events; and words and times that CMF makes up. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type {
  ApiFilterApplicationsQueryVariables,
  ApiFilterEnvironmentsQueryVariables,
  ApiFilterInstancesQueryVariables,
} from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { startRewritingProxy } from '../support/rewriting-proxy.ts';
import { addApplication, addEnvironment, changeJob, uidsOf, type World } from '../support/world.ts';

const Environments = graphql(/* GraphQL */ `
  query ApiFilterEnvironments($filter: EnvironmentFilter, $orderBy: EnvironmentOrder) {
    environments(filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        name
      }
    }
  }
`);

const Applications = graphql(/* GraphQL */ `
  query ApiFilterApplications($filter: ApplicationFilter, $orderBy: ApplicationOrder) {
    applications(filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        name
      }
    }
  }
`);

const Instances = graphql(/* GraphQL */ `
  query ApiFilterInstances($filter: InstanceFilter, $orderBy: InstanceOrder) {
    application(environment: "prod1", name: "orders") {
      instances(filter: $filter, orderBy: $orderBy) {
        totalCount
        nodes {
          uid
        }
      }
    }
  }
`);

const InEnvironment = graphql(/* GraphQL */ `
  query ApiFilterInEnvironment($filter: ApplicationFilter) {
    environment(name: "prod1") {
      applications(filter: $filter) {
        nodes {
          name
        }
      }
    }
  }
`);

const Counts = graphql(/* GraphQL */ `
  query ApiFilterCounts {
    environments {
      nodes {
        name
        jobStateCounts {
          jobState
          count
        }
      }
    }
  }
`);

const Events = graphql(/* GraphQL */ `
  query ApiFilterEvents($first: Int, $after: String) {
    application(environment: "prod1", name: "orders") {
      events(first: $first, after: $after) {
        totalCount
        nodes {
          uid
          createdAt
          type
          message
          instanceUid
          newStatus
          exception
          data
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
      instances {
        nodes {
          uid
          events {
            nodes {
              uid
              instanceUid
            }
          }
        }
      }
    }
  }
`);

const Times = graphql(/* GraphQL */ `
  query ApiFilterTimes {
    application(environment: "prod1", name: "orders") {
      createdAt
      updatedAt
      environment {
        createdAt
        updatedAt
      }
      latestInstance {
        createdAt
        updatedAt
      }
      events(first: 100) {
        nodes {
          createdAt
        }
      }
    }
  }
`);

/**
 * `dev1`: sandbox (never deployed). `prod1`: orders (running, upgraded twice, once near failing), ledger (suspended), report (finished).
 * `test1` is empty.
 */
function populate(world: World): void {
  addEnvironment(world, 'prod1', { tier: 'prod', cloud: 'aws' });
  addEnvironment(world, 'dev1', { tier: 'dev', cloud: 'aws' });
  addEnvironment(world, 'test1', { tier: 'test' });
  addApplication(world, 'prod1', 'orders', { labels: { team: 'shop', kind: 'streaming' } });
  addApplication(world, 'dev1', 'sandbox', { labels: { team: 'shop' }, undeployed: true });
  addApplication(world, 'prod1', 'report', { labels: { team: 'finance', kind: 'batch' } });
  addApplication(world, 'prod1', 'ledger', { labels: { team: 'finance', kind: 'streaming' } });
  world.suspend('prod1', 'ledger');
  world.settle('prod1', 'ledger');
  world.setJobState('prod1', 'report', 'FINISHED');
  for (const parallelism of [2, 3]) {
    world.advance(60_000);
    changeJob(world, 'prod1', 'orders', { parallelism });
    world.settle('prod1', 'orders');
  }
  world.setJobState('prod1', 'orders', 'FAILING', { exception: 'java.lang.Exception: no\n\tat Job.run' });
  world.setJobState('prod1', 'orders', 'RUNNING');
  // So that the order of last changes is neither that of names nor that of creations.
  world.updateEnvironment('prod1', { labels: { tier: 'prod', cloud: 'aws', zone: 'a' } });
}

/** One for all: no test here changes what another one reads. */
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
  populate(gateway.emulator.world);
  await gateway.data(Counts, {}, noCache);
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe('environments', () => {
  const filters: readonly [string, ApiFilterEnvironmentsQueryVariables, readonly string[]][] = [
    ['nothing asked', {}, ['dev1', 'prod1', 'test1']],
    ['a name', { filter: { name: 'prod1' } }, ['prod1']],
    ['part of a name without a wildcard', { filter: { name: 'prod' } }, []],
    ['a wildcard', { filter: { name: '*e*1' } }, ['dev1', 'test1']],
    ['a wildcard for all', { filter: { name: '*' } }, ['dev1', 'prod1', 'test1']],
    ['a label', { filter: { labels: [{ key: 'cloud' }] } }, ['dev1', 'prod1']],
    [
      'a label of these values',
      { filter: { labels: [{ key: 'tier', values: ['dev', 'test'] }] } },
      ['dev1', 'test1'],
    ],
    [
      'two labels',
      {
        filter: {
          labels: [
            { key: 'cloud', values: ['aws'] },
            { key: 'tier', values: ['prod'] },
          ],
        },
      },
      ['prod1'],
    ],
    ['a label of no value', { filter: { labels: [{ key: 'tier', values: [] }] } }, []],
    ['a label that only objects have', { filter: { labels: [{ key: 'constructor' }] } }, []],
    ['name, downwards', { orderBy: { field: 'NAME', direction: 'DESC' } }, ['test1', 'prod1', 'dev1']],
    ['creation', { orderBy: { field: 'CREATED' } }, ['prod1', 'dev1', 'test1']],
    ['last change', { orderBy: { field: 'UPDATED', direction: 'DESC' } }, ['prod1', 'test1', 'dev1']],
  ];

  test.each(filters)('by %s', async (_, variables, names) => {
    expect(await gateway.data(Environments, variables)).toEqual({
      environments: { totalCount: names.length, nodes: names.map((name) => ({ name })) },
    });
  });
});

describe('applications', () => {
  const filters: readonly [string, ApiFilterApplicationsQueryVariables, readonly string[]][] = [
    ['nothing asked', {}, ['ledger', 'orders', 'report', 'sandbox']],
    ['an environment', { filter: { environment: 'dev1' } }, ['sandbox']],
    ['an environment that is not there', { filter: { environment: 'moon' } }, []],
    ['a name', { filter: { name: 'orders' } }, ['orders']],
    ['a wildcard', { filter: { name: '*r*r*' } }, ['orders', 'report']],
    ['a job state', { filter: { jobStates: ['RUNNING'] } }, ['orders']],
    ['job states', { filter: { jobStates: ['FINISHED', 'RUNNING'] } }, ['ledger', 'orders', 'report']],
    ['no job state', { filter: { jobStates: [] } }, []],
    ['a desired state', { filter: { desiredState: 'SUSPENDED' } }, ['ledger']],
    ['a label', { filter: { labels: [{ key: 'team', values: ['shop'] }] } }, ['orders', 'sandbox']],
    [
      'all at once',
      {
        filter: {
          environment: 'prod1',
          name: '*e*',
          jobStates: ['FINISHED'],
          desiredState: 'RUNNING',
          labels: [{ key: 'kind' }, { key: 'team', values: ['finance', 'shop'] }],
        },
      },
      ['report'],
    ],
    [
      'name, downwards',
      { orderBy: { field: 'NAME', direction: 'DESC' } },
      ['sandbox', 'report', 'orders', 'ledger'],
    ],
    ['creation', { orderBy: { field: 'CREATED' } }, ['orders', 'sandbox', 'report', 'ledger']],
    [
      'creation, downwards',
      { orderBy: { field: 'CREATED', direction: 'DESC' } },
      ['ledger', 'report', 'sandbox', 'orders'],
    ],
    ['last change', { orderBy: { field: 'UPDATED' } }, ['sandbox', 'ledger', 'report', 'orders']],
    [
      'last change, downwards',
      { orderBy: { field: 'UPDATED', direction: 'DESC' } },
      ['orders', 'report', 'ledger', 'sandbox'],
    ],
  ];

  test.each(filters)('by %s', async (_, variables, names) => {
    expect(await gateway.data(Applications, variables)).toEqual({
      applications: { totalCount: names.length, nodes: names.map((name) => ({ name })) },
    });
  });

  test('of one environment are filtered alike', async () => {
    const { environment } = await gateway.data(InEnvironment, {
      filter: { environment: 'prod1', labels: [{ key: 'team', values: ['finance'] }] },
    });

    expect(environment?.applications?.nodes).toEqual([{ name: 'ledger' }, { name: 'report' }]);
  });
});

describe('instances', () => {
  /** Which of the three instances of `orders`, counted from the first made. */
  const filters: readonly [
    string,
    (createdAt: readonly string[]) => ApiFilterInstancesQueryVariables,
    readonly number[],
  ][] = [
    ['nothing asked, newest first', () => ({}), [2, 1, 0]],
    ['creation', () => ({ orderBy: { field: 'CREATED', direction: 'ASC' } }), [0, 1, 2]],
    ['last status', () => ({ orderBy: { field: 'UPDATED' } }), [2, 1, 0]],
    ['last status, upwards', () => ({ orderBy: { field: 'UPDATED', direction: 'ASC' } }), [0, 1, 2]],
    ['job states', () => ({ filter: { jobStates: ['FINISHED'] } }), [1, 0]],
    [
      'the moment they were made after, itself included',
      ([, at]) => ({ filter: { createdAfter: at } }),
      [2, 1],
    ],
    [
      'the moment they were made before, itself excluded',
      ([, at]) => ({ filter: { createdBefore: at } }),
      [0],
    ],
    [
      'a span of time in another zone',
      ([, from, to]) => ({ filter: { createdAfter: inTokyo(from), createdBefore: inTokyo(to) } }),
      [1],
    ],
  ];

  test.each(filters)('by %s', async (_, variablesFrom, expected) => {
    const { world } = gateway.emulator;
    const made = world.instances('prod1', 'orders').map(({ metadata }) => metadata.creationTimestamp);
    const uids = uidsOf(world, 'prod1', 'orders');

    const { application } = await gateway.data(Instances, variablesFrom(made));

    expect(application?.instances).toEqual({
      totalCount: expected.length,
      nodes: expected.map((index) => ({ uid: uids[index] })),
    });
  });

  function inTokyo(time = ''): string {
    return new Date(Date.parse(time) + 9 * 3_600_000).toISOString().replace('Z', '+09:00');
  }
});

describe('a filter that cannot be meant is refused', () => {
  test('an empty name', async () => {
    const empty = { filter: { name: '' } };
    for (const { data, errors } of [
      await gateway.query(Environments, empty),
      await gateway.query(Applications, empty),
    ]) {
      expect(Object.values(data ?? {})).toEqual([null]);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_FILTER', retryable: false } }]);
    }
  });

  test('another environment than the one whose applications are asked for', async () => {
    const { data, errors } = await gateway.query(InEnvironment, { filter: { environment: 'dev1' } });

    expect(data).toEqual({ environment: { applications: null } });
    expect(errors).toMatchObject([
      { path: ['environment', 'applications'], extensions: { code: 'BAD_FILTER' } },
    ]);
  });

  test('a span of time that ends before it begins', async () => {
    const { data, errors } = await gateway.query(Instances, {
      filter: { createdAfter: '2026-03-02T08:00:01Z', createdBefore: '2026-03-02T08:00:00Z' },
    });

    expect(data).toEqual({ application: { instances: null } });
    expect(errors).toMatchObject([
      { path: ['application', 'instances'], extensions: { code: 'BAD_FILTER' } },
    ]);
  });

  test.each([['yesterday'], ['2026-03-02'], ['2026-13-02T08:00:00Z'], ['']])(
    '%j as a time',
    async (createdAfter) => {
      const { data, errors } = await gateway.query(Instances, { filter: { createdAfter } });

      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([
        { extensions: { code: expect.stringMatching(/^BAD_(FILTER|USER_INPUT)$/) } },
      ]);
    },
  );
});

describe('the counts of job states', () => {
  test('add up to the applications of their environment, the most frequent state first', async () => {
    const { environments } = await gateway.data(Counts);

    expect(environments?.nodes).toEqual([
      { name: 'dev1', jobStateCounts: [{ jobState: null, count: 1 }] },
      {
        name: 'prod1',
        jobStateCounts: [
          { jobState: 'FINISHED', count: 2 },
          { jobState: 'RUNNING', count: 1 },
        ],
      },
      { name: 'test1', jobStateCounts: [] },
    ]);
  });
});

describe('events', () => {
  test("of an application are CMF's own, newest first, in pages", async () => {
    const { world } = gateway.emulator;
    const events = world.events('prod1', 'orders').toReversed();

    const first = await gateway.data(Events, { first: 4 });
    const page = first.application?.events;
    const second = await gateway.data(Events, { first: 100, after: page?.pageInfo.endCursor });
    const nodes = [...(page?.nodes ?? []), ...(second.application?.events?.nodes ?? [])];

    expect(page).toMatchObject({ totalCount: events.length, pageInfo: { hasNextPage: true } });
    expect(nodes.map(({ uid }) => uid)).toEqual(events.map(({ metadata }) => metadata.uid));
    expect(nodes.map(({ data }) => data)).toEqual(events.map(({ status }) => status.data));
    expect(nodes.find(({ exception }) => exception)).toMatchObject({
      instanceUid: uidsOf(world, 'prod1', 'orders')[2],
      exception: 'java.lang.Exception: no\n\tat Job.run',
      newStatus: null,
    });
    expect(nodes.find(({ type }) => type === 'JOB_STATUS')).toMatchObject({
      newStatus: 'RUNNING',
      message: 'Flink job status changed to RUNNING',
      exception: null,
    });
  });

  test('of an instance are those of its application that name it', async () => {
    const { application } = await gateway.data(Events, { first: 100 });

    const all = application?.events?.nodes ?? [];
    for (const { uid, events } of application?.instances?.nodes ?? []) {
      expect(events?.nodes.length).toBeGreaterThan(0);
      expect(events?.nodes.map((event) => event.uid)).toEqual(
        all.filter(({ instanceUid }) => instanceUid === uid).map((event) => event.uid),
      );
    }
  });
});

describe('a time that CMF did not write as RFC 3339', () => {
  test('is null, and hides nothing else', async () => {
    const { emulator } = gateway;
    await using proxy = await startRewritingProxy(emulator.url, (body) =>
      body.replaceAll(/"2026-[^"]*Z"/g, '"a while ago"'),
    );
    await using behind = await startGateway({ emulator, cmfUrl: proxy.url, env: still });

    const { application } = await behind.data(Times);

    const events = emulator.world.events('prod1', 'orders');
    expect(application).toEqual({
      createdAt: null,
      updatedAt: null,
      environment: { createdAt: null, updatedAt: null },
      latestInstance: { createdAt: null, updatedAt: null },
      events: { nodes: events.map(() => ({ createdAt: null })) },
    });
    expect((await gateway.data(Times)).application?.createdAt).toMatch(/^2026-/);
  });
});
