/** Parses an application event (v1alpha1) from the wire form to the domain type. */
import { z } from 'zod';
import type { JsonObject } from '../../json.ts';
import { count, freeForm, metadata, type Parse, part, required, text, time } from './fields.ts';
import { byNewest, isLater } from './time.ts';

/** One entry of CMF's event list of an application (v1alpha1). */
export interface ApplicationEvent {
  readonly uid: string;
  readonly createdAt: string | null;
  /** The number of occurrences, at least 1. CMF 2.4 and newer keep recurring events as one record (contract section 8). */
  readonly count: number;
  /** The first occurrence; `createdAt` when CMF does not count. */
  readonly firstAt: string | null;
  /** The last occurrence; `createdAt` when CMF does not count. */
  readonly lastAt: string | null;
  /** `INFO`, `WARNING` or an unknown value; null before CMF 2.4. */
  readonly severity: string | null;
  /** The cause, in CMF's own terms; null before CMF 2.4. */
  readonly reason: string | null;
  /** The instance it belongs to; null when CMF omits it. */
  readonly instance: string | null;
  /** `CMF_STATUS`, `CLUSTER_STATUS`, `JOB_STATUS` or a type added later. */
  readonly type: string;
  readonly message: string;
  /** `data.newStatus`: the state that was entered. */
  readonly newStatus: string | null;
  /** `data.exceptionString`: a job's exception with its stack trace. */
  readonly exception: string | null;
  readonly data: JsonObject | null;
}

/**
 * CMF's documentation does not specify the place: each of these fields may be in `metadata` or in `status`
 * (contract section 8).
 */
const recurrence = {
  count,
  firstTimestamp: time,
  firstSeen: time,
  lastTimestamp: time,
  lastSeen: time,
  severity: text,
  reason: text,
};

const eventData = part({ newStatus: text, exceptionString: text });

const event = z
  .object({
    metadata: part({ ...metadata, ...recurrence, flinkApplicationInstance: text }),
    status: part({ ...recurrence, type: text, message: text, data: freeForm }),
  })
  .transform(({ metadata, status }, context): ApplicationEvent => {
    const data = eventData.parse(status.data);
    return {
      uid: required(metadata.uid ?? metadata.name, context),
      createdAt: metadata.creationTimestamp,
      ...recurrenceOf(metadata, status),
      instance: metadata.flinkApplicationInstance,
      type: status.type ?? 'UNKNOWN',
      message: status.message ?? '',
      newStatus: data.newStatus,
      exception: data.exceptionString,
      data: status.data,
    };
  });

export const parseEvent: Parse<ApplicationEvent> = (wire) => event.parse(wire);

type Recurrence = z.infer<z.ZodObject<typeof recurrence>>;

function recurrenceOf(
  metadata: Recurrence & {
    readonly creationTimestamp: string | null;
    readonly updateTimestamp: string | null;
  },
  status: Recurrence,
): Pick<ApplicationEvent, 'count' | 'firstAt' | 'lastAt' | 'severity' | 'reason'> {
  const times = Math.max(1, status.count ?? metadata.count ?? 1);
  const first = [status.firstTimestamp, status.firstSeen, metadata.firstTimestamp, metadata.firstSeen];
  const last = [status.lastTimestamp, status.lastSeen, metadata.lastTimestamp, metadata.lastSeen];
  const firstAt = first.find((at) => at !== null) ?? metadata.creationTimestamp;
  // CMF rewrites the record with each occurrence, so its other fields are those of the last one.
  const writtenAt = times > 1 ? metadata.updateTimestamp : null;
  const lastAt = last.find((at) => at !== null) ?? writtenAt ?? metadata.creationTimestamp ?? firstAt;
  // A last time before the first is an error of CMF. The event occurred at both, so neither is dropped.
  const isReversed = isLater(firstAt, lastAt);
  return {
    count: times,
    firstAt: isReversed ? lastAt : firstAt,
    lastAt: isReversed ? firstAt : lastAt,
    severity: status.severity ?? metadata.severity,
    reason: status.reason ?? metadata.reason,
  };
}

/** One of the times at which an event occurred. */
export interface Occurrence {
  readonly event: ApplicationEvent;
  readonly at: string | null;
}

/** The occurrences whose times CMF keeps: the last and, when it is another one, the first. */
export function occurrencesOf(event: ApplicationEvent): readonly Occurrence[] {
  const last = { event, at: event.lastAt };
  return event.count > 1 && isLater(event.lastAt, event.firstAt)
    ? [last, { event, at: event.firstAt }]
    : [last];
}

/** True when `copy` is a later state of the record `known`: it occurred again since. */
export function isNewerCopy(copy: ApplicationEvent, known: ApplicationEvent): boolean {
  return (
    isLater(copy.lastAt, known.lastAt) || (copy.count > known.count && !isLater(known.lastAt, copy.lastAt))
  );
}

/** The newest copy of each record, newest first; of equal copies the later in the list. */
export function newestCopies(events: readonly ApplicationEvent[]): readonly ApplicationEvent[] {
  const newest = new Map<string, ApplicationEvent>();
  for (const event of events) {
    const known = newest.get(event.uid);
    if (!known || !isNewerCopy(known, event)) newest.set(event.uid, event);
  }
  return [...newest.values()].toSorted((a, b) => byNewest(a.lastAt, b.lastAt));
}
