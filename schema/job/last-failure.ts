/** The last failure of the job of an instance, archived while its cluster existed. */
import type { InstanceFailure as InstanceFailureModel } from '../../src/archive/storage.ts';
import { builder } from '../builder.ts';
import { Instance } from '../instance.ts';
import { DateTime, dateTime, int32 } from '../scalars.ts';

type CheckpointBefore = NonNullable<InstanceFailureModel['checkpointBefore']>;

const FailureCheckpoint = builder.objectRef<CheckpointBefore>('FailureCheckpoint').implement({
  description: 'The last checkpoint that completed before a failure: a job can be restored from it.',
  fields: (t) => ({
    number: t.exposeFloat('number', {
      nullable: true,
      description: "Flink's ID of the checkpoint: a number that increases within the job.",
    }),
    triggeredAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it started.',
      resolve: ({ triggeredAt }) => dateTime(triggeredAt),
    }),
    location: t.string({
      nullable: true,
      description: 'The path where it is stored. Flink may have deleted it.',
      resolve: ({ location }, _args, { redaction }) => redaction.text(location),
    }),
  }),
});

const InstanceFailure = builder.objectRef<InstanceFailureModel>('InstanceFailure').implement({
  description: 'The last failure of the job of an instance, with its cause.',
  fields: (t) => ({
    at: t.field({
      type: DateTime,
      nullable: true,
      description: 'When Flink recorded the exception.',
      resolve: ({ at }) => dateTime(at),
    }),
    message: t.string({
      nullable: true,
      description: 'The first line of the stack trace.',
      resolve: ({ message }, _args, { redaction }) => redaction.text(message),
    }),
    rootCause: t.string({
      nullable: true,
      description: 'The innermost cause of the stack trace, in one line.',
      resolve: ({ rootCause }, _args, { redaction }) => redaction.text(rootCause),
    }),
    task: t.string({
      nullable: true,
      description: 'The task that threw it; null if it was not thrown by a task.',
      resolve: ({ task }, _args, { redaction }) => redaction.text(task),
    }),
    count: t.int({
      nullable: true,
      description: 'The number of restarts of the job after failures until this failure; null if unknown.',
      resolve: ({ count }) => int32(count),
    }),
    checkpointBefore: t.expose('checkpointBefore', {
      type: FailureCheckpoint,
      nullable: true,
      description:
        'The last checkpoint that completed before the failure; a later one if Flink no longer listed it at the read of the gateway. Null if there was none, or if it is unknown.',
    }),
  }),
});

builder.objectFields(Instance, (t) => ({
  lastFailure: t.field({
    type: InstanceFailure,
    nullable: true,
    description:
      'The last failure of the job of this instance. The gateway reads it from Flink when it observes that the job enters FAILING, RESTARTING or FAILED, and keeps it after the cluster is gone. Null if it observed no failure, or if the JobManager did not respond at that time.',
    resolve: async ({ application, instance }, _args, { loaders }) => {
      const { failures } = await loaders.memory.load(application.value);
      return failures.get(instance.uid);
    },
  }),
}));
