/** Pages, filters and orders of savepoints, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noCache } from '../../support/client.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { addSavepoints, DetachedPage, SavepointPage } from './fixtures.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
  const { world } = gateway.emulator;
  addSavepoints(world, 7);
  world.triggerSavepoint('dev1', 'orders', { name: 'hasty', backoffLimit: 0 });
  world.failSavepoint('dev1', 'orders', { name: 'hasty', reason: 'the disk is full' });
  world.triggerSavepoint('dev1', 'orders', { name: 'running' });
  for (const name of ['imported-1', 'imported-2', 'imported-3']) {
    world.createDetachedSavepoint({ name, path: `s3://elsewhere/${name}` });
  }
  // The gateway does not poll, and started before the savepoints existed.
  await gateway.data(SavepointPage, {}, noCache);
});
afterAll(() => gateway[Symbol.asyncDispose]());

async function pageOf(variables: object = {}) {
  const { application } = await gateway.data(SavepointPage, variables);
  const page = application?.savepoints;
  if (!page) throw new Error('no savepoints');
  return page;
}

async function namesOf(variables: object = {}): Promise<readonly string[]> {
  return (await pageOf(variables)).nodes.map(({ name }) => name);
}

const newestFirst = ['running', 'hasty', 'sp-06', 'sp-05', 'sp-04', 'sp-03', 'sp-02', 'sp-01', 'sp-00'];

describe('the savepoints of an application', () => {
  test('have all fields that CMF sends', async () => {
    const { nodes } = await pageOf();
    expect(nodes.find(({ name }) => name === 'sp-03')).toMatchObject({
      uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
      labels: { parity: 'odd' },
      annotations: {},
      formatType: 'CANONICAL',
      formatTypeRaw: 'CANONICAL',
      backoffLimit: -1,
      state: 'COMPLETED',
      stateRaw: 'COMPLETED',
      path: expect.stringMatching(/^s3:\/\//),
      failures: 0,
      error: null,
      pendingDeletion: false,
      warning: null,
      stale: false,
      application: { name: 'orders' },
    });
    expect(nodes.find(({ name }) => name === 'hasty')).toMatchObject({
      state: 'FAILED',
      failures: 1,
      error: 'the disk is full',
      path: null,
    });
  });

  test('come newest first in pages, forwards and backwards', async () => {
    expect(await namesOf()).toEqual(newestFirst);
    const forwards: string[] = [];
    let page = await pageOf({ first: 4 });
    for (; page.pageInfo.hasNextPage; page = await pageOf({ first: 4, after: page.pageInfo.endCursor })) {
      expect(page.totalCount).toBe(9);
      forwards.push(...page.nodes.map(({ name }) => name));
    }
    forwards.push(...page.nodes.map(({ name }) => name));
    expect(forwards).toEqual(newestFirst);
    const { pageInfo, nodes } = await pageOf({ last: 2 });
    expect(nodes.map(({ name }) => name)).toEqual(['sp-01', 'sp-00']);
    expect(pageInfo.hasPreviousPage).toBe(true);
    expect(await namesOf({ last: 2, before: pageInfo.startCursor })).toEqual(['sp-03', 'sp-02']);
  });

  test('can be ordered by name', async () => {
    expect(await namesOf({ first: 3, orderBy: { field: 'NAME', direction: 'ASC' } })).toEqual([
      'hasty',
      'running',
      'sp-00',
    ]);
  });

  test.each([
    [{ states: ['FAILED', 'TRIGGER_PENDING'] }, ['running', 'hasty']],
    [{ states: [] }, []],
    [{ states: ['ABANDONED'] }, []],
    [{ name: 'sp-0*', labels: [{ key: 'parity', values: ['even'] }] }, ['sp-06', 'sp-04', 'sp-02', 'sp-00']],
    [{ name: '*ing' }, ['running']],
  ])('are selected by %j', async (filter, names) => {
    expect(await namesOf({ filter })).toEqual(names);
  });

  test.each([
    [{ first: 0 }, 'BAD_PAGE_SIZE'],
    [{ first: 101 }, 'BAD_PAGE_SIZE'],
    [{ first: 1, last: 1 }, 'BAD_PAGE_SIZE'],
    [{ after: 'x' }, 'BAD_CURSOR'],
    [{ filter: { name: '' } }, 'BAD_FILTER'],
  ])('with %j are refused', async (variables, code) => {
    const { data, errors } = await gateway.query(SavepointPage, variables);
    expect(data).toEqual({ application: { savepoints: null } });
    expect(errors).toMatchObject([{ path: ['application', 'savepoints'], extensions: { code } }]);
  });

  test('reject a cursor of another list', async () => {
    const { pageInfo } = await pageOf({ first: 1, orderBy: { field: 'NAME' } });
    const { errors } = await gateway.query(SavepointPage, { after: pageInfo.endCursor });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
  });
});

describe('the detached savepoints', () => {
  test('come in pages, without an application', async () => {
    const first = await gateway.data(DetachedPage, { first: 2 });
    expect(first.detachedSavepoints).toMatchObject({
      totalCount: 3,
      nodes: [
        { name: 'imported-3', application: null, path: 's3://elsewhere/imported-3', state: 'COMPLETED' },
        { name: 'imported-2' },
      ],
      pageInfo: { hasNextPage: true },
    });
    const after = first.detachedSavepoints?.pageInfo.endCursor ?? null;
    const rest = await gateway.data(DetachedPage, { first: 2, after });
    expect(rest.detachedSavepoints?.nodes.map(({ name }) => name)).toEqual(['imported-1']);
  });

  test('are filtered and ordered', async () => {
    const variables = {
      filter: { name: '*-1', states: ['COMPLETED' as const] },
      orderBy: { field: 'NAME' as const },
    };
    const { detachedSavepoints } = await gateway.data(DetachedPage, variables);
    expect(detachedSavepoints?.nodes.map(({ name }) => name)).toEqual(['imported-1']);
  });
});
