/** `rollBackApplication`: to the effective spec of an earlier instance, or a refusal with the differences. */
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import type { TestGateway } from '../support/gateway.ts';
import { Apply, applyInput, Orders, openOrders, ordersUids, specWith, writesTo } from './fixtures.ts';

const RollBack = graphql(/* GraphQL */ `
  mutation WritesRollBack($input: RollBackApplicationInput!) {
    rollBackApplication(input: $input) {
      unchanged
      application {
        parallelism
      }
      instance {
        uid
        parallelism
        cause {
          kind
        }
      }
      plan {
        createsInstance
        changes {
          summary
        }
      }
      operation {
        state
      }
      errors {
        code
        message
        path
      }
    }
  }
`);

/** `dev1/orders` after one change of its parallelism from 1 to 2; the ids of the application and of its first instance. */
async function changed({ emulator, gateway }: { emulator: Emulator; gateway: TestGateway }) {
  const { application } = await gateway.data(Orders);
  await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 2 })));
  return { application: application?.id ?? '', to: application?.latestInstance?.id ?? '' };
}

describe('rollBackApplication', () => {
  test('makes a new instance with the earlier effective spec', async () => {
    await using world = await openOrders();
    const input = await changed(world);
    const { rollBackApplication } = await world.gateway.data(RollBack, { input });
    const [, , created] = ordersUids(world.emulator);
    expect(rollBackApplication).toMatchObject({
      errors: [],
      application: { parallelism: 1 },
      instance: { uid: created, parallelism: 1, cause: { kind: 'ROLL_BACK_APPLICATION' } },
      plan: { createsInstance: true, changes: { summary: 'parallelism 2 → 1' } },
      operation: { state: 'SUCCEEDED' },
    });
  });

  test('with dryRun is a plan and sends nothing', async () => {
    await using world = await openOrders();
    const input = await changed(world);
    const sent = writesTo(world.emulator);
    const { rollBackApplication } = await world.gateway.data(RollBack, { input: { ...input, dryRun: true } });
    expect(rollBackApplication).toMatchObject({
      errors: [],
      instance: null,
      operation: null,
      plan: { createsInstance: true, changes: { summary: 'parallelism 2 → 1' } },
    });
    expect(writesTo(world.emulator)).toBe(sent);
  });

  test('is refused if the environment has changed so that CMF would make another effective spec', async () => {
    await using world = await openOrders();
    const input = await changed(world);
    world.emulator.world.updateEnvironment('dev1', {
      flinkApplicationDefaults: { spec: { job: { parallelism: 8 } } },
    });
    const { rollBackApplication } = await world.gateway.data(RollBack, { input });
    expect(rollBackApplication.errors).toMatchObject([
      { code: 'CANNOT_ROLL_BACK', path: ['to'], message: expect.stringContaining('parallelism 1 → 8') },
    ]);
  });

  test('is refused for an instance of another application', async () => {
    await using world = await openOrders();
    const { application, to } = await changed(world);
    const spec = specWith(world.emulator, {});
    const other = { input: { environment: 'dev1', name: 'payments', spec } };
    const { applyApplication } = await world.gateway.data(Apply, other);
    const wrong = await world.gateway.data(RollBack, {
      input: { application, to: applyApplication.instance?.id ?? '' },
    });
    expect(wrong.rollBackApplication.errors).toMatchObject([{ code: 'BAD_ID', path: ['to'] }]);
    expect(to).not.toBe('');
  });
});
