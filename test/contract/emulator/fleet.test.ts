/** The fleet: its applications, its changes over time, and that the same seed reproduces a run exactly. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import type {
  ApplicationResource,
  EnvironmentResource,
  EventResource,
  InstanceResource,
} from '../../../src/emulator/world.ts';
import { at } from '../../../src/json.ts';
import {
  type Cmf,
  environments,
  jobState,
  openCmf,
  openWithRunningOrders,
  ordersNow,
  type Page,
} from './cmf.ts';

const openFleet = (options: EmulatorOptions = {}) => openCmf({ fleet: 'realistic', ...options });

function path(environment: string, application: string): string {
  return `${environments}/${environment}/applications/${application}`;
}

async function itemsOf<Item>(cmf: Cmf, list: string): Promise<readonly Item[]> {
  return (await cmf.get<Page<Item>>(`${list}?page=0&size=1000&sort=creationTimestamp`)).items;
}

async function environmentsOf(cmf: Cmf): Promise<readonly EnvironmentResource[]> {
  return (await cmf.get<Page<EnvironmentResource>>(`${environments}?page=0&size=1000`)).items;
}

/** The special applications, described by properties that hold in every state of the fleet. */
async function specialCases(cmf: Cmf) {
  const stuck = path('aws-us-east-1-prod', 'payments-ledger');
  const attempts = await itemsOf<InstanceResource>(cmf, `${stuck}/instances`);
  const ledger = await cmf.get<ApplicationResource>(stuck);
  const uids = attempts.map(({ metadata }) => metadata.uid);

  const events = await itemsOf<EventResource>(
    cmf,
    '/cmf/api/v1alpha1/environments/aws-us-east-1-stage/applications/clickstream-sessions/events',
  );
  const report = await cmf.get<ApplicationResource>(path('aws-us-east-1-prod', 'revenue-report'));
  const tuned = await itemsOf<InstanceResource>(
    cmf,
    `${path('gcp-europe-west1-prod', 'iot-telemetry')}/instances`,
  );
  const parked = await cmf.get<ApplicationResource>(path('aws-us-east-1-dev', 'ads-attribution'));
  const fresh = await cmf.get<ApplicationResource>(path('azure-westeurope-sandbox', 'hello-flink'));
  return {
    stuck: {
      state: jobState(ledger),
      deployed: uids.indexOf(String(ledger.status?.currentDeployedInstanceName)) + 1,
      instancesWithCluster: attempts.map(({ status }) => status.jobStatus !== undefined),
      parallelism: attempts.map(({ status }) => at(status.spec, 'job', 'parallelism')),
    },
    failing: { hasExceptions: events.some(({ status }) => status.data && 'exceptionString' in status.data) },
    finished: {
      mode: at(report.spec, 'flinkConfiguration', 'execution.runtime-mode'),
      state: jobState(report),
    },
    tuned: {
      kept: tuned.length,
      lostTheFirst: tuned.every(({ status }) => at(status.spec, 'flinkConfiguration', tuningRound) !== '1'),
    },
    parked: parked.status?.lifecycleState,
    fresh: fresh.status,
  };
}

const tuningRound = 'pipeline.tuning-round';

describe('the realistic fleet', () => {
  it('has at least 4 environments and 40 applications, streaming and batch', async () => {
    await using cmf = await openFleet();
    const names = (await environmentsOf(cmf)).map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(4);
    const pages = await Promise.all(
      names.map((name) => itemsOf<ApplicationResource>(cmf, `${environments}/${name}/applications`)),
    );
    const modes = pages.flat().map(({ spec }) => at(spec, 'flinkConfiguration', 'execution.runtime-mode'));
    expect(modes.length).toBeGreaterThanOrEqual(40);
    expect(new Set(modes)).toEqual(new Set(['STREAMING', 'BATCH']));
  });

  it('has environments that override their applications, and one with plain-text credentials', async () => {
    await using cmf = await openFleet();
    const application = await cmf.get<ApplicationResource>(path('aws-us-east-1-prod', 'orders-enrichment'));
    const instances = await itemsOf<InstanceResource>(
      cmf,
      `${path('aws-us-east-1-prod', 'orders-enrichment')}/instances`,
    );
    const interval = (spec: unknown) => at(spec, 'flinkConfiguration', 'execution.checkpointing.interval');
    expect(interval(application.spec)).toBe('10s');
    expect(interval(instances.at(-1)?.status.spec)).toBe('60s');
    expect(JSON.stringify(await environmentsOf(cmf))).toContain('s3.secret-key');
  });

  it('has its special cases at the start and after a thousand steps', async () => {
    await using cmf = await openFleet();
    const atTheStart = await specialCases(cmf);
    expect(atTheStart).toEqual({
      stuck: {
        state: 'RUNNING',
        deployed: 1,
        instancesWithCluster: [true, false, false],
        parallelism: [expect.any(Number), 8, atTheStart.stuck.parallelism[0]],
      },
      failing: { hasExceptions: true },
      finished: { mode: 'BATCH', state: 'FINISHED' },
      tuned: { kept: 100, lostTheFirst: true },
      parked: 'SUSPENDED',
      fresh: null,
    });
    for (let move = 0; move < 1000; move += 1) cmf.emulator.fleet.step();
    expect(await specialCases(cmf)).toEqual(atTheStart);
  });

  it('starts at the given time, with its history before it', async () => {
    await using cmf = await openFleet({ startAt: '2030-01-01T00:00:00Z' });
    expect(cmf.emulator.world.now().toISOString()).toBe('2030-01-01T00:00:00.000Z');
    expect((await environmentsOf(cmf))[0]?.created_time).toMatch(/^2029-12-/);
  });
});

