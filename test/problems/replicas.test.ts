/** `problemChanged` with several replicas: resumed on another one, and after Redis lost its data. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addJob, type Jobs, openJobs } from '../flink/fixtures.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { lastCursor, ProblemChanges, words } from './documents.ts';

let redis: RedisServer;
let jobs: Jobs;
let other: TestGateway;
beforeAll(async () => {
  redis = await startRedis();
  const env = {
    REFRESH_ACTIVE_MS: '100',
    REFRESH_IDLE_MS: '100',
    MAX_AGE_MS: '100',
    REDIS_URL: redis.url,
  };
  jobs = await openJobs(env, (world) => addJob(world, 'payments'));
  other = await startGateway({ emulator: jobs.emulator, env });
});
afterAll(async () => {
  await other[Symbol.asyncDispose]();
  await jobs[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const onlyFailed = { kinds: ['FAILED' as const] };

async function watching(gateway: TestGateway, after: string | null = null) {
  const stream = gateway.subscribe(ProblemChanges, { ...onlyFailed, after });
  await until(() => words(stream.received).includes('checkpoint'), { what: 'the present problems' });
  return stream;
}

const changes = (received: Parameters<typeof words>[0]) =>
  words(received).filter((word) => !word.startsWith('CHANGED'));

describe('two replicas', () => {
  test('show the same changes, and a subscriber continues on the other one without a loss', async () => {
    const one = await watching(jobs.gateway);
    await using two = await watching(other);
    jobs.world.setJobState('dev1', 'orders', 'FAILED');
    for (const { received } of [one, two]) {
      await until(() => words(received).includes('APPEARED FAILED orders'));
    }
    const cursor = lastCursor(one.received);
    await one[Symbol.asyncDispose]();

    jobs.world.setJobState('dev1', 'orders', 'RUNNING');
    jobs.world.setJobState('dev1', 'payments', 'FAILED');
    await until(() => words(two.received).includes('APPEARED FAILED payments'));
    await until(() => words(two.received).includes('RESOLVED FAILED orders'));

    await using resumed = await watching(other, cursor);
    const seen = changes(resumed.received).toSorted();
    expect(seen).toEqual(['APPEARED FAILED payments', 'RESOLVED FAILED orders', 'checkpoint', 'reset 8']);
  });
});

describe('after Redis lost its data', () => {
  test('a connected subscriber and one that resumes start again, with the current problems', async () => {
    jobs.world.setJobState('dev1', 'payments', 'FAILED');
    await using stream = await watching(jobs.gateway);
    await until(() => words(stream.received).includes('initial FAILED payments'));
    const cursor = lastCursor(stream.received);
    await redis.restart({ keepData: false });

    await until(() => words(stream.received).includes('reset 9 EPOCH_CHANGED'), { what: 'the reset' });
    const after = () => {
      const all = words(stream.received);
      return all.slice(all.lastIndexOf('reset 9 EPOCH_CHANGED'));
    };
    await until(() => after().includes('checkpoint'), { what: 'the present problems' });
    expect(after().slice(0, 3)).toEqual(['reset 9 EPOCH_CHANGED', 'initial FAILED payments', 'checkpoint']);

    const startsAnew = async () => {
      await using early = await watching(other, cursor);
      return words(early.received)[0] === 'reset 9 EPOCH_CHANGED';
    };
    await until(startsAnew, { what: 'the other replica to detect the loss' });
    await using resumed = await watching(other, cursor);
    expect(words(resumed.received).slice(0, 3)).toEqual([
      'reset 9 EPOCH_CHANGED',
      'initial FAILED payments',
      'checkpoint',
    ]);
  });
});
