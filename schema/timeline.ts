/** The timeline: observed transitions and CMF's events as one list in time order. */
import { instant } from '../src/history/time.ts';
import type {
  TimelineEntry as TimelineEntryModel,
  TimelineKind as TimelineKindName,
} from '../src/history/timeline.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { Instance } from './instance.ts';
import { Source } from './job-state.ts';
import { type Order, type PageArguments, pageOf } from './pagination.ts';
import { DateTime, dateTime } from './scalars.ts';
import { JobState } from './states.ts';

const TimelineKind = builder.enumType('TimelineKind', {
  description: 'What an entry of a timeline tells.',
  values: {
    JOB_STATE: { description: 'The job entered a state, or has none any more.' },
    DEPLOYMENT: { description: 'Another instance or job is deployed, in the same state.' },
    LIFECYCLE: { description: 'The operator is further, or not, with bringing the application to its spec.' },
    EXCEPTION: { description: 'The job threw.' },
    APPLICATION: { description: 'The application was created, updated, first seen, or is gone.' },
    OTHER: { description: 'Anything else that CMF recorded.' },
  } satisfies Record<TimelineKindName, object>,
});

const TimelineEntry = builder.objectRef<TimelineEntryModel>('TimelineEntry').implement({
  description: 'Something that happened to an application.',
  fields: (t) => ({
    kind: t.expose('kind', { type: TimelineKind, description: 'What it tells.' }),
    at: t.field({
      type: DateTime,
      description:
        "When it happened as far as is known: CMF's time when an event tells it, else when it was observed.",
      resolve: ({ at }) => rfc3339(at),
    }),
    observedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When the gateway saw it by comparing two reads; null when it knows it from events alone.',
      resolve: ({ observedAt }) => observedAt && rfc3339(observedAt),
    }),
    sources: t.field({
      type: [Source],
      description: 'How the gateway knows of it.',
      resolve: ({ sources }) => sources,
    }),
    instanceUid: t.exposeID('instance', {
      nullable: true,
      description: 'The UID of the instance it belongs to; null when that is not known.',
    }),
    count: t.exposeInt('count', {
      description:
        'How often it happened. Above 1 where CMF counts a recurring event without keeping the times between the first and the last.',
    }),
    jobId: t.exposeString('jobId', { nullable: true, description: "Flink's id of the job, where known." }),
    jobState: t.field({
      type: JobState,
      nullable: true,
      description: 'The state that the job entered, of a `JOB_STATE` entry.',
      resolve: ({ jobState }) => jobState?.state,
    }),
    jobStateRaw: t.string({
      nullable: true,
      description: 'The job state in the word that CMF sent.',
      resolve: ({ jobState }) => jobState?.raw,
    }),
    message: t.string({
      nullable: true,
      description: "CMF's words, where it recorded any.",
      resolve: ({ message }, _args, { redaction }) => redaction.text(message),
    }),
    exception: t.string({
      nullable: true,
      description: "The job's exception with its stack trace, of an `EXCEPTION` entry.",
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception),
    }),
    eventUid: t.exposeID('event', {
      nullable: true,
      description: "CMF's id of the event, when there is one.",
    }),
  }),
});

/** What the timeline holds is a time, but maybe not written as RFC 3339 asks. */
function rfc3339(time: string): string {
  return dateTime(time) ?? new Date(time).toISOString();
}

const TimelineEdge = builder.edgeObject({
  type: TimelineEntry,
  name: 'TimelineEdge',
  description: 'An entry and its position.',
});

const TimelineConnection = builder.connectionObject(
  { type: TimelineEntry, name: 'TimelineConnection', description: 'One page of a timeline.' },
  TimelineEdge,
);

const oldestFirst: Order<TimelineEntryModel> = {
  name: 'timeline',
  direction: 'ASC',
  key: ({ at }) => instant(at) ?? 0,
  identity: ({ event, isRecurrence, kind, instance, jobId, jobState }) =>
    (event && `${event}${isRecurrence ? ' again' : ''}`) ?? [kind, instance, jobId, jobState?.raw].join(' '),
};

function pageOfEntries(entries: readonly TimelineEntryModel[], args: PageArguments) {
  return pageOf(entries, args, oldestFirst);
}

const description =
  'oldest first; `last` gives the newest. Transitions that the gateway observed and events of CMF, also those that CMF has dropped since.';

builder.objectFields(Application, (t) => ({
  timeline: t.connection(
    {
      type: TimelineEntry,
      nullable: true,
      description: `What happened to it, ${description}`,
      resolve: async ({ value }, args, { loaders }) =>
        pageOfEntries(await loaders.timeline.load(value), args),
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
      description: `What happened to this instance, ${description}`,
      resolve: async ({ application, instance }, args, { loaders }) => {
        const entries = await loaders.timeline.load(application.value);
        return pageOfEntries(
          entries.filter((entry) => entry.instance === instance.uid),
          args,
        );
      },
    },
    TimelineConnection,
    TimelineEdge,
  ),
}));
