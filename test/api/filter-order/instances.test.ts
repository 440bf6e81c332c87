/** Filters and orders of instances. */
import { describe, expect, test } from 'vitest';
import type { ApiFilterInstancesQueryVariables } from '../../gql/graphql.ts';
import { uidsOf } from '../../support/world.ts';
import { Instances } from './documents.ts';
import { useGateway } from './fixtures.ts';

const gateway = useGateway();

describe('instances', () => {
  /** The number of one of the three instances of `orders`, in order of creation. */
  const filters: readonly [
    string,
    (createdAt: readonly string[]) => ApiFilterInstancesQueryVariables,
    readonly number[],
  ][] = [
    ['no order, newest first', () => ({}), [2, 1, 0]],
    ['creation', () => ({ orderBy: { field: 'CREATED', direction: 'ASC' } }), [0, 1, 2]],
    ['last status', () => ({ orderBy: { field: 'UPDATED' } }), [2, 1, 0]],
    ['last status, upwards', () => ({ orderBy: { field: 'UPDATED', direction: 'ASC' } }), [0, 1, 2]],
    ['job states', () => ({ filter: { jobStates: ['FINISHED'] } }), [1, 0]],
    [
      'the moment they were made after, itself included',
      ([, at]) => ({ filter: { createdAfter: at } }),
      [2, 1],
    ],
    [
      'the moment they were made before, itself excluded',
      ([, at]) => ({ filter: { createdBefore: at } }),
      [0],
    ],
    [
      'a span of time in another zone',
      ([, from, to]) => ({ filter: { createdAfter: inTokyo(from), createdBefore: inTokyo(to) } }),
      [1],
    ],
  ];

  test.each(filters)('by %s', async (_, variablesFrom, expected) => {
    const { world } = gateway().emulator;
    const made = world.instances('prod1', 'orders').map(({ metadata }) => metadata.creationTimestamp);
    const uids = uidsOf(world, 'prod1', 'orders');

    const { application } = await gateway().data(Instances, variablesFrom(made));

    expect(application?.instances).toEqual({
      totalCount: expected.length,
      nodes: expected.map((index) => ({ uid: uids[index] })),
    });
  });

  function inTokyo(time = ''): string {
    return new Date(Date.parse(time) + 9 * 3_600_000).toISOString().replace('Z', '+09:00');
  }
});
