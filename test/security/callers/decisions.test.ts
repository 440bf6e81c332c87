/** Authorization by CMF: how the gateway obtains a decision, how long it keeps it, and what happens without one. */
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../../src/emulator/calls.ts';
import { callCounts } from '../../support/call-counts.ts';
import { still } from '../../support/gateway.ts';
import { until } from '../../support/until.ts';
import { uidsOf } from '../../support/world.ts';
import { startFilteringProxy } from '../filtering-proxy.ts';
import { openForwarding } from '../forward.ts';
import { application, everything } from './fixtures.ts';

describe("CMF's verdict", () => {
  test("is obtained with the caller's own token only, and cached for that caller only", async () => {
    await using gateway = await openForwarding(still);
    const { calls, access } = gateway.emulator;
    const callersOf = () => new Set(calls.entries.map(({ authorization }) => authorization));
    calls.clear();
    await gateway.as('alice', everything);
    expect(callersOf()).toEqual(new Set([hashOf('Bearer alice')]));
    const first = calls.count();
    await gateway.as('alice', everything);
    expect(calls.count()).toBe(first);

    access.allow('alice2', { environments: ['dev1'], applications: ['dev1'] });
    calls.clear();
    await gateway.as('alice2', everything);
    expect(callersOf()).toEqual(new Set([hashOf('Bearer alice2')]));
    expect(calls.count()).toBe(first);
    // One list of environments, and one item of each list of applications.
    expect(callCounts(gateway.emulator)).toEqual({ listEnvironments: 1, listApplications: 3 });
  });

  test('for one caller does not apply to another with a concurrent request', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.faults.add({ kind: 'latency', ms: 50, match: { operation: 'listApplications' } });
    const requested = ['admin', 'bob', 'admin', 'outsider', 'alice'].map((caller) =>
      gateway.as(caller, '{ applications { totalCount } }'),
    );
    const counts = (await Promise.all(requested)).map(
      ({ body }) => (body.data as { applications: { totalCount: number } }).applications.totalCount,
    );
    expect(counts).toEqual([3, 0, 3, 0, 2]);
  });

  test('is obtained again after AUTH_TTL_MS: revoked rights end, new ones begin', async () => {
    await using gateway = await openForwarding({ AUTH_TTL_MS: '50' });
    const { access } = gateway.emulator;
    const query = '{ environments { totalCount } applications { totalCount } }';
    interface Counts {
      readonly environments: { readonly totalCount: number };
      readonly applications: { readonly totalCount: number };
    }
    const counts = async () => {
      const { environments, applications } = (await gateway.as('alice', query)).body.data as Counts;
      return `${environments.totalCount} ${applications.totalCount}`;
    };
    expect(await counts()).toBe('1 2');
    access.allow('alice', { environments: ['idle', 'prod'] });
    await until(async () => (await counts()) === '2 0');
    access.allow('alice', { environments: 'all', applications: 'all' });
    await until(async () => (await counts()) === '3 3');
    access.revoke('alice');
    // The decisions on the two lists end one after the other.
    const answer = await until(async () => {
      const { code, body } = await gateway.as('alice', query);
      const { environments, applications } = (body.data ?? {}) as Partial<Record<keyof Counts, unknown>>;
      return environments === null && applications === null ? code : null;
    });
    expect(answer).toBe('UNAUTHENTICATED');
  });

  test('that CMF fails to return is an error, grants nothing, and is not cached', async () => {
    await using gateway = await openForwarding({ CMF_TIMEOUT_MS: '1500' });
    const { faults } = gateway.emulator;
    const query = application('dev1', 'orders');
    const { id } = faults.add({ kind: 'status', status: 503 });
    expect((await gateway.as('alice', query)).code).toBe('CMF_UNAVAILABLE');
    expect((await gateway.as('alice', '{ applications { missing { environment } } }')).code).toBe(
      'CMF_UNAVAILABLE',
    );
    faults.clear(id);
    faults.add({ kind: 'hang' });
    expect((await gateway.as('alice', query)).code).toBe('CMF_TIMEOUT');
    faults.clear();
    expect((await gateway.as('alice', query)).body).toEqual({
      data: { application: { name: 'orders' } },
      extensions: expect.anything(),
    });
  });

  test('on the gateway itself is not returned as a verdict on the caller', async () => {
    await using gateway = await openForwarding({ MAX_AGE_MS: '0' });
    const { access } = gateway.emulator;
    // 403: CMF denies the gateway access to resources that the caller may see.
    access.allow('gateway', { environments: 'all', applications: [] });
    const forbidden = await gateway.as('alice', application('dev1', 'orders'));
    expect(forbidden.body.errors?.[0]).toMatchObject({
      message: 'CMF does not accept the identity of the gateway.',
      extensions: { code: 'CMF_REFUSED_GATEWAY', retryable: true },
    });
    // 401: an outage, so reads return the copy.
    access.revoke('gateway');
    const orders = '{ application(environment: "dev1", name: "orders") { name stale } }';
    expect((await gateway.as('alice', orders)).body).toMatchObject({
      data: { application: { name: 'orders', stale: true } },
    });
    // Without an earlier read there is no copy.
    const events = '{ application(environment: "dev1", name: "orders") { events(first: 1) { totalCount } } }';
    expect((await gateway.as('alice', events)).code).toBe('CMF_REFUSED_GATEWAY');
    // A 401 for the caller itself is returned to the caller.
    access.revoke('alice');
    expect((await gateway.as('mallory', orders)).code).toBe('UNAUTHENTICATED');
  });

  test('that omits applications from a list omits them everywhere', async () => {
    await using gateway = await openForwarding({}, (cmfUrl) =>
      startFilteringProxy(cmfUrl, 'alice', 'payments'),
    );
    const answer = await gateway.as('alice', everything);
    expect(answer.body.data).toMatchObject({
      environments: {
        nodes: [{ name: 'dev1', jobStateCounts: [{ count: 1 }], applications: { totalCount: 1 } }],
      },
      applications: { totalCount: 1, nodes: [{ name: 'orders' }] },
    });
    expect((await gateway.as('alice', application('dev1', 'orders'))).body.data).toEqual({
      application: { name: 'orders' },
    });
    expect((await gateway.as('alice', application('dev1', 'payments'))).code).toBe('FORBIDDEN');
    const [uid = ''] = uidsOf(gateway.emulator.world, 'dev1', 'payments');
    expect((await gateway.as('alice', `{ instance(uid: "${uid}") { uid } }`)).body.data).toEqual({
      instance: null,
    });
    expect((await gateway.as('bob', '{ applications { totalCount } }')).body.data).toEqual({
      applications: { totalCount: 0 },
    });
    expect((await gateway.as('admin', '{ applications { totalCount } }')).body.data).toEqual({
      applications: { totalCount: 3 },
    });
  });
});
