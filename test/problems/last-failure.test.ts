/**
 * `Instance.lastFailure`: read from Flink when a job fails, and kept after its cluster and its instance are deleted.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exception, type Jobs, openJobs } from '../flink/fixtures.ts';
import { noCache } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { changeJob, uidsOf } from '../support/world.ts';
import { type InstanceShown, LastFailures } from './documents.ts';

let redis: RedisServer;
let jobs: Jobs;
const inMotion = { REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '100', MAX_AGE_MS: '100' };
beforeAll(async () => {
  redis = await startRedis();
  jobs = await openJobs({ ...inMotion, REDIS_URL: redis.url });
});
afterAll(async () => {
  await jobs[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

async function shown(gateway = jobs.gateway) {
  const { application } = await gateway.data(LastFailures, {}, noCache);
  return application?.instances ?? null;
}

async function deployed(): Promise<InstanceShown | undefined> {
  return (await shown())?.nodes.find(({ role }) => role === 'CURRENT');
}

describe('the last failure of an instance', () => {
  test('is read when the job fails, and replaced when it fails again', async () => {
    jobs.world.setJobState('dev1', 'orders', 'RESTARTING', { exception });
    await until(async () => (await deployed())?.lastFailure, { what: 'the failure' });
    expect((await deployed())?.lastFailure).toMatchObject({
      message: 'org.apache.flink.runtime.JobException: Recovery is suppressed',
      rootCause: 'java.io.IOException: connection reset by peer',
      count: 2,
      checkpointBefore: { location: expect.stringMatching(/^s3:|^file:|\//) },
    });
    jobs.world.setJobState('dev1', 'orders', 'FAILED', {
      exception: 'java.lang.IllegalStateException: cannot connect with --db.password Hunter2',
    });
    const isNewer = async () => (await deployed())?.lastFailure?.message?.includes('IllegalState');
    await until(isNewer, { what: 'the newer failure' });
    expect(JSON.stringify(await deployed())).not.toContain('Hunter2');
  });

  test('is kept when the cluster is deleted, when CMF drops the instance, and by other replicas', async () => {
    changeJob(jobs.world, 'dev1', 'orders', { parallelism: 4 });
    jobs.world.settle('dev1', 'orders');
    const [first = '', second] = uidsOf(jobs.world, 'dev1', 'orders');
    const isSuperseded = async () =>
      (await shown())?.nodes.some(({ uid, role }) => uid === first && role === 'SUPERSEDED');
    await until(isSuperseded, { what: 'the next instance' });
    const nodes = (await shown())?.nodes ?? [];
    expect(nodes.find(({ uid }) => uid === second)?.lastFailure).toBeNull();
    expect(nodes.find(({ uid }) => uid === first)?.lastFailure?.message).toContain('IllegalState');

    jobs.world.evictInstance('dev1', 'orders', first);
    await using other = await startGateway({
      emulator: jobs.emulator,
      env: { ...inMotion, REDIS_URL: redis.url },
    });
    const expired = async () => (await shown(other))?.fallenOff.find(({ uid }) => uid === first);
    const found = await until(expired, { what: 'the expired instance' });
    expect(found?.lastFailure?.rootCause).toContain('IllegalState');
  });
});

describe('reads of failures', () => {
  test('are bounded for a job that restarts continuously', async () => {
    jobs.world.setJobState('dev1', 'orders', 'RUNNING');
    jobs.emulator.calls.clear();
    for (let time = 0; time < 5; time += 1) {
      for (const state of ['RESTARTING', 'RUNNING'] as const) {
        jobs.world.setJobState('dev1', 'orders', state, state === 'RUNNING' ? {} : { exception });
        await until(async () => (await jobs.gateway.data(LastFailures)).application?.jobState === state);
      }
    }
    await until(async () => (await deployed())?.lastFailure, { what: 'the failure' });
    const { flinkExceptions, ...others } = jobs.flinkCalls();
    expect(flinkExceptions).toBe(1);
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(5);
  });
});
