/** `CMF_AUTH=forward`: CMF judges each caller, and the shared mirror tells a caller no more than CMF itself would. */
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../src/emulator/calls.ts';
import { noCache } from '../support/client.ts';
import { still } from '../support/gateway.ts';
import { spent } from '../support/spent.ts';
import { until } from '../support/until.ts';
import { uidsOf } from '../support/world.ts';
import { startFilteringProxy } from './filtering-proxy.ts';
import { bearer, openForwarding } from './forward.ts';
import { type Answer, post } from './post.ts';

const everything = `{
  environments { totalCount nodes { name jobStateCounts { count } applications { totalCount } } }
  applications { totalCount missing { environment } nodes { name environmentName } }
}`;

const uuid = '00000000-0000-4000-8000-000000000000';

function errorsOf({ body }: Answer): readonly string[] {
  return (body.errors ?? []).map(({ path, extensions }) => `${extensions.code} ${path?.join('.')}`);
}

const application = (environment: string, name: string) =>
  `{ application(environment: "${environment}", name: "${name}") { name } }`;
const environment = (name: string) => `{ environment(name: "${name}") { name } }`;

describe('lists and counts', () => {
  test('hold what the caller may see, and count nothing else', async () => {
    await using gateway = await openForwarding();
    const { body } = await gateway.as('alice', everything);
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({
      environments: {
        totalCount: 1,
        nodes: [{ name: 'dev1', jobStateCounts: [{ count: 2 }], applications: { totalCount: 2 } }],
      },
      applications: {
        totalCount: 2,
        missing: [],
        nodes: [
          { name: 'orders', environmentName: 'dev1' },
          { name: 'payments', environmentName: 'dev1' },
        ],
      },
    });
  });

  test('keep an environment whose applications CMF refuses, with an error at their place', async () => {
    await using gateway = await openForwarding();
    const answer = await gateway.as('bob', everything);
    expect(answer.body.data).toMatchObject({
      environments: {
        totalCount: 3,
        nodes: [{ name: 'dev1', jobStateCounts: null, applications: null }, {}, {}],
      },
      applications: { totalCount: 0, missing: [], nodes: [] },
    });
    expect(errorsOf(answer)).toContain('FORBIDDEN environments.nodes.0.applications');
    expect(new Set(errorsOf(answer).map((error) => error.split(' ')[0]))).toEqual(new Set(['FORBIDDEN']));
  });

  test('hold applications of an environment that is itself refused', async () => {
    await using gateway = await openForwarding();
    const answer = await gateway.as(
      'carol',
      '{ environments { totalCount } applications { nodes { name environment { name } } } }',
    );
    expect(answer.body.data).toEqual({
      environments: { totalCount: 0 },
      applications: { nodes: [{ name: 'ledger', environment: null }] },
    });
    expect(errorsOf(answer)).toEqual(['FORBIDDEN applications.nodes.0.environment']);
  });

  test('are the same whether CMF leaves out of its lists what is forbidden or refuses them whole', async () => {
    await using gateway = await openForwarding();
    const expected = await gateway.as('alice', everything);
    gateway.emulator.access.lists = 'refuse';
    gateway.emulator.access.applicationLists = 'filter';
    gateway.emulator.access.allow('alice2', { environments: ['dev1'], applications: ['dev1'] });
    expect((await gateway.as('alice2', everything)).body).toEqual(expected.body);
    expect((await gateway.as('nobody', everything)).body.data).toEqual({
      environments: { totalCount: 0, nodes: [] },
      applications: { totalCount: 0, missing: [], nodes: [] },
    });
  });

  test('are empty for a filter that names what is forbidden, as for one that names nothing', async () => {
    await using gateway = await openForwarding();
    const filtered = (name: string) =>
      gateway.as(
        'alice',
        `{ applications(filter: { environment: "${name}" }) { totalCount missing { code } nodes { name } } }`,
      );
    const [forbidden, absent] = [await filtered('prod'), await filtered('nowhere')];
    expect(forbidden.body.data).toEqual({ applications: { totalCount: 0, missing: [], nodes: [] } });
    expect(forbidden.body).toEqual(absent.body);
  });
});

