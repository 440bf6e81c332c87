/** What a query costs CMF, counted in the emulator's call log while the gateway's own polling rests. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still } from '../support/gateway.ts';
import { spent } from '../support/spent.ts';
import { until } from '../support/until.ts';
import { uidsOf } from '../support/world.ts';

const Page = graphql(/* GraphQL */ `
  query ApiCallsPage($first: Int!) {
    environment(name: "env-001") {
      applications(first: $first) {
        nodes {
          name
          jobState
          currentInstance {
            uid
            jobState
          }
        }
      }
    }
  }
`);

const EveryField = graphql(/* GraphQL */ `
  query ApiCallsEveryField {
    environment(name: "env-001") {
      id
      applicationDefaults
      jobStateCounts {
        jobState
        count
      }
      running: applications(filter: { jobStates: [RUNNING] }) {
        totalCount
      }
      applications(first: 20) {
        totalCount
        nodes {
          id
          environment {
            name
            observedAt
          }
          spec
          status
          observedAt
          stale
          currentInstanceUid
          currentInstance {
            id
            uid
            jobId
            jobState
            jobStateRaw
            effectiveSpec
            image
            flinkVersion
            parallelism
            createdAt
            updatedAt
            application {
              name
              environment {
                name
              }
              currentInstance {
                id
                effectiveSpec
              }
            }
          }
        }
      }
    }
  }
`);

const Histories = graphql(/* GraphQL */ `
  query ApiCallsHistories {
    environment(name: "env-001") {
      applications(first: 20) {
        nodes {
          latestInstance {
            uid
            previous {
              uid
              effectiveSpec
            }
          }
          instances {
            totalCount
            nodes {
              image
            }
          }
          events {
            totalCount
          }
        }
      }
    }
  }
`);

const OneApplication = graphql(/* GraphQL */ `
  query ApiCallsOneApplication {
    application(environment: "env-001", name: "app-001") {
      jobState
    }
  }
`);

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

const fleet = { environments: 1, applications: 20, instances: 4 };

describe('a page of 20 applications with their current instances', () => {
  test('costs two lists and one read for each instance when nothing is known yet, and the version once', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });

    const { environment } = await gateway.data(Page, { first: 20 });

    expect(environment?.applications?.nodes).toHaveLength(20);
    expect(environment?.applications?.nodes.every(({ currentInstance }) => currentInstance?.uid)).toBe(true);
    expect(spent(gateway.emulator)).toEqual({
      systemInformation: 1,
      listEnvironments: 1,
      listApplications: 1,
      getInstance: 20,
    });
  });

  test('costs only the instances that are not known yet', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Page, { first: 8 });
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 20 });

    expect(spent(gateway.emulator)).toEqual({ getInstance: 12 });
  });

  test('costs nothing while the copy is fresh', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    const first = await gateway.data(Page, { first: 20 });
    gateway.emulator.calls.clear();

    expect(await gateway.data(Page, { first: 20 })).toEqual(first);
    expect(spent(gateway.emulator)).toEqual({});
  });

  test('costs no more with every field of every type in it', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();

    await gateway.data(EveryField);

    expect(spent(gateway.emulator)).toEqual({ getInstance: 20 });
  });

  test('costs one list of instances and one of events for each application whose history is asked for', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();

    await gateway.data(Histories);

    expect(spent(gateway.emulator)).toEqual({ listInstances: 20, listEvents: 20 });
  });

  test('costs as much for ten clients at once as for one', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();

    await Promise.all(Array.from({ length: 10 }, () => gateway.data(Page, { first: 20 })));

    expect(spent(gateway.emulator)).toEqual({ getInstance: 20 });
  });
});

