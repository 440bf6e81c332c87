/** `Query.gateway`: the properties that clients need before they offer writes. */
import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { startGateway, still } from '../support/gateway.ts';

const GatewayFacts = graphql(/* GraphQL */ `
  query GatewayFacts {
    gateway {
      mutations
      emulator
      version
    }
  }
`);

test.for([
  ['on', true],
  ['off', false],
] as const)('with MUTATIONS=%s, `mutations` is %s', async ([setting, mutations]) => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  await using gateway = await startGateway({ emulator, env: { ...still, MUTATIONS: setting } });
  expect(await gateway.data(GatewayFacts)).toEqual({
    gateway: { mutations, emulator: false, version: packageJson.version },
  });
});
