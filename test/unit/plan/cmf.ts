/** An emulator with one environment, written over its REST API and read by the gateway's client. */
import assert from 'node:assert/strict';
import { type CmfClient, createCmfClient } from '../../../src/cmf/client.ts';
import type { Application } from '../../../src/cmf/resources/application.ts';
import type { Instance } from '../../../src/cmf/resources/instance.ts';
import { type Emulator, startEmulator } from '../../../src/emulator/emulator.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { PlanContext } from '../../../src/plan/plan-context.ts';

const environments = '/cmf/api/v1/environments';
export const environment = 'dev1';

export interface PlannedCmf extends AsyncDisposable {
  readonly client: CmfClient;
  readonly emulator: Emulator;
  setDefaults(defaults: JsonObject | null): Promise<void>;
  apply(name: string, spec: JsonObject): Promise<void>;
  /** Newest first, with effective specs. */
  instances(name: string): Promise<readonly Instance[]>;
  /** The state that a plan for this application is computed from. */
  context(name: string): Promise<PlanContext>;
}

export async function openPlannedCmf(): Promise<PlannedCmf> {
  const emulator = await startEmulator({ fleet: 'empty' });
  const client = createCmfClient({ url: emulator.url });
  let applied = new Set<string>();

  const post = async (path: string, body: unknown) => {
    const response = await fetch(emulator.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `POST ${path}: ${text}`);
  };
  const instances = (name: string) => client.listInstances(environment, name);

  return {
    client,
    emulator,
    setDefaults: (flinkApplicationDefaults) =>
      post(environments, { name: environment, kubernetesNamespace: 'flink', flinkApplicationDefaults }),
    async apply(name, spec) {
      applied = applied.add(name);
      await post(`${environments}/${environment}/applications`, {
        apiVersion: 'cmf.confluent.io/v1',
        kind: 'FlinkApplication',
        metadata: { name },
        spec,
      });
    },
    instances,
    async context(name) {
      const exists = applied.has(name);
      const application: Application | null = exists ? await client.getApplication(environment, name) : null;
      const kept = exists ? await instances(name) : [];
      return {
        application,
        environment: await client.getEnvironment(environment),
        latest: kept[0] ?? null,
        deployed: kept.find(({ uid }) => uid === application?.currentInstance) ?? null,
        now: emulator.world.now().getTime(),
      };
    },
    async [Symbol.asyncDispose]() {
      await client.close();
      await emulator.close();
    },
  };
}
