/**
 * The events of an application that moved, read to fill in what the poll skipped.
 *
 * A CMF without events (before 2.0), or one that refuses them, is polled without. When they fail for another reason
 * the refresh fails with them and is tried again, because committing without them would lose transitions; but not
 * for ever, as a CMF whose events are broken must not stand still here: then it is polled without until they work.
 */
import type { CmfClient } from '../cmf/client.ts';
import { isNotFound, isRefused } from '../cmf/errors.ts';
import type { ApplicationEvent } from '../cmf/model.ts';

export type SkippedEvents = (
  environment: string,
  application: string,
) => Promise<readonly ApplicationEvent[]>;

/** How long refreshes may fail for the sake of one application's events, in milliseconds. */
const patienceMs = 60_000;

export function createSkippedEvents(cmf: Pick<CmfClient, 'listEvents'>, now: () => number): SkippedEvents {
  const failingSince = new Map<string, number>();

  return async (environment, application) => {
    const key = `${environment}/${application}`;
    try {
      const events = await cmf.listEvents(environment, application);
      failingSince.delete(key);
      return events;
    } catch (error) {
      if (isNotFound(error) || isRefused(error)) return [];
      const since = failingSince.get(key) ?? now();
      failingSince.set(key, since);
      if (now() - since < patienceMs) throw error;
      return [];
    }
  };
}
