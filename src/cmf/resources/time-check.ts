/**
 * Reports times in CMF's resources that cannot be parsed. Clients receive null for them, and sorting ignores
 * them.
 */
import type { Parse } from './fields.ts';
import { unreadableTimes } from './time.ts';

export interface UnreadableTime {
  /** The client's method, e.g. `listApplications`. */
  readonly operation: string;
  /** The field of the domain type, e.g. `createdAt`. */
  readonly field: string;
}

export type OnUnreadableTime = (report: UnreadableTime) => void;

/** Wraps a parser so that it also reports each unreadable time in its result. */
export function withTimeCheck<Resource>(
  operation: string,
  parse: Parse<Resource>,
  report: OnUnreadableTime | undefined,
): Parse<Resource> {
  if (!report) return parse;
  return (wire) => {
    const resource = parse(wire);
    if (typeof resource === 'object' && resource !== null) {
      for (const field of unreadableTimes(resource)) report({ operation, field });
    }
    return resource;
  };
}
