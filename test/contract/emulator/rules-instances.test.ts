/** Contract section 5, rules 1 to 10: the creation of an instance, and its content. */
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/json.ts';
import {
  applications,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersInstance,
  ordersInstances,
  ordersSpec,
  postEnvironment,
  postOrders,
} from './cmf.ts';

const annotation = 'platform.confluent.io/cmf-fa-instance';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('the creation of instances', () => {
  it('rule 1: each change of the spec creates an instance with a UID of its own', async () => {
    await using cmf = await openWithRunningOrders();
    for (const parallelism of [2, 3, 4]) await postOrders(cmf, { job: { parallelism } });

    const uids = (await ordersInstances(cmf)).map(({ metadata }) => metadata.uid);
    expect(new Set(uids).size).toBe(4);
  });

  it('rule 2: an identical spec or new labels create no instance, with any order of keys', async () => {
    await using cmf = await openWithRunningOrders();
    await postOrders(cmf);
    await postOrders(cmf, { labels: { tier: 'gold' } });
    const { job, ...rest } = ordersSpec();
    await cmf.post(applications, {
      apiVersion: 'cmf.confluent.io/v1',
      kind: 'FlinkApplication',
      metadata: { name: 'orders' },
      spec: { job, ...rest },
    });

    expect(await ordersInstances(cmf)).toHaveLength(1);
  });

  it('rule 2: a spec change that the environment overrides creates no instance', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf, {
      flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '4' } } },
    });
    await postOrders(cmf);
    await postOrders(cmf, { configuration: { 'taskmanager.numberOfTaskSlots': '8' } });

    expect(await ordersInstances(cmf)).toHaveLength(1);
  });

  it('rule 2: a value for the annotation of CMF (rule 9) creates no instance', async () => {
    await using cmf = await openWithRunningOrders();
    const podTemplate = { metadata: { annotations: { [annotation]: 'copied from an instance' } } };
    await postOrders(cmf, { spec: { podTemplate } });

    expect(await ordersInstances(cmf)).toHaveLength(1);
  });

  it('rule 3: name and uid of an instance are the same UUID', async () => {
    await using cmf = await openWithRunningOrders();
    const { metadata } = await ordersInstance(cmf, 1);
    expect(metadata.uid).toMatch(uuid);
    expect(metadata.name).toBe(metadata.uid);
  });

  it('rule 4: creating an application creates its first instance', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf);
    await postOrders(cmf);
    expect(await ordersInstances(cmf)).toHaveLength(1);
  });

  it('rule 5: clients can neither write nor delete an instance', async () => {
    await using cmf = await openWithRunningOrders();
    const { metadata } = await ordersInstance(cmf, 1);
    const path = `${orders}/instances/${metadata.uid}`;
    expect((await cmf.send('DELETE', path)).status).toBe(405);
    expect((await cmf.send('POST', path, { body: {} })).status).toBe(405);
    expect((await cmf.send('POST', `${orders}/instances`, { body: {} })).status).toBe(405);
  });

  it('rule 5: while a job runs, only job status and update time of its instance change', async () => {
    await using cmf = await openWithRunningOrders();
    const before = await ordersInstance(cmf, 1);
    cmf.emulator.world.advance(60_000);
    cmf.emulator.world.setJobState('dev1', 'orders', 'RESTARTING');

    const after = await ordersInstance(cmf, 1);
    expect(after).toEqual({
      ...before,
      metadata: { ...before.metadata, updateTimestamp: after.metadata.updateTimestamp },
      status: { ...before.status, jobStatus: { ...before.status.jobStatus, state: 'RESTARTING' } },
    });
    expect(Date.parse(after.metadata.updateTimestamp)).toBeGreaterThan(
      Date.parse(before.metadata.updateTimestamp),
    );
  });
});

describe('the effective spec', () => {
  it('rule 6: it is merged at the creation of the instance; a later change of the environment does not rewrite it', async () => {
    await using cmf = await openCmf();
    const withInterval = (interval: string) => ({
      flinkApplicationDefaults: {
        spec: { flinkConfiguration: { 'execution.checkpointing.interval': interval } },
      },
    });
    await postEnvironment(cmf, withInterval('30s'));
    await postOrders(cmf);
    await postEnvironment(cmf, withInterval('60s'));
    await postOrders(cmf, { job: { parallelism: 2 } });

    const intervals = (await ordersInstances(cmf)).map(({ status }) =>
      at(status.spec, 'flinkConfiguration', 'execution.checkpointing.interval'),
    );
    expect(intervals).toEqual(['30s', '60s']);
  });

  it('rule 7: on conflict the environment value wins', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf, {
      flinkApplicationDefaults: {
        spec: {
          image: 'confluentinc/cp-flink:1.20.1-cp1',
          flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' },
        },
      },
    });
    const application = await postOrders(cmf, { configuration: { 'taskmanager.numberOfTaskSlots': '8' } });

    const { spec } = (await ordersInstance(cmf, 1)).status;
    expect(at(spec, 'flinkConfiguration', 'taskmanager.numberOfTaskSlots')).toBe('1');
    expect(at(spec, 'image')).toBe('confluentinc/cp-flink:1.20.1-cp1');
    // CMF returns the application as posted.
    expect(at(application.spec, 'flinkConfiguration', 'taskmanager.numberOfTaskSlots')).toBe('8');
  });

  it('rule 8: maps merge key by key, dotted keys stay keys, lists are replaced whole', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf, {
      flinkApplicationDefaults: {
        spec: {
          flinkConfiguration: { 'metrics.reporters': 'prom' },
          podTemplate: { spec: { tolerations: [{ key: 'streams' }], nodeSelector: { pool: 'streams' } } },
        },
      },
    });
    await postOrders(cmf, {
      spec: {
        podTemplate: {
          spec: { tolerations: [{ key: 'one' }, { key: 'two' }], nodeSelector: { disk: 'ssd' } },
        },
      },
    });

    const { spec } = (await ordersInstance(cmf, 1)).status;
    expect(at(spec, 'flinkConfiguration')).toEqual({
      'taskmanager.numberOfTaskSlots': '2',
      'metrics.reporters': 'prom',
    });
    expect(at(spec, 'podTemplate', 'spec')).toEqual({
      tolerations: [{ key: 'streams' }],
      nodeSelector: { pool: 'streams', disk: 'ssd' },
    });
  });

  it("rule 9: the pod template's annotation names the instance", async () => {
    await using cmf = await openWithRunningOrders();
    await postOrders(cmf, { job: { parallelism: 2 } });
    for (const { metadata, status } of await ordersInstances(cmf)) {
      expect(at(status.spec, 'podTemplate', 'metadata', 'annotations', annotation)).toBe(metadata.name);
    }
  });

  it('rule 10: the annotation is added to the pod annotations of application and environment', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf, {
      flinkApplicationDefaults: { spec: { podTemplate: { metadata: { annotations: { scrape: 'true' } } } } },
    });
    await postOrders(cmf, { spec: { podTemplate: { metadata: { annotations: { team: 'streams' } } } } });

    const { metadata, status } = await ordersInstance(cmf, 1);
    expect(at(status.spec, 'podTemplate', 'metadata', 'annotations')).toEqual({
      team: 'streams',
      scrape: 'true',
      [annotation]: metadata.uid,
    });
  });
});
