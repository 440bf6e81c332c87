/** An instance: the type, and the query by UID. */
import { at, type JsonObject } from '../src/json.ts';
import { type MaybePromise, mapMaybe } from '../src/maybe-promise.ts';
import type { Reads } from '../src/mirror/reads.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { Event, EventConnection, EventEdge, pageOfEvents } from './event.ts';
import { inHistory, withSpecs } from './history.ts';
import { keyOf, parseKey } from './id.ts';
import type { InstanceOf } from './models.ts';
import { type ObservedApplication } from './models.ts';
import { DateTime, dateTime, Json } from './scalars.ts';
import { JobState } from './states.ts';

export const Instance = builder.objectRef<InstanceOf>('Instance');

/** One instance of an application; as remembered when CMF no longer keeps it, null when it was never seen. */
export function loadInstance(
  application: ObservedApplication,
  uid: string,
  { mirror, loaders, read }: Context,
): MaybePromise<InstanceOf | null> {
  const known = mirror.knownInstance(application.value, uid, read);
  const found = known ?? loaders.instance.load({ application: application.value, uid });
  return mapMaybe(found, (instance) =>
    instance ? { application, instance, expired: false } : remembered(application, uid, mirror),
  );
}

async function remembered(
  application: ObservedApplication,
  uid: string,
  mirror: Reads,
): Promise<InstanceOf | null> {
  const memory = await mirror.recall(application.value);
  const seen = memory.instances.filter((one) => one.uid === uid);
  const [instance] = await withSpecs(seen, memory);
  return instance ? { application, instance, expired: true } : null;
}

/** The spec; asked for on its own where CMF's list left it out. */
export function effectiveSpecOf(parent: InstanceOf, context: Context): MaybePromise<JsonObject | null> {
  const { application, instance, expired } = parent;
  if (instance.effectiveSpec || expired) return instance.effectiveSpec;
  return mapMaybe(
    loadInstance(application, instance.uid, context),
    (found) => found?.instance.effectiveSpec ?? null,
  );
}

/** A text or number of the effective spec. */
function inSpec(parent: InstanceOf, context: Context, ...path: readonly string[]) {
  return mapMaybe(effectiveSpecOf(parent, context), (spec) => at(spec, ...path));
}

/** The instance made before it, kept or not; null when none is known. */
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
      'The instance that a log line names, wherever it is: as CMF keeps it, or as the gateway has seen it before CMF dropped it (`expired`). Null when neither knows it.',
    args: {
      uid: t.arg.id({
        required: true,
        description: "The UID, from the pods' annotation `platform.confluent.io/cmf-fa-instance`.",
      }),
    },
    resolve: (_root, { uid }, context) => instanceByUid(uid, context),
  }),
);

/** The instance of a UID, wherever it is. */
export async function instanceByUid(uid: string, context: Context): Promise<InstanceOf | null> {
  const { mirror, read } = context;
  const location = await mirror.locateInstance(uid, read);
  if (!location) return null;
  const application = await mirror.application(location.environment, location.application, unnamed(read));
  return application ? loadInstance(application, uid, context) : null;
}

builder.node(Instance, {
  description:
    "A snapshot of an application's effective spec, made by CMF at each change of it, and the last job status seen on it. Its UID is the annotation `platform.confluent.io/cmf-fa-instance` on every pod, so log lines can be joined to it.",
  id: {
    resolve: ({ application, instance }) =>
      keyOf(application.value.environment, application.value.name, instance.uid),
    description: 'Opaque, unique among all types.',
  },
  loadWithoutCache: async (key, context) => {
    const [environment = '', name = '', uid = ''] = parseKey('Instance', key);
    const application = await context.mirror.application(environment, name, unnamed(context.read));
    return application ? loadInstance(application, uid, context) : null;
  },
  fields: (t) => ({
    uid: t.id({
      description: "CMF's UID, as it stands in the pods' annotation `platform.confluent.io/cmf-fa-instance`.",
      resolve: ({ instance }) => instance.uid,
    }),
    application: t.field({
      type: Application,
      description: 'The application that it is an instance of.',
      resolve: ({ application }) => application,
    }),
    createdAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When CMF made it.',
      resolve: ({ instance }) => dateTime(instance.createdAt),
    }),
    updatedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When CMF last received a job status for it; it moves even when the state does not.',
      resolve: ({ instance }) => dateTime(instance.updatedAt),
    }),
    jobId: t.string({
      nullable: true,
      description: "Flink's id of its job; null when it never had a cluster.",
      resolve: ({ instance }) => instance.jobId,
    }),
    jobState: t.field({
      type: JobState,
      nullable: true,
      description:
        'The last observed state of its job; final once another instance is deployed. Null when it never had a cluster.',
      resolve: ({ instance }) => instance.jobState?.state,
    }),
    jobStateRaw: t.string({
      nullable: true,
      description: 'The job state in the word that CMF sent.',
      resolve: ({ instance }) => instance.jobState?.raw,
    }),
    effectiveSpec: t.field({
      type: Json,
      nullable: true,
      description:
        "The application's spec merged with the environment's defaults, as it was when the instance was made. It never changes.",
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
      resolve: (parent, _args, context) =>
        mapMaybe(inSpec(parent, context, 'job', 'parallelism'), wholeNumberOf),
    }),
    previous: t.field({
      type: Instance,
      nullable: true,
      description: 'The instance made before it; null for the oldest that CMF or the gateway knows.',
      resolve: (parent, _args, context) => previousOf(parent, context),
    }),
    expired: t.exposeBoolean('expired', {
      description:
        'True when CMF no longer keeps it (it keeps 100 of each application by default): this is what the gateway has seen of it.',
    }),
    events: t.connection(
      {
        type: Event,
        nullable: true,
        description:
          'What CMF recorded about this instance, newest first; null where CMF has no events (before 2.0).',
        resolve: ({ application, instance }, args, { mirror, read }) =>
          mapMaybe(
            mirror.events(application.value, read),
            (events) =>
              events &&
              pageOfEvents(
                events.filter((event) => event.instance === instance.uid),
                args,
              ),
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

function wholeNumberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}
