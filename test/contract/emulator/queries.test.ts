/** `filter`, `search` and `fields` of CMF 2.3 (contract section 3). */
import { describe, expect, it } from 'vitest';
import type { EventResource } from '../../../src/emulator/world.ts';
import {
  applications,
  type Cmf,
  environments,
  events,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersInstance,
  ordersSpec,
  type Page,
  postEnvironment,
} from './cmf.ts';

/** Four applications with labels, of which two run. */
async function openFour(options: { version?: string | null } = {}): Promise<Cmf> {
  const cmf = await openCmf(options);
  cmf.emulator.world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink-dev' });
  const { world } = cmf.emulator;
  for (const [name, labels] of [
    ['orders-in', { tier: 'gold', team: 'sales' }],
    ['orders-out', { tier: 'silver' }],
    ['payments', { tier: 'gold', 'example.com/owner': 'fin' }],
    ['sessions', {}],
  ] as const) {
    world.apply('dev1', { metadata: { name, labels }, spec: ordersSpec() });
  }
  world.settle('dev1', 'orders-in');
  world.settle('dev1', 'payments');
  world.setJobState('dev1', 'payments', 'FAILED');
  return cmf;
}

type Named = Page<{ metadata: { name: string } }>;

async function filtered(cmf: Cmf, list: string, filter: string): Promise<readonly string[]> {
  const page = await cmf.get<Named>(`${list}?page=0&size=50&filter=${encodeURIComponent(filter)}`);
  return page.items.map(({ metadata }) => metadata.name);
}

describe('filter', () => {
  it.each([
    ['name=payments', ['payments']],
    ['name=orders*', ['orders-in', 'orders-out']],
    ['name=o*-out', ['orders-out']],
    ['name=.*', []],
    ['labels.tier=gold', ['orders-in', 'payments']],
    ['labels.tier = gold, labels.team = sales', ['orders-in']],
    ['labels.tier != gold', ['orders-out', 'sessions']],
    ['labels.tier in (gold, silver)', ['orders-in', 'orders-out', 'payments']],
    ['labels.tier notin (gold)', ['orders-out', 'sessions']],
    ['labels.team', ['orders-in']],
    ['!labels.tier', ['sessions']],
    ['labels.example.com/owner=fin', ['payments']],
    ['state=RUNNING', ['orders-in']],
    ['state in (RUNNING, FAILED)', ['orders-in', 'payments']],
    ['state notin (RUNNING, FAILED)', ['orders-out', 'sessions']],
    ['state=NEVER_HEARD_OF', []],
    ['name=orders*,state=RUNNING,labels.tier in (gold, silver)', ['orders-in']],
  ])('%s', async (filter, names) => {
    await using cmf = await openFour();
    expect(await filtered(cmf, applications, filter)).toEqual(names);
  });

  it.each([
    'name',
    'name=',
    'name=a,,name=b',
    'name!=payments',
    'labels.=x',
    'labels.tier in gold',
    'labels.tier in ()',
    'state in (RUNNING',
    'state>RUNNING',
    'phase=PENDING',
    'type=CMF_STATUS',
    'size=10',
  ])('refuses %s with 400', async (filter) => {
    await using cmf = await openFour();
    const reply = await cmf.send('GET', `${applications}?filter=${encodeURIComponent(filter)}`);
    expect(reply.status).toBe(400);
    expect(messagesOf(reply)[0]).toContain('ilter');
  });

  it('counts the matches in metadata.size', async () => {
    await using cmf = await openFour();
    const page = await cmf.get<Named>(`${applications}?page=0&size=1&filter=labels.tier`);
    expect(page).toMatchObject({ metadata: { size: 3 }, items: [{ metadata: { name: 'orders-in' } }] });
  });

  it('supports name and labels of environments', async () => {
    await using cmf = await openCmf();
    const { world } = cmf.emulator;
    world.createEnvironment({ name: 'aws-dev', kubernetesNamespace: 'dev', labels: { tier: 'dev' } });
    world.createEnvironment({ name: 'aws-prod', kubernetesNamespace: 'prod', labels: { tier: 'prod' } });
    expect(await filtered(cmf, environments, 'name=aws*,labels.tier=prod')).toEqual(['aws-prod']);
    expect((await cmf.send('GET', `${environments}?filter=state=RUNNING`)).status).toBe(400);
  });

  it('supports the type of events', async () => {
    await using cmf = await openWithRunningOrders();
    const types = async (filter: string) => {
      const page = await cmf.get<Page<EventResource>>(
        `${events}?page=0&size=50&filter=${encodeURIComponent(filter)}`,
      );
      return new Set(page.items.map(({ status }) => status.type));
    };
    expect(await types('type=CMF_STATUS')).toEqual(new Set(['CMF_STATUS']));
    expect(await types('type in (CMF_STATUS, JOB_STATUS)')).toEqual(new Set(['CMF_STATUS', 'JOB_STATUS']));
    expect(await types('type notin (CMF_STATUS, JOB_STATUS)')).toEqual(new Set(['CLUSTER_STATUS']));
  });

  it('is ignored for instances, and by every CMF before 2.3', async () => {
    await using cmf = await openWithRunningOrders();
    expect(await filtered(cmf, `${orders}/instances`, 'name=nothing')).toHaveLength(1);
    await using older = await openFour({ version: '2.2.0' });
    expect(await filtered(older, applications, 'name=nothing')).toHaveLength(4);
  });
});

