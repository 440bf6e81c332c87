/** Callers without a token, and with an unknown one. */
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../src/emulator/calls.ts';
import { noCache } from '../../support/client.ts';
import { still } from '../../support/gateway.ts';
import { bearer, openForwarding } from '../forward.ts';
import { post } from '../post.ts';
import { application, environment, errorsOf, everything, uuid } from './fixtures.ts';

describe('the identity of the caller', () => {
  test('is verified by CMF: UNAUTHENTICATED without a token, or with an unknown one', async () => {
    await using gateway = await openForwarding();
    for (const caller of [undefined, 'mallory']) {
      for (const query of [
        everything,
        environment('dev1'),
        '{ instance(uid: "x") { uid } }',
        '{ node(id: "RW52aXJvbm1lbnQ6WyJkZXYxIl0") { id } }',
      ]) {
        const answer = await gateway.as(caller, query);
        const others = errorsOf(answer).filter((error) => !error.startsWith('UNAUTHENTICATED'));
        expect([query, ...others]).toEqual([query]);
        expect(answer.body.errors?.length).toBeGreaterThan(0);
        expect(JSON.stringify(answer.body)).not.toMatch(/orders|ledger|mallory/);
      }
    }
  });

  test('an unknown caller causes no call with the credentials of the gateway', async () => {
    await using gateway = await openForwarding({ ...still, MAX_AGE_MS: '0' });
    const { calls } = gateway.emulator;
    calls.clear();
    for (const query of [
      everything,
      environment('dev1'),
      application('dev1', 'orders'),
      `{ instance(uid: "${uuid}") { uid } }`,
    ]) {
      const { body } = await post(gateway.gateway.url, { query }, { ...bearer('mallory'), ...noCache });
      expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    expect(new Set(calls.entries.map(({ authorization }) => authorization))).toEqual(
      new Set([hashOf('Bearer mallory')]),
    );
  });

  test('is ignored by a CMF without authentication', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.access.require(false);
    expect((await gateway.as(undefined, '{ applications { totalCount } }')).body.data).toEqual({
      applications: { totalCount: 3 },
    });
  });
});
