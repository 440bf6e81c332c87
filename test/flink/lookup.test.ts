/** The job that a query returns: the one of the deployed instance, and none without a cluster. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { changeJob } from '../support/world.ts';
import { addJob, type Jobs, openJobs } from './fixtures.ts';

const Job = graphql(/* GraphQL */ `
  query FlinkLookup($name: String!) {
    application(environment: "dev1", name: $name) {
      jobId
      job {
        id
        state
        endedAt
        flinkVersion
        checkpoints {
          interval
          counts {
            completed
          }
        }
      }
      instances {
        nodes {
          uid
          role
          job {
            id
          }
        }
      }
    }
  }
`);

let jobs: Jobs;
beforeAll(async () => {
  // Flink 2, as the operator reported it last.
  jobs = await openJobs({}, (world) =>
    addJob(world, 'renewed', { flinkVersion: 'v2_1', image: 'flink:2.1.0' }),
  );
});
afterAll(() => jobs[Symbol.asyncDispose]());

async function lookUp(name: string) {
  jobs.emulator.calls.clear();
  const { application } = await jobs.gateway.data(Job, { name }, noCache);
  return application;
}

describe('the job', () => {
  test('is found by the id that CMF reports, for the application and for its deployed instance only', async () => {
    const { world } = jobs;
    addJob(world, 'upgraded', {}, { upgradeMode: 'savepoint' });
    changeJob(world, 'dev1', 'upgraded', { parallelism: 4 });
    const application = await lookUp('upgraded');
    expect(application?.jobId).toMatch(/^[\da-f]{32}$/);
    expect(application?.job?.id).toBe(application?.jobId);
    expect(application?.instances?.nodes.map(({ role, job }) => [role, job?.id ?? null])).toEqual([
      ['PENDING', null],
      ['CURRENT', application?.jobId],
    ]);
  });

  test('is the only job of the cluster where CMF reports an id that the cluster does not have', async () => {
    const jobId = jobs.world.application('dev1', 'renewed').status?.jobStatus.jobId;
    jobs.world.setJobState('dev1', 'renewed', 'RUNNING', { jobId: 'f'.repeat(32) });
    jobs.emulator.calls.clear();
    // The copy of the gateway still has the previous id.
    const { application } = await jobs.gateway.data(Job, { name: 'renewed' });
    expect(application).toMatchObject({ jobId, job: { id: 'f'.repeat(32), flinkVersion: '2.1.0' } });
    expect(jobs.flinkCalls()).toMatchObject({ flinkJob: 2, flinkJobs: 1 });
  });

  test('of a batch application has an end and no checkpoints', async () => {
    const flinkConfiguration = { 'execution.runtime-mode': 'BATCH' };
    addJob(jobs.world, 'report', { flinkConfiguration });
    jobs.world.setJobState('dev1', 'report', 'FINISHED');
    const application = await lookUp('report');
    expect(application?.job).toMatchObject({ state: 'FINISHED', checkpoints: null });
    expect(application?.job?.endedAt).not.toBeNull();
  });

  test('is null without an error and without a call where CMF reports no cluster', async () => {
    const { world } = jobs;
    addJob(world, 'suspended');
    world.suspend('dev1', 'suspended');
    world.settle('dev1', 'suspended');
    world.apply('dev1', { metadata: { name: 'undeployed' }, spec: world.application('dev1', 'orders').spec });
    for (const name of ['suspended', 'undeployed']) {
      const application = await lookUp(name);
      expect(application?.job).toBeNull();
      expect(application?.instances?.nodes.map(({ job }) => job)).not.toContainEqual(expect.anything());
    }
    expect(jobs.flinkCalls()).toEqual({});
  });
});
