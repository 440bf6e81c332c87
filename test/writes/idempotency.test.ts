/** Idempotency keys: one key leads to one operation, on any replica. */
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { Apply, applyInput, openOrders, ordersUids, specWith, startOrders, writesTo } from './fixtures.ts';

describe('an idempotency key', () => {
  test('that is repeated returns the first payload and sends nothing', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const input = applyInput(specWith(emulator, { parallelism: 2 }), { idempotencyKey: 'one' });
    const { applyApplication: first } = await gateway.data(Apply, input);
    const sent = writesTo(emulator);
    const { applyApplication: second } = await gateway.data(Apply, input);
    expect(second).toEqual(first);
    expect(writesTo(emulator)).toBe(sent);
  });

  test('holds on every replica', async () => {
    await using opening = new AsyncDisposableStack();
    const redis = opening.use(await startRedis());
    const emulator = opening.adopt(await startOrders(), (started) => started.close());
    const env = { REDIS_URL: redis.url };
    const one = opening.use(await startGateway({ emulator, env }));
    const two = opening.use(await startGateway({ emulator, env }));
    const input = applyInput(specWith(emulator, { parallelism: 2 }), { idempotencyKey: 'one' });
    const [first, second] = await Promise.all([one.data(Apply, input), two.data(Apply, input)]);
    expect(second.applyApplication).toEqual(first.applyApplication);
    expect(ordersUids(emulator)).toHaveLength(2);
  });

  test('with another input is refused', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const key = { idempotencyKey: 'one' };
    await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 2 }), key));
    const sent = writesTo(emulator);
    const other = applyInput(specWith(emulator, { parallelism: 3 }), key);
    const { applyApplication } = await gateway.data(Apply, other);
    expect(applyApplication.errors).toMatchObject([
      { __typename: 'ValidationError', code: 'CONFLICTING_KEY', path: ['idempotencyKey'] },
    ]);
    expect(writesTo(emulator)).toBe(sent);
  });

  test('of a write that changed nothing can be used again', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const input = applyInput(specWith(emulator, { parallelism: 2 }), { idempotencyKey: 'one' });
    emulator.faults.add({ kind: 'status', status: 422, match: { write: true, count: 1 } });
    const { applyApplication: refused } = await gateway.data(Apply, input);
    expect(refused.errors).toMatchObject([{ code: 'CMF_REFUSED' }]);
    const { applyApplication: repeated } = await gateway.data(Apply, input);
    expect(repeated).toMatchObject({ errors: [], operation: { state: 'SUCCEEDED' } });
  });
});
