/** `problemChanged`: the current problems, then each change, while CMF changes. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addJob, exception, failOnce, type Jobs, openJobs } from '../flink/fixtures.ts';
import type { ProblemChangesSubscriptionVariables, ProblemFilter } from '../gql/graphql.ts';
import type { Stream } from '../support/client.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { changeJob } from '../support/world.ts';
import { brief, FleetProblems, lastCursor, ProblemChanges, words } from './documents.ts';

let jobs: Jobs;
beforeAll(async () => {
  const inMotion = { REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '100', MAX_AGE_MS: '100' };
  jobs = await openJobs({ ...inMotion, UPGRADE_STUCK_AFTER_MS: '60000' }, (world) => {
    addJob(world, 'upgrading', {}, { upgradeMode: 'savepoint' });
    addJob(world, 'flaky');
  });
});
afterAll(() => jobs[Symbol.asyncDispose]());
afterEach(async () => {
  jobs.world.setJobState('dev1', 'orders', 'RUNNING', { error: null });
  const filter: ProblemFilter = { kinds: ['FAILED', 'OPERATOR_ERROR'], environment: 'dev1' };
  const others = async () =>
    brief((await jobs.gateway.data(FleetProblems, { filter })).problems).filter((word) =>
      word.endsWith('orders'),
    );
  await until(async () => (await others()).length === 0, { what: 'the end of all problems of orders' });
});

async function watching(variables: ProblemChangesSubscriptionVariables = {}) {
  const stream = jobs.gateway.subscribe(ProblemChanges, variables);
  await until(() => words(stream.received).includes('checkpoint'), { what: 'the present problems' });
  return stream;
}

type Received = Stream<Parameters<typeof words>[0][number]>;

/** The messages once there are this many, without changes of an existing problem. */
async function messages(stream: Received, count: number): Promise<readonly string[]> {
  const distinct = () => words(stream.received).filter((word) => !word.startsWith('CHANGED'));
  await until(() => distinct().length >= count, { what: `${count} messages` });
  return distinct();
}

