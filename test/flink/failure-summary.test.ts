/** The record of a failure, read from a cluster with a bounded number of calls. */
import { expect, test } from 'vitest';
import { createCmfClient } from '../../src/cmf/client.ts';
import { createFlinkClient } from '../../src/flink/client.ts';
import { readFailureSummary } from '../../src/flink/failure-summary.ts';
import { createFlinkJobs } from '../../src/flink/jobs.ts';
import { addJob, openJobs } from './fixtures.ts';

test('a failure is one record with its root cause, restarts and last checkpoint, for 4 calls', async () => {
  await using jobs = await openJobs();
  const { url } = jobs.emulator;
  await using opened = new AsyncDisposableStack();
  const client = opened.adopt(createFlinkClient({ url, redact: (text) => text }), (each) => each.close());
  const cmf = opened.adopt(createCmfClient({ url }), (each) => each.close());
  jobs.emulator.calls.clear();

  const running = await createFlinkJobs({ client }).find(await cmf.getApplication('dev1', 'orders'));
  const summary = running && (await readFailureSummary(running));
  expect(summary).toMatchObject({
    job: jobs.world.application('dev1', 'orders').status?.jobStatus.jobId,
    state: { state: 'RUNNING' },
    exception: {
      message: 'org.apache.flink.runtime.JobException: Recovery is suppressed',
      rootCause: 'java.io.IOException: connection reset by peer',
      task: expect.stringContaining('execution #0'),
    },
    restarts: 1,
    lastCheckpoint: { state: { state: 'COMPLETED' }, location: expect.stringContaining('/chk-') },
    lastFailedCheckpoint: { failureReason: 'Checkpoint Coordinator is suspending.' },
  });
  expect(Object.values(jobs.flinkCalls()).reduce((sum, count) => sum + count, 0)).toBe(4);

  addJob(jobs.world, 'healthy');
  const healthy = await createFlinkJobs({ client }).find(await cmf.getApplication('dev1', 'healthy'));
  expect(healthy && (await readFailureSummary(healthy))).toMatchObject({
    exception: null,
    restarts: 0,
    lastCheckpoint: null,
  });
  // Restarts and checkpoints that cannot be read do not hide the exception.
  using _fault = jobs.emulator.faults.add({
    kind: 'status',
    status: 500,
    match: { operation: 'flinkCheckpoints' },
  });
  const again = await createFlinkJobs({ client }).find(await cmf.getApplication('dev1', 'orders'));
  expect(again && (await readFailureSummary(again))).toMatchObject({ restarts: 1, lastCheckpoint: null });
});
