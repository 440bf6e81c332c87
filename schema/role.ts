/** What an instance is to its application, and how its job ended. */
import { type Completion as CompletionName, completionOf } from '../src/history/completion.ts';
import { type InstanceRole as RoleName, roleOf } from '../src/history/role.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { eventsOf } from './history.ts';
import { Instance } from './instance.ts';
import { type InstanceOf } from './models.ts';

const InstanceRole = builder.enumType('InstanceRole', {
  description:
    'What an instance is to its application. Newest, deployed and running are three different things.',
  values: {
    CURRENT: { description: 'Deployed: its Flink cluster is the one that exists now.' },
    PENDING: { description: 'The newest, and waiting to be deployed.' },
    SUPERSEDED: { description: 'Was deployed once and has been replaced.' },
    NEVER_DEPLOYED: { description: 'Replaced before it got a cluster.' },
    UNKNOWN: { description: 'CMF does not tell enough to say.' },
  } satisfies Record<RoleName, object>,
});

const Completion = builder.enumType('Completion', {
  description: "Whether an instance's job is over, and how it ended.",
  values: {
    COMPLETED: { description: 'It finished of itself: all of its input was processed.' },
    FAILED: { description: 'It failed. The operator may still restart it.' },
    CANCELED: { description: 'It was cancelled in Flink, not by its operator.' },
    STOPPED_FOR_UPGRADE: { description: 'It was stopped to deploy a newer instance.' },
    STOPPED_BY_SUSPEND: { description: 'It was stopped because its application was suspended.' },
    RUNNING: { description: 'It is not over: starting, running or recovering.' },
    UNKNOWN: { description: 'No job of it has been seen (yet), or nothing explains its end.' },
  } satisfies Record<CompletionName, object>,
});

export async function roleIn(
  { application: { value }, instance }: InstanceOf,
  { loaders }: Context,
): Promise<RoleName> {
  // Known without asking for the other instances.
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
  // Events can only show of a job that was over before it could be stopped that it was not stopped.
  const mayHaveEndedBefore =
    (state === 'FINISHED' && completion !== 'COMPLETED') ||
    (state === 'CANCELED' && completion !== 'CANCELED');
  if (!mayHaveEndedBefore) return completion;
  return completionOf(instance, { ...history, events: await eventsOf(value, history.memory, mirror, read) });
}

builder.objectFields(Instance, (t) => ({
  role: t.field({
    type: InstanceRole,
    nullable: true,
    description: 'What it is to its application now.',
    resolve: (parent, _args, context) => roleIn(parent, context),
  }),
  completion: t.field({
    type: Completion,
    nullable: true,
    description:
      'Whether its job is over, and how it ended. FINISHED alone does not tell: the operator also records it when it stops a job. Subscribe to `jobStateChanged(instance:)` and read this to wait for a batch job.',
    resolve: (parent, _args, context) => completionIn(parent, context),
  }),
}));
