/**
 * Finds the application of an instance by its UID alone, as found in a log line. CMF has no such look-up. For a UID
 * in neither memory nor the archive, the first miss reads the instance lists that were not read since their
 * application last changed. Later misses cost nothing.
 */

import type { Archive } from '../archive/archive.ts';
import type { InstanceLocation } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Instances } from './instances.ts';
import { createSingleFlight } from './single-flight.ts';

export interface LocatorOptions {
  readonly instances: Instances;
  readonly archive: Archive;
  /** All applications, as fresh as any read. */
  readonly applications: (interest: AbortSignal) => Promise<readonly Application[]>;
  readonly now: () => number;
}

/** Aborting `interest` ends the caller's wait; without it the caller waits for the result. */
export type Locate = (uid: string, interest?: AbortSignal) => MaybePromise<InstanceLocation | null>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createLocator({ instances, archive, applications, now }: LocatorOptions): Locate {
  const indexing = createSingleFlight<void>(now);

  const index = async (signal: AbortSignal) => {
    const unindexed = (await applications(signal)).filter((application) => !instances.isIndexed(application));
    // One failed list must not hide the others; its application stays unindexed and is read again.
    await Promise.allSettled(unindexed.map(async (application) => instances.list(application, 0, signal)));
  };

  return (uid, interest) => {
    const indexed = instances.locate(uid);
    if (indexed) return indexed;
    if (!uuid.test(uid)) return null;
    return mapMaybe(
      archive.locate(uid),
      (archived) => archived ?? indexing('all', 0, index, interest).then(() => instances.locate(uid) ?? null),
    );
  };
}
