/** Contract section 5, rules 11 to 21 and 33: the stages of an upgrade, and the instance that has the cluster. */
import { describe, expect, it } from 'vitest';
import {
  type Cmf,
  deployed,
  jobState,
  type Orders,
  openCmf,
  openWithRunningOrders,
  ordersEvents,
  ordersInstance,
  ordersInstances,
  ordersNow,
  postEnvironment,
  postOrders,
} from './cmf.ts';

/** `orders` runs on instance 1, instance 2 waits for a savepoint. */
async function openWithWaitingUpgrade(options: Orders = {}): Promise<Cmf> {
  const cmf = await openWithRunningOrders(options);
  await postOrders(cmf, { ...options, job: { ...options.job, parallelism: 2 } });
  return cmf;
}

async function uid(cmf: Cmf, number: number): Promise<string> {
  return (await ordersInstance(cmf, number)).metadata.uid;
}

describe('an upgrade by savepoint', () => {
  it('rule 11: an application has at most one deployed instance, before, during and after an upgrade', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf);
    expect((await postOrders(cmf)).status).toBeNull();

    const { world } = cmf.emulator;
    world.deploy('dev1', 'orders');
    expect(deployed(await ordersNow(cmf))).toBe(await uid(cmf, 1));
    world.settle('dev1', 'orders');
    await postOrders(cmf, { job: { parallelism: 2 } });
    const uids = [await uid(cmf, 1), await uid(cmf, 2)];
    do expect(uids).toContain(deployed(await ordersNow(cmf)));
    while (world.progress('dev1', 'orders'));
  });

  it('rule 12: the new instance exists at once, and the old one stays deployed until the savepoint succeeds', async () => {
    await using cmf = await openWithWaitingUpgrade();
    const [first, second] = [await uid(cmf, 1), await uid(cmf, 2)];
    expect(deployed(await ordersNow(cmf))).toBe(first);
    expect(jobState(await ordersNow(cmf))).toBe('RUNNING');

    cmf.emulator.world.completeSavepoint('dev1', 'orders');
    expect(deployed(await ordersNow(cmf))).toBe(second);
  });

  it('rule 13: instances overlap in time, their clusters never do', async () => {
    await using cmf = await openWithWaitingUpgrade();
    const { world } = cmf.emulator;
    expect(await ordersInstances(cmf)).toHaveLength(2);
    do {
      const states = (await ordersInstances(cmf)).map(jobState);
      expect(states.filter((state) => state !== undefined && state !== 'FINISHED').length).toBeLessThan(2);
    } while (world.progress('dev1', 'orders'));
  });

  it('rule 14: an instance that waits has no job id and no job state', async () => {
    await using cmf = await openWithWaitingUpgrade();
    expect((await ordersInstance(cmf, 2)).status).not.toHaveProperty('jobStatus');
  });

  it('rule 15: as long as the savepoint does not succeed, the old instance stays deployed', async () => {
    await using cmf = await openWithWaitingUpgrade();
    const { world } = cmf.emulator;
    for (let attempt = 0; attempt < 5; attempt += 1) {
      world.advance(3_600_000);
      world.failSavepoint('dev1', 'orders');
    }
    const application = await ordersNow(cmf);
    expect(deployed(application)).toBe(await uid(cmf, 1));
    expect(jobState(application)).toBe('RUNNING');
    expect(application.status?.error).toMatch(/CheckpointException/);
    expect(() => world.deploy('dev1', 'orders')).toThrow('waits for a savepoint');
  });

  it('rule 16: a revert during the wait creates instance 3, and cluster 1 still reports to instance 1', async () => {
    await using cmf = await openWithWaitingUpgrade();
    await postOrders(cmf);
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING');

    expect(await ordersInstances(cmf)).toHaveLength(3);
    expect(deployed(await ordersNow(cmf))).toBe(await uid(cmf, 1));
    expect((await ordersInstances(cmf)).map(jobState)).toEqual(['RESTARTING', undefined, undefined]);
  });

  it('rule 17: after the revert instance 3 equals instance 1 except for its annotation', async () => {
    await using cmf = await openWithWaitingUpgrade();
    await postOrders(cmf);
    const texts = (await ordersInstances(cmf)).map(({ metadata, status }) =>
      JSON.stringify(status.spec).replaceAll(metadata.uid, 'UID'),
    );
    expect(texts[2]).toBe(texts[0]);
    expect(texts[2]).not.toBe(texts[1]);
  });

  it('rule 18: only a later migration deploys a further instance, and skips those between', async () => {
    await using cmf = await openWithWaitingUpgrade();
    await postOrders(cmf);
    await postOrders(cmf, { job: { parallelism: 4 } });
    cmf.emulator.world.completeSavepoint('dev1', 'orders');
    cmf.emulator.world.settle('dev1', 'orders');

    expect(deployed(await ordersNow(cmf))).toBe(await uid(cmf, 4));
    expect((await ordersInstances(cmf)).map(jobState)).toEqual(['FINISHED', undefined, undefined, 'RUNNING']);
  });

  it('rule 19: while an upgrade is pending, the newest instance is not the deployed one', async () => {
    await using cmf = await openWithWaitingUpgrade();
    const newest = (await ordersInstances(cmf)).at(-1);
    expect(newest?.metadata.uid).not.toBe(deployed(await ordersNow(cmf)));
    cmf.emulator.world.settle('dev1', 'orders');
    expect(newest?.metadata.uid).toBe(deployed(await ordersNow(cmf)));
  });

  it('rule 33: a healthy upgrade has the stages of the operator in order', async () => {
    await using cmf = await openWithWaitingUpgrade();
    const { world } = cmf.emulator;
    const seen: string[] = [];
    do {
      const application = await ordersNow(cmf);
      const number = (await uid(cmf, 1)) === deployed(application) ? 1 : 2;
      seen.push(`${jobState(application)} ${application.status?.lifecycleState} on ${number}`);
    } while (world.progress('dev1', 'orders'));

    expect(seen).toEqual([
      'RUNNING STABLE on 1',
      'RUNNING UPGRADING on 1',
      'FINISHED UPGRADING on 1',
      'RECONCILING DEPLOYED on 2',
      'CREATED DEPLOYED on 2',
      'RUNNING DEPLOYED on 2',
      'RUNNING STABLE on 2',
    ]);
  });

  it('a failed savepoint causes an event with the exception', async () => {
    await using cmf = await openWithWaitingUpgrade();
    cmf.emulator.world.failSavepoint('dev1', 'orders', { reason: 'java.io.IOException: no space left' });
    const [newest] = await ordersEvents(cmf);
    expect(newest?.status.data).toEqual({ exceptionString: 'java.io.IOException: no space left' });
    expect(newest?.metadata.flinkApplicationInstance).toBe(await uid(cmf, 1));
  });
});

