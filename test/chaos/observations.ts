/**
 * The part of the oracle that starts from the polls: a value in the result of a query was observed, so each subscriber
 * to that application receives it, or a gap that covers it. This includes job ids, which CMF's events do not have.
 *
 * A gap covers what was observed during an outage if it came before the observing replica reconnected to Redis, or has
 * the reason `OUTAGE`. Observations that a process kept in memory until its end are not checked.
 *
 * A state is checked by its position among the states of the record, a job by its position among the jobs. A value that
 * occurs at several positions is not checked.
 */
import type { Observation } from './observer.ts';
import type { Received, ReceivedGap, SubscriberLog } from './received.ts';

/** An entry of the world's record. */
export interface RecordedJob {
  readonly environment: string;
  readonly application: string;
  readonly to: { readonly jobState: string | null; readonly jobId?: string | null } | null;
}

interface Facet {
  readonly name: string;
  readonly of: (value: { readonly jobState: string | null; readonly jobId?: string | null }) => string | null;
}

const facets: readonly Facet[] = [
  { name: 'state', of: ({ jobState }) => jobState },
  { name: 'job', of: ({ jobId }) => jobId ?? null },
];

/** A description of each observation that a subscriber should have received and did not. */
export function findUndelivered(
  record: readonly RecordedJob[],
  logs: readonly SubscriberLog[],
  observed: readonly Observation[],
): readonly string[] {
  const byApplication = Map.groupBy(observed, ({ application }) => application);
  const ofRecord = Map.groupBy(record, ({ environment, application }) => `${environment}/${application}`);
  return [...byApplication].flatMap(([application, observations]) =>
    facets.flatMap(({ name, of }) => {
      const places = placesOf((ofRecord.get(application) ?? []).map(({ to }) => to && of(to)));
      const kept = observations.filter(({ endedWithReplica }) => !endedWithReplica);
      const checked = [...Map.groupBy(kept, of)].flatMap(([value, equal]) => {
        const place = value === null ? undefined : places.get(value);
        if (value === null || place === undefined) return [];
        const isDuringOutage = equal.every((one) => one.isDuringOutage);
        const sharedAt = Math.min(...equal.map((one) => one.sharedAt ?? Number.POSITIVE_INFINITY));
        return [{ value, place, isDuringOutage, sharedAt }];
      });
      return logs.flatMap(({ subscriber, received }) =>
        undeliveredIn(segmentsOf(received, application, of), checked, places).map(
          (value) => `${subscriber}: lost: the observed ${name} ${value} of ${application}`,
        ),
      );
    }),
  );
}

/** The position of each value that has only one. Consecutive equal values count once. */
function placesOf(values: readonly (string | null)[]): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [place, value] of values.entries()) {
    if (value === null || value === values[place - 1]) continue;
    if (places.has(value)) repeated.add(value);
    places.set(value, place);
  }
  for (const value of repeated) places.delete(value);
  return places;
}

interface Segment {
  readonly values: string[];
  /** The gap after it; null for the last one. */
  endedBy: ReceivedGap | null;
}

interface Checked {
  readonly value: string;
  readonly place: number;
  /** True when no replica with Redis showed it. */
  readonly isDuringOutage: boolean;
  readonly sharedAt: number;
}

/** The received values from each gap to the next. */
function segmentsOf(received: readonly Received[], application: string, of: Facet['of']): readonly Segment[] {
  const segments: Segment[] = [{ values: [], endedBy: null }];
  for (const message of received) {
    if (message.kind === 'gap') {
      const ended = segments.at(-1);
      if (ended) ended.endedBy = message;
      segments.push({ values: [], endedBy: null });
    } else if (message.application === application) {
      const value = of({ jobState: message.to, jobId: message.jobId });
      if (value !== null) segments.at(-1)?.values.push(value);
    }
  }
  return segments;
}

function undeliveredIn(
  segments: readonly Segment[],
  checked: readonly Checked[],
  places: ReadonlyMap<string, number>,
): readonly string[] {
  return segments.flatMap(({ values, endedBy }) => {
    const reached = values.flatMap((value) => places.get(value) ?? []);
    if (reached.length === 0) return [];
    const from = Math.min(...reached);
    const to = endedBy === null ? Number.POSITIVE_INFINITY : Math.max(...reached);
    const delivered = new Set(values);
    return checked.flatMap(({ value, place, isDuringOutage, sharedAt }) => {
      const isCovered =
        endedBy !== null && isDuringOutage && (endedBy.reason === 'OUTAGE' || endedBy.at < sharedAt);
      return from < place && place < to && !delivered.has(value) && !isCovered ? [value] : [];
    });
  });
}
