/**
 * Reads of an application's instances and events: from memory, otherwise from CMF. When CMF is late or fails, they return
 * the last copy. The archive has what CMF no longer keeps.
 */
import type { Archive } from '../archive/archive.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { EventRead, Events } from './event-reads.ts';
import { nullWhenNotFound } from './fleet-reads.ts';
import type { Locate } from './instance-locator.ts';
import type { Instances } from './instances.ts';
import type { Observed, ReadOptions, Reads } from './reads-interface.ts';
import { withFallback } from './refresh/refresher.ts';

export type HistoryReads = Pick<
  Reads,
  'instances' | 'instance' | 'knownInstances' | 'knownInstance' | 'locateInstance' | 'events' | 'recall'
>;

export interface HistoryReadsOptions {
  readonly instances: Instances;
  readonly events: Events;
  readonly archive: Archive;
  readonly locate: Locate;
  /** The oldest acceptable read of events, in epoch milliseconds. */
  readonly oldest: (read?: ReadOptions) => number;
  /** How long a read waits for CMF while there is an old copy. */
  readonly patienceMs: number;
}

export function createHistoryReads({
  instances,
  events,
  archive,
  locate,
  oldest,
  patienceMs,
}: HistoryReadsOptions): HistoryReads {
  return {
    instances(of, read) {
      const listed = instances.list(of, read?.notBefore ?? 0, read?.signal);
      if (read?.confirmed) return listed;
      return listed instanceof Promise ? withFallback(listed, instances.peekList(of, 0), patienceMs) : listed;
    },
    instance(of, uid, read) {
      const found = instances.get(of, uid, read?.notBefore ?? 0, read?.signal);
      if (read?.confirmed) return found;
      return found instanceof Promise ? withFallback(found, instances.peek(of, uid, 0), patienceMs) : found;
    },
    knownInstances: (of) => instances.known(of),
    knownInstance: (of, uid, read) => instances.peek(of, uid, read?.notBefore ?? 0),
    locateInstance: (uid, read) => locate(uid, read?.signal),
    events(of, read) {
      archive.follow(of);
      // Computed when the read starts: a slow read does not make its own result stale.
      const since = oldest(read);
      const observed = ({ events: value, readAt }: EventRead): Observed<readonly ApplicationEvent[]> => ({
        value,
        observedAt: readAt,
        stale: readAt < since,
      });
      const listed = events.list(of, since, read?.signal);
      if (!(listed instanceof Promise)) return observed(listed);
      return nullWhenNotFound(withFallback(listed, events.peek(of), patienceMs).then(observed));
    },
    recall: (of) => archive.recall(of),
  };
}
