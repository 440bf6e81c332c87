/** Reports the times of CMF's resources that name no instant: they are null for clients, and nothing is ordered by them. */
import type { Parse } from './fields.ts';
import { unreadableTimes } from './time.ts';

export interface UnreadableTime {
  /** The client's method, e.g. `listApplications`. */
  readonly operation: string;
  /** The field of the domain type, e.g. `createdAt`. */
  readonly field: string;
}

export type OnUnreadableTime = (report: UnreadableTime) => void;

/** The same parser, which reports each unreadable time of what it has read. */
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
