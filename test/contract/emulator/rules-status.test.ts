/** Contract section 5, rules 22 to 28: the content of a status and the instance it belongs to. Events report the same changes. */
import { describe, expect, it } from 'vitest';
import {
  jobState,
  openCmf,
  openWithRunningOrders,
  ordersEvents,
  ordersInstance,
  ordersInstances,
  ordersNow,
  postEnvironment,
  postOrders,
} from './cmf.ts';

describe('status', () => {
  it('rule 22: the job status of an instance is the last observed one, with the Flink job id', async () => {
    await using cmf = await openWithRunningOrders();
    cmf.emulator.world.setJobState('dev1', 'orders', 'FAILING', { jobId: 'f'.repeat(32) });
    expect((await ordersInstance(cmf, 1)).status.jobStatus).toEqual({
      jobId: 'f'.repeat(32),
      state: 'FAILING',
    });
  });

  it('rule 23: the status of the live cluster is written to the deployed instance, not to the newest', async () => {
    await using cmf = await openWithRunningOrders();
    await postOrders(cmf, { job: { parallelism: 2 } });
    cmf.emulator.world.setJobState('dev1', 'orders', 'RECONCILING');
    expect((await ordersInstances(cmf)).map(jobState)).toEqual(['RECONCILING', undefined]);
    expect(jobState(await ordersNow(cmf))).toBe('RECONCILING');
  });

  it('rule 24: every state of Flink can be reported, terminal or not', async () => {
    await using cmf = await openWithRunningOrders();
    const notTerminal = ['INITIALIZING', 'CREATED', 'RUNNING', 'FAILING', 'CANCELLING', 'RESTARTING'];
    const terminal = ['FAILED', 'CANCELED', 'FINISHED'];
    for (const state of [...notTerminal, 'RECONCILING', 'SUSPENDED', ...terminal]) {
      cmf.emulator.world.setJobState('dev1', 'orders', state);
      expect(jobState(await ordersNow(cmf))).toBe(state);
    }
  });

  it('rule 25: a superseded instance keeps its final observation', async () => {
    await using cmf = await openWithRunningOrders({ job: { upgradeMode: 'stateless' } });
    await postOrders(cmf, { job: { upgradeMode: 'stateless', parallelism: 2 } });
    const final = await ordersInstance(cmf, 1);
    for (const state of ['RUNNING', 'RESTARTING', 'FAILED']) {
      cmf.emulator.world.advance(1000);
      cmf.emulator.world.setJobState('dev1', 'orders', state);
    }
    expect(await ordersInstance(cmf, 1)).toEqual(final);
  });

  it('rule 26: FINISHED is recorded for a streaming job stopped for an upgrade, and for one stopped by suspend', async () => {
    await using cmf = await openWithRunningOrders();
    await postOrders(cmf, { job: { parallelism: 2 } });
    cmf.emulator.world.settle('dev1', 'orders');
    expect(jobState(await ordersInstance(cmf, 1))).toBe('FINISHED');

    cmf.emulator.world.suspend('dev1', 'orders');
    cmf.emulator.world.settle('dev1', 'orders');
    expect(jobState(await ordersInstance(cmf, 2))).toBe('FINISHED');
  });

  it('rule 26: a batch job that completed stays FINISHED on the deployed and newest instance', async () => {
    await using cmf = await openWithRunningOrders({ job: { upgradeMode: 'stateless' } });
    cmf.emulator.world.setJobState('dev1', 'orders', 'FINISHED');
    cmf.emulator.world.settle('dev1', 'orders');

    const application = await ordersNow(cmf);
    const instances = await ordersInstances(cmf);
    expect(jobState(application)).toBe('FINISHED');
    expect(instances.map(({ metadata }) => metadata.uid)).toEqual([
      application.status?.currentDeployedInstanceName,
    ]);
  });

  it('rule 27: an unreachable JobManager changes the job state and not the lifecycle', async () => {
    await using cmf = await openWithRunningOrders();
    cmf.emulator.world.setJobState('dev1', 'orders', 'RECONCILING');
    expect((await ordersNow(cmf)).status?.lifecycleState).toBe('STABLE');
    cmf.emulator.world.progress('dev1', 'orders');
    expect(jobState(await ordersNow(cmf))).toBe('RUNNING');
  });

  it('rule 27: a failed job can restart on the same instance', async () => {
    await using cmf = await openWithRunningOrders();
    cmf.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    cmf.emulator.world.settle('dev1', 'orders');
    expect((await ordersInstances(cmf)).map(jobState)).toEqual(['RUNNING']);
  });

  it('rule 28: an unchanged status changes only the update time of the instance', async () => {
    await using cmf = await openWithRunningOrders();
    const [application, instance] = [await ordersNow(cmf), await ordersInstance(cmf, 1)];
    const events = await ordersEvents(cmf);
    cmf.emulator.world.advance(5000);
    cmf.emulator.world.setJobState('dev1', 'orders', 'RUNNING');

    const later = await ordersInstance(cmf, 1);
    expect(later.metadata.creationTimestamp).toBe(instance.metadata.creationTimestamp);
    expect(later.metadata.updateTimestamp).not.toBe(instance.metadata.updateTimestamp);
    expect(later.status).toEqual(instance.status);
    expect(await ordersNow(cmf)).toEqual(application);
    expect(await ordersEvents(cmf)).toEqual(events);
  });

  it("rule 28: an application's update time is the later of its spec and its status change", async () => {
    await using cmf = await openWithRunningOrders();
    const times = [(await ordersNow(cmf)).metadata.updateTimestamp];
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING');
    times.push((await ordersNow(cmf)).metadata.updateTimestamp);
    await postOrders(cmf, { job: { parallelism: 2 } });
    times.push((await ordersNow(cmf)).metadata.updateTimestamp);
    expect(times).toEqual([...new Set(times)].toSorted());
  });

  it('start and update time of a job are texts of epoch milliseconds', async () => {
    await using cmf = await openWithRunningOrders();
    const status = (await ordersNow(cmf)).status?.jobStatus;
    expect(status?.startTime).toMatch(/^\d{13}$/);
    expect(status?.updateTime).toMatch(/^\d{13}$/);
  });
});