describe('other upgrades', () => {
  it('rule 20: a stateless upgrade does not wait: cluster 1 is stopped, the new instance deployed', async () => {
    await using cmf = await openWithWaitingUpgrade({ job: { upgradeMode: 'stateless' } });
    const application = await ordersNow(cmf);
    expect(deployed(application)).toBe(await uid(cmf, 2));
    expect((await ordersInstances(cmf)).map(jobState)).toEqual(['FINISHED', 'RECONCILING']);
    const [first, second] = await ordersInstances(cmf);
    expect(second?.status.jobStatus?.jobId).not.toBe(first?.status.jobStatus?.jobId);
  });

  it('rule 21: last-state stops without a savepoint and continues the same Flink job', async () => {
    await using cmf = await openWithWaitingUpgrade({ job: { upgradeMode: 'last-state' } });
    expect(deployed(await ordersNow(cmf))).toBe(await uid(cmf, 2));
    const [first, second] = await ordersInstances(cmf);
    expect(second?.status.jobStatus?.jobId).toBe(first?.status.jobStatus?.jobId);
  });

  it('rule 21: savepoint falls back to last-state when the job is not running and high availability is on', async () => {
    const configuration = { 'high-availability.type': 'kubernetes' };
    await using cmf = await openWithRunningOrders({ configuration });
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING');
    await postOrders(cmf, { configuration, job: { parallelism: 2 } });
    expect(deployed(await ordersNow(cmf))).toBe(await uid(cmf, 2));
  });

  it('rule 21: it does not fall back where the configuration of the operator forbids it', async () => {
    const configuration = {
      'high-availability.type': 'kubernetes',
      'kubernetes.operator.job.upgrade.last-state-fallback.enabled': 'false',
    };
    await using cmf = await openWithRunningOrders({ configuration });
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING');
    await postOrders(cmf, { configuration, job: { parallelism: 2 } });
    expect(deployed(await ordersNow(cmf))).toBe(await uid(cmf, 1));
  });

  it('a job that has ended is replaced without a savepoint and keeps its final state', async () => {
    await using cmf = await openWithRunningOrders();
    cmf.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await postOrders(cmf, { job: { parallelism: 2 } });
    expect((await ordersInstances(cmf)).map(jobState)).toEqual(['FAILED', 'RECONCILING']);
  });
});
