/** Page sizes and cursors that are rejected. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiApplicationPageQueryVariables } from '../../gql/graphql.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { ApplicationPage, EnvironmentPage } from './documents.ts';

describe('invalid page arguments are rejected with a code and a path', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      cmf: { fleet: { environments: 1, applications: 2, instances: 1 } },
      env: still,
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const sizes: readonly [string, ApiApplicationPageQueryVariables][] = [
    ['first: 0', { first: 0 }],
    ['first: -1', { first: -1 }],
    ['first: 101', { first: 101 }],
    ['last: 0', { last: 0 }],
    ['last: 2147483647', { last: 2_147_483_647 }],
    ['first and last together', { first: 1, last: 1 }],
  ];

  test.each(sizes)('%s', async (_, variables) => {
    const { data, errors } = await gateway.query(ApplicationPage, variables);

    expect(data).toEqual({ applications: null });
    expect(errors).toMatchObject([
      { path: ['applications'], extensions: { code: 'BAD_PAGE_SIZE', retryable: false } },
    ]);
  });

  const badCursors: readonly [string, () => Promise<string>][] = [
    ['a cursor that is no cursor', async () => 'next page, please'],
    ['an empty cursor', async () => ''],
    ['a page number', async () => Buffer.from('20').toString('base64url')],
    ['a cursor of half its length', async () => halved(await firstCursor({}))],
    ['an endless cursor', async () => 'A'.repeat(3_000)],
    ['a cursor of the same list in another order', () => firstCursor({ orderBy: { field: 'CREATED' } })],
    [
      'a cursor of the same list in the other direction',
      () => firstCursor({ orderBy: { field: 'NAME', direction: 'DESC' } }),
    ],
    [
      'a cursor of another list',
      async () => (await gateway.data(EnvironmentPage)).environments?.edges[0]?.cursor ?? '',
    ],
  ];

  test.each(badCursors)('%s', async (_, cursorFrom) => {
    const cursor = await cursorFrom();

    for (const place of [{ after: cursor }, { before: cursor }]) {
      const { data, errors } = await gateway.query(ApplicationPage, place);
      expect(data).toEqual({ applications: null });
      expect(errors).toMatchObject([
        { path: ['applications'], extensions: { code: 'BAD_CURSOR', retryable: false } },
      ]);
    }
  });

  async function firstCursor(order: Pick<ApiApplicationPageQueryVariables, 'orderBy'>): Promise<string> {
    const { applications } = await gateway.data(ApplicationPage, order);
    return applications?.edges[0]?.cursor ?? '';
  }

  function halved(cursor: string): string {
    return cursor.slice(0, cursor.length / 2);
  }
});
