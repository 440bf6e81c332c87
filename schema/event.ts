/** The events that CMF records for an application (v1alpha1). */
import type { ApplicationEvent } from '../src/cmf/resources/event.ts';
import type { Observed } from '../src/mirror/reads-interface.ts';
import { builder } from './builder.ts';
import { type Order, type PageArguments, pageOf } from './pagination.ts';
import { DateTime, dateTime, instant, Json, observedTime } from './scalars.ts';

export const Event = builder.objectRef<ApplicationEvent>('ApplicationEvent').implement({
  description:
    'An event that CMF recorded for an application. By default CMF keeps the newest 100 of each application.',
  fields: (t) => ({
    uid: t.exposeID('uid', { description: 'The UID of the event.' }),
    createdAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When CMF recorded it.',
      resolve: ({ createdAt }) => dateTime(createdAt),
    }),
    severity: t.exposeString('severity', {
      nullable: true,
      description: '`INFO`, `WARNING`, or another severity of newer CMF versions; null before CMF 2.4.',
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: "CMF's machine-readable name of the cause; null before CMF 2.4.",
    }),
    count: t.exposeInt('count', {
      description:
        'The number of occurrences. CMF 2.4 and newer keep a recurring event as one record; in earlier versions it is always 1. Occurrences between the first and the last have no time. Those that no poll observed are not in `jobStateChanged`.',
    }),
    firstAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'The time of the first occurrence.',
      resolve: ({ firstAt }) => dateTime(firstAt),
    }),
    lastAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'The time of the last occurrence. Events are sorted by it.',
      resolve: ({ lastAt }) => dateTime(lastAt),
    }),
    type: t.exposeString('type', {
      description:
        '`CMF_STATUS` (created, updated), `CLUSTER_STATUS` (lifecycle), `JOB_STATUS` (job state), or another type of newer CMF versions.',
    }),
    message: t.string({
      description: 'The message of the event.',
      resolve: ({ message }, _args, { redaction }) => redaction.text(message),
    }),
    instanceUid: t.exposeID('instance', {
      nullable: true,
      description: 'The UID of the instance it belongs to; null if CMF does not send it.',
    }),
    newStatus: t.exposeString('newStatus', {
      nullable: true,
      description: 'The new state, if the event is a change of state.',
    }),
    exception: t.string({
      nullable: true,
      description: 'The exception of the job with its stack trace, if the event is one.',
      resolve: ({ exception }, _args, { redaction }) => redaction.text(exception),
    }),
    data: t.field({
      type: Json,
      nullable: true,
      description: 'The data of the event, as CMF sent it.',
      resolve: ({ data }, _args, { redaction }) => redaction.json(data),
    }),
  }),
});

export const EventEdge = builder.edgeObject({
  type: Event,
  name: 'ApplicationEventEdge',
  description: 'An event and its position.',
});

export const EventConnection = builder.connectionObject(
  {
    type: Event,
    name: 'ApplicationEventConnection',
    description: 'One page of events.',
    fields: (t) => ({
      observedAt: t.field({
        type: DateTime,
        nullable: true,
        description: 'When the gateway last read the events from CMF; null if unknown.',
        resolve: ({ observation }) => observedTime(observation),
      }),
      stale: t.boolean({
        description: 'True if this is an outdated copy because CMF does not respond.',
        resolve: ({ observation }) => observation?.stale ?? false,
      }),
    }),
  },
  EventEdge,
);

const newestFirst: Order<ApplicationEvent> = {
  name: 'event',
  direction: 'DESC',
  key: ({ lastAt }) => instant(lastAt) ?? -1,
  identity: ({ uid }) => uid,
};

/** `instance` selects the events of one instance. */
export function pageOfEvents(
  { value, observedAt, stale }: Observed<readonly ApplicationEvent[]>,
  args: PageArguments,
  instance?: string,
) {
  const events = instance === undefined ? value : value.filter((event) => event.instance === instance);
  return { ...pageOf(events, args, newestFirst), observation: { observedAt, stale } };
}
