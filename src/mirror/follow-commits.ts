/**
 * What follows each commit of the store. The archive records it, and caches that were derived from the old view are
 * invalidated, before subscribers receive its changes.
 */
import type { Archive } from '../archive/archive.ts';
import type { Application } from '../cmf/resources/application.ts';
import { isUnchanged } from '../live/changes.ts';
import type { Hub } from '../live/hub.ts';
import type { JournalEvent } from '../live/journal.ts';
import type { Store } from '../store/store.ts';
import type { Events } from './event-reads.ts';
import type { Instances } from './instances.ts';
import type { SavepointReads } from './savepoint-reads.ts';

export interface CommitReports {
  /** A change of an application is known; `delayMs` is the time since CMF's `updateTimestamp`. */
  readonly onChange?: (delayMs: number) => void;
  /** The changes of one commit were passed to all subscribers. */
  readonly onPublished?: (durationMs: number) => void;
}

export interface FollowCommitsOptions extends CommitReports {
  readonly store: Store;
  readonly archive: Archive;
  readonly instances: Instances;
  readonly events: Events;
  readonly savepoints: SavepointReads;
  readonly hub: Hub;
  readonly now: () => number;
}

/** Until disposed. Called before the first refresh, so that no commit is missed. */
export function followCommits(options: FollowCommitsOptions): Disposable {
  const { store, archive, instances, events, savepoints, hub, now } = options;
  const defaultsOf = (name: string) =>
    store.view.environments.environments.get(name)?.applicationDefaults ?? null;
  const readEvents = async (of: Application) => events.list(of, now());

  const reportDelay = (previous: Application, next: Application) => {
    const delayMs = now() - Date.parse(next.updatedAt ?? '');
    if (next.updatedAt !== previous.updatedAt && !Number.isNaN(delayMs)) options.onChange?.(delayMs);
  };
  const publish = (changes: readonly JournalEvent[]) => {
    const startedAt = performance.now();
    hub.publish(changes);
    if (changes.length > 0 && hub.size > 0) options.onPublished?.(performance.now() - startedAt);
  };

  // A store that replicas share can have content from before this process started.
  for (const name of store.view.readEnvironments()) {
    const stored = [...store.view.environment(name).applications.values()];
    const applications = stored.map(({ application }) => ({ previous: null, next: application }));
    archive.committed({ applications, events: [] }, defaultsOf);
  }

  // The view is already new here.
  return store.onCommit((committed) => {
    archive.committed(committed, defaultsOf);
    for (const { previous, next } of committed.applications) {
      // An unchanged application has unchanged instances and events.
      if (previous && next && isUnchanged(next, previous)) continue;
      if (previous && next) reportDelay(previous, next);
      instances.invalidate(previous, next);
      const application = next ?? previous;
      if (application) events.invalidate(application);
      savepoints.invalidate(previous, next);
      // Reads the events of followed timelines before CMF drops them (CMF bounds their number). Others cost no call.
      if (next && archive.isFollowed(next)) void readEvents(next).catch(() => undefined);
    }
    publish(committed.events);
  });
}
