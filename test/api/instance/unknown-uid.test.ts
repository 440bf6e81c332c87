/** UIDs that no instance has. */
import { describe, expect, test } from 'vitest';
import { callCounts } from '../../support/call-counts.ts';
import { ByUid, nowhere, startWithOrders } from './fixtures.ts';

describe('a UID that no instance has', () => {
  test('is null, and causes no call to CMF from the second request on', async () => {
    await using gateway = await startWithOrders();
    gateway.emulator.calls.clear();

    expect(await gateway.data(ByUid, { uid: nowhere })).toEqual({ instance: null });
    expect(callCounts(gateway.emulator)).toEqual({ listInstances: 1 });

    gateway.emulator.calls.clear();
    expect(await gateway.data(ByUid, { uid: nowhere })).toEqual({ instance: null });
    expect(callCounts(gateway.emulator)).toEqual({});
  });

  test('is null without a call to CMF when it is not a UUID', async () => {
    await using gateway = await startWithOrders();
    gateway.emulator.calls.clear();

    for (const uid of ['', 'orders', '../../secrets', `${nowhere}0`]) {
      expect(await gateway.data(ByUid, { uid })).toEqual({ instance: null });
    }
    expect(callCounts(gateway.emulator)).toEqual({});
  });

  test('is looked up once for any number of concurrent requests', async () => {
    await using gateway = await startWithOrders();
    gateway.emulator.calls.clear();

    await Promise.all(Array.from({ length: 10 }, () => gateway.data(ByUid, { uid: nowhere })));

    expect(callCounts(gateway.emulator)).toEqual({ listInstances: 1 });
  });
});
