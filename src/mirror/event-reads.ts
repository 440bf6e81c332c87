/** CMF's events of applications as last read, dropped when the application moves or the copy is too old. */
import { LRUCache } from 'lru-cache';
import type { CmfClient } from '../cmf/client.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { createSingleFlight } from './single-flight.ts';

export interface Events {
  /**
   * Newest first. Throws CMF's 404 where CMF has no events (before 2.0). The caller waits until `interest` is
   * aborted; without it, to the end.
   */
  list(
    application: Application,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<readonly ApplicationEvent[]>;
  /** The copy of what was last read, however old, unless the application has moved since. */
  peek(application: Application): readonly ApplicationEvent[] | undefined;
  moved(application: Application): void;
}

interface Kept {
  readonly events: readonly ApplicationEvent[];
  readonly readAt: number;
}

const maxApplications = 2_000;

export function createEvents({ cmf, now }: { cmf: CmfClient; now: () => number }): Events {
  const kept = new LRUCache<string, Kept>({ max: maxApplications });
  /** So that a read which a move overtook is neither joined nor answered with later. */
  const movedAt = new LRUCache<string, number>({ max: maxApplications });
  const flights = createSingleFlight<readonly ApplicationEvent[]>(now);

  return {
    list(application, notBefore, interest) {
      const key = keyOf(application);
      const known = kept.get(key);
      const oldest = Math.max(notBefore, movedAt.get(key) ?? notBefore);
      if (known && known.readAt >= oldest) return known.events;
      const read = async (signal: AbortSignal) => {
        const readAt = now();
        const events = await cmf.listEvents(application.environment, application.name, { signal });
        kept.set(key, { events, readAt });
        return events;
      };
      return flights(key, oldest, read, interest);
    },
    peek: (application) => kept.get(keyOf(application))?.events,
    moved(application) {
      kept.delete(keyOf(application));
      movedAt.set(keyOf(application), now());
    },
  };
}

function keyOf({ environment, name }: Application): string {
  return `${environment}/${name}`;
}
