/** Filters that the gateway rejects. */
import { describe, expect, test } from 'vitest';
import { Applications, Environments, InEnvironment, Instances } from './documents.ts';
import { useGateway } from './fixtures.ts';

const gateway = useGateway();

describe('a contradictory filter is rejected', () => {
  test('an empty name', async () => {
    const empty = { filter: { name: '' } };
    for (const { data, errors } of [
      await gateway().query(Environments, empty),
      await gateway().query(Applications, empty),
    ]) {
      expect(Object.values(data ?? {})).toEqual([null]);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_FILTER', retryable: false } }]);
    }
  });

  test('another environment than the one whose applications are requested', async () => {
    const { data, errors } = await gateway().query(InEnvironment, { filter: { environment: 'dev1' } });

    expect(data).toEqual({ environment: { applications: null } });
    expect(errors).toMatchObject([
      { path: ['environment', 'applications'], extensions: { code: 'BAD_FILTER' } },
    ]);
  });

  test('a span of time that ends before it begins', async () => {
    const { data, errors } = await gateway().query(Instances, {
      filter: { createdAfter: '2026-03-02T08:00:01Z', createdBefore: '2026-03-02T08:00:00Z' },
    });

    expect(data).toEqual({ application: { instances: null } });
    expect(errors).toMatchObject([
      { path: ['application', 'instances'], extensions: { code: 'BAD_FILTER' } },
    ]);
  });

  test.each([['yesterday'], ['2026-03-02'], ['2026-13-02T08:00:00Z'], ['']])(
    '%j as a time',
    async (createdAfter) => {
      const { data, errors } = await gateway().query(Instances, { filter: { createdAfter } });

      expect(data ?? null).toBeNull();
      expect(errors).toMatchObject([
        { extensions: { code: expect.stringMatching(/^BAD_(FILTER|USER_INPUT)$/) } },
      ]);
    },
  );
});
