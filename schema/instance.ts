/** An instance: the type, and the query by UID. */
import { at, type JsonObject } from '../src/json.ts';
import { type MaybePromise, mapMaybe } from '../src/maybe-promise.ts';
import type { Reads } from '../src/mirror/reads-interface.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { Event, EventConnection, EventEdge, pageOfEvents } from './event.ts';
import { inHistory, withSpecs } from './history-loaders.ts';
import { keyOf, parseKey } from './id.ts';
import type { InstanceOf } from './models.ts';
import { type ObservedApplication } from './models.ts';
import { DateTime, dateTime, Json } from './scalars.ts';
import { JobState } from './states.ts';

export const Instance = builder.objectRef<InstanceOf>('Instance');

/**
 * Loads an instance of an application. Returns the archived record if CMF no longer keeps it, null if it was never
 * observed.
 */
export function loadInstance(
  application: ObservedApplication,
  uid: string,
  { mirror, loaders, read }: Context,
): MaybePromise<InstanceOf | null> {
  const cached = mirror.knownInstance(application.value, uid, read);
  const loaded = cached ?? loaders.instance.load({ application: application.value, uid });
  return mapMaybe(loaded, (instance) =>
    instance ? { application, instance, expired: false } : archivedInstance(application, uid, mirror),
  );
}

async function archivedInstance(
  application: ObservedApplication,
  uid: string,
  mirror: Reads,
): Promise<InstanceOf | null> {
  const memory = await mirror.recall(application.value);
  const records = memory.instances.filter((record) => record.uid === uid);
  const [instance] = await withSpecs(records, memory);
  return instance ? { application, instance, expired: true } : null;
}

/** The effective spec; read separately if the list of CMF omits it. */
export function effectiveSpecOf(parent: InstanceOf, context: Context): MaybePromise<JsonObject | null> {
  const { application, instance, expired } = parent;
  if (instance.effectiveSpec || expired) return instance.effectiveSpec;
  return mapMaybe(
    loadInstance(application, instance.uid, context),
    (found) => found?.instance.effectiveSpec ?? null,
  );
}

/** A value in the effective spec. */
function inSpec(parent: InstanceOf, context: Context, ...path: readonly string[]) {
  return mapMaybe(effectiveSpecOf(parent, context), (spec) => at(spec, ...path));
}

/** The instance created before this one, archived or not; null if none is known. */
export async function previousOf(
  { application, instance }: InstanceOf,
  { loaders }: Context,
): Promise<InstanceOf | null> {
  const history = await loaders.history.load(application.value);
  const index = history.instances.findIndex(({ uid }) => uid === instance.uid);
  const previous = index === -1 ? undefined : history.instances[index + 1];
  return previous ? inHistory(application, previous, history) : null;
}

builder.queryField('instance', (t) =>
  t.field({
    type: Instance,
    nullable: true,
    description:
      'The instance with this UID, in any environment. If CMF no longer keeps it, this is the record of the gateway (`expired`). Null if neither has it.',
    args: {
      uid: t.arg.id({
        required: true,
        description: 'The UID, as in the pod annotation `platform.confluent.io/cmf-fa-instance`.',
      }),
    },
    resolve: (_root, { uid }, context) => instanceByUid(uid, context),
  }),
);

/** Finds an instance by its UID in any environment. */
export async function instanceByUid(uid: string, context: Context): Promise<InstanceOf | null> {
  const { mirror, read } = context;
  const location = await mirror.locateInstance(uid, read);
  if (!location) return null;
  const application = await mirror.application(location.environment, location.application, unnamed(read));
  return application ? loadInstance(application, uid, context) : null;
}

builder.node(Instance, {
  description:
    'A snapshot of the effective spec of an application, created by CMF on each change, with the last job status observed for it. Every pod has its UID in the annotation `platform.confluent.io/cmf-fa-instance`, so log lines can be linked to it.',
  id: {
    resolve: ({ application, instance }) =>
      keyOf(application.value.environment, application.value.name, instance.uid),
    description: 'Opaque and globally unique; the argument of `node(id:)`.',
  },
  loadWithoutCache: async (key, context) => {
    const [environment = '', name = '', uid = ''] = parseKey('Instance', key);
    const application = await context.mirror.application(environment, name, unnamed(context.read));
    return application ? loadInstance(application, uid, context) : null;
  },
  fields: (t) => ({
    uid: t.id({
      description:
        'The UID that CMF assigned, as in the pod annotation `platform.confluent.io/cmf-fa-instance`.',
      resolve: ({ instance }) => instance.uid,
    }),
    application: t.field({
      type: Application,
      description: 'The application of the instance.',
      resolve: ({ application }) => application,
    }),
    createdAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When CMF created it.',
      resolve: ({ instance }) => dateTime(instance.createdAt),
    }),
    updatedAt: t.field({
      type: DateTime,
      nullable: true,
      description:
        'When CMF last received a job status for it; it also changes without a change of the state.',
      resolve: ({ instance }) => dateTime(instance.updatedAt),
    }),
    jobId: t.string({
      nullable: true,
      description: 'The Flink job ID; null if the instance never had a cluster.',
      resolve: ({ instance }) => instance.jobId,
    }),
    jobState: t.field({
      type: JobState,
      nullable: true,
      description:
        'The last observed state of its job; it no longer changes after another instance is deployed. Null if it never had a cluster.',
      resolve: ({ instance }) => instance.jobState?.state,
    }),
    jobStateRaw: t.string({
      nullable: true,
      description: 'The job state exactly as CMF sent it.',
      resolve: ({ instance }) => instance.jobState?.raw,
    }),
    effectiveSpec: t.field({
      type: Json,
      nullable: true,
      description:
        'The spec of the application merged with the defaults of the environment at the creation of the instance. It never changes.',
      resolve: (parent, _args, context) => mapMaybe(effectiveSpecOf(parent, context), context.redaction.json),
    }),
    image: t.string({
      nullable: true,
      description: 'The container image of the effective spec.',
      resolve: (parent, _args, context) =>
        mapMaybe(inSpec(parent, context, 'image'), (image) => context.redaction.text(textOf(image))),
    }),
    flinkVersion: t.string({
      nullable: true,
      description: 'The Flink version of the effective spec, such as `v1_20`.',
      resolve: (parent, _args, context) => mapMaybe(inSpec(parent, context, 'flinkVersion'), textOf),
    }),
    parallelism: t.int({
      nullable: true,
      description: 'The parallelism of the effective spec.',
      resolve: (parent, _args, context) => mapMaybe(inSpec(parent, context, 'job', 'parallelism'), integerOf),
    }),
    previous: t.field({
      type: Instance,
      nullable: true,
      description: 'The instance created before this one; null for the oldest known one.',
      resolve: (parent, _args, context) => previousOf(parent, context),
    }),
    expired: t.exposeBoolean('expired', {
      description:
        'True if CMF no longer keeps it (by default it keeps 100 of each application) and this is the record of the gateway.',
    }),
    events: t.connection(
      {
        type: Event,
        nullable: true,
        description:
          'The events that CMF recorded for this instance, newest first; null if CMF has no events (before 2.0).',
        resolve: ({ application, instance }, args, { mirror, read }) =>
          mapMaybe(
            mirror.events(application.value, read),
            (events) => events && pageOfEvents(events, args, instance.uid),
          ),
      },
      EventConnection,
      EventEdge,
    ),
  }),
});

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function integerOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}
