/** Filters and orders of applications. */
import { describe, expect, test } from 'vitest';
import type { ApiFilterApplicationsQueryVariables } from '../../gql/graphql.ts';
import { Applications, InEnvironment, JobOf } from './documents.ts';
import { useGateway } from './fixtures.ts';

const gateway = useGateway();

describe('applications', () => {
  const filters: readonly [string, ApiFilterApplicationsQueryVariables, readonly string[]][] = [
    ['no order or filter', {}, ['ledger', 'orders', 'report', 'sandbox']],
    ['an environment', { filter: { environment: 'dev1' } }, ['sandbox']],
    ['an environment that is not there', { filter: { environment: 'moon' } }, []],
    ['a name', { filter: { name: 'orders' } }, ['orders']],
    ['a wildcard', { filter: { name: '*r*r*' } }, ['orders', 'report']],
    ['a job state', { filter: { jobStates: ['RUNNING'] } }, ['orders']],
    ['job states', { filter: { jobStates: ['FINISHED', 'RUNNING'] } }, ['ledger', 'orders', 'report']],
    ['no job state', { filter: { jobStates: [] } }, []],
    ['a desired state', { filter: { desiredState: 'SUSPENDED' } }, ['ledger']],
    ['a label', { filter: { labels: [{ key: 'team', values: ['shop'] }] } }, ['orders', 'sandbox']],
    [
      'all at once',
      {
        filter: {
          environment: 'prod1',
          name: '*e*',
          jobStates: ['FINISHED'],
          desiredState: 'RUNNING',
          labels: [{ key: 'kind' }, { key: 'team', values: ['finance', 'shop'] }],
        },
      },
      ['report'],
    ],
    [
      'name, downwards',
      { orderBy: { field: 'NAME', direction: 'DESC' } },
      ['sandbox', 'report', 'orders', 'ledger'],
    ],
    ['creation', { orderBy: { field: 'CREATED' } }, ['orders', 'sandbox', 'report', 'ledger']],
    [
      'creation, downwards',
      { orderBy: { field: 'CREATED', direction: 'DESC' } },
      ['ledger', 'report', 'sandbox', 'orders'],
    ],
    ['last change', { orderBy: { field: 'UPDATED' } }, ['sandbox', 'ledger', 'report', 'orders']],
    [
      'last change, downwards',
      { orderBy: { field: 'UPDATED', direction: 'DESC' } },
      ['orders', 'report', 'ledger', 'sandbox'],
    ],
  ];

  test.each(filters)('by %s', async (_, variables, names) => {
    expect(await gateway().data(Applications, variables)).toEqual({
      applications: { totalCount: names.length, nodes: names.map((name) => ({ name })) },
    });
  });

  test('by the job that runs', async () => {
    const { application } = await gateway().data(JobOf);
    const { applications } = await gateway().data(Applications, {
      filter: { jobId: application?.jobId ?? null },
    });
    expect(application?.jobId).toMatch(/^[0-9a-f]{32}$/);
    expect(applications?.nodes).toEqual([{ name: 'orders' }]);
  });

  test('of one environment support the same filters', async () => {
    const { environment } = await gateway().data(InEnvironment, {
      filter: { environment: 'prod1', labels: [{ key: 'team', values: ['finance'] }] },
    });

    expect(environment?.applications?.nodes).toEqual([{ name: 'ledger' }, { name: 'report' }]);
  });
});
