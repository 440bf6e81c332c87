/** Statistics of a timeline: time in each state, restarts, the last failure. */
import type { JobState as JobStateName } from '../src/cmf/resources/states.ts';
import { statistics, type TimelineStatistics } from '../src/history/statistics.ts';
import { tenureEnd } from '../src/history/tenure.ts';
import { instant } from '../src/history/time.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Instance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { roleIn } from './role.ts';
import { DateTime, dateTime } from './scalars.ts';
import { JobState } from './states.ts';

const TimeInState = builder
  .objectRef<{ readonly state: JobStateName; readonly ms: number }>('TimeInState')
  .implement({
    description: 'The total time that a job spent in one state.',
    fields: (t) => ({
      jobState: t.expose('state', { type: JobState, description: 'The job state.' }),
      seconds: t.float({
        description: 'The time in seconds, with millisecond precision.',
        resolve: ({ ms }) => ms / 1000,
      }),
    }),
  });

const JobFailure = builder.objectRef<NonNullable<TimelineStatistics['lastFailure']>>('JobFailure').implement({
  description: 'A failure of a job.',
  fields: (t) => ({
    at: t.field({
      type: DateTime,
      description: 'When it happened, or when it was observed.',
      resolve: ({ at }) => dateTime(at) ?? new Date(at).toISOString(),
    }),
    message: t.string({
      nullable: true,
      description: 'The first line of the exception; null if unknown.',
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception)?.split('\n', 1)[0],
    }),
    exception: t.string({
      nullable: true,
      description: 'The exception with its stack trace; null if unknown.',
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception),
    }),
    instanceUid: t.exposeID('instance', {
      nullable: true,
      description: 'The UID of the instance of the job; null if unknown.',
    }),
  }),
});

const JobStatistics = builder.objectRef<TimelineStatistics>('JobStatistics').implement({
  description: 'Statistics over a timeline, as far back as it reaches.',
  fields: (t) => ({
    currentJobState: t.field({
      type: JobState,
      nullable: true,
      description: 'The last job state of the timeline; null if it has none.',
      resolve: ({ current }) => current?.state,
    }),
    timeInState: t.field({
      type: [TimeInState],
      description: 'The time spent in each state, longest first. The current state counts until now.',
      resolve: ({ timeInState }) => timeInState,
    }),
    restarts: t.exposeInt('restarts', {
      description:
        'The number of restarts of a job within its instance. Recovering the connection to the JobManager (RECONCILING) does not count.',
    }),
    lastFailure: t.field({
      type: JobFailure,
      nullable: true,
      description: 'The newest failure or exception; null if there is none.',
      resolve: ({ lastFailure }) => lastFailure,
    }),
  }),
});

async function statisticsIn(parent: InstanceOf, context: Context): Promise<TimelineStatistics> {
  const { application, instance } = parent;
  const entries = await context.loaders.timeline.load(application.value);
  const own = entries.filter((entry) => entry.instance === instance.uid);
  const role = await roleIn(parent, context);
  // The last state of a terminated job ends with its deployment.
  const isGone = role === 'SUPERSEDED' || role === 'NEVER_DEPLOYED';
  const end = isGone ? instant(tenureEnd(instance, role)) : null;
  return statistics(own, end ?? Date.now());
}

builder.objectFields(Application, (t) => ({
  statistics: t.field({
    type: JobStatistics,
    nullable: true,
    description: 'Statistics over the timeline of all instances.',
    resolve: async ({ value }, _args, { loaders }) =>
      statistics(await loaders.timeline.load(value), Date.now()),
  }),
}));

builder.objectFields(Instance, (t) => ({
  statistics: t.field({
    type: JobStatistics,
    nullable: true,
    description: 'Statistics over the timeline of this instance.',
    resolve: (parent, _args, context) => statisticsIn(parent, context),
  }),
}));