describe('a step', () => {
  it('advances the time and changes some states', async () => {
    await using cmf = await openFleet({ speed: 10 });
    const { fleet, world } = cmf.emulator;
    const [time, changes] = [world.now().getTime(), world.record.length];
    for (let move = 0; move < 20; move += 1) fleet.step();
    expect(world.now().getTime() - time).toBeGreaterThanOrEqual(200_000);
    expect(world.record.length).toBeGreaterThan(changes + 5);
  });

  it('runs at the configured interval', async () => {
    await using cmf = await openFleet({ pace: 5 });
    const before = cmf.emulator.world.record.length;
    await expect.poll(() => cmf.emulator.world.record.length).toBeGreaterThan(before);
  });

  it('is identical for the same seed, including ids and times', async () => {
    const run = async (seed: number) => {
      await using cmf = await openFleet({ seed });
      for (let move = 0; move < 100; move += 1) cmf.emulator.fleet.step();
      // A digest, because a diff of thousands of transitions is not readable.
      return createHash('sha256').update(JSON.stringify(cmf.emulator.world.record)).digest('hex');
    };
    const first = await run(3);
    expect(await run(3)).toBe(first);
    expect(await run(4)).not.toBe(first);
  });

  it('reconciles applications that clients have created', async () => {
    await using cmf = await openWithRunningOrders();
    const { fleet, world } = cmf.emulator;
    world.setJobState('dev1', 'orders', 'FAILED');
    for (let move = 0; move < 20; move += 1) fleet.step();
    expect(jobState(await ordersNow(cmf))).toBe('RUNNING');
  });

  it('reconciles idle and stuck applications after a client changed them', async () => {
    await using cmf = await openFleet();
    const { fleet, world } = cmf.emulator;
    world.start('aws-us-east-1-dev', 'ads-attribution');
    const { metadata, spec } = world.application('aws-us-east-1-prod', 'payments-ledger');
    const job = { ...(spec['job'] as object), upgradeMode: 'stateless' };
    world.apply('aws-us-east-1-prod', { metadata, spec: { ...spec, job } });
    for (let move = 0; move < 20; move += 1) fleet.step();
    for (const [environment, name] of [
      ['aws-us-east-1-dev', 'ads-attribution'],
      ['aws-us-east-1-prod', 'payments-ledger'],
    ] as const) {
      expect(jobState(world.application(environment, name))).toBe('RUNNING');
    }
  });

  it('tolerates deletions by clients', async () => {
    await using cmf = await openFleet();
    const { fleet, world } = cmf.emulator;
    world.deleteEnvironment('aws-us-east-1-dev', { force: true });
    world.deleteApplication('aws-us-east-1-prod', 'payments-ledger');
    for (let move = 0; move < 50; move += 1) fleet.step();
    expect(await environmentsOf(cmf)).toHaveLength(4);
  });
});

describe('a fleet of a given size', () => {
  it('is uniform and runs', async () => {
    await using cmf = await openCmf({ fleet: { environments: 2, applications: 3, instances: 4 } });
    expect((await environmentsOf(cmf)).map(({ name }) => name)).toEqual(['env-001', 'env-002']);
    const applications = await itemsOf<ApplicationResource>(cmf, `${environments}/env-002/applications`);
    expect(applications.map(jobState)).toEqual(['RUNNING', 'RUNNING', 'RUNNING']);
    expect(await itemsOf(cmf, `${path('env-002', 'app-003')}/instances`)).toHaveLength(4);
  });
});
