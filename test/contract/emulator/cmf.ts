/** An emulator and a plain REST client for it. The contract tests use HTTP only. */
import assert from 'node:assert/strict';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../../src/emulator/emulator.ts';
import type {
  ApplicationResource,
  EnvironmentInput,
  EventResource,
  InstanceResource,
} from '../../../src/emulator/world.ts';
import type { JsonObject } from '../../../src/json.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Page<Item> {
  readonly pageable: { readonly page: number; readonly size: number; readonly sort: JsonObject } | null;
  readonly metadata?: { readonly size?: number };
  readonly items: readonly Item[];
}

export interface Cmf extends AsyncDisposable {
  readonly emulator: Emulator;
  /** Sends any request and accepts any response. A body is sent as JSON. */
  send(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Reply>;
  /** A GET that must succeed, with the type of the contract. */
  get<T>(path: string): Promise<T>;
  post(path: string, body?: unknown): Promise<Reply>;
}

export const api = '/cmf/api/v1';
export const environments = `${api}/environments`;
export const applications = `${environments}/dev1/applications`;
export const orders = `${applications}/orders`;
export const events = '/cmf/api/v1alpha1/environments/dev1/applications/orders/events';

/** An empty emulator, unless options set a fleet. */
export async function openCmf(options: EmulatorOptions = {}): Promise<Cmf> {
  const emulator = await startEmulator({ fleet: 'empty', ...options });

  const send: Cmf['send'] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  return {
    emulator,
    send,
    async get<T>(path: string) {
      const { status, text } = await send('GET', path);
      assert.equal(status, 200, `GET ${path}: ${text}`);
      return JSON.parse(text) as T;
    },
    post: (path, body) => send('POST', path, { body }),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

/** The messages of a `RestError`. */
export function messagesOf({ text }: Reply): readonly string[] {
  const { errors } = JSON.parse(text) as { errors: { message: string }[] };
  return errors.map(({ message }) => message);
}

/** Posts environment `dev1`. */
export async function postEnvironment(cmf: Cmf, changes: Partial<EnvironmentInput> = {}): Promise<void> {
  const { labels, ...rest } = changes;
  const { status, text } = await cmf.post(environments, {
    name: 'dev1',
    kubernetesNamespace: 'flink-dev',
    ...(labels && { metadata: { name: 'dev1', labels } }),
    ...rest,
  });
  assert.equal(status, 200, text);
}

export interface Orders {
  readonly job?: JsonObject;
  readonly configuration?: JsonObject;
  readonly labels?: Readonly<Record<string, string>>;
  /** Other parts of the spec. */
  readonly spec?: JsonObject;
}

/** The spec that tests post: upgraded by savepoint by default. */
export function ordersSpec({ job = {}, configuration = {}, spec = {} }: Orders = {}): JsonObject {
  return {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkVersion: 'v1_19',
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '2', ...configuration },
    job: {
      jarURI: 'local:///orders.jar',
      parallelism: 1,
      state: 'running',
      upgradeMode: 'savepoint',
      ...job,
    },
    ...spec,
  };
}

/** Posts application `orders` to `dev1`: CMF's create or update. */
export async function postOrders(cmf: Cmf, options: Orders = {}): Promise<ApplicationResource> {
  const { status, text } = await cmf.post(applications, {
    apiVersion: 'cmf.confluent.io/v1',
    kind: 'FlinkApplication',
    metadata: { name: 'orders', ...(options.labels && { labels: options.labels }) },
    spec: ordersSpec(options),
  });
  assert.equal(status, 201, text);
  return JSON.parse(text) as ApplicationResource;
}

/** A CMF in which `dev1/orders` runs on its first instance. */
export async function openWithRunningOrders(
  orderOptions: Orders = {},
  options: EmulatorOptions = {},
): Promise<Cmf> {
  const cmf = await openCmf(options);
  await postEnvironment(cmf);
  await postOrders(cmf, orderOptions);
  cmf.emulator.world.settle('dev1', 'orders');
  return cmf;
}

export function ordersNow(cmf: Cmf): Promise<ApplicationResource> {
  return cmf.get(orders);
}

/** Oldest first. */
export async function ordersInstances(cmf: Cmf): Promise<readonly InstanceResource[]> {
  const page = await cmf.get<Page<InstanceResource>>(
    `${orders}/instances?page=0&size=1000&sort=creationTimestamp,asc`,
  );
  return page.items;
}

/** The instance at this place in the order of creation, from 1. */
export async function ordersInstance(cmf: Cmf, number: number): Promise<InstanceResource> {
  const instance = (await ordersInstances(cmf))[number - 1];
  assert(instance, `no instance ${number}`);
  return instance;
}

/** Newest first. */
export async function ordersEvents(cmf: Cmf): Promise<readonly EventResource[]> {
  return (await cmf.get<Page<EventResource>>(`${events}?page=0&size=1000`)).items;
}

export function deployed({ status }: ApplicationResource): string | null | undefined {
  return status?.currentDeployedInstanceName;
}

export function jobState({ status }: ApplicationResource | InstanceResource): string | null | undefined {
  return status?.jobStatus?.state;
}