describe('by name', () => {
  test("CMF's 403 is null with FORBIDDEN, and its 404 is null alone", async () => {
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

describe("through the gateway's own indexes", () => {
  const ids = `{ application(environment: "prod", name: "ledger") {
    id environment { id } latestInstance { id uid } } }`;
  interface Ids {
    readonly application: {
      readonly id: string;
      readonly environment: { readonly id: string };
      readonly latestInstance: { readonly id: string; readonly uid: string };
    };
  }
  const like = (id: string, from: string, to: string) =>
    Buffer.from(Buffer.from(id, 'base64url').toString().replace(from, to)).toString('base64url');

  test('what is forbidden is answered as what does not exist, to the byte and at the same cost', async () => {
    await using gateway = await openForwarding(still);
    const found = (await gateway.as('admin', ids)).body.data as Ids;
    const { id, environment, latestInstance } = found.application;
    const absentUid = latestInstance.uid.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    const node = (id: string) => `{ node(id: "${id}") { id } }`;
    const pairs: readonly (readonly [string, string])[] = [
      [node(environment.id), node(like(environment.id, 'prod', 'nope'))],
      [node(id), node(like(id, 'prod', 'nope'))],
      [node(latestInstance.id), node(like(latestInstance.id, 'prod', 'nope'))],
      [node(latestInstance.id), node(like(latestInstance.id, latestInstance.uid, absentUid))],
      [`{ instance(uid: "${latestInstance.uid}") { uid } }`, `{ instance(uid: "${absentUid}") { uid } }`],
    ];
    const costOf = async (token: string, query: string) => {
      gateway.emulator.access.allow(token, { environments: ['dev1'], applications: ['dev1'] });
      gateway.emulator.calls.clear();
      const { body } = await gateway.as(token, query);
      return { body, spent: spent(gateway.emulator) };
    };
    // The first miss reads the lists that were never read, whoever asks.
    await costOf('first', pairs[4]?.[1] ?? '');
    for (const [index, [forbidden, absent]] of pairs.entries()) {
      const answers = [await costOf(`f${index}`, forbidden), await costOf(`a${index}`, absent)];
      expect([forbidden, ...Object.values(answers[0]?.body.data as object)]).toEqual([forbidden, null]);
      expect(answers[0]?.body.errors).toBeUndefined();
      expect(answers[0]).toEqual(answers[1]);
    }
    const several = await gateway.as('alice', `{ nodes(ids: ["${id}", "${environment.id}"]) { id } }`);
    expect(several.body.data).toEqual({ nodes: [null, null] });
    expect(several.body.errors).toBeUndefined();
    expect((await gateway.as('carol', node(latestInstance.id))).body.data).toEqual({
      node: { id: latestInstance.id },
    });
  });
});

/** What an application-only viewer is told of values that may come from the environment. */
test('origins are not told to who may not see the environment that values may come from', async () => {
  await using gateway = await openForwarding();
  gateway.emulator.world.updateEnvironment('prod', {
    flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '2' } } },
  });
  const query = `{ application(environment: "prod", name: "ledger") { latestInstance {
    flinkConfiguration { key value origin overridden } } } }`;
  const entries = async (caller: string) => {
    const { body } = await gateway.as(caller, query);
    expect(body.errors).toBeUndefined();
    return (body.data as { application: { latestInstance: { flinkConfiguration: object[] } } }).application
      .latestInstance.flinkConfiguration;
  };
  expect(await entries('carol')).toEqual([
    { key: 'taskmanager.numberOfTaskSlots', value: '2', origin: 'UNKNOWN', overridden: null },
  ]);
});

describe('who is asking', () => {
  test('is told as CMF says: without a token, or with one that CMF does not know, UNAUTHENTICATED', async () => {
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

  test('who is not known makes the gateway ask nothing with its own credentials', async () => {
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

  test('does not matter to a CMF that is open to all', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.access.require(false);
    expect((await gateway.as(undefined, '{ applications { totalCount } }')).body.data).toEqual({
      applications: { totalCount: 3 },
    });
  });
});

describe("CMF's verdict", () => {
  test("is asked for with the caller's own token only, and remembered for that caller only", async () => {
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
    expect(spent(gateway.emulator)).toEqual({ listEnvironments: 1, listApplications: 3 });
  });

  test('for one caller is nothing to another who asks at the same moment', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.faults.add({ kind: 'latency', ms: 50, match: { operation: 'listApplications' } });
    const asked = ['admin', 'bob', 'admin', 'nobody', 'alice'].map((caller) =>
      gateway.as(caller, '{ applications { totalCount } }'),
    );
    const counts = (await Promise.all(asked)).map(
      ({ body }) => (body.data as { applications: { totalCount: number } }).applications.totalCount,
    );
    expect(counts).toEqual([3, 0, 3, 0, 2]);
  });

  test('is asked for again after AUTH_TTL_MS: rights that are taken away end, new ones begin', async () => {
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
    const answer = await until(async () => {
      const { code, body } = await gateway.as('alice', query);
      return code === 'UNAUTHENTICATED' ? body : null;
    });
    expect(answer?.data).toEqual({ environments: null, applications: null });
  });

  test('that CMF fails to give is an error and no permission, and is forgotten at once', async () => {
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

  test('on the gateway itself is not passed on as one on the caller', async () => {
    await using gateway = await openForwarding({ MAX_AGE_MS: '0' });
    gateway.emulator.access.revoke('gateway');
    const answer = await until(async () => {
      const { code, body } = await gateway.as('alice', application('dev1', 'orders'));
      return code === undefined ? null : body;
    });
    expect(answer?.errors?.[0]).toMatchObject({
      message: 'CMF refuses the credentials of the gateway.',
      extensions: { code: 'CMF_UNAVAILABLE' },
    });
  });

  test('that leaves single applications out of a list leaves them out everywhere', async () => {
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
