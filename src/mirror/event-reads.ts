/** Caches CMF's events of each application. An entry is dropped when its application changes or it is too old. */
import { LRUCache } from 'lru-cache';
import type { CmfClient } from '../cmf/client.ts';
import { type Application, applicationKey } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { createSingleFlight } from './single-flight.ts';

export interface Events {
  /**
   * Newest first. Throws CMF's 404 where CMF has no events (before 2.0). Aborting `interest` ends the caller's wait;
   * without it the caller waits for the result.
   */
  list(application: Application, notBefore: number, interest?: AbortSignal): MaybePromise<EventRead>;
  /** The last result at any age; undefined when the application changed since. */
  peek(application: Application): EventRead | undefined;
  /** Drops the events of an application that changed. */
  invalidate(application: Application): void;
}

export interface EventRead {
  readonly events: readonly ApplicationEvent[];
  /** When the read of CMF began, in epoch milliseconds. */
  readonly readAt: number;
}

const maxApplications = 2_000;

export function createEvents({ cmf, now }: { cmf: CmfClient; now: () => number }): Events {
  const cache = new LRUCache<string, EventRead>({ max: maxApplications });
  /** A read that began before this time is neither joined nor returned. */
  const invalidatedAt = new LRUCache<string, number>({ max: maxApplications });
  const flights = createSingleFlight<EventRead>(now);

  return {
    list(application, notBefore, interest) {
      const key = applicationKey(application);
      const cached = cache.get(key);
      const oldest = Math.max(notBefore, invalidatedAt.get(key) ?? notBefore);
      if (cached && cached.readAt >= oldest) return cached;
      const read = async (signal: AbortSignal) => {
        const readAt = now();
        const events = await cmf.listEvents(application.environment, application.name, { signal });
        const result = { events, readAt };
        // A read that began before the application changed is returned to its callers only.
        if (readAt >= (invalidatedAt.get(key) ?? readAt)) cache.set(key, result);
        return result;
      };
      return flights(key, oldest, read, interest);
    },
    peek: (application) => cache.get(applicationKey(application)),
    invalidate(application) {
      cache.delete(applicationKey(application));
      invalidatedAt.set(applicationKey(application), now());
    },
  };
}
