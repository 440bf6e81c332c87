/**
 * Caches CMF's savepoints of each application, and the detached ones. An entry is read again when its application has
 * changed or when it is too old: the state of a savepoint changes without its application.
 */
import { LRUCache } from 'lru-cache';
import type { CmfClient } from '../cmf/client.ts';
import { isNotFound } from '../cmf/errors.ts';
import { type Application, applicationKey } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import { type MaybePromise } from '../maybe-promise.ts';
import type { Observed, ReadOptions, Reads } from './reads-interface.ts';
import { withFallback } from './refresh/refresher.ts';
import { createSingleFlight } from './single-flight.ts';

export interface SavepointReads extends Pick<Reads, 'savepoints' | 'detachedSavepoints'> {
  /** The application changed: its savepoints are read again. Those of one that is gone are dropped. */
  invalidate(previous: Application | null, next: Application | null): void;
}

export interface SavepointReadsOptions {
  readonly cmf: CmfClient;
  /** The oldest acceptable read of CMF, in epoch milliseconds. */
  readonly oldest: (read?: ReadOptions) => number;
  /** How long a read waits for CMF while there is an old copy. */
  readonly patienceMs: number;
  readonly now: () => number;
}

interface Copy {
  readonly savepoints: readonly Savepoint[];
  readonly readAt: number;
}

/** Bound on all copies together; the least recently used are evicted. */
const maxSavepoints = 50_000;
const maxApplications = 20_000;

export function createSavepointReads({
  cmf,
  oldest,
  patienceMs,
  now,
}: SavepointReadsOptions): SavepointReads {
  const copies = new LRUCache<string, Copy>({
    maxSize: maxSavepoints,
    sizeCalculation: ({ savepoints }) => savepoints.length + 1,
  });
  /** A read that began before this time is not joined, and its result is stale. */
  const invalidatedAt = new LRUCache<string, number>({ maxSize: maxApplications, sizeCalculation: () => 1 });
  const flights = createSingleFlight<Copy>(now);

  const read = (
    key: string,
    options: ReadOptions | undefined,
    list: (signal: AbortSignal) => Promise<readonly Savepoint[]>,
  ): MaybePromise<Observed<readonly Savepoint[]>> => {
    const since = oldest(options);
    const notBefore = Math.max(since, invalidatedAt.get(key) ?? since);
    const observed = ({ savepoints, readAt }: Copy): Observed<readonly Savepoint[]> => ({
      value: savepoints,
      observedAt: readAt,
      stale: readAt < notBefore,
    });
    const copy = copies.get(key);
    if (copy && copy.readAt >= notBefore) return observed(copy);
    const reading = flights(
      key,
      notBefore,
      async (signal) => {
        const readAt = now();
        const next = { savepoints: await emptyWhenNotFound(list(signal)), readAt };
        // The result of a read must not become the copy of an application that has since been created again.
        if (readAt >= (invalidatedAt.get(key) ?? readAt)) copies.set(key, next);
        return next;
      },
      options?.signal,
    );
    return withFallback(reading, options?.confirmed ? undefined : copy, patienceMs).then(observed);
  };

  return {
    savepoints: (of, options) =>
      read(applicationKey(of), options, (signal) => cmf.listSavepoints(of.environment, of.name, { signal })),
    // The empty key is free, because application names are not empty.
    detachedSavepoints: (options) => read('', options, (signal) => cmf.listDetachedSavepoints({ signal })),
    invalidate(previous, next) {
      const application = next ?? previous;
      if (!application) return;
      // An application that was created again is a different one (rule 30). For the same application, the copy serves
      // reads during an outage.
      if (previous?.createdAt !== next?.createdAt) copies.delete(applicationKey(application));
      invalidatedAt.set(applicationKey(application), now());
    },
  };
}

/** CMF before 2.1 has no savepoints. */
async function emptyWhenNotFound(listing: Promise<readonly Savepoint[]>): Promise<readonly Savepoint[]> {
  try {
    return await listing;
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
