/**
 * CMF's wire forms as domain types. Whatever a CMF version may omit, double, rename or null is settled here
 * (contract section 4): only a resource without its name is unreadable, and throws a `z.ZodError`.
 *
 * Free-form parts (specs, status, event data) are looked into but handed on by reference: they are big, and
 * nothing in them is CMF's promise.
 */
import { z } from 'zod';
import { isObject, type JsonObject } from '../json.ts';
import type {
  Application,
  ApplicationEvent,
  ApplicationRow,
  Environment,
  Instance,
  Labels,
  Savepoint,
  SystemInformation,
} from './model.ts';
import type { Page } from './pages.ts';
import { desiredStates, jobStates, lifecycleStates, open, upgradeModes } from './resources/states.ts';

/** A word or null; a number stands for its digits, and an empty word or anything else for null. */
const text = z.string().min(1).or(z.number().transform(String)).nullable().default(null).catch(null);

/** A whole number that may come as its digits. */
const count = z
  .number()
  .or(z.string().regex(/^\d+$/).transform(Number))
  .refine(Number.isSafeInteger)
  .nullable()
  .default(null)
  .catch(null);

/** A time as CMF sent it; epoch milliseconds, which CMF uses in places, become RFC 3339. */
const time = text.transform((sent) => {
  if (sent === null || !/^\d{12,15}$/.test(sent)) return sent;
  return new Date(Number(sent)).toISOString();
});

const freeForm = z.custom<JsonObject>(isObject).nullable().default(null).catch(null);

const labels = freeForm.transform((sent): Labels => {
  const entries = Object.entries(sent ?? {}).flatMap(([key, value]): [string, string][] => {
    // No label can have this name in Kubernetes, and copying it elsewhere would be a trap.
    if (key === '__proto__' || typeof value === 'object') return [];
    return [[key, String(value)]];
  });
  return Object.fromEntries(entries);
});

/** A nested object; when it is null, absent or something else, each of its fields is absent. */
function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.preprocess((sent) => (isObject(sent) ? sent : {}), z.object(shape));
}

function required(name: string | null, context: z.RefinementCtx): string {
  if (name !== null) return name;
  context.addIssue('the resource has no name');
  return z.NEVER;
}

const metadata = {
  name: text,
  uid: text,
  creationTimestamp: time,
  updateTimestamp: time,
  labels,
  annotations: labels,
};
const jobStatus = part({ state: text, jobId: text });

const environment = z
  .object({
    name: text,
    kubernetesNamespace: text,
    kubernetesClusterName: text,
    created_time: time,
    updated_time: time,
    metadata: part(metadata),
    flinkApplicationDefaults: freeForm,
    status: part({ kubernetesCluster: part({ state: text }) }),
  })
  .transform(
    (wire, context): Environment => ({
      name: required(wire.metadata.name ?? wire.name, context),
      kubernetesNamespace: wire.kubernetesNamespace,
      kubernetesCluster: wire.kubernetesClusterName,
      kubernetesClusterState: wire.status.kubernetesCluster.state,
      createdAt: wire.created_time ?? wire.metadata.creationTimestamp,
      updatedAt: wire.updated_time ?? wire.metadata.updateTimestamp,
      labels: wire.metadata.labels,
      annotations: wire.metadata.annotations,
      applicationDefaults: wire.flinkApplicationDefaults,
    }),
  );

const application = z.object({ name: text, metadata: part(metadata), spec: freeForm, status: freeForm });
const applicationStatus = part({
  currentDeployedInstanceName: text,
  lifecycleState: text,
  error: text,
  jobStatus,
});
const applicationSpec = part({
  image: text,
  flinkVersion: text,
  job: part({ state: text, upgradeMode: text, parallelism: count }),
});

function rowOf(
  wire: z.output<typeof application>,
  status: z.output<typeof applicationStatus>,
  context: z.RefinementCtx,
): ApplicationRow {
  return {
    name: required(wire.metadata.name ?? wire.name, context),
    createdAt: wire.metadata.creationTimestamp,
    updatedAt: wire.metadata.updateTimestamp,
    jobState: open(jobStates, status.jobStatus.state),
    jobId: status.jobStatus.jobId,
    lifecycleState: open(lifecycleStates, status.lifecycleState),
    currentInstance: status.currentDeployedInstanceName,
  };
}

