/** Responses of CMF that are lost: the request is not repeated, and the payload shows the current state. */
import { describe, expect, test } from 'vitest';
import { Apply, applyInput, openOrders, ordersUids, specWith, writesTo } from './fixtures.ts';

const env = { CMF_TIMEOUT_MS: '1000' };

describe('a response that is lost', () => {
  test.for(['reset', 'hang'] as const)('by a %s after the write is found by reading', async (kind) => {
    await using world = await openOrders({ env });
    const { emulator, gateway } = world;
    const sent = writesTo(emulator);
    emulator.faults.add({ kind, when: 'after', match: { write: true, count: 1 } });
    const { applyApplication } = await gateway.data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 2 })),
    );
    const [, created] = ordersUids(emulator);
    expect(applyApplication).toMatchObject({
      errors: [],
      instance: { uid: created },
      operation: { state: 'SUCCEEDED' },
    });
    expect(writesTo(emulator)).toBe(sent + 1);
  });

  test('before the write has an unknown outcome, and is not repeated with the same key', async () => {
    await using world = await openOrders({ env });
    const { emulator, gateway } = world;
    const input = applyInput(specWith(emulator, { parallelism: 2 }), { idempotencyKey: 'one' });
    emulator.faults.add({ kind: 'reset', when: 'before', match: { write: true, count: 1 } });
    const { applyApplication: lost } = await gateway.data(Apply, input);
    expect(lost).toMatchObject({
      errors: [{ __typename: 'UpstreamError', code: 'OUTCOME_UNKNOWN', retryable: false }],
      application: { parallelism: 1 },
      operation: { state: 'UNKNOWN' },
    });
    const { applyApplication: repeated } = await gateway.data(Apply, input);
    expect(repeated.errors).toMatchObject([{ code: 'OUTCOME_UNKNOWN' }]);
    expect(ordersUids(emulator)).toHaveLength(1);
  });

  test('with status 500 is an unknown outcome', async () => {
    await using world = await openOrders({ env });
    const { emulator, gateway } = world;
    emulator.faults.add({ kind: 'status', status: 500, match: { write: true, count: 1 } });
    const { applyApplication } = await gateway.data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 2 })),
    );
    expect(applyApplication.errors).toMatchObject([{ code: 'OUTCOME_UNKNOWN' }]);
  });
});
