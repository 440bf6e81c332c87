/**
 * The events of an application that moved, read to fill in what the poll skipped.
 *
 * A CMF without events (before 2.0), or one that refuses them, is polled without. When they fail for another reason
 * the refresh fails with them and is tried again, because committing without them would lose transitions; but not
 * for ever, as a CMF whose events are broken must not stand still here: then it is polled without until they work.
 */
import type { CallOptions, CmfClient } from '../../cmf/client.ts';
import { isAborted, isNotFound, isRefused } from '../../cmf/errors.ts';
import type { ApplicationEvent } from '../../cmf/resources/event.ts';

export type SkippedEvents = (
  environment: string,
  application: string,
  call?: CallOptions,
) => Promise<readonly ApplicationEvent[]>;

/** How long refreshes may fail for the sake of one application's events, in milliseconds, and how often at least. */
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
      const known = failing.get(key);
      // What failed long ago may have worked meanwhile, on another replica.
      const { since, times } = known && at - known.last < patienceMs ? known : { since: at, times: 0 };
      failing.set(key, { since, last: at, times: times + 1 });
      // Often as well: a CMF that was away altogether must not be given up on at its first wrong answer.
      if (at - since < patienceMs || times + 1 < minFailures) throw error;
      return [];
    }
  };
}