describe('an old copy', () => {
  const maxAgeMs = 200;
  const forgetful = { ...still, MAX_AGE_MS: String(maxAgeMs) };

  async function grownOld(): Promise<void> {
    const since = performance.now();
    await until(() => performance.now() - since > maxAgeMs + 1);
  }

  test('costs the list of environments and one sparse list when nothing has moved', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    await gateway.data(Page, { first: 20 });
    await grownOld();
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 20 });

    expect(spent(gateway.emulator)).toEqual({ listEnvironments: 1, 'listApplications (sparse)': 1 });
  });

  test('costs a read of the application that moved, of its events and of its instance', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    await gateway.data(Page, { first: 20 });
    gateway.emulator.world.setJobState('env-001', 'app-007', 'FAILING');
    await grownOld();
    gateway.emulator.calls.clear();

    const { environment } = await gateway.data(Page, { first: 20 });

    expect(environment?.applications?.nodes[6]).toMatchObject({
      name: 'app-007',
      jobState: 'FAILING',
      currentInstance: { jobState: 'FAILING' },
    });
    expect(spent(gateway.emulator)).toEqual({
      listEnvironments: 1,
      'listApplications (sparse)': 1,
      getApplication: 1,
      listEvents: 1,
      getInstance: 1,
    });
  });

  test('costs one whole list when so many moved that single reads would cost more', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    await gateway.data(Page, { first: 1 });
    const { world } = gateway.emulator;
    for (const { metadata } of world.applications('env-001')) {
      world.setJobState('env-001', metadata.name, 'RESTARTING');
    }
    await grownOld();
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 1 });

    expect(spent(gateway.emulator)).toEqual({
      listEnvironments: 1,
      'listApplications (sparse)': 1,
      listApplications: 1,
      listEvents: 20,
      getInstance: 1,
    });
  });

  test.each([['2.3.0'], ['2.4.1'], ['3.0.0']])('is renewed by a sparse list by CMF %s', async (version) => {
    await using gateway = await startGateway({ cmf: { fleet, version }, env: forgetful });
    await grownOld();
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 1 });

    expect(spent(gateway.emulator)).toMatchObject({ 'listApplications (sparse)': 1 });
    expect(spent(gateway.emulator)).not.toHaveProperty('listApplications');
  });

  test.each([['2.2.0'], ['2.1.0'], [null]])('is renewed by a whole list by CMF %s', async (version) => {
    await using gateway = await startGateway({ cmf: { fleet, version }, env: forgetful });
    gateway.emulator.world.setJobState('env-001', 'app-001', 'FAILING');
    await grownOld();
    gateway.emulator.calls.clear();

    const { environment } = await gateway.data(Page, { first: 1 });

    expect(environment?.applications?.nodes).toMatchObject([
      { name: 'app-001', jobState: 'FAILING', currentInstance: { jobState: 'FAILING' } },
    ]);
    expect(spent(gateway.emulator)).toEqual({
      listEnvironments: 1,
      listApplications: 1,
      listEvents: 1,
      getInstance: 1,
    });
  });
});

describe('Cache-Control: no-cache', () => {
  test('reads anew what the query shows and nothing else', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Page, { first: 20 });
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 5 }, noCache);

    expect(spent(gateway.emulator)).toEqual({
      listEnvironments: 1,
      'listApplications (sparse)': 1,
      getInstance: 5,
    });
  });

  test('costs two rounds at most for ten clients at once: the one under way, and one that is new enough for all', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    using _slow = gateway.emulator.faults.add({ kind: 'latency', ms: 200 });
    gateway.emulator.calls.clear();

    await Promise.all(Array.from({ length: 10 }, () => gateway.data(OneApplication, {}, noCache)));

    expect(spent(gateway.emulator)['getApplication']).toBeLessThanOrEqual(2);
  });

  test('reads one application by one call, and its events when it has moved', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();
    await gateway.data(OneApplication, {}, noCache);
    expect(spent(gateway.emulator)).toEqual({ getApplication: 1 });

    gateway.emulator.world.setJobState('env-001', 'app-001', 'FAILING');
    gateway.emulator.calls.clear();
    const { application } = await gateway.data(OneApplication, {}, noCache);
    expect(application?.jobState).toBe('FAILING');
    expect(spent(gateway.emulator)).toEqual({ getApplication: 1, listEvents: 1 });
  });

  test('leaves what is known of the instances alone when their application has not moved', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Page, { first: 20 });
    await gateway.data(OneApplication, {}, noCache);
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 20 });

    expect(spent(gateway.emulator)).toEqual({});
  });
});

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
    expect(spent(emulator)).toEqual(cost);
  });

  test('cost one list even when that leaves the specs out, and one read for each spec', async () => {
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
    expect(spent(emulator)).toEqual({ listInstances: 1, getInstance: 4 });
  });
});
