/** Filters and orders of environments. */
import { describe, expect, test } from 'vitest';
import type { ApiFilterEnvironmentsQueryVariables } from '../../gql/graphql.ts';
import { Environments } from './documents.ts';
import { useGateway } from './fixtures.ts';

const gateway = useGateway();

describe('environments', () => {
  const filters: readonly [string, ApiFilterEnvironmentsQueryVariables, readonly string[]][] = [
    ['no order or filter', {}, ['dev1', 'prod1', 'test1']],
    ['a name', { filter: { name: 'prod1' } }, ['prod1']],
    ['part of a name without a wildcard', { filter: { name: 'prod' } }, []],
    ['a wildcard', { filter: { name: '*e*1' } }, ['dev1', 'test1']],
    ['a wildcard for all', { filter: { name: '*' } }, ['dev1', 'prod1', 'test1']],
    ['a label', { filter: { labels: [{ key: 'cloud' }] } }, ['dev1', 'prod1']],
    [
      'a label of these values',
      { filter: { labels: [{ key: 'tier', values: ['dev', 'test'] }] } },
      ['dev1', 'test1'],
    ],
    [
      'two labels',
      {
        filter: {
          labels: [
            { key: 'cloud', values: ['aws'] },
            { key: 'tier', values: ['prod'] },
          ],
        },
      },
      ['prod1'],
    ],
    ['a label of no value', { filter: { labels: [{ key: 'tier', values: [] }] } }, []],
    ['a label that only objects have', { filter: { labels: [{ key: 'constructor' }] } }, []],
    ['name, downwards', { orderBy: { field: 'NAME', direction: 'DESC' } }, ['test1', 'prod1', 'dev1']],
    ['creation', { orderBy: { field: 'CREATED' } }, ['prod1', 'dev1', 'test1']],
    ['last change', { orderBy: { field: 'UPDATED', direction: 'DESC' } }, ['prod1', 'test1', 'dev1']],
  ];

  test.each(filters)('by %s', async (_, variables, names) => {
    expect(await gateway().data(Environments, variables)).toEqual({
      environments: { totalCount: names.length, nodes: names.map((name) => ({ name })) },
    });
  });
});
