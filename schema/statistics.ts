/** What a timeline adds up to: time in each state, restarts, the last failure. */
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
    description: 'How long a job was in a state, all times together.',
    fields: (t) => ({
      jobState: t.expose('state', { type: JobState, description: 'The state.' }),
      seconds: t.float({ description: 'Seconds, to the millisecond.', resolve: ({ ms }) => ms / 1000 }),
    }),
  });

const JobFailure = builder.objectRef<NonNullable<TimelineStatistics['lastFailure']>>('JobFailure').implement({
  description: 'A failure of a job.',
  fields: (t) => ({
    at: t.field({
      type: DateTime,
      description: 'When it happened, or was observed.',
      resolve: ({ at }) => dateTime(at) ?? new Date(at).toISOString(),
    }),
    message: t.string({
      nullable: true,
      description: "The exception's first line; null when none is known.",
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception)?.split('\n', 1)[0],
    }),
    exception: t.string({
      nullable: true,
      description: 'The exception with its stack trace; null when none is known.',
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception),
    }),
    instanceUid: t.exposeID('instance', {
      nullable: true,
      description: 'The UID of the instance whose job it was; null when that is not known.',
    }),
  }),
});

const JobStatistics = builder.objectRef<TimelineStatistics>('JobStatistics').implement({
  description: 'What a timeline adds up to, as far back as it reaches.',
  fields: (t) => ({
    currentJobState: t.field({
      type: JobState,
      nullable: true,
      description: 'The last state of the timeline; null when it has none.',
      resolve: ({ current }) => current?.state,
    }),
    timeInState: t.field({
      type: [TimeInState],
      description: 'Time spent in each state, the present one until now; the longest first.',
      resolve: ({ timeInState }) => timeInState,
    }),
    restarts: t.exposeInt('restarts', {
      description:
        'How often a job was restarted on its instance. Recovering the connection to the JobManager (RECONCILING) is no restart.',
    }),
    lastFailure: t.field({
      type: JobFailure,
      nullable: true,
      description: 'The newest failure or exception; null when there is none.',
      resolve: ({ lastFailure }) => lastFailure,
    }),
  }),
});

async function statisticsIn(parent: InstanceOf, context: Context): Promise<TimelineStatistics> {
  const { application, instance } = parent;
  const entries = await context.loaders.timeline.load(application.value);
  const own = entries.filter((entry) => entry.instance === instance.uid);
  const role = await roleIn(parent, context);
  // The last state of a job that is gone does not go on.
  const isGone = role === 'SUPERSEDED' || role === 'NEVER_DEPLOYED';
  const end = isGone ? instant(tenureEnd(instance, role)) : null;
  return statistics(own, end ?? Date.now());
}

builder.objectFields(Application, (t) => ({
  statistics: t.field({
    type: JobStatistics,
    nullable: true,
    description: 'What its timeline adds up to, over all of its instances.',
    resolve: async ({ value }, _args, { loaders }) =>
      statistics(await loaders.timeline.load(value), Date.now()),
  }),
}));

builder.objectFields(Instance, (t) => ({
  statistics: t.field({
    type: JobStatistics,
    nullable: true,
    description: 'What the timeline of this instance adds up to.',
    resolve: (parent, _args, context) => statisticsIn(parent, context),
  }),
}));