describe.for(['2.3.1', '2.5.0'])('events of CMF %s', (version) => {
  it('report the application, its cluster and its job, newest first', async () => {
    await using cmf = await openCmf({ version });
    await postEnvironment(cmf);
    await postOrders(cmf);
    cmf.emulator.world.settle('dev1', 'orders');

    const events = (await ordersEvents(cmf)).toReversed();
    expect(events.map(({ status }) => [status.type, status.data])).toEqual([
      ['CMF_STATUS', null],
      ['CLUSTER_STATUS', { newStatus: 'DEPLOYED' }],
      ['JOB_STATUS', { newStatus: 'RECONCILING' }],
      ['JOB_STATUS', { newStatus: 'CREATED' }],
      ['JOB_STATUS', { newStatus: 'RUNNING' }],
      ['CLUSTER_STATUS', { newStatus: 'STABLE' }],
    ]);
    expect(events[2]?.status.message).toBe('Flink job status changed to RECONCILING');
    const { uid } = (await ordersInstance(cmf, 1)).metadata;
    expect(new Set(events.map(({ metadata }) => metadata.flinkApplicationInstance))).toEqual(new Set([uid]));
  });

  it("carry a job's exception, before the state that it led to", async () => {
    await using cmf = await openWithRunningOrders({}, { version });
    const exception = 'java.lang.NullPointerException\n\tat Orders.map(Orders.java:7)';
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING', { exception, error: 'NPE' });

    const [state, cause] = await ordersEvents(cmf);
    expect(state?.status.data).toEqual({ newStatus: 'RESTARTING' });
    expect(cause?.status.data).toEqual({ exceptionString: exception });
    expect((await ordersNow(cmf)).status?.error).toBe('NPE');
  });

  it('are kept up to a maximum number of newest events', async () => {
    await using cmf = await openWithRunningOrders({}, { version, eventRetention: 4 });
    for (const state of ['FAILING', 'RESTARTING', 'RUNNING']) {
      cmf.emulator.world.setJobState('dev1', 'orders', state);
    }
    expect((await ordersEvents(cmf)).map(({ status }) => status.data)).toEqual([
      { newStatus: 'RUNNING' },
      { newStatus: 'RESTARTING' },
      { newStatus: 'FAILING' },
      { newStatus: 'STABLE' },
    ]);
  });
});

describe.for(['2.4.0', '2.5.0'])('events of CMF %s that recur', (version) => {
  it('are one record with a count and the first and last time, sorted by the last', async () => {
    await using cmf = await openWithRunningOrders({}, { version });
    const { world } = cmf.emulator;
    const before = (await ordersEvents(cmf)).find(({ status }) => status.message.endsWith('RUNNING'));
    for (const state of ['RESTARTING', 'RUNNING', 'RESTARTING', 'RUNNING']) {
      world.advance(1000);
      world.setJobState('dev1', 'orders', state, { ...(state === 'RESTARTING' && { exception: 'no' }) });
    }
    const events = await ordersEvents(cmf);
    expect(new Set(events.map(({ metadata }) => metadata.uid)).size).toBe(events.length);
    expect(events.slice(0, 3).map(({ status }) => [status.data, status.count, status.severity])).toEqual([
      [{ newStatus: 'RUNNING' }, 3, 'INFO'],
      [{ newStatus: 'RESTARTING' }, 2, 'INFO'],
      [{ exceptionString: 'no' }, 2, 'WARNING'],
    ]);
    const [running] = events;
    expect(running?.metadata).toEqual(before?.metadata);
    expect(running?.status).toMatchObject({ firstTimestamp: before?.metadata.creationTimestamp });
    expect(Date.parse(running?.status.lastTimestamp ?? '')).toBeGreaterThan(
      Date.parse(running?.status.firstTimestamp ?? ''),
    );
  });

  it('belong to one instance', async () => {
    await using cmf = await openWithRunningOrders({ job: { upgradeMode: 'stateless' } }, { version });
    await postOrders(cmf, { job: { upgradeMode: 'stateless', parallelism: 2 } });
    cmf.emulator.world.settle('dev1', 'orders');
    const running = (await ordersEvents(cmf)).filter(({ status }) => status.message.endsWith('RUNNING'));
    expect(running.map(({ status }) => status.count)).toEqual([1, 1]);
  });
});

describe('the record', () => {
  it('has every change of job state, job id and deployed instance, from creation to deletion', async () => {
    await using cmf = await openWithRunningOrders({ job: { upgradeMode: 'stateless' } });
    await postOrders(cmf, { job: { upgradeMode: 'stateless', parallelism: 2 } });
    const [first, second] = await ordersInstances(cmf);
    cmf.emulator.world.deleteApplication('dev1', 'orders');

    const { record } = cmf.emulator.world;
    expect(record.map(({ to }) => to && [to.jobState, to.currentInstance])).toEqual([
      [null, null],
      ['RECONCILING', first?.metadata.uid],
      ['CREATED', first?.metadata.uid],
      ['RUNNING', first?.metadata.uid],
      ['FINISHED', first?.metadata.uid],
      ['RECONCILING', second?.metadata.uid],
      null,
    ]);
    for (const [index, transition] of record.entries()) {
      expect(transition.from).toEqual(index === 0 ? null : record[index - 1]?.to);
    }
  });
});
