/** The CMF calls for a page of applications. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../../gql/index.ts';
import { callCounts } from '../../support/call-counts.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { fleet, Page } from './fixtures.ts';

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

describe('a page of 20 applications with their current instances', () => {
  test('costs two lists, one read for each instance and one read of the version when nothing is cached', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });

    const { environment } = await gateway.data(Page, { first: 20 });

    expect(environment?.applications?.nodes).toHaveLength(20);
    expect(environment?.applications?.nodes.every(({ currentInstance }) => currentInstance?.uid)).toBe(true);
    expect(callCounts(gateway.emulator)).toEqual({
      systemInformation: 1,
      listEnvironments: 1,
      listApplications: 1,
      getInstance: 20,
    });
  });

  test('costs only reads of instances that are not cached', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Page, { first: 8 });
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 20 });

    expect(callCounts(gateway.emulator)).toEqual({ getInstance: 12 });
  });

  test('costs nothing while the copy is fresh', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    const first = await gateway.data(Page, { first: 20 });
    gateway.emulator.calls.clear();

    expect(await gateway.data(Page, { first: 20 })).toEqual(first);
    expect(callCounts(gateway.emulator)).toEqual({});
  });

  test('costs no more with every field of every type in it', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();

    await gateway.data(EveryField);

    expect(callCounts(gateway.emulator)).toEqual({ getInstance: 20 });
  });

  test('costs one list of instances and one of events for each application whose history is requested', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();

    await gateway.data(Histories);

    expect(callCounts(gateway.emulator)).toEqual({ listInstances: 20, listEvents: 20 });
  });

  test('costs the same for ten concurrent clients as for one', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();

    await Promise.all(Array.from({ length: 10 }, () => gateway.data(Page, { first: 20 })));

    expect(callCounts(gateway.emulator)).toEqual({ getInstance: 20 });
  });
});
