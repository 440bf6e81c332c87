/** An exception of a job, with its root cause and its logs. */
import type { Application } from '../../src/cmf/resources/application.ts';
import type { JobException as JobExceptionModel } from '../../src/flink/resources/exceptions.ts';
import { builder } from '../builder.ts';
import { type Context, unnamed } from '../context.ts';
import { loadInstance } from '../instance.ts';
import { InstanceLogs, type Logs, logsOf } from '../logs.ts';
import { DateTime, instant } from '../scalars.ts';

interface ExceptionOf {
  readonly application: Application;
  readonly exception: JobExceptionModel;
}

export const JobException = builder.objectRef<ExceptionOf>('JobException');

JobException.implement({
  description: 'A failure of a job, or of one of its tasks.',
  fields: (t) => ({
    at: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it happened.',
      resolve: ({ exception }) => exception.at,
    }),
    name: t.string({
      nullable: true,
      description: 'The class of the exception, such as `java.lang.IllegalStateException`.',
      resolve: ({ exception }) => exception.name,
    }),
    message: t.string({
      nullable: true,
      description: 'The first line of the stack trace.',
      resolve: ({ exception }) => exception.message,
    }),
    rootCause: t.string({
      nullable: true,
      description:
        'The innermost "Caused by" of the stack trace, in one line. Equals `message` if there is none.',
      resolve: ({ exception }) => exception.rootCause,
    }),
    task: t.string({
      nullable: true,
      description:
        'The task that failed, with the number of its subtask and of its attempt; null if the job itself failed.',
      resolve: ({ exception }) => exception.task,
    }),
    endpoint: t.string({
      nullable: true,
      description: 'Host and port of the TaskManager that ran the task.',
      resolve: ({ exception }) => exception.endpoint,
    }),
    taskManagerId: t.string({
      nullable: true,
      description: 'The ID of the TaskManager that ran the task; on Kubernetes, the name of its pod.',
      resolve: ({ exception }) => exception.taskManagerId,
    }),
    stackTrace: t.string({
      nullable: true,
      description: 'The stack trace. If it is longer than 64 KB, lines in the middle are omitted.',
      resolve: ({ exception }) => exception.stackTrace,
    }),
    concurrent: t.field({
      type: [JobException],
      description: 'Further exceptions of the same failure, from other tasks.',
      resolve: ({ application, exception }) =>
        exception.concurrent.map((other) => ({ application, exception: other })),
    }),
    logs: t.field({
      type: InstanceLogs,
      nullable: true,
      description:
        'How to find the logs of the instance around the time of the exception, with a margin of five minutes.',
      resolve: (parent, _args, context) => logsAround(parent, context),
    }),
  }),
});

async function logsAround(
  { application: { environment, name, currentInstance }, exception }: ExceptionOf,
  context: Context,
): Promise<Logs | null> {
  if (currentInstance === null) return null;
  const application = await context.mirror.application(environment, name, unnamed(context.read));
  const instance = application && (await loadInstance(application, currentInstance, context));
  return instance && logsOf(instance, context, instant(exception.at));
}
