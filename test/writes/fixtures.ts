/** A gateway in front of a CMF with `dev1/orders`, and the documents of mutations. */
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { at, isObject, type JsonObject } from '../../src/json.ts';
import { graphql } from '../gql/index.ts';
import { startGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { addApplication, keepTime, uidsOf } from '../support/world.ts';

export const Orders = graphql(/* GraphQL */ `
  query WritesOrders {
    application(environment: "dev1", name: "orders") {
      id
      spec
      parallelism
      desiredState
      labels
      latestInstance {
        id
        uid
        parallelism
        cause {
          kind
          actor
          reason
          requestId
          operationId
        }
      }
    }
  }
`);

export const Apply = graphql(/* GraphQL */ `
  mutation WritesApply($input: ApplyApplicationInput!) {
    applyApplication(input: $input) {
      clientMutationId
      unchanged
      application {
        parallelism
        latestInstance {
          uid
        }
      }
      instance {
        id
        uid
        parallelism
        cause {
          reason
        }
      }
      plan {
        createsInstance
        effectiveSpec
        changes {
          summary
        }
        latestInstance {
          uid
        }
      }
      operation {
        id
        state
      }
      errors {
        __typename
        code
        message
        path
        ... on ConflictError {
          latestInstance {
            uid
          }
          cause {
            reason
          }
        }
        ... on ManagedElsewhereError {
          owner
        }
        ... on UpstreamError {
          retryable
        }
      }
    }
  }
`);

/** Only fields that need no further reads of CMF. */
export const ApplyErrors = graphql(/* GraphQL */ `
  mutation WritesApplyErrors($input: ApplyApplicationInput!) {
    applyApplication(input: $input) {
      operation {
        state
      }
      errors {
        __typename
        code
      }
    }
  }
`);

export const Suspend = graphql(/* GraphQL */ `
  mutation WritesSuspend($input: SuspendApplicationInput!) {
    suspendApplication(input: $input) {
      unchanged
      application {
        desiredState
      }
      instance {
        uid
      }
      operation {
        state
      }
      errors {
        __typename
        code
        path
      }
    }
  }
`);

export interface WritesWorld extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly gateway: TestGateway;
}

/** A CMF with `dev1/orders`, which runs. */
export async function startOrders(): Promise<Emulator> {
  const emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  keepTime(emulator.world);
  return emulator;
}

export async function openOrders(options: TestGatewayOptions = {}): Promise<WritesWorld> {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.adopt(await startOrders(), (started) => started.close());
  const gateway = opening.use(await startGateway({ emulator, ...options }));
  const closing = opening.move();
  return { emulator, gateway, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** The current spec of `dev1/orders` with another `job`. */
export function specWith({ world }: Emulator, job: JsonObject): JsonObject {
  const { spec } = world.application('dev1', 'orders');
  const present = at(spec, 'job');
  return { ...spec, job: { ...(isObject(present) ? present : {}), ...job } };
}

export function applyInput(spec: unknown, more: object = {}) {
  return { input: { environment: 'dev1', name: 'orders', spec, ...more } };
}

export function ordersUids({ world }: Emulator): readonly string[] {
  return uidsOf(world, 'dev1', 'orders');
}

/** The number of write requests that CMF has received. */
export function writesTo({ calls }: Emulator): number {
  return calls.entries.filter(({ method }) => method !== 'GET').length;
}

/** The `id` of `dev1/orders`. */
export async function ordersId(gateway: TestGateway): Promise<string> {
  const { application } = await gateway.data(Orders);
  if (!application) throw new Error('There is no dev1/orders.');
  return application.id;
}
