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
  description: 'A Flink application that CMF manages: its spec, and the status of its deployed instance.',
  id: {
    resolve: ({ value }) => keyOf(value.environment, value.name),
    description: 'Opaque and globally unique; the argument of `node(id:)`.',
  },
  loadWithoutCache: (key, { mirror, read }) => {
    const [environment = '', name = ''] = parseKey('Application', key);
    return mirror.application(environment, name, unnamed(read));
  },
  fields: (t) => ({
    name: t.string({
      description: 'The name of the application, unique in its environment.',
      resolve: ({ value }) => value.name,
    }),
    environmentName: t.string({
      description: 'The name of the environment.',
      resolve: ({ value }) => value.environment,
    }),
    environment: t.field({
      type: Environment,
      nullable: true,
      description: 'The environment of the application.',
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
      description: 'The time of the last change of its spec or its status, whichever is later.',
      resolve: ({ value }) => dateTime(value.updatedAt),
    }),
    labels: t.field({
      type: Json,
      description: 'The labels, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.labels),
    }),
    annotations: t.field({
      type: Json,
      description: 'The annotations, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.annotations),
    }),
    desiredState: t.field({
      type: DesiredState,
      nullable: true,
      description: 'The desired state of the job (`spec.job.state`).',
      resolve: ({ value }) => value.desiredState?.state,
    }),
    desiredStateRaw: t.string({
      nullable: true,
      description: 'The desired state exactly as CMF sent it.',
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
      description: 'The upgrade mode exactly as CMF sent it.',
      resolve: ({ value }) => value.upgradeMode?.raw,
    }),
    image: t.string({
      nullable: true,
      description: 'The container image in the spec of the application itself.',
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.image),
    }),
    flinkVersion: t.string({
      nullable: true,
      description: 'The Flink version in the spec of the application itself, such as `v1_20`.',
      resolve: ({ value }) => value.flinkVersion,
    }),
    parallelism: t.int({
      nullable: true,
      description: 'The parallelism in the spec of the application itself.',
      resolve: ({ value }) => value.parallelism,
    }),
    jobState: t.field({
      type: JobState,
      nullable: true,
      description: 'The last observed state of the deployed Flink job; null if none was observed yet.',
      resolve: ({ value }) => value.jobState?.state,
    }),
    jobStateRaw: t.string({
      nullable: true,
      description: 'The job state exactly as CMF sent it.',
      resolve: ({ value }) => value.jobState?.raw,
    }),
    jobId: t.string({
      nullable: true,
      description: 'The Flink job ID of the deployed job.',
      resolve: ({ value }) => value.jobId,
    }),
    lifecycleState: t.field({
      type: LifecycleState,
      nullable: true,
      description:
        'The lifecycle state that the Flink Kubernetes Operator reports. It is independent of the job state.',
      resolve: ({ value }) => value.lifecycleState?.state,
    }),
    lifecycleStateRaw: t.string({
      nullable: true,
      description: 'The lifecycle state exactly as CMF sent it.',
      resolve: ({ value }) => value.lifecycleState?.raw,
    }),
    error: t.string({
      nullable: true,
      description: 'The last error that the operator reported.',
      resolve: ({ value }, _args, { redaction }) => redaction.text(value.error),
    }),
    spec: t.field({
      type: Json,
      nullable: true,
      description:
        'The spec of the application itself, without the defaults of the environment. `Instance.effectiveSpec` is what CMF deploys.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.spec),
    }),
    status: t.field({
      type: Json,
      nullable: true,
      description: 'The whole status, as CMF sent it.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.status),
    }),
    events: t.connection(
      {
        type: Event,
        nullable: true,
        description:
          'The events that CMF recorded for the application, newest first; null if CMF has no events (before 2.0).',
        resolve: ({ value }, args, { mirror, read }) =>
          mapMaybe(mirror.events(value, read), (events) => events && pageOfEvents(events, args)),
      },
      EventConnection,
      EventEdge,
    ),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway last read it from CMF.',
      resolve: ({ observedAt }) => new Date(observedAt).toISOString(),
    }),
    stale: t.boolean({
      description: 'True if this is an outdated copy because CMF does not respond.',
      resolve: ({ stale }) => stale,
    }),
  }),
});

builder.queryField('application', (t) =>
  t.field({
    type: Application,
    nullable: true,
    description: 'The application with this environment and name; null if it does not exist.',
    args: {
      environment: t.arg.string({ required: true, description: 'The name of the environment.' }),
      name: t.arg.string({ required: true, description: 'The name of the application.' }),
    },
    resolve: (_root, { environment, name }, { mirror, read }) => mirror.application(environment, name, read),
  }),
);
