/** The running job of an application: the type, and the fields that return it. */
import type { Application as ApplicationModel } from '../../src/cmf/resources/application.ts';
import type { RunningJob } from '../../src/flink/jobs.ts';
import { Application } from '../application.ts';
import { builder } from '../builder.ts';
import { type Context, unnamed } from '../context.ts';
import { publicError } from '../errors.ts';
import { Instance } from '../instance.ts';
import { defaultPageSize, pageSize } from '../pagination.ts';
import { DateTime } from '../scalars.ts';
import { JobState } from '../states.ts';
import { JobCheckpoints } from './checkpoints.ts';
import { flinkCall } from './cost.ts';
import { JobException } from './exceptions.ts';
import { JobMetric } from './metrics.ts';
import { JobVertex } from './vertices.ts';

const maxNames = 100;

interface JobOf {
  readonly application: ApplicationModel;
  readonly running: RunningJob;
}

const FlinkJob = builder.objectRef<JobOf>('FlinkJob').implement({
  description:
    'A running job, read from its JobManager at most 2 seconds ago. The states of `Application` and `Instance` are the last ones that CMF observed, so they may differ for a short time.',
  fields: (t) => ({
    id: t.id({
      description: 'The Flink job ID.',
      resolve: ({ running: { details } }) => details.id,
    }),
    name: t.string({
      description: 'The name of the job; its ID if Flink does not send it.',
      resolve: ({ running: { details } }) => details.name ?? details.id,
    }),
    state: t.field({
      type: JobState,
      description: 'The current state.',
      resolve: ({ running: { details } }) => details.state?.state ?? 'UNKNOWN',
    }),
    stateRaw: t.string({
      nullable: true,
      description: 'The state exactly as Flink sent it.',
      resolve: ({ running: { details } }) => details.state?.raw,
    }),
    startedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When the job started. Restarts do not change it.',
      resolve: ({ running: { details } }) => details.startedAt,
    }),
    endedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When the job ended; null if it has not ended.',
      resolve: ({ running: { details } }) => details.endedAt,
    }),
    restarts: t.int({
      nullable: true,
      extensions: flinkCall,
      description: 'The number of restarts of the job after failures since its JobManager started.',
      resolve: ({ running }) => running.restarts(),
    }),
    flinkVersion: t.string({
      nullable: true,
      extensions: flinkCall,
      description: 'The version of Flink that runs the job, such as `1.20.1`.',
      resolve: ({ running }) => running.flinkVersion(),
    }),
    exceptions: t.field({
      type: [JobException],
      nullable: true,
      extensions: flinkCall,
      description:
        'The failures of the job, newest first. Flink keeps 16 by default (`web.exception-history-size`).',
      args: {
        first: t.arg.int({
          defaultValue: defaultPageSize,
          description: 'The maximum number of exceptions, 1 to 100.',
        }),
      },
      resolve: async ({ application, running }, args) => {
        const size = pageSize(args).size;
        const exceptions = await running.exceptions();
        return exceptions.slice(0, size).map((exception) => ({ application, exception }));
      },
    }),
    checkpoints: t.field({
      type: JobCheckpoints,
      nullable: true,
      extensions: flinkCall,
      description: 'The checkpoints of the job; null for a job without them, such as a batch job.',
      resolve: async ({ running }) => {
        const checkpoints = await running.checkpoints();
        return checkpoints && { checkpoints, running };
      },
    }),
    vertices: t.field({
      type: [JobVertex],
      description: 'The operators of the job, chained as Flink runs them, from the sources to the sinks.',
      resolve: ({ running }) => running.details.vertices.map((vertex) => ({ vertex, running })),
    }),
    metrics: t.field({
      type: [JobMetric],
      nullable: true,
      extensions: flinkCall,
      description: 'Metrics of the job by name, in the order of `names`.',
      args: {
        names: t.arg.stringList({
          required: true,
          description:
            'Names of metrics of the job, such as `uptime` or `numberOfFailedCheckpoints`, at most 100.',
        }),
      },
      resolve: async ({ running }, { names }) => {
        if (names.length > maxNames) {
          throw publicError('BAD_USER_INPUT', `\`names\` must hold at most ${maxNames} names.`);
        }
        const metrics = await running.metrics(names);
        return names.map((name) => ({ name, value: metrics.get(name) ?? null }));
      },
    }),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway read the job from Flink.',
      resolve: ({ running }) => new Date(running.observedAt).toISOString(),
    }),
  }),
});

/**
 * Reads the application again. In forward mode this checks that the caller may see it, and CMF requires the same
 * right for its job.
 */
async function jobOf(
  { environment, name }: ApplicationModel,
  { mirror, flink, read }: Context,
): Promise<JobOf | null> {
  const visible = await mirror.application(environment, name, unnamed(read));
  if (!visible) return null;
  const running = await flink.find(visible.value, read);
  return running && { application: visible.value, running };
}

const description =
  'read from its JobManager through CMF; null if it has no cluster. A JobManager that does not respond makes this field null with the error `FLINK_UNREACHABLE`; all other fields are unaffected.';

builder.objectFields(Application, (t) => ({
  job: t.field({
    type: FlinkJob,
    nullable: true,
    extensions: flinkCall,
    description: `The running job of the deployed instance, ${description}`,
    resolve: ({ value }, _args, context) => jobOf(value, context),
  }),
}));

builder.objectFields(Instance, (t) => ({
  job: t.field({
    type: FlinkJob,
    nullable: true,
    extensions: flinkCall,
    description: `The running job of this instance, ${description} Also null for an instance that is not the deployed one.`,
    resolve: ({ application, instance }, _args, context) =>
      instance.uid === application.value.currentInstance ? jobOf(application.value, context) : null,
  }),
}));
