/** An application: the type, and the query for one. */
import { mapMaybe } from '../src/maybe-promise.ts';
import { builder } from './builder.ts';
import { unnamed } from './context.ts';
import { Environment } from './environment.ts';
import { Event, EventConnection, EventEdge, pageOfEvents } from './event.ts';
import { keyOf, parseKey } from './id.ts';
import type { ObservedApplication } from './models.ts';
import { DateTime, dateTime, Json } from './scalars.ts';
import { DesiredState, JobState, LifecycleState, UpgradeMode } from './states.ts';

export const Application = builder.objectRef<ObservedApplication>('Application');

builder.node(Application, {
  description:
    'A Flink application that CMF manages: what was asked for, and how its deployed instance is doing.',
  id: {
    resolve: ({ value }) => keyOf(value.environment, value.name),
    description: 'Opaque, unique among all types.',
  },
  loadWithoutCache: (key, { mirror, read }) => {
    const [environment = '', name = ''] = parseKey('Application', key);
    return mirror.application(environment, name, unnamed(read));
  },
  fields: (t) => ({
    name: t.string({
      description: 'Its name, unique in its environment.',
      resolve: ({ value }) => value.name,
    }),
    environmentName: t.string({
      description: 'The name of its environment.',
      resolve: ({ value }) => value.environment,
    }),
    environment: t.field({
      type: Environment,
      nullable: true,
      description: 'Its environment.',
      resolve: ({ value }, _args, { mirror, read }) => mirror.environment(value.environment, read),
    }),
    createdAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it was created.',
      resolve: ({ value }) => dateTime(value.createdAt),
    }),
    updatedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When its spec or its status last changed, whichever is later.',
      resolve: ({ value }) => dateTime(value.updatedAt),
    }),
    labels: t.field({
      type: Json,
      description: 'Its labels, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.labels),
    }),
    annotations: t.field({
      type: Json,
      description: 'Its annotations, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.annotations),
    }),
    desiredState: t.field({
      type: DesiredState,
      nullable: true,
      description: 'What its spec asks of the job (`spec.job.state`).',
      resolve: ({ value }) => value.desiredState?.state,
    }),
    desiredStateRaw: t.string({
      nullable: true,
      description: 'The desired state in the word that CMF sent.',
      resolve: ({ value }) => value.desiredState?.raw,
    }),
    upgradeMode: t.field({
      type: UpgradeMode,
      nullable: true,
      description: 'How a running job is replaced when the spec changes (`spec.job.upgradeMode`).',
      resolve: ({ value }) => value.upgradeMode?.state,
    }),
    upgradeModeRaw: t.string({
      nullable: true,
      description: 'The upgrade mode in the word that CMF sent.',
      resolve: ({ value }) => value.upgradeMode?.raw,
    }),
    image: t.string({
      nullable: true,
      description: 'The container image that its own spec names.',
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.image),
    }),
    flinkVersion: t.string({
      nullable: true,
      description: 'The Flink version that its own spec names, such as `v1_20`.',
      resolve: ({ value }) => value.flinkVersion,
    }),
    parallelism: t.int({
      nullable: true,
      description: 'The parallelism that its own spec asks for.',
      resolve: ({ value }) => value.parallelism,
    }),
    jobState: t.field({
      type: JobState,
      nullable: true,
      description: 'The last observed state of the deployed Flink job; null before the first.',
      resolve: ({ value }) => value.jobState?.state,
    }),
    jobStateRaw: t.string({
      nullable: true,
      description: 'The job state in the word that CMF sent.',
      resolve: ({ value }) => value.jobState?.raw,
    }),
    jobId: t.string({
      nullable: true,
      description: "Flink's id of the deployed job.",
      resolve: ({ value }) => value.jobId,
    }),
    lifecycleState: t.field({
      type: LifecycleState,
      nullable: true,
      description:
        'How far the operator is with bringing the application to its spec. Separate from the job state.',
      resolve: ({ value }) => value.lifecycleState?.state,
    }),
    lifecycleStateRaw: t.string({
      nullable: true,
      description: 'The lifecycle state in the word that CMF sent.',
      resolve: ({ value }) => value.lifecycleState?.raw,
    }),
    error: t.string({
      nullable: true,
      description: "The operator's last error.",
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.error),
    }),
    spec: t.field({
      type: Json,
      nullable: true,
      description:
        "Its own spec, without the environment's defaults. What really runs is an instance's `effectiveSpec`.",
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.spec),
    }),
    status: t.field({
      type: Json,
      nullable: true,
      description: 'Its whole status, as CMF sent it.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.status),
    }),
    events: t.connection(
      {
        type: Event,
        nullable: true,
        description: 'What CMF recorded about it, newest first; null where CMF has no events (before 2.0).',
        resolve: ({ value }, args, { mirror, read }) =>
          mapMaybe(mirror.events(value, read), (events) => events && pageOfEvents(events, args)),
      },
      EventConnection,
      EventEdge,
    ),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway last asked CMF for it.',
      resolve: ({ observedAt }) => new Date(observedAt).toISOString(),
    }),
    stale: t.boolean({
      description: 'True when this is an old copy, because CMF does not answer.',
      resolve: ({ stale }) => stale,
    }),
  }),
});

builder.queryField('application', (t) =>
  t.field({
    type: Application,
    nullable: true,
    description: 'One application by its names; null when there is none.',
    args: {
      environment: t.arg.string({ required: true, description: 'The name of its environment.' }),
      name: t.arg.string({ required: true, description: 'Its name.' }),
    },
    resolve: (_root, { environment, name }, { mirror, read }) => mirror.application(environment, name, read),
  }),
);