const applicationRow = application.transform((wire, context) =>
  rowOf(wire, applicationStatus.parse(wire.status), context),
);

const wholeApplication = application.transform((wire, context): Omit<Application, 'environment'> => {
  const { image, flinkVersion, job } = applicationSpec.parse(wire.spec);
  const status = applicationStatus.parse(wire.status);
  return {
    ...rowOf(wire, status, context),
    labels: wire.metadata.labels,
    annotations: wire.metadata.annotations,
    desiredState: open(desiredStates, job.state),
    upgradeMode: open(upgradeModes, job.upgradeMode),
    image,
    flinkVersion,
    parallelism: job.parallelism,
    error: status.error,
    spec: wire.spec,
    status: wire.status,
  };
});

const instance = z
  .object({
    metadata: part(metadata),
    status: part({ spec: freeForm, jobStatus }),
    spec: freeForm,
  })
  .transform(
    ({ metadata, status, spec }, context): Instance => ({
      uid: required(metadata.name ?? metadata.uid, context),
      createdAt: metadata.creationTimestamp,
      updatedAt: metadata.updateTimestamp,
      jobState: open(jobStates, status.jobStatus.state),
      jobId: status.jobStatus.jobId,
      effectiveSpec: status.spec ?? spec,
    }),
  );

const eventData = part({ newStatus: text, exceptionString: text });

const event = z
  .object({
    metadata: part({ ...metadata, flinkApplicationInstance: text }),
    status: part({ type: text, message: text, data: freeForm }),
  })
  .transform(({ metadata, status }, context): ApplicationEvent => {
    const data = eventData.parse(status.data);
    return {
      uid: required(metadata.uid ?? metadata.name, context),
      createdAt: metadata.creationTimestamp,
      instance: metadata.flinkApplicationInstance,
      type: status.type ?? 'UNKNOWN',
      message: status.message ?? '',
      newStatus: data.newStatus,
      exception: data.exceptionString,
      data: status.data,
    };
  });

const savepoint = z
  .object({ metadata: part(metadata), status: part({ state: text, path: text, failures: count }) })
  .transform(
    ({ metadata, status }, context): Savepoint => ({
      name: required(metadata.name, context),
      uid: metadata.uid,
      createdAt: metadata.creationTimestamp,
      state: status.state,
      path: status.path,
      failures: status.failures,
    }),
  );

const systemInformation = z
  .object({ status: part({ version: text, revision: text }) })
  .transform(({ status }): SystemInformation => status);

const page = z.object({ items: z.array(z.unknown()), metadata: part({ size: count }) });

/** Reads one resource; throws a `z.ZodError` when it cannot be read. */
export type Parse<Resource> = (wire: unknown) => Resource;

export const parseEnvironment: Parse<Environment> = (wire) => environment.parse(wire);
export const parseApplicationRow: Parse<ApplicationRow> = (wire) => applicationRow.parse(wire);
export const parseInstance: Parse<Instance> = (wire) => instance.parse(wire);
export const parseEvent: Parse<ApplicationEvent> = (wire) => event.parse(wire);
export const parseSavepoint: Parse<Savepoint> = (wire) => savepoint.parse(wire);
export const parseSystemInformation: Parse<SystemInformation> = (wire) => systemInformation.parse(wire);

/** `environment` is the one it was asked of: an application does not name it. */
export function parseApplication(wire: unknown, environment: string): Application {
  return { environment, ...wholeApplication.parse(wire) };
}

/** Reads a page; an item that cannot be read is left out and reported. Throws when there are no `items`. */
export function parsePage<Item>(
  wire: unknown,
  parse: Parse<Item>,
  onMalformed: (detail: string) => void,
): Page<Item> {
  const { items, metadata } = page.parse(wire);
  const readable = items.flatMap((item): Item[] => {
    try {
      return [parse(item)];
    } catch (error) {
      onMalformed(whyUnreadable(error));
      return [];
    }
  });
  const total = metadata.size !== null && metadata.size > 0 ? metadata.size : null;
  return { items: readable, received: items.length, total };
}

/** The first thing that was wrong, in one line; anything but a `z.ZodError` is thrown on. */
export function whyUnreadable(error: unknown): string {
  if (!(error instanceof z.ZodError)) throw error;
  const [issue] = error.issues;
  return [issue?.path.join('.'), issue?.message].filter(Boolean).join(': ');
}
