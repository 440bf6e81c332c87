/**
 * Reads the events of a changed application, to fill in the transitions between two polls.
 *
 * The result is empty when CMF has no events (before 2.0) or refuses them. On another error the refresh fails and is
 * retried, because a commit without the events would lose transitions. After repeated failures over a period the result
 * is empty too, so that broken events do not block the mirror.
 */
import type { CallOptions, CmfClient } from '../../cmf/client.ts';
import { isAborted, isNotFound, isRefused } from '../../cmf/errors.ts';
import type { ApplicationEvent } from '../../cmf/resources/event.ts';

export type SkippedEvents = (
  environment: string,
  application: string,
  call?: CallOptions,
) => Promise<readonly ApplicationEvent[]>;

/** How long refreshes may fail because of one application's events, in milliseconds, and how often at least. */
const patienceMs = 60_000;
const minFailures = 5;

interface Failing {
  readonly since: number;
  readonly last: number;
  readonly times: number;
}

export function createSkippedEvents(cmf: Pick<CmfClient, 'listEvents'>, now: () => number): SkippedEvents {
  const failing = new Map<string, Failing>();

  return async (environment, application, call) => {
    const key = `${environment}/${application}`;
    try {
      const events = await cmf.listEvents(environment, application, call);
      failing.delete(key);
      return events;
    } catch (error) {
      if (isNotFound(error) || isRefused(error)) return [];
      if (isAborted(error)) throw error;
      const at = now();
      const before = failing.get(key);
      // Events that failed long ago may have worked meanwhile, on another replica.
      const { since, times } = before && at - before.last < patienceMs ? before : { since: at, times: 0 };
      failing.set(key, { since, last: at, times: times + 1 });
      // Both bounds: after an outage of CMF, one failure must not be enough to skip the events.
      if (at - since < patienceMs || times + 1 < minFailures) throw error;
      return [];
    }
  };
}
