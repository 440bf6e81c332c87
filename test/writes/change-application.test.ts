/** The documented example: plan, apply, wait until the new job runs, and undo. */
import { expect, test } from 'vitest';
import { changeApplication, presentOf, undo } from '../../docs/change-application.ts';
import { until } from '../support/until.ts';
import { Apply, applyInput, openOrders, ordersUids, specWith } from './fixtures.ts';

test('a change and its undoing end when the new job runs', async () => {
  await using world = await openOrders();
  const { gateway, emulator } = world;
  const target = { url: gateway.url, environment: 'dev1', name: 'orders' };
  const { spec } = await presentOf(target);

  const changed = changeApplication(target, specWith(emulator, { parallelism: 2 }), 'more load');
  await until(() => ordersUids(emulator).length === 2, { what: 'the new instance' });
  emulator.world.settle('dev1', 'orders');
  expect(await changed).toBe(ordersUids(emulator)[1]);

  const undone = undo(target, 'back again');
  await until(() => ordersUids(emulator).length === 3, { what: 'the instance of the roll back' });
  emulator.world.settle('dev1', 'orders');
  expect(await undone).toBe(ordersUids(emulator)[2]);
  expect((await presentOf(target)).spec).toEqual(spec);
});

test('a change that is refused is an error with its code', async () => {
  await using world = await openOrders();
  const { gateway, emulator } = world;
  const target = { url: gateway.url, environment: 'dev1', name: 'orders' };
  using _refused = emulator.faults.add({ kind: 'status', status: 422, match: { write: true } });
  await expect(changeApplication(target, specWith(emulator, { parallelism: 2 }), 'load')).rejects.toThrow(
    'CMF_REFUSED',
  );
  expect((await gateway.data(Apply, applyInput({}))).applyApplication.errors).not.toEqual([]);
});
