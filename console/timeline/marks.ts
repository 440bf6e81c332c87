/** Marks: events, as opposed to states with a duration, with their texts. */
import type { Entry, Mark, MarkKind, TimelineSavepoint } from './model.ts';

/** Most important first: the first one represents marks that are too close to be drawn separately. */
export const markKinds: readonly MarkKind[] = [
  'failure',
  'write',
  'savepoint',
  'lifecycle',
  'event',
  'transition',
];

export const markNames: Readonly<Record<MarkKind, string>> = {
  failure: 'Failure',
  write: 'Write through the gateway',
  savepoint: 'Savepoint',
  lifecycle: 'Lifecycle state',
  event: 'Event of CMF',
  transition: 'Job state',
};

export function kindOf({ kind, jobState }: Entry): MarkKind {
  if (kind === 'EXCEPTION' || jobState === 'FAILED' || jobState === 'FAILING') return 'failure';
  if (kind === 'WRITE') return 'write';
  if (kind === 'JOB_STATE') return 'transition';
  if (kind === 'LIFECYCLE') return 'lifecycle';
  return 'event';
}

/** One sentence without the time. */
export function textOf(entry: Entry): string {
  const { kind, jobState, jobStateRaw, message, count, cause } = entry;
  const times = count > 1 ? ` (${count} times)` : '';
  if (kind === 'WRITE') return `${causeText(cause)}${times}`;
  if (message) return `${message}${times}`;
  if (kind === 'JOB_STATE')
    return `Job state ${(jobState === 'UNKNOWN' ? jobStateRaw : jobState) ?? 'is no longer known'}${times}`;
  if (kind === 'DEPLOYMENT') return `Another instance or job was deployed${times}`;
  return `${markNames[kindOf(entry)]}${times}`;
}

function causeText(cause: Entry['cause']): string {
  if (!cause) return 'Write through the gateway';
  const by = cause.actor ? ` by ${cause.actor}` : '';
  return `${operationName(cause.kind)}${by}${cause.reason ? `: ${cause.reason}` : ''}`;
}

/** `ROLL_BACK_APPLICATION`: "Roll back application". */
export function operationName(kind: string): string {
  const words = kind.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function markOf(entry: Entry): Mark {
  return { kind: kindOf(entry), at: Date.parse(entry.at), text: textOf(entry) };
}

export function savepointMark({ name, at, state }: TimelineSavepoint): Mark | null {
  if (at === null) return null;
  return { kind: 'savepoint', at: Date.parse(at), text: `Savepoint ${name}: ${state ?? 'state unknown'}` };
}

/** Marks that are drawn as one because they are closer than a mark is wide. */
export interface Cluster {
  readonly kind: MarkKind;
  readonly at: number;
  readonly marks: readonly Mark[];
}

/** `marks` are sorted by time; each cluster is at most `width` wide, in milliseconds. */
export function clustersOf(marks: readonly Mark[], width: number): readonly Cluster[] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group && first && mark.at - first.at < width) group.push(mark);
    else groups.push([mark]);
  }
  return groups.map((group) => {
    const kind = markKinds.find((known) => group.some((mark) => mark.kind === known)) ?? 'event';
    const leading = group.find((mark) => mark.kind === kind);
    return { kind, at: leading?.at ?? 0, marks: group };
  });
}
