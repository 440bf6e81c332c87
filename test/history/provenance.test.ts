/** Origins of the values of an effective spec, as far as the present or the archived documents prove them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { JsonObject } from '../../src/json.ts';
import { graphql } from '../gql/index.ts';
import { startGateway } from '../support/gateway.ts';
import { openOrders, ordersSpec } from './orders.ts';

const Configuration = graphql(/* GraphQL */ `
  query HistoryConfiguration($uid: ID!) {
    instance(uid: $uid) {
      flinkConfiguration {
        key
        value
        origin
        overridden
      }
    }
  }
`);

const Provenance = graphql(/* GraphQL */ `
  query HistoryProvenance($uid: ID!, $path: [String!]!) {
    instance(uid: $uid) {
      provenance(path: $path) {
        path
        segments
        value
        origin
        overridden
      }
    }
  }
`);

const slots = 'taskmanager.numberOfTaskSlots';
const backend = 'state.backend.type';

function configured(configuration: JsonObject): JsonObject {
  return ordersSpec({}, { flinkConfiguration: configuration });
}

describe('the origin of a value', () => {
  test('is the environment where it overrode the application, together with the overridden value', async () => {
    await using orders = await openOrders({
      defaults: { spec: { flinkConfiguration: { [slots]: '4', [backend]: 'rocksdb' } } },
    });
    const { instance } = await orders.runQuery(Configuration, { uid: orders.uid(1) });
    expect(instance?.flinkConfiguration).toEqual([
      { key: backend, value: 'rocksdb', origin: 'ENVIRONMENT', overridden: null },
      { key: slots, value: '4', origin: 'ENVIRONMENT', overridden: '2' },
    ]);
  });

  test('accepts a path as segments or as text', async () => {
    await using orders = await openOrders({ defaults: { spec: { serviceAccount: 'flink' } } });
    const runQuery = async (...path: string[]) =>
      (await orders.runQuery(Provenance, { uid: orders.uid(1), path })).instance?.provenance;
    const parallelism = {
      path: 'job.parallelism',
      segments: ['job', 'parallelism'],
      value: 2,
      origin: 'APPLICATION',
      overridden: null,
    };
    expect(await runQuery('job', 'parallelism')).toEqual(parallelism);
    expect(await runQuery('job.parallelism')).toEqual(parallelism);
    expect(await runQuery('serviceAccount')).toMatchObject({ origin: 'ENVIRONMENT' });
    expect(await runQuery('flinkConfiguration', slots)).toMatchObject({ value: '2', origin: 'APPLICATION' });
    expect(await runQuery(`flinkConfiguration["${slots}"]`)).toMatchObject({
      value: '2',
      origin: 'APPLICATION',
    });
    expect(await runQuery('no', 'such', 'place')).toBeNull();
    expect(await runQuery()).toBeNull();
  });

  test('is CMF for the annotation that names the instance', async () => {
    await using orders = await openOrders();
    const path = ['podTemplate', 'metadata', 'annotations', 'platform.confluent.io/cmf-fa-instance'];
    const { instance } = await orders.runQuery(Provenance, { uid: orders.uid(1), path });
    expect(instance?.provenance).toMatchObject({ origin: 'CMF', value: orders.uid(1) });
  });

  test('of a path within a list is that of the list', async () => {
    const container = { name: 'flink-main-container', image: 'x' };
    await using orders = await openOrders({ spec: { podTemplate: { spec: { containers: [container] } } } });
    const path = ['podTemplate', 'spec', 'containers', '[name=flink-main-container]', 'image'];
    const { instance } = await orders.runQuery(Provenance, { uid: orders.uid(1), path });
    expect(instance?.provenance).toMatchObject({
      path: 'podTemplate.spec.containers',
      origin: 'APPLICATION',
    });
  });

  test('is unknown when the documents changed before the gateway observed them', async () => {
    await using orders = await openOrders({
      spec: { flinkConfiguration: { [slots]: '2', [backend]: 'rocksdb' } },
      before: (world) =>
        void world.apply('dev1', { metadata: { name: 'orders' }, spec: configured({ [slots]: '3' }) }),
    });
    const { instance } = await orders.runQuery(Configuration, { uid: orders.uid(1) });
    expect(instance?.flinkConfiguration).toEqual([
      { key: backend, value: 'rocksdb', origin: 'UNKNOWN', overridden: null },
      { key: slots, value: '2', origin: 'UNKNOWN', overridden: null },
    ]);
  });

  test('stays known for older instances when the gateway observed their documents', async () => {
    await using orders = await openOrders({
      spec: { flinkConfiguration: { [slots]: '2', [backend]: 'hashmap' } },
      defaults: { spec: { flinkConfiguration: { [backend]: 'rocksdb' } } },
    });
    const first = [
      { key: backend, value: 'rocksdb', origin: 'ENVIRONMENT', overridden: 'hashmap' },
      { key: slots, value: '2', origin: 'APPLICATION', overridden: null },
    ];
    expect(
      (await orders.runQuery(Configuration, { uid: orders.uid(1) })).instance?.flinkConfiguration,
    ).toEqual(first);

    orders.world.updateEnvironment('dev1', { flinkApplicationDefaults: null });
    orders.post(configured({ [slots]: '3' }));
    orders.settle();
    await orders.picture();
    expect(
      (await orders.runQuery(Configuration, { uid: orders.uid(1) })).instance?.flinkConfiguration,
    ).toEqual(first);
    expect(
      (await orders.runQuery(Configuration, { uid: orders.uid(2) })).instance?.flinkConfiguration,
    ).toEqual([{ key: slots, value: '3', origin: 'APPLICATION', overridden: null }]);
  });

  test('of a value that was removed from the environment is not CMF', async () => {
    await using orders = await openOrders({
      defaults: { spec: { flinkConfiguration: { [backend]: 'rocksdb' } } },
      before: (world) => void world.updateEnvironment('dev1', { flinkApplicationDefaults: null }),
    });
    // The edit alone created no instance (rule 32), so instance 1 is still the newest.
    const { instance } = await orders.runQuery(Configuration, { uid: orders.uid(1) });
    expect(instance?.flinkConfiguration).toContainEqual({
      key: backend,
      value: 'rocksdb',
      origin: 'UNKNOWN',
      overridden: null,
    });
  });
});

