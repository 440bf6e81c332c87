/** An environment that CMF denies with 403: partial data with the reason, and never an old copy. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { expectPublic, token } from '../support/expect-public.ts';
import { startGateway, still } from '../support/gateway.ts';
import { addApplication } from '../support/world.ts';

const Environments = graphql(/* GraphQL */ `
  query ApiRefusedEnvironments {
    environments {
      nodes {
        name
        applications {
          nodes {
            name
          }
        }
        jobStateCounts {
          count
        }
      }
    }
  }
`);

const Everything = graphql(/* GraphQL */ `
  query ApiRefusedEverything {
    applications {
      totalCount
      nodes {
        environmentName
      }
      missing {
        environment
        code
        message
      }
    }
  }
`);

const ByName = graphql(/* GraphQL */ `
  query ApiRefusedByName {
    application(environment: "prod1", name: "ledger") {
      name
    }
  }
`);

describe('one environment that CMF denies', () => {
  async function startRefused() {
    const emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    addApplication(emulator.world, 'prod1', 'ledger');
    emulator.access.require(true);
    emulator.access.allow(token, { environments: 'all', applications: ['dev1'] });
    const env = { ...still, CMF_URL: emulator.url, CMF_TOKEN: token };
    const gateway = await startGateway({ emulator, env });
    return {
      gateway,
      emulator,
      async [Symbol.asyncDispose]() {
        await gateway[Symbol.asyncDispose]();
        await emulator.close();
      },
    };
  }

  test('is null with an error at its path, and the others have data', async () => {
    await using refused = await startRefused();

    const { data, errors } = await refused.gateway.query(Environments);

    expect(data?.environments?.nodes).toEqual([
      { name: 'dev1', applications: { nodes: [{ name: 'orders' }] }, jobStateCounts: [{ count: 1 }] },
      { name: 'prod1', applications: null, jobStateCounts: null },
    ]);
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
      'environments.nodes.1.applications',
      'environments.nodes.1.jobStateCounts',
    ]);
    expectPublic(errors, 'FORBIDDEN', refused.emulator.url);
  });

  test('is reported as missing from a list across environments, whose total is unknown', async () => {
    await using refused = await startRefused();

    expect(await refused.gateway.data(Everything)).toEqual({
      applications: {
        totalCount: null,
        nodes: [{ environmentName: 'dev1' }],
        missing: [{ environment: 'prod1', code: 'FORBIDDEN', message: 'Access denied' }],
      },
    });
  });

  test('is denied by name, whether the application exists or not', async () => {
    await using refused = await startRefused();

    const { data, errors } = await refused.gateway.query(ByName);

    expect(data).toEqual({ application: null });
    expect(errors).toMatchObject([{ path: ['application'], extensions: { code: 'FORBIDDEN' } }]);
  });

  test('is not served from the copy that was read before the denial', async () => {
    await using refused = await startRefused();
    const { gateway, emulator } = refused;
    emulator.access.allow(token, { environments: 'all', applications: 'all' });
    expect(await gateway.data(ByName)).toEqual({ application: { name: 'ledger' } });

    emulator.access.allow(token, { environments: 'all', applications: ['dev1'] });
    const byName = await gateway.query(ByName, {}, noCache);
    const across = await gateway.data(Everything, {}, noCache);

    expect(byName).toMatchObject({
      data: { application: null },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
    expect(across.applications?.nodes).toEqual([{ environmentName: 'dev1' }]);
  });

  test('is complete again once CMF allows it', async () => {
    await using refused = await startRefused();
    const { gateway, emulator } = refused;
    await gateway.query(Environments);

    emulator.access.allow(token, { environments: 'all', applications: 'all' });

    expect((await gateway.data(Everything)).applications).toMatchObject({ totalCount: 2, missing: [] });
  });
});