describe('search', () => {
  it('matches a part of the name or the namespace of environments', async () => {
    await using cmf = await openCmf();
    const { world } = cmf.emulator;
    world.createEnvironment({ name: 'north', kubernetesNamespace: 'flink' });
    world.createEnvironment({ name: 'south', kubernetesNamespace: 'northern' });
    const found = async (scope: string) => {
      const page = await cmf.get<Named>(`${environments}?page=0&size=9&search=north&searchScope=${scope}`);
      return page.items.map(({ metadata }) => metadata.name);
    };
    expect(await found('name')).toEqual(['north']);
    expect(await found('kubernetesNamespace')).toEqual(['south']);
    expect(await found('name,kubernetesNamespace')).toEqual(['north', 'south']);
  });

  it("matches a part of an event's message, and the whole name of its instance", async () => {
    await using cmf = await openWithRunningOrders();
    const { uid } = (await ordersInstance(cmf, 1)).metadata;
    const count = async (search: string, scope: string) =>
      (await cmf.get<Page<EventResource>>(`${events}?page=0&size=50&search=${search}&searchScope=${scope}`))
        .items.length;
    expect(await count('RUNNING', 'message')).toBe(1);
    expect(await count(uid, 'flinkApplicationInstance')).toBe(6);
    expect(await count(uid.slice(0, 8), 'flinkApplicationInstance')).toBe(0);
  });

  it.each(['search=foo', 'searchScope=name', 'search=foo&searchScope=labels', 'search=foo&searchScope='])(
    'refuses %s with 400',
    async (query) => {
      await using cmf = await openCmf();
      expect((await cmf.send('GET', `${environments}?${query}`)).status).toBe(400);
    },
  );

  it('has no scope for applications', async () => {
    await using cmf = await openFour();
    expect((await cmf.send('GET', `${applications}?search=foo&searchScope=name`)).status).toBe(400);
  });
});

describe('fields', () => {
  it('returns only these paths, and always apiVersion and kind', async () => {
    await using cmf = await openWithRunningOrders();
    const fields = 'metadata.name,status.jobStatus.state,status.lifecycleState';
    const page = await cmf.get<Page<unknown>>(`${applications}?page=0&size=10&fields=${fields}`);
    expect(page.items).toEqual([
      {
        apiVersion: 'cmf.confluent.io/v1',
        kind: 'FlinkApplication',
        metadata: { name: 'orders' },
        status: { jobStatus: { state: 'RUNNING' }, lifecycleState: 'STABLE' },
      },
    ]);
    expect(page.metadata).toEqual({ size: 1 });
  });

  it('omits paths that a resource does not have', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf);
    const page = await cmf.get<Page<unknown>>(
      `${environments}?page=0&size=10&fields=name,spec.nothing,status.x.y`,
    );
    expect(page.items).toEqual([{ name: 'dev1', status: {} }]);
  });

  it('is ignored by every CMF before 2.3', async () => {
    await using cmf = await openFour({ version: '2.2.0' });
    const page = await cmf.get<Page<object>>(`${applications}?page=0&size=10&fields=metadata.name`);
    expect(page.items[0]).toHaveProperty('spec');
  });
});
