/** A plan contains no more data than queries of the same caller. */
import { describe, expect, test } from 'vitest';
import { openForwarding } from '../forward.ts';
import { errorsOf } from './fixtures.ts';

const plan = (environment: string, name: string) =>
  `{ planApplication(input: { environment: "${environment}", name: "${name}", spec: { job: {} } }) {
    createsInstance application { name } effectiveSpec
  } }`;

describe('a plan', () => {
  test('is made for a caller with rights on the environment and on its applications', async () => {
    await using gateway = await openForwarding();
    for (const [name, application] of [
      ['orders', { name: 'orders' }],
      ['brand-new', null],
    ] as const) {
      const answer = await gateway.as('alice', plan('dev1', name));
      expect(answer.body.errors).toBeUndefined();
      expect(answer.body.data).toMatchObject({ planApplication: { createsInstance: true, application } });
    }
  });

  test('is refused like a query by name, whether the application exists or not', async () => {
    await using gateway = await openForwarding();
    for (const [caller, environment, names] of [
      // No rights on the environment, none on its applications, rights on the applications only, none at all.
      ['alice', 'prod', ['ledger', 'nothing']],
      ['bob', 'dev1', ['orders', 'nothing']],
      ['carol', 'prod', ['ledger', 'nothing']],
      ['outsider', 'dev1', ['orders', 'nothing']],
    ] as const) {
      for (const name of names) {
        const answer = await gateway.as(caller, plan(environment, name));
        expect(answer.body.data).toEqual({ planApplication: null });
        expect(errorsOf(answer)).toEqual(['FORBIDDEN planApplication']);
      }
    }
    expect((await gateway.as(undefined, plan('dev1', 'orders'))).code).toBe('UNAUTHENTICATED');
  });
});
