/** The documented example: a subscription reports failures, and one query returns their cause. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain, watchFailures } from '../../docs/why-did-it-fail.ts';
import { keepTime } from '../support/world.ts';
import { exception, type Jobs, openJobs } from './fixtures.ts';

let jobs: Jobs;
beforeAll(async () => {
  // Polls, because the changes must be observed. The clocks agree, because exceptions and observed states are put in
  // order by time.
  const env = { REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '1000', MAX_AGE_MS: '100' };
  jobs = await openJobs(env, keepTime);
});
afterAll(() => jobs[Symbol.asyncDispose]());

describe('the guide', () => {
  test('reports a job that is already failing, and each later failure', async () => {
    const { world, gateway } = jobs;
    world.setJobState('dev1', 'orders', 'RESTARTING', { exception });
    const failures = watchFailures(gateway.url, 'dev1');
    const { value: first } = await failures.next();
    expect(first).toMatchObject({
      application: 'orders',
      state: 'RESTARTING',
      reason: 'java.io.IOException: connection reset by peer',
      task: expect.stringContaining('execution #1'),
      restarts: 2,
      checkpointAt: expect.stringMatching(/^\d{4}-/),
      logs: { loki: expect.stringContaining('namespace="flink"') },
    });

    const second = failures.next();
    world.setJobState('dev1', 'orders', 'RUNNING');
    world.setJobState('dev1', 'orders', 'FAILED', { exception: 'java.lang.OutOfMemoryError: heap' });
    const seen = (await second).value;
    expect(seen).toMatchObject({ state: 'FAILED', reason: 'java.lang.OutOfMemoryError: heap', restarts: 2 });
    await failures.return(undefined);
  });

  test('reports the records of CMF when the JobManager does not respond', async () => {
    keepTime(jobs.world);
    jobs.world.setJobState('dev1', 'orders', 'FAILED', { exception: 'java.lang.OutOfMemoryError: heap' });
    using _fault = jobs.emulator.faults.add({ kind: 'status', status: 503, match: { path: 'flink-web-ui' } });
    expect(await explain(jobs.gateway.url, 'dev1', 'orders')).toMatchObject({
      reason: 'java.lang.OutOfMemoryError: heap',
      task: null,
      restarts: null,
      logs: null,
    });
  });
});
