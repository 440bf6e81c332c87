/** The role of an instance in its application, and how its job ended. */
import { type Completion as CompletionName, completionOf } from '../src/history/completion.ts';
import { type InstanceRole as RoleName, roleOf } from '../src/history/role.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { eventsOf } from './history-loaders.ts';
import { Instance } from './instance.ts';
import { type InstanceOf } from './models.ts';

const InstanceRole = builder.enumType('InstanceRole', {
  description:
    'The role of an instance in its application. The newest instance need not be deployed, and a deployed one need not run.',
  values: {
    CURRENT: { description: 'Deployed: its Flink cluster is the one that exists now.' },
    PENDING: { description: 'The newest instance, waiting for its deployment.' },
    SUPERSEDED: { description: 'Was deployed and has been replaced.' },
    NEVER_DEPLOYED: { description: 'Was replaced before it had a cluster.' },
    UNKNOWN: { description: 'CMF does not provide enough information.' },
  } satisfies Record<RoleName, object>,
});

const Completion = builder.enumType('Completion', {
  description: 'Whether the job of an instance has ended, and how.',
  values: {
    COMPLETED: { description: 'The job finished: it processed all of its input.' },
    FAILED: { description: 'The job failed. The operator may still restart it.' },
    CANCELED: { description: 'The job was cancelled in Flink, not by the operator.' },
    STOPPED_FOR_UPGRADE: { description: 'The job was stopped to deploy a newer instance.' },
    STOPPED_BY_SUSPEND: { description: 'The job was stopped because its application was suspended.' },
    RUNNING: { description: 'The job has not ended: it is starting, running or recovering.' },
    UNKNOWN: { description: 'No job was observed yet, or the cause of its end is unknown.' },
  } satisfies Record<CompletionName, object>,
});

export async function roleIn(
  { application: { value }, instance }: InstanceOf,
  { loaders }: Context,
): Promise<RoleName> {
  // The current instance needs no read of the other instances.
  if (instance.uid === value.currentInstance) return 'CURRENT';
  return roleOf(instance, await loaders.history.load(value));
}

async function completionIn(
  { application: { value }, instance }: InstanceOf,
  context: Context,
): Promise<CompletionName> {
  const { mirror, loaders, read } = context;
  const history = await loaders.history.load(value);
  const completion = completionOf(instance, history);
  const state = instance.jobState?.state;
  // Events can only prove that a job ended before it could be stopped.
  const mayHaveEndedBefore =
    (state === 'FINISHED' && completion !== 'COMPLETED') ||
    (state === 'CANCELED' && completion !== 'CANCELED');
  if (!mayHaveEndedBefore) return completion;
  const { events } = await eventsOf(value, history.memory, mirror, read);
  return completionOf(instance, { ...history, events });
}

builder.objectFields(Instance, (t) => ({
  role: t.field({
    type: InstanceRole,
    nullable: true,
    description: 'Its role in the application: deployed, pending, superseded or never deployed.',
    resolve: (parent, _args, context) => roleIn(parent, context),
  }),
  completion: t.field({
    type: Completion,
    nullable: true,
    description:
      'Whether its job has ended, and how. The state FINISHED alone is ambiguous: the operator also reports it when it stops a job. To wait for a batch job, subscribe to `jobStateChanged(instance:)` and read this field.',
    resolve: (parent, _args, context) => completionIn(parent, context),
  }),
}));
