/** The effect of a failing CMF on a response: correct data or a coded error, and no lasting damage. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { expectPublic, token } from '../support/expect-public.ts';
import { startGateway, still } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { addApplication, type World } from '../support/world.ts';

const Fleet = graphql(/* GraphQL */ `
  query ApiFaultsFleet {
    applications(first: 100) {
      totalCount
      nodes {
        name
        environmentName
        jobState
        currentInstance {
          uid
          jobState
          parallelism
        }
        instances {
          nodes {
            uid
            effectiveSpec
          }
        }
        events {
          totalCount
        }
      }
    }
  }
`);

const States = graphql(/* GraphQL */ `
  query ApiFaultsStates {
    application(environment: "dev1", name: "app-1") {
      jobState
      jobStateRaw
      lifecycleState
      lifecycleStateRaw
      desiredState
      currentInstance {
        jobState
        jobStateRaw
      }
    }
  }
`);

const One = graphql(/* GraphQL */ `
  query ApiFaultsOne {
    application(environment: "dev1", name: "app-1") {
      name
      currentInstance {
        uid
      }
      events {
        totalCount
      }
    }
  }
`);

/** Eight applications in `dev1`, so that small pages are several. */
function populate(world: World): void {
  for (let number = 1; number <= 8; number += 1) addApplication(world, 'dev1', `app-${number}`);
}

async function startFaulty(...faults: readonly Fault[]) {
  const emulator = await startEmulator({ fleet: 'empty' });
  populate(emulator.world);
  emulator.access.allow(token, { environments: 'all', applications: 'all' });
  for (const fault of faults) emulator.faults.add(fault);
  // Short only for tests that wait for it.
  const timeout = faults.some(({ kind }) => kind === 'hang') ? '300' : '10000';
  const env = { ...still, CMF_URL: emulator.url, CMF_TOKEN: token, CMF_TIMEOUT_MS: timeout };
  const gateway = await startGateway({ emulator, env });
  return {
    gateway,
    heal: () => emulator.faults.clear(),
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await emulator.close();
    },
  };
}

describe.concurrent('data is complete although CMF responds', () => {
  const odd: readonly [string, Fault][] = [
    ['late', { kind: 'latency', ms: 100 }],
    ['in pages that it caps', { kind: 'cappedSize', size: 2 }],
    ['without a total', { kind: 'missingSize' }],
    ['without metadata', { kind: 'missingMetadata' }],
    ['without pageable', { kind: 'nullPageable' }],
    ['with lists of instances that leave specs out', { kind: 'listWithoutSpec' }],
    ['with an error once', { kind: 'status', status: 503, match: { count: 1 } }],
    ['after a reset', { kind: 'reset', match: { count: 1 } }],
    ['after asking for patience', { kind: 'status', status: 429, retryAfter: 0, match: { count: 1 } }],
  ];

  test.each(odd)('%s', async (_, fault) => {
    await using faulty = await startFaulty(fault);
    const { gateway } = faulty;

    const data = await gateway.data(Fleet);

    expect(data.applications).toMatchObject({ totalCount: 8 });
    faulty.heal();
    expect(data).toEqual(await gateway.data(Fleet, {}, noCache));
  });

  test('in capped pages that each repeat an item', async () => {
    await using faulty = await startFaulty({ kind: 'duplicatedItems' }, { kind: 'cappedSize', size: 2 });
    const { gateway } = faulty;

    const { applications } = await gateway.data(Fleet);

    expect(applications?.nodes.map(({ name }) => name)).toEqual(
      gateway.emulator.world.applications('dev1').map(({ metadata }) => metadata.name),
    );
  });

  test('with unknown states', async () => {
    await using faulty = await startFaulty({ kind: 'unknownStates' });

    const { application } = await faulty.gateway.data(States);

    expect(application).toEqual({
      jobState: 'UNKNOWN',
      jobStateRaw: 'HIBERNATING',
      lifecycleState: 'UNKNOWN',
      lifecycleStateRaw: 'TELEPORTING',
      desiredState: 'RUNNING',
      currentInstance: { jobState: 'UNKNOWN', jobStateRaw: 'HIBERNATING' },
    });
    faulty.heal();
    expect((await faulty.gateway.data(States, {}, noCache)).application).toMatchObject({
      jobState: 'RUNNING',
    });
  });
});

/** Each fault, the code it becomes, and whether the same request may succeed later. */
const failures: readonly [string, Fault, string, boolean][] = [
  ['500', { kind: 'status', status: 500 }, 'CMF_UNAVAILABLE', true],
  ['502 in HTML', { kind: 'status', status: 502, body: 'html' }, 'CMF_UNAVAILABLE', true],
  ['503 in plain text', { kind: 'status', status: 503, body: 'plain-text' }, 'CMF_UNAVAILABLE', true],
  ['504 without a word', { kind: 'status', status: 504, body: 'empty' }, 'CMF_UNAVAILABLE', true],
  ['500 of a framework', { kind: 'status', status: 500, body: 'framework' }, 'CMF_UNAVAILABLE', true],
  ['429', { kind: 'status', status: 429, retryAfter: 0 }, 'CMF_UNAVAILABLE', true],
  ['400', { kind: 'status', status: 400 }, 'CMF_ERROR', false],
  ['422 in plain text', { kind: 'status', status: 422, body: 'plain-text' }, 'CMF_ERROR', false],
  ['401', { kind: 'status', status: 401, message: `no ${token}` }, 'CMF_REFUSED_GATEWAY', true],
  ['403', { kind: 'status', status: 403, body: 'empty' }, 'FORBIDDEN', false],
  ['half of its JSON', { kind: 'truncated' }, 'CMF_MALFORMED', true],
  ['a reset before its response', { kind: 'reset' }, 'CMF_UNREACHABLE', true],
  ['a reset within its response', { kind: 'reset', when: 'during' }, 'CMF_UNREACHABLE', true],
  ['nothing, ever', { kind: 'hang' }, 'CMF_TIMEOUT', true],
];

describe.concurrent('a CMF that responds from the start with', () => {
  test.each(failures)(
    '%s causes a coded error, and complete data after its recovery',
    async (_, fault, code, retryable) => {
      await using faulty = await startFaulty(fault);
      const { gateway } = faulty;

      const { data, errors } = await gateway.query(Fleet);

      expect(data).toEqual({ applications: null });
      expect(errors).toMatchObject([{ path: ['applications'], extensions: { code, retryable } }]);
      expectPublic(errors, code, gateway.emulator.url);

      faulty.heal();
      const healed = await until(async () => (await gateway.query(Fleet)).data?.applications);
      expect(healed).toMatchObject({ totalCount: 8 });
      expect(healed?.nodes.every(({ currentInstance, instances }) => currentInstance && instances)).toBe(
        true,
      );
    },
  );
});

describe.concurrent('a CMF that responds to reads of instances with', () => {
  test.each(failures)(
    '%s causes an error of that field only, until its recovery',
    async (_, fault, code, retryable) => {
      await using faulty = await startFaulty({ ...fault, match: { operation: 'getInstance' } });
      const { gateway } = faulty;

      const { data, errors } = await gateway.query(One);

      expect(data?.application).toMatchObject({ name: 'app-1', currentInstance: null });
      expect(data?.application?.events?.totalCount).toBeGreaterThan(0);
      expect(errors).toMatchObject([
        { path: ['application', 'currentInstance'], extensions: { code, retryable } },
      ]);
      expectPublic(errors, code, gateway.emulator.url);

      faulty.heal();
      await until(async () => (await gateway.query(One)).data?.application?.currentInstance?.uid);
    },
  );
});
