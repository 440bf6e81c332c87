/** The timeline: observed transitions and events of CMF as one list, ordered by time. */
import { instant } from '../src/history/time.ts';
import type { TimelineKind as TimelineKindName } from '../src/history/timeline-entry.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { observationOf } from './history-loaders.ts';
import { Instance } from './instance.ts';
import { Source } from './job-state.ts';
import type { ObservedApplication, TimelineEntryModel } from './models.ts';
import { type Order, type PageArguments, pageOf } from './pagination.ts';
import { DateTime, dateTime, observedTime } from './scalars.ts';
import { JobState } from './states.ts';
import { InstanceCause } from './writes/cause.ts';

const TimelineKind = builder.enumType('TimelineKind', {
  description: 'The kind of a timeline entry.',
  values: {
    JOB_STATE: { description: 'The job entered a state, or no longer has one.' },
    DEPLOYMENT: { description: 'Another instance or job was deployed, in the same state.' },
    LIFECYCLE: { description: 'The lifecycle state of the application changed.' },
    EXCEPTION: { description: 'The job threw an exception.' },
    APPLICATION: { description: 'The application was created, updated, first observed or deleted.' },
    WRITE: { description: 'A mutation through this gateway that resulted in an instance.' },
    OTHER: { description: 'Anything else that CMF recorded.' },
  } satisfies Record<TimelineKindName, object>,
});

const TimelineEntry = builder.objectRef<TimelineEntryModel>('TimelineEntry').implement({
  description: 'A change or an event of an application.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TimelineKind, description: 'The kind of the entry.' }),
    at: t.field({
      type: DateTime,
      description: "The best known time: CMF's time if there is an event, else the time of observation.",
      resolve: ({ at }) => rfc3339(at),
    }),
    observedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When the gateway observed it by comparing two reads; null if only events contain it.',
      resolve: ({ observedAt }) => observedAt && rfc3339(observedAt),
    }),
    sources: t.field({
      type: [Source],
      description: 'The sources of the entry; empty for a `WRITE` entry.',
      resolve: ({ sources }) => sources,
    }),
    instanceUid: t.exposeID('instance', {
      nullable: true,
      description: 'The UID of the instance it belongs to; null if unknown.',
    }),
    count: t.exposeInt('count', {
      description:
        'The number of occurrences. It is above 1 if CMF counts a recurring event without the times between the first and the last occurrence.',
    }),
    cause: t.expose('cause', {
      type: InstanceCause,
      nullable: true,
      description: 'The caller that requested it, and the reason, for a `WRITE` entry.',
    }),
    jobId: t.exposeString('jobId', { nullable: true, description: 'The Flink job ID; null if unknown.' }),
    jobState: t.field({
      type: JobState,
      nullable: true,
      description: 'The state that the job entered, for a `JOB_STATE` entry.',
      resolve: ({ jobState }) => jobState?.state,
    }),
    jobStateRaw: t.string({
      nullable: true,
      description: 'The job state exactly as CMF sent it.',
      resolve: ({ jobState }) => jobState?.raw,
    }),
    message: t.string({
      nullable: true,
      description: 'The message of the CMF event, if any.',
      resolve: ({ message }, _args, { redaction }) => redaction.text(message),
    }),
    exception: t.string({
      nullable: true,
      description: 'The exception with its stack trace, for an `EXCEPTION` entry.',
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception),
    }),
    eventUid: t.exposeID('event', {
      nullable: true,
      description: 'The UID of the CMF event, if there is one.',
    }),
  }),
});

/** Times in the timeline are valid, but not always in RFC 3339 format. */
function rfc3339(time: string): string {
  return dateTime(time) ?? new Date(time).toISOString();
}

const TimelineEdge = builder.edgeObject({
  type: TimelineEntry,
  name: 'TimelineEdge',
  description: 'An entry and its position.',
});

const TimelineConnection = builder.connectionObject(
  {
    type: TimelineEntry,
    name: 'TimelineConnection',
    description: 'One page of a timeline.',
    fields: (t) => ({
      observedAt: t.field({
        type: DateTime,
        nullable: true,
        description:
          'When the gateway last read the application or its events from CMF, whichever is older; null if the events come only from the archive, because CMF does not respond.',
        resolve: ({ observation }) => observedTime(observation),
      }),
      stale: t.boolean({
        description:
          'True if entries may be missing because CMF does not respond: the copy of the application or of its events is outdated.',
        resolve: ({ observation }) => observation?.stale ?? false,
      }),
    }),
  },
  TimelineEdge,
);

const oldestFirst: Order<TimelineEntryModel> = {
  name: 'timeline',
  direction: 'ASC',
  key: ({ at }) => instant(at) ?? 0,
  identity: ({ event, isRecurrence, kind, instance, jobId, jobState }) =>
    (event && `${event}${isRecurrence ? ' again' : ''}`) ?? [kind, instance, jobId, jobState?.raw].join(' '),
};

/** `instance` selects the entries of one instance. */
async function pageOfTimeline(
  application: ObservedApplication,
  args: PageArguments,
  { loaders }: Context,
  instance?: string,
) {
  const timeline = await loaders.timeline.load(application.value);
  const { entries } = timeline;
  const own = instance === undefined ? entries : entries.filter((entry) => entry.instance === instance);
  return { ...pageOf(own, args, oldestFirst), observation: observationOf(application, timeline) };
}

const description =
  'oldest first; use `last` for the newest entries. Contains the transitions that the gateway observed and the events of CMF, including those that CMF has since dropped.';

builder.objectFields(Application, (t) => ({
  timeline: t.connection(
    {
      type: TimelineEntry,
      nullable: true,
      description: `Changes and events of this application, ${description}`,
      resolve: (application, args, context) => pageOfTimeline(application, args, context),
    },
    TimelineConnection,
    TimelineEdge,
  ),
}));

builder.objectFields(Instance, (t) => ({
  timeline: t.connection(
    {
      type: TimelineEntry,
      nullable: true,
      description: `Changes and events of this instance, ${description}`,
      resolve: ({ application, instance }, args, context) =>
        pageOfTimeline(application, args, context, instance.uid),
    },
    TimelineConnection,
    TimelineEdge,
  ),
}));
