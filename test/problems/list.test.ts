/** Lists of problems: their content and order, and the calls to CMF and Flink that a list costs. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addJob, exception, failOnce, type Jobs, openJobs } from '../flink/fixtures.ts';
import type { FleetProblemsQueryVariables, ProblemFilter } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { until } from '../support/until.ts';
import { keepTime } from '../support/world.ts';
import { brief, FleetProblems, type Shown, summaryOf } from './documents.ts';

const secret = 'jdbc:postgresql://orders:Hunter1@db/orders';

let jobs: Jobs;
beforeAll(async () => {
  jobs = await openJobs({ UPGRADE_STUCK_AFTER_MS: '60000' }, (world) => {
    world.advance(40 * 60_000);
    addJob(world, 'restarting');
    for (let time = 0; time < 4; time += 1) failOnce(world, 'restarting');
    addJob(world, 'failed');
    world.setJobState('dev1', 'failed', 'FAILED', { exception });
    addJob(world, 'broken');
    world.setJobState('dev1', 'broken', 'RUNNING', { error: `Could not reach ${secret}\n\tat x` });
    addJob(world, 'stuck', {}, { upgradeMode: 'savepoint' });
    const { metadata, spec } = world.application('dev1', 'stuck');
    world.apply('dev1', { metadata, spec: { ...spec, taskManager: { replicas: 3 } } });
    world.createEnvironment({ name: 'far1', kubernetesNamespace: 'flink', kubernetesClusterName: 'gke' });
    world.setClusterState('far1', 'DISCONNECTED');
    keepTime(world);
  });
  // The gateway reads from Flink why a job failed.
  await until(async () => summaryOf(await problems(), 'FAILED')?.includes('IOException'));
});
afterAll(() => jobs[Symbol.asyncDispose]());
beforeEach(() => jobs.emulator.calls.clear());

async function problems(variables: FleetProblemsQueryVariables = {}, headers = {}): Promise<Shown> {
  return (await jobs.gateway.data(FleetProblems, variables, headers)).problems;
}

describe('a list without details', () => {
  test('shows the data of the mirror and the archive, worst first, and costs no call', async () => {
    const page = await problems();
    expect(brief(page)).toEqual([
      'CRITICAL FAILED failed',
      'CRITICAL CLUSTER_DISCONNECTED far1',
      'WARNING OPERATOR_ERROR broken',
    ]);
    expect(jobs.emulator.calls.entries).toEqual([]);
  });

  test('redacts credentials in summaries', async () => {
    const summary = summaryOf(await problems(), 'OPERATOR_ERROR');
    expect(summary).toContain('Could not reach');
    expect(summary).not.toContain('Hunter1');
  });

  test('is filtered by environment, kind and severity', async () => {
    const filter: ProblemFilter = { kinds: ['FAILED', 'OPERATOR_ERROR'], severities: ['CRITICAL'] };
    expect(brief(await problems({ filter }))).toEqual(['CRITICAL FAILED failed']);
    expect(brief(await problems({ filter: { environment: 'far1' } }))).toEqual([
      'CRITICAL CLUSTER_DISCONNECTED far1',
    ]);
  });

  test('has pages', async () => {
    const first = await problems({ first: 2 });
    const second = await problems({ first: 2, after: first?.pageInfo.endCursor ?? null });
    expect([...brief(first), ...brief(second)]).toEqual(brief(await problems()));
    expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  });
});

describe('a list with details', () => {
  test('adds root causes, restarts and stuck upgrades, for at most 9 calls for each application', async () => {
    const page = await problems({ details: true });
    expect(brief(page)).toEqual([
      'CRITICAL FAILED failed',
      'CRITICAL CLUSTER_DISCONNECTED far1',
      'WARNING UPGRADE_STUCK stuck',
      'WARNING RESTARTING restarting',
      'WARNING OPERATOR_ERROR broken',
    ]);
    expect(summaryOf(page, 'FAILED')).toBe('The job failed: java.io.IOException: connection reset by peer');
    expect(summaryOf(page, 'RESTARTING')).toMatch(/^4 restarts within an hour/);
    expect(summaryOf(page, 'UPGRADE_STUCK')).toMatch(/savepoint does not complete/);
    expect(page?.undetailed).toBe(0);
    expect(jobs.emulator.calls.entries.length).toBeLessThanOrEqual(5 * 9);
  });

  test('reads only what the accepted kinds need', async () => {
    await problems({ details: true, filter: { kinds: ['OPERATOR_ERROR'] } });
    expect(jobs.emulator.calls.entries).toEqual([]);
    await problems({ details: true, filter: { kinds: ['CHECKPOINTS_FAILING'] } });
    const operations = new Set(jobs.emulator.calls.entries.map(({ operation }) => operation));
    expect([...operations].every((operation) => operation.startsWith('flink'))).toBe(true);
  });

  test('omits problems that need Flink while its JobManager does not respond, and reports it', async () => {
    using _fault = jobs.emulator.faults.add({ kind: 'status', status: 503, match: { path: 'flink-web-ui' } });
    const filter: ProblemFilter = { environment: 'dev1', kinds: ['FAILED', 'CHECKPOINTS_FAILING'] };
    const page = await problems({ details: true, filter }, noCache);
    expect(brief(page)).toEqual(['CRITICAL FAILED failed']);
    expect(page?.undetailed).toBeGreaterThan(0);
  });

  test('has a cost for its possible calls', async () => {
    const Costly = graphql(/* GraphQL */ `
      query CostlyProblems($details: Boolean!) {
        environments(first: 100) {
          nodes {
            problems(details: $details) {
              totalCount
            }
          }
        }
      }
    `);
    const { errors } = await jobs.gateway.query(Costly, { details: true });
    expect(errors?.[0]?.extensions.code).toBe('TOO_EXPENSIVE');
    expect((await jobs.gateway.query(Costly, { details: false })).errors).toBeUndefined();
  });
});

describe('the problems of one application', () => {
  test('link to the objects that show them', async () => {
    const Trouble = graphql(/* GraphQL */ `
      query ApplicationProblems($name: String!) {
        application(environment: "dev1", name: $name) {
          currentInstanceUid
          problems(kinds: [FAILED, UPGRADE_STUCK], details: true) {
            kind
            environment {
              name
            }
            application {
              name
            }
            instance {
              uid
              role
            }
            savepoint {
              name
            }
          }
        }
      }
    `);
    const { application: failed } = await jobs.gateway.data(Trouble, { name: 'failed' });
    expect(failed?.problems).toEqual([
      {
        kind: 'FAILED',
        environment: { name: 'dev1' },
        application: { name: 'failed' },
        instance: { uid: failed?.currentInstanceUid, role: 'CURRENT' },
        savepoint: null,
      },
    ]);
    const { application: stuck } = await jobs.gateway.data(Trouble, { name: 'stuck' });
    expect(stuck?.problems).toMatchObject([{ kind: 'UPGRADE_STUCK', instance: { role: 'PENDING' } }]);
  });
});
