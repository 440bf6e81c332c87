/** A gateway in front of a CMF whose environment `dev1` enforces values, and the query for a plan. */
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import type { JsonObject } from '../../../src/json.ts';
import { graphql } from '../../gql/index.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { keepTime } from '../../support/world.ts';

export const Plan = graphql(/* GraphQL */ `
  query ApiPlan($input: PlanApplicationInput!) {
    planApplication(input: $input) {
      effectiveSpec
      createsInstance
      upgradeMode
      replacement
      restoresFrom {
        kind
        name
        path
        takenAt
      }
      changes {
        summary
        changes {
          path
          kind
          before
          after
        }
        against {
          uid
        }
      }
      overridden {
        key
        value
        origin
        overridden
      }
      warnings {
        kind
        message
        path
      }
      application {
        name
      }
      latestInstance {
        uid
      }
      stale
    }
  }
`);

export const enforced = {
  spec: {
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '4', 'restart-strategy.password': 'Hunter1' },
    serviceAccount: 'flink',
  },
};

export function ordersSpec({
  job = {},
  ...more
}: { readonly job?: JsonObject } & JsonObject = {}): JsonObject {
  return {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    job: {
      jarURI: 'local:///orders.jar',
      parallelism: 1,
      state: 'running',
      upgradeMode: 'savepoint',
      ...job,
    },
    ...more,
  };
}

export interface PlanGateway extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly emulator: Emulator;
  /** Posts an application of `dev1` and has the operator deploy it. */
  apply(name: string, spec: JsonObject): void;
}

/** `dev1/orders` runs; the gateway reads CMF only when a query needs it. */
export async function openPlans(): Promise<PlanGateway> {
  const emulator = await startEmulator({ fleet: 'empty' });
  const { world } = emulator;
  world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink', flinkApplicationDefaults: enforced });
  const apply = (name: string, spec: JsonObject) => {
    world.apply('dev1', { metadata: { name }, spec });
    world.settle('dev1', name);
  };
  apply('orders', ordersSpec());
  // Older than everything else: the emulator's clock is in the past until here.
  world.triggerSavepoint('dev1', 'orders', { name: 'before-upgrade' });
  world.settle('dev1', 'orders');
  keepTime(world);
  const gateway = await startGateway({ emulator, env: still });
  return {
    gateway,
    emulator,
    apply,
    async [Symbol.asyncDispose]() {
      await gateway[Symbol.asyncDispose]();
      await emulator.close();
    },
  };
}

export function inputOf(spec: unknown, more: object = {}) {
  return { input: { environment: 'dev1', name: 'orders', spec, ...more } };
}
