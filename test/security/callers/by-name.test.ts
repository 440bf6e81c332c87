/** The result of a read by name: an item, null, or FORBIDDEN. */
import { describe, expect, test } from 'vitest';
import { openForwarding } from '../forward.ts';
import { application, environment } from './fixtures.ts';

describe('by name', () => {
  test("CMF's 403 is null with FORBIDDEN, and its 404 is null without an error", async () => {
    await using gateway = await openForwarding();
    for (const query of [
      environment('prod'),
      application('prod', 'ledger'),
      application('prod', 'nothing'),
    ]) {
      const answer = await gateway.as('alice', query);
      expect(Object.values(answer.body.data as object)).toEqual([null]);
      expect(answer.code).toBe('FORBIDDEN');
    }
    for (const [caller, query] of [
      ['alice', application('dev1', 'nothing')],
      ['bob', environment('nowhere')],
      ['admin', application('nowhere', 'ledger')],
      ['admin', application('', '..')],
    ] as const) {
      const answer = await gateway.as(caller, query);
      expect(Object.values(answer.body.data as object)).toEqual([null]);
      expect(answer.body.errors).toBeUndefined();
    }
  });

  test('a subscription to a forbidden environment is refused', async () => {
    await using gateway = await openForwarding();
    const answer = await gateway.as(
      'alice',
      'subscription { jobStateChanged(environment: "prod") { cursor } }',
    );
    expect(answer.code).toBe('FORBIDDEN');
  });
});
