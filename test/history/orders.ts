/**
 * `orders`, an application of environment `dev1` in its own emulated CMF, and its state in GraphQL:
 *
 *     await using orders = await openOrders({ job: { upgradeMode: 'savepoint' } });
 *     orders.edit({ parallelism: 4 });
 *     expect(await orders.picture()).toEqual({ ... });
 *
 * Instances are numbered in the order of their creation, as in the contract's rules.
 */

import type { Environment } from '../../src/config/setting-reader.ts';
import { type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import type { World } from '../../src/emulator/world.ts';
import type { JsonObject } from '../../src/json.ts';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { changeJob, untilPassed } from '../support/world.ts';

const Picture = graphql(/* GraphQL */ `
  query HistoryPicture {
    application(environment: "dev1", name: "orders") {
      jobState
      currentInstanceUid
      upgrade {
        from {
          uid
        }
        to {
          uid
        }
        waitingFor
        reverted
      }
      instances(first: 100) {
        nodes {
          uid
          role
          completion
        }
      }
    }
  }
`);

export interface Picture {
  /** `1 RUNNING`: the deployed instance and the job state of the application. */
  readonly deployed: string;
  /** `1 → 2 waits for SAVEPOINT`; null when there is none. */
  readonly upgrade: string | null;
  /** `1 CURRENT RUNNING`: role and completion, oldest first. */
  readonly instances: readonly string[];
}

export interface OrdersOptions {
  /** Overrides the defaults of `spec.job`. */
  readonly job?: JsonObject;
  /** Beside `spec.job`. */
  readonly spec?: JsonObject;
  readonly defaults?: JsonObject;
  /** The distance of the world's clock to the present. The clock advances only with changes. */
  readonly agoMs?: number;
  /** Changes before the start of the gateway. */
  readonly before?: (world: World) => void;
  readonly cmf?: EmulatorOptions;
  readonly env?: Environment;
}

export interface Orders extends AsyncDisposable {
  readonly world: World;
  readonly gateway: TestGateway;
  /** Changes `spec.job`. */
  edit(job: JsonObject): void;
  /** Posts another spec; `job` is kept unless given. */
  post(spec: JsonObject): void;
  settle(): void;
  /** The UIDs of the instances by number, from 1; including dropped instances that were observed. */
  uid(number: number): string;
  picture(): Promise<Picture>;
  /** The current data of CMF. */
  runQuery<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables?: Variables,
  ): Promise<Data>;
}

/** As `openOrders`, in front of this version of CMF. */
export function openOrdersIn(version: string): typeof openOrders {
  return (options) => openOrders({ ...options, cmf: { version, ...options?.cmf } });
}

/** `orders` is deployed and runs. */
export async function openOrders(options: OrdersOptions = {}): Promise<Orders> {
  await using opening = new AsyncDisposableStack();
  const startAt = new Date(Date.now() - (options.agoMs ?? 0)).toISOString();
  const emulator = opening.use(await startEmulator({ fleet: 'empty', startAt, ...options.cmf }));
  const { world } = emulator;
  world.createEnvironment({
    name: 'dev1',
    kubernetesNamespace: 'flink',
    flinkApplicationDefaults: options.defaults ?? null,
  });
  const post = (spec: JsonObject) => void world.apply('dev1', { metadata: { name: 'orders' }, spec });
  post(ordersSpec(options.job, options.spec));
  world.settle('dev1', 'orders');
  await untilPassed(world);
  options.before?.(world);
  const gateway = opening.use(await startGateway({ emulator, ...(options.env && { env: options.env }) }));

  const uids: string[] = [];
  const note = () => {
    for (const { metadata } of world.instances('dev1', 'orders')) {
      if (!uids.includes(metadata.uid)) uids.push(metadata.uid);
    }
  };
  const uid = (number: number) => {
    note();
    return uids[number - 1] ?? `no instance ${number}`;
  };
  const numberOf = (of: string | null | undefined) => {
    note();
    return of == null ? 'none' : String(uids.indexOf(of) + 1);
  };
  const runQuery: Orders['runQuery'] = (document, variables) => gateway.data(document, variables, noCache);

  note();
  const closing = opening.move();
  return {
    world,
    gateway,
    edit: (job) => changeJob(world, 'dev1', 'orders', job),
    post: (spec) => post({ job: world.application('dev1', 'orders').spec['job'] ?? null, ...spec }),
    settle: () => world.settle('dev1', 'orders'),
    uid,
    runQuery,
    async picture() {
      const { application } = await runQuery(Picture);
      const { jobState, currentInstanceUid, upgrade, instances } = application ?? {};
      const way = upgrade && `${numberOf(upgrade.from?.uid)} → ${numberOf(upgrade.to?.uid)}`;
      const goal = upgrade?.reverted ? ', reverted' : '';
      return {
        deployed: `${numberOf(currentInstanceUid)} ${jobState ?? 'no state'}`,
        upgrade: upgrade ? `${way} waits for ${upgrade.waitingFor}${goal}` : null,
        instances: (instances?.nodes ?? [])
          .map(({ uid, role, completion }) => `${numberOf(uid)} ${role} ${completion}`)
          .toSorted(),
      };
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

export function ordersSpec(job: JsonObject = {}, more: JsonObject = {}): JsonObject {
  return {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkVersion: 'v1_19',
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '2' },
    ...more,
    job: {
      jarURI: 'local:///opt/flink/usrlib/orders.jar',
      parallelism: 2,
      state: 'running',
      upgradeMode: 'stateless',
      ...job,
    },
  };
}
