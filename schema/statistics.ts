/** Statistics of a timeline: time in each state, restarts, the last failure. */
import type { JobState as JobStateName } from '../src/cmf/resources/states.ts';
import { statistics, type TimelineStatistics } from '../src/history/statistics.ts';
import { tenureEnd } from '../src/history/tenure.ts';
import { instant } from '../src/history/time.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { observationOf } from './history-loaders.ts';
import { Instance } from './instance.ts';
import type { InstanceOf, Observation, ObservedApplication } from './models.ts';
import { roleIn } from './role.ts';
import { DateTime, dateTime, observedTime } from './scalars.ts';
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

interface ObservedStatistics extends TimelineStatistics {
  readonly observation: Observation;
}

const JobStatistics = builder.objectRef<ObservedStatistics>('JobStatistics').implement({
  description: 'Statistics over the whole timeline.',
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
    observedAt: t.field({
      type: DateTime,
      nullable: true,
      description:
        'When the gateway last read the application or its events from CMF, whichever is older; null if the events come only from the archive, because CMF does not respond.',
      resolve: ({ observation }) => observedTime(observation),
    }),
    stale: t.boolean({
      description:
        'True if the statistics may be outdated because CMF does not respond: they are computed from an old copy.',
      resolve: ({ observation }) => observation.stale,
    }),
  }),
});

async function statisticsOf(
  application: ObservedApplication,
  { loaders }: Context,
): Promise<ObservedStatistics> {
  const timeline = await loaders.timeline.load(application.value);
  return { ...statistics(timeline.entries, Date.now()), observation: observationOf(application, timeline) };
}

async function statisticsIn(parent: InstanceOf, context: Context): Promise<ObservedStatistics> {
  const { application, instance } = parent;
  const timeline = await context.loaders.timeline.load(application.value);
  const own = timeline.entries.filter((entry) => entry.instance === instance.uid);
  const role = await roleIn(parent, context);
  // The last state of a terminated job ends with its deployment.
  const isGone = role === 'SUPERSEDED' || role === 'NEVER_DEPLOYED';
  const end = isGone ? instant(tenureEnd(instance, role)) : null;
  return { ...statistics(own, end ?? Date.now()), observation: observationOf(application, timeline) };
}

builder.objectFields(Application, (t) => ({
  statistics: t.field({
    type: JobStatistics,
    nullable: true,
    description: 'Statistics over the timeline of all instances.',
    resolve: (application, _args, context) => statisticsOf(application, context),
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
