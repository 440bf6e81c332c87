/** The changes of a waiting upgrade, against the deployed instance and not against the previous one. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { addApplication, changeJob } from '../support/world.ts';

const UpgradeChanges = graphql(/* GraphQL */ `
  query HistoryUpgradeChanges {
    application(environment: "dev1", name: "orders") {
      upgrade {
        reverted
        changes {
          summary
          against {
            role
          }
        }
      }
    }
  }
`);

test('an upgrade has its changes against the deployed instance, even after more edits and a revert', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders', { job: { upgradeMode: 'savepoint', parallelism: 2 } });
  await using gateway = await startGateway({ emulator });
  const upgrade = async () =>
    (await gateway.data(UpgradeChanges, undefined, noCache)).application?.upgrade ?? null;
  expect(await upgrade()).toBeNull();

  changeJob(emulator.world, 'dev1', 'orders', { parallelism: 8 });
  changeJob(emulator.world, 'dev1', 'orders', { parallelism: 4 });
  expect(await upgrade()).toEqual({
    reverted: false,
    changes: { summary: 'parallelism 2 → 4', against: { role: 'CURRENT' } },
  });

  changeJob(emulator.world, 'dev1', 'orders', { parallelism: 2 });
  expect(await upgrade()).toEqual({
    reverted: true,
    changes: { summary: 'no changes', against: { role: 'CURRENT' } },
  });
});

test('instances that CMF no longer keeps count in the cost of an operation', async () => {
  await using gateway = await startGateway({ cmf: { fleet: 'empty' } });
  // As plain text: this document exceeds the limits, so it is not a typed document.
  const query =
    '{ applications(first: 100) { nodes { instances(first: 1) { fallenOff { uid effectiveSpec } } } } }';
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_EXPENSIVE' } }] });
});
