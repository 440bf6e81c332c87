/**
 * Lost updates: a client that expects an older instance than the latest is refused, and receives the other change and
 * its caller.
 */
import { expect, test } from 'vitest';
import { Apply, applyInput, Orders, openOrders, specWith, writesTo } from './fixtures.ts';

test('a write that expects another latest instance is refused before anything is sent', async () => {
  await using world = await openOrders();
  const { emulator, gateway } = world;
  const expected = (await gateway.data(Orders)).application?.latestInstance?.id;
  const first = applyInput(specWith(emulator, { parallelism: 2 }), {
    expectedLatestInstance: expected,
    reason: 'was first',
  });
  const { applyApplication: made } = await gateway.data(Apply, first);
  expect(made.errors).toEqual([]);
  const sent = writesTo(emulator);
  const second = applyInput(specWith(emulator, { parallelism: 3 }), { expectedLatestInstance: expected });
  const { applyApplication: refused } = await gateway.data(Apply, second);
  expect(refused.errors).toMatchObject([
    {
      __typename: 'ConflictError',
      code: 'CONFLICT',
      path: ['expectedLatestInstance'],
      latestInstance: { uid: made.instance?.uid },
      cause: { reason: 'was first' },
    },
  ]);
  expect(writesTo(emulator)).toBe(sent);
});

test('a change beside the gateway is a conflict too, without a cause', async () => {
  await using world = await openOrders();
  const { emulator, gateway } = world;
  const expected = (await gateway.data(Orders)).application?.latestInstance?.id;
  const { world: cmf } = emulator;
  cmf.apply('dev1', { metadata: { name: 'orders' }, spec: specWith(emulator, { parallelism: 9 }) });
  const input = applyInput(specWith(emulator, { parallelism: 3 }), { expectedLatestInstance: expected });
  const { applyApplication } = await gateway.data(Apply, input);
  expect(applyApplication.errors).toMatchObject([{ code: 'CONFLICT', cause: null }]);
});
