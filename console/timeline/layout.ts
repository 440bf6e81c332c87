/**
 * The layout of a timeline: entries and instances become lanes with segments and marks. Newest instance first.
 *
 * A job keeps its state until the next entry of its instance. No state is assumed before the first entry: until then
 * the instance waits for its cluster. If no entry is known but CMF reports a state, the segment is `assumed`.
 */
import { markOf, savepointMark } from './marks.ts';
import type { Entry, Lane, Mark, Segment, TimelineInstance, TimelineSavepoint } from './model.ts';

export interface TimelineData {
  /** Oldest first. */
  readonly entries: readonly Entry[];
  /** In any order. */
  readonly instances: readonly TimelineInstance[];
  readonly savepoints: readonly TimelineSavepoint[];
}

export function lanesOf(data: TimelineData, now: number): readonly Lane[] {
  const entries = Map.groupBy(data.entries, ({ instanceUid }) => instanceUid);
  const instances = data.instances.toSorted((one, other) => createdAt(one) - createdAt(other));
  const lanes = instances.map((instance, index) =>
    laneOf(instance, entries.get(instance.uid) ?? [], startOfNext(instances, index), now),
  );
  const known = new Set<string | null>(instances.map(({ uid }) => uid));
  const others = data.entries.filter(({ instanceUid }) => !known.has(instanceUid)).map(markOf);
  return withSavepoints(lanes, others, data.savepoints, now);
}

/** A savepoint belongs to the job that ran when it was taken. */
function withSavepoints(
  lanes: readonly Lane[],
  others: readonly Mark[],
  savepoints: readonly TimelineSavepoint[],
  now: number,
): readonly Lane[] {
  const marks = savepoints.map(savepointMark).filter((mark) => mark !== null);
  const byLane = Map.groupBy(marks, ({ at }) =>
    lanes.findLast(({ segments }) =>
      segments.some(({ kind, from, to }) => kind !== 'waiting' && from <= at && at <= to),
    ),
  );
  const filled = lanes.map((lane) => {
    const added = byLane.get(lane);
    return added ? { ...lane, marks: sorted([...lane.marks, ...added]) } : lane;
  });
  const unassigned = sorted([...others, ...(byLane.get(undefined) ?? [])]);
  const newestFirst = filled.toReversed();
  const [first] = unassigned;
  if (!first) return newestFirst;
  return [
    ...newestFirst,
    { uid: null, role: 'UNKNOWN', expired: false, from: first.at, to: now, segments: [], marks: unassigned },
  ];
}

function laneOf(
  instance: TimelineInstance,
  entries: readonly Entry[],
  next: number | null,
  now: number,
): Lane {
  const role = instance.role ?? 'UNKNOWN';
  const marks = entries.map(markOf);
  const from = Math.min(timeOf(instance.createdAt) ?? Infinity, marks[0]?.at ?? Infinity, now);
  const to = Math.max(from, endOf(instance, entries, next, now));
  return {
    uid: instance.uid,
    role,
    expired: instance.expired,
    from,
    to,
    segments: segmentsOf(instance, entries, from, to),
    marks,
  };
}

/** The end of an instance's lane: now for the deployed and the pending one, else its last change. */
function endOf(
  { role, updatedAt }: TimelineInstance,
  entries: readonly Entry[],
  next: number | null,
  now: number,
): number {
  if (role === 'CURRENT' || role === 'PENDING' || role === null || role === 'UNKNOWN') return now;
  if (role === 'NEVER_DEPLOYED') return next ?? timeOf(updatedAt) ?? now;
  const last = entries.findLast(({ kind }) => kind === 'JOB_STATE');
  return Math.min(now, timeOf(updatedAt) ?? timeOf(last?.at ?? null) ?? next ?? now);
}

function segmentsOf(
  { jobState }: TimelineInstance,
  entries: readonly Entry[],
  from: number,
  to: number,
): readonly Segment[] {
  const changes = entries.filter(({ kind }) => kind === 'JOB_STATE');
  const [first] = changes;
  if (!first) {
    const segment: Segment =
      jobState === null
        ? { kind: 'waiting', state: null, from, to }
        : { kind: 'assumed', state: jobState, from, to };
    return nonEmpty([segment]);
  }
  const segments: Segment[] = [{ kind: 'waiting', state: null, from, to: Date.parse(first.at) }];
  for (const [index, { at, jobState: state }] of changes.entries()) {
    const end = changes[index + 1];
    const since = Date.parse(at);
    const until = end ? Date.parse(end.at) : Math.max(to, since);
    const previous = segments.at(-1);
    if (state !== null && previous?.kind === 'job' && previous.state === state && previous.to === since)
      segments[segments.length - 1] = { ...previous, to: until };
    else if (state !== null) segments.push({ kind: 'job', state, from: since, to: until });
  }
  return nonEmpty(segments);
}

function nonEmpty(segments: readonly Segment[]): readonly Segment[] {
  return segments.filter(({ from, to }) => to > from);
}

function startOfNext(instances: readonly TimelineInstance[], index: number): number | null {
  return timeOf(instances[index + 1]?.createdAt ?? null);
}

function createdAt({ createdAt: time }: TimelineInstance): number {
  return timeOf(time) ?? -Infinity;
}

function timeOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

function sorted(marks: readonly Mark[]): readonly Mark[] {
  return marks.toSorted((one, other) => one.at - other.at);
}
