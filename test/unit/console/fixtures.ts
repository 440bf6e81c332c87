/** Entries and instances of a timeline, by minutes since an epoch. */
import type { Entry, TimelineInstance } from '../../../console/timeline/model.ts';

export const epoch = Date.parse('2026-01-20T00:00:00Z');

/** In milliseconds. */
export function minutes(count: number): number {
  return epoch + count * 60_000;
}

export function iso(count: number): string {
  return new Date(minutes(count)).toISOString();
}

export function entry(at: number, more: Partial<Entry> = {}): Entry {
  return {
    kind: 'OTHER',
    at: iso(at),
    instanceUid: 'a',
    jobState: null,
    jobStateRaw: null,
    message: null,
    exception: null,
    eventUid: null,
    count: 1,
    cause: null,
    ...more,
  };
}

export function entered(at: number, jobState: Entry['jobState'], instanceUid = 'a'): Entry {
  return entry(at, { kind: 'JOB_STATE', jobState, jobStateRaw: jobState, instanceUid });
}

export function instance(
  uid: string,
  createdAt: number,
  more: Partial<TimelineInstance> = {},
): TimelineInstance {
  return {
    uid,
    role: 'CURRENT',
    createdAt: iso(createdAt),
    updatedAt: null,
    jobState: null,
    expired: false,
    ...more,
  };
}