describe('in a spec that CMF merged from any environment and any application', () => {
  const value = fc.constantFrom('a', 'b', '1', '');
  const flat = fc.dictionary(
    fc.constantFrom(slots, backend, 'pipeline.name', 'x', '__proto__', 'a.b.c'),
    value,
  );

  test('every effective key has the correct origin', async () => {
    await using emulator = await startEmulator({ fleet: 'empty', startAt: new Date().toISOString() });
    emulator.world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
    await using gateway = await startGateway({ emulator });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(flat, flat, async (enforced, requested) => {
        const name = `orders-${(runs += 1)}`;
        await put(`${emulator.url}/cmf/api/v1/environments`, {
          name: `env-${name}`,
          kubernetesNamespace: 'flink',
          flinkApplicationDefaults: { spec: { flinkConfiguration: enforced } },
        });
        await put(`${emulator.url}/cmf/api/v1/environments/env-${name}/applications`, {
          apiVersion: 'cmf.confluent.io/v1',
          kind: 'FlinkApplication',
          metadata: { name },
          spec: configured(requested),
        });
        const { application } = await gateway.data(
          Latest,
          { environment: `env-${name}`, name },
          { 'cache-control': 'no-cache' },
        );
        const entries = application?.latestInstance?.flinkConfiguration ?? [];
        const keys = new Set([...Object.keys(enforced), ...Object.keys(requested)]);
        expect(new Set(entries.map(({ key }) => key))).toEqual(keys);
        for (const entry of entries) expect(entry).toEqual(expected(entry.key, enforced, requested));
      }),
      { numRuns: 25 },
    );
  });

  function expected(key: string, enforced: Record<string, string>, requested: Record<string, string>) {
    const [winner, loser] = [own(enforced, key), own(requested, key)];
    const isBoth = winner !== undefined && winner === loser;
    const origin = isBoth ? 'BOTH' : winner === undefined ? 'APPLICATION' : 'ENVIRONMENT';
    const overridden = winner !== undefined && !isBoth ? (loser ?? null) : null;
    return { key, value: winner ?? loser, origin, overridden };
  }
});

const Latest = graphql(/* GraphQL */ `
  query HistoryLatestConfiguration($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      latestInstance {
        flinkConfiguration {
          key
          value
          origin
          overridden
        }
      }
    }
  }
`);

function own(map: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

async function put(url: string, body: JsonObject): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}
