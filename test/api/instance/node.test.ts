/** The fields `node` and `nodes`. */
import { describe, expect, test } from 'vitest';
import { noCache } from '../../support/client.ts';
import { Ids, Nodes, startWithOrders } from './fixtures.ts';

describe('node and nodes', () => {
  test('return each type by its id, in the order of the ids', async () => {
    await using gateway = await startWithOrders();
    const { environment, application } = await gateway.data(Ids);
    const things = [
      { __typename: 'Instance', id: application?.currentInstance?.id ?? '' },
      { __typename: 'Environment', id: environment?.id ?? '' },
      { __typename: 'Application', id: application?.id ?? '' },
    ];

    expect(await gateway.data(Nodes, { ids: things.map(({ id }) => id) })).toEqual({ nodes: things });
  });

  test('are null for deleted objects, and reject text that is not an id', async () => {
    await using gateway = await startWithOrders();
    const { application } = await gateway.data(Ids);
    const id = application?.id ?? '';
    gateway.emulator.world.deleteApplication('dev1', 'orders');

    expect(await gateway.data(Nodes, { ids: [id] }, noCache)).toEqual({ nodes: [null] });
    for (const bad of ['', 'orders', id.slice(0, -3), Buffer.from('Statement:["a"]').toString('base64url')]) {
      const { data, errors } = await gateway.query(Nodes, { ids: [bad] });
      expect(data?.nodes?.[0] ?? null).toBeNull();
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_ID' } }]);
    }
  });

  test('accept at most 100 ids', async () => {
    await using gateway = await startWithOrders();
    const id = (await gateway.data(Ids)).application?.id ?? '';
    const ids = (count: number) => Array.from({ length: count }, () => id);

    expect((await gateway.data(Nodes, { ids: ids(100) })).nodes).toHaveLength(100);
    expect((await gateway.query(Nodes, { ids: ids(101) })).errors).toMatchObject([
      { path: ['nodes'], extensions: { code: 'BAD_PAGE_SIZE' } },
    ]);
  });
});
