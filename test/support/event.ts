/** Parts of events as the gateway reads them. */
import type { ApplicationEvent } from '../../src/cmf/resources/event.ts';

type Recurrence = Pick<
  ApplicationEvent,
  'createdAt' | 'count' | 'firstAt' | 'lastAt' | 'severity' | 'reason'
>;

/** For an event that occurred once, like all before CMF 2.4. */
export function once(at: string | null): Recurrence {
  return { createdAt: at, count: 1, firstAt: at, lastAt: at, severity: null, reason: null };
}

/** For a record of CMF 2.4 and newer. */
export function recurring(count: number, firstAt: string, lastAt: string): Recurrence {
  return { ...once(firstAt), count, lastAt };
}