describe('a subscription to problems', () => {
  test('begins with the current problems and a checkpoint, also if there are none', async () => {
    await using none = await watching({ kinds: ['FAILED'] });
    expect(words(none.received)).toEqual(['checkpoint']);
    jobs.world.setJobState('dev1', 'orders', 'FAILED', { exception });
    expect(await messages(none, 2)).toEqual(['checkpoint', 'APPEARED FAILED orders']);
    await using present = await watching({ kinds: ['FAILED'] });
    expect(await messages(present, 2)).toEqual(['initial FAILED orders', 'checkpoint']);
  });

  test('shows a failure, then its root cause, then its end', async () => {
    await using stream = await watching({ kinds: ['FAILED'] });
    jobs.world.setJobState('dev1', 'orders', 'FAILED', { exception });
    const hasCause = () => JSON.stringify(stream.received).includes('connection reset by peer');
    await until(hasCause, { what: 'the root cause' });
    jobs.world.setJobState('dev1', 'orders', 'RUNNING');
    expect(await messages(stream, 3)).toEqual([
      'checkpoint',
      'APPEARED FAILED orders',
      'RESOLVED FAILED orders',
    ]);
  });

  test('shows a failure that ended before it could be polled', async () => {
    await using stream = await watching({ kinds: ['FAILED'] });
    jobs.world.setJobState('dev1', 'orders', 'FAILED');
    jobs.world.setJobState('dev1', 'orders', 'RECONCILING');
    jobs.world.setJobState('dev1', 'orders', 'RUNNING');
    expect(await messages(stream, 3)).toEqual([
      'checkpoint',
      'APPEARED FAILED orders',
      'RESOLVED FAILED orders',
    ]);
  });

  test('shows an error of the operator, which is no change of a job state', async () => {
    await using stream = await watching({ kinds: ['OPERATOR_ERROR'] });
    jobs.world.setJobState('dev1', 'orders', 'RUNNING', { error: 'no such image' });
    expect(await messages(stream, 2)).toEqual(['checkpoint', 'APPEARED OPERATOR_ERROR orders']);
    jobs.world.setJobState('dev1', 'orders', 'RUNNING', { error: null });
    expect(await messages(stream, 3)).toEqual([
      'checkpoint',
      'APPEARED OPERATOR_ERROR orders',
      'RESOLVED OPERATOR_ERROR orders',
    ]);
  });

  test('shows a job that restarts repeatedly', async () => {
    await using stream = await watching({ kinds: ['RESTARTING'] });
    for (let time = 0; time < 3; time += 1) failOnce(jobs.world, 'flaky');
    await until(() => words(stream.received).includes('APPEARED RESTARTING flaky'));
    expect(stream.errors).toEqual([]);
  });

  test('shows a stuck upgrade after an edit, and its end', async () => {
    await using stream = await watching({ kinds: ['UPGRADE_STUCK'] });
    changeJob(jobs.world, 'dev1', 'upgrading', { parallelism: 4 });
    expect(await messages(stream, 2)).toEqual(['checkpoint', 'APPEARED UPGRADE_STUCK upgrading']);
    // Any change of the application: the upgrade still waits.
    jobs.world.setJobState('dev1', 'upgrading', 'RUNNING', { error: 'savepoint declined' });
    await until(() => words(stream.received).some((word) => word.startsWith('CHANGED')));
    jobs.world.completeSavepoint('dev1', 'upgrading');
    jobs.world.settle('dev1', 'upgrading');
    expect(await messages(stream, 3)).toEqual([
      'checkpoint',
      'APPEARED UPGRADE_STUCK upgrading',
      'RESOLVED UPGRADE_STUCK upgrading',
    ]);
  });

  test('shows a cluster that CMF is not connected to', async () => {
    await using stream = await watching({ environment: 'dev1', severities: ['CRITICAL'] });
    await using elsewhere = await watching({ environment: 'prod1' });
    jobs.world.setClusterState('dev1', 'DISCONNECTED');
    expect(await messages(stream, 2)).toEqual(['checkpoint', 'APPEARED CLUSTER_DISCONNECTED dev1']);
    jobs.world.setClusterState('dev1', 'CONNECTED');
    expect(await messages(stream, 3)).toEqual([
      'checkpoint',
      'APPEARED CLUSTER_DISCONNECTED dev1',
      'RESOLVED CLUSTER_DISCONNECTED dev1',
    ]);
    expect(words(elsewhere.received)).toEqual(['checkpoint']);
  });

  test('shows that the copy is outdated while CMF does not respond', async () => {
    await using stream = await watching({ environment: 'dev1', kinds: ['COPY_STALE'] });
    using outage = jobs.emulator.faults.add({ kind: 'status', status: 500 });
    expect(await messages(stream, 2)).toEqual(['checkpoint', 'APPEARED COPY_STALE dev1']);
    outage[Symbol.dispose]();
    expect(await messages(stream, 3)).toEqual([
      'checkpoint',
      'APPEARED COPY_STALE dev1',
      'RESOLVED COPY_STALE dev1',
    ]);
  });

  test('is executed once for all identical subscriptions', async () => {
    const executions = 'cmf_graphql_subscription_executions_total';
    await using stack = new AsyncDisposableStack();
    const streams: Received[] = [];
    for (let count = 0; count < 5; count += 1) {
      streams.push(stack.use(await watching({ kinds: ['OPERATOR_ERROR'] })));
    }
    const before = await metricOf(jobs.gateway, executions);
    jobs.world.setJobState('dev1', 'orders', 'RUNNING', { error: 'no such image' });
    await until(() => streams.every(({ received }) => received.length === 2), { what: 'the change' });
    expect((await metricOf(jobs.gateway, executions)) - before).toBe(1);
  });

  test('refuses a cursor that it did not return', async () => {
    await using stream = jobs.gateway.subscribe(ProblemChanges, { after: 'nonsense!' });
    await until(() => stream.errors.length > 0, { what: 'the refusal' });
    expect(stream.errors[0]?.extensions.code).toBe('BAD_CURSOR');
  });
});

describe('a resumed subscription', () => {
  test('replays failures, and restarts all other kinds', async () => {
    const before = await watching();
    const cursor = lastCursor(before.received);
    await before[Symbol.asyncDispose]();
    await using witness = await watching({ kinds: ['FAILED'] });
    jobs.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => words(witness.received).includes('APPEARED FAILED orders'));
    jobs.world.setJobState('dev1', 'orders', 'RUNNING', { error: 'no such image' });
    await until(() => words(witness.received).includes('RESOLVED FAILED orders'));

    await using stream = await watching({ after: cursor, kinds: ['FAILED', 'OPERATOR_ERROR'] });
    expect(words(stream.received)).toEqual([
      'APPEARED FAILED orders',
      'RESOLVED FAILED orders',
      'reset 8',
      'initial OPERATOR_ERROR orders',
      'checkpoint',
    ]);
  });
});
