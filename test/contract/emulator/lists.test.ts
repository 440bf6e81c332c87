/** Pages and their order (contract section 3). */
import { describe, expect, it } from 'vitest';
import type { ApplicationResource, EnvironmentResource } from '../../../src/emulator/world.ts';
import {
  applications,
  type Cmf,
  environments,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersSpec,
  type Page,
  postEnvironment,
} from './cmf.ts';

async function openWithApplications(names: readonly string[]): Promise<Cmf> {
  const cmf = await openCmf();
  await postEnvironment(cmf);
  for (const name of names) cmf.emulator.world.apply('dev1', { metadata: { name }, spec: ordersSpec() });
  return cmf;
}

const fourteen = Array.from({ length: 14 }, (_, index) => `app-${String(index).padStart(2, '0')}`);

function namesOf(page: Page<ApplicationResource>): readonly string[] {
  return page.items.map(({ metadata }) => metadata.name);
}

describe('pages', () => {
  it('are counted from 0, and metadata.size is the size of the whole result', async () => {
    await using cmf = await openWithApplications(fourteen);
    const page = await cmf.get<Page<ApplicationResource>>(`${applications}?page=1&size=10`);
    expect(namesOf(page)).toEqual(fourteen.slice(10));
    expect(page.metadata).toEqual({ size: 14 });
    expect(page.pageable).toEqual({
      page: 1,
      size: 10,
      sort: { sorted: false, unsorted: true, empty: true },
    });
  });

  it('beyond the end are empty, with status 200', async () => {
    await using cmf = await openWithApplications(fourteen);
    const page = await cmf.get<Page<ApplicationResource>>(`${applications}?page=9&size=10`);
    expect(page).toMatchObject({ items: [], metadata: { size: 14 } });
  });

  it('hold 20 items when no size is given', async () => {
    await using cmf = await openWithApplications(
      Array.from({ length: 25 }, (_, index) => `application-${index}`),
    );
    expect((await cmf.get<Page<ApplicationResource>>(applications)).items).toHaveLength(20);
  });

  it.each(['page=-1', 'page=first', 'size=0', 'size=-5', 'size=ten', 'size=1.5'])(
    'are refused with 400 for %s',
    async (query) => {
      await using cmf = await openWithApplications([]);
      expect((await cmf.send('GET', `${applications}?${query}`)).status).toBe(400);
    },
  );

  it('are offsets: an application that is deleted between two pages causes a skipped item', async () => {
    await using cmf = await openWithApplications(fourteen);
    const first = await cmf.get<Page<ApplicationResource>>(`${applications}?page=0&size=10&sort=name`);
    cmf.emulator.world.deleteApplication('dev1', 'app-00');
    const second = await cmf.get<Page<ApplicationResource>>(`${applications}?page=1&size=10&sort=name`);
    expect([...namesOf(first), ...namesOf(second)]).not.toContain('app-10');
  });
});

describe('sort', () => {
  it('orders by name, ascending by default', async () => {
    await using cmf = await openWithApplications(['banana', 'cherry', 'apple']);
    const sorted = async (sort: string) =>
      namesOf(await cmf.get<Page<ApplicationResource>>(`${applications}?page=0&size=10&sort=${sort}`));
    expect(await sorted('name')).toEqual(['apple', 'banana', 'cherry']);
    expect(await sorted('metadata.name,desc')).toEqual(['cherry', 'banana', 'apple']);
    expect(await sorted('creationTimestamp')).toEqual(['banana', 'cherry', 'apple']);
    expect(await sorted('metadata.creationTimestamp,desc')).toEqual(['apple', 'cherry', 'banana']);
  });

  it('is reported in pageable', async () => {
    await using cmf = await openWithApplications(['apple']);
    const page = await cmf.get<Page<ApplicationResource>>(`${applications}?page=0&size=10&sort=name`);
    expect(page.pageable?.sort).toEqual({ sorted: true, unsorted: false, empty: false });
  });

  it('uses further properties for equal values of the first', async () => {
    await using cmf = await openCmf();
    for (const [name, namespace] of [
      ['env-b', 'shared'],
      ['env-a', 'shared'],
      ['env-c', 'alone'],
    ] as const) {
      cmf.emulator.world.createEnvironment({ name, kubernetesNamespace: namespace });
    }
    const page = await cmf.get<Page<EnvironmentResource>>(
      `${environments}?page=0&size=10&sort=kubernetesNamespace,desc&sort=name`,
    );
    expect(page.items.map(({ name }) => name)).toEqual(['env-a', 'env-b', 'env-c']);
  });

  it('by updateTimestamp uses the last spec update, so the rendered times can be unsorted', async () => {
    await using cmf = await openWithApplications(['early', 'later']);
    cmf.emulator.world.settle('dev1', 'early');
    const page = await cmf.get<Page<ApplicationResource>>(
      `${applications}?page=0&size=10&sort=updateTimestamp`,
    );
    expect(namesOf(page)).toEqual(['early', 'later']);
    const [early, later] = page.items.map(({ metadata }) => metadata.updateTimestamp);
    expect(String(early) > String(later)).toBe(true);
  });

  it.each(['status', 'name,sideways', 'name,asc,desc', '__proto__'])('refuses %s with 400', async (sort) => {
    await using cmf = await openWithApplications([]);
    const reply = await cmf.send('GET', `${applications}?sort=${sort}`);
    expect(reply.status).toBe(400);
    expect(messagesOf(reply)[0]).toMatch(/sort/i);
  });

  it('without a parameter returns instances in no order of time', async () => {
    await using cmf = await openWithRunningOrders();
    const { world } = cmf.emulator;
    for (let parallelism = 2; parallelism < 12; parallelism += 1) {
      world.apply('dev1', { metadata: { name: 'orders' }, spec: ordersSpec({ job: { parallelism } }) });
    }
    const created = async (sort: string) =>
      (await cmf.get<Page<ApplicationResource>>(`${orders}/instances?page=0&size=50${sort}`)).items.map(
        ({ metadata }) => metadata.creationTimestamp,
      );
    const unsorted = await created('');
    expect(unsorted).not.toEqual(unsorted.toSorted());
    expect(await created('&sort=creationTimestamp,desc')).toEqual(unsorted.toSorted().toReversed());
  });
});
