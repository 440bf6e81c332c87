/**
 * Finds the application of an instance from the UID alone, as it stands in a log line. CMF has no such look-up, so
 * what neither was read nor is remembered makes the first miss read the instance lists not read since their
 * application last moved; later misses cost nothing.
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
  /** Every application there is, as fresh as any read. */
  readonly applications: (interest: AbortSignal) => Promise<readonly Application[]>;
  readonly now: () => number;
}

/** The caller waits until `interest` is aborted; without it, to the end. */
export type Locate = (uid: string, interest?: AbortSignal) => MaybePromise<InstanceLocation | null>;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createLocator({ instances, archive, applications, now }: LocatorOptions): Locate {
  const indexing = createSingleFlight<void>(now);

  const index = async (signal: AbortSignal) => {
    const unindexed = (await applications(signal)).filter((application) => !instances.isIndexed(application));
    // One that CMF does not answer for must not hide the others; it stays unindexed and is tried again.
    await Promise.allSettled(unindexed.map(async (application) => instances.list(application, 0, signal)));
  };

  return (uid, interest) => {
    const known = instances.locate(uid);
    if (known) return known;
    if (!uuid.test(uid)) return null;
    return mapMaybe(
      archive.locate(uid),
      (remembered) =>
        remembered ?? indexing('all', 0, index, interest).then(() => instances.locate(uid) ?? null),
    );
  };
}
