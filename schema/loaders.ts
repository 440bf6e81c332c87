/**
 * Batches the reads of one operation that are not in the memory of the mirror: if a page requests several instances
 * of one application, one list of CMF serves them all.
 *
 * The loaders do not cache. The mirror is the cache, and a subscription outlives every result.
 */
import DataLoader from 'dataloader';
import type { Application } from '../src/cmf/resources/application.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import type { ReadOptions, Reads } from '../src/mirror/reads-interface.ts';
import { createHistoryLoaders, type HistoryLoaders } from './history-loaders.ts';

export interface InstanceKey {
  readonly application: Application;
  readonly uid: string;
}

export interface Loaders extends HistoryLoaders {
  readonly instance: DataLoader<InstanceKey, Instance | null>;
}

/** From this number of instances per application, one list is cheaper than single reads. */
const minKeysForList = 3;

export function createLoaders(mirror: Reads, read: ReadOptions): Loaders {
  return {
    ...createHistoryLoaders(mirror, read),
    instance: new DataLoader(
      (keys) => {
        const counts = new Map<Application, number>();
        for (const { application } of keys) counts.set(application, (counts.get(application) ?? 0) + 1);
        const listed = new Map<Application, Promise<unknown>>();
        for (const [application, count] of counts) {
          if (count >= minKeysForList)
            listed.set(application, Promise.resolve(mirror.instances(application, read)));
        }
        return Promise.all(
          keys.map(async ({ application, uid }): Promise<Instance | null | Error> => {
            try {
              await listed.get(application);
              // The list has loaded it into memory, unless the list of CMF omits specs or this instance.
              return await mirror.instance(application, uid, read);
            } catch (error) {
              return error instanceof Error ? error : new Error(String(error));
            }
          }),
        );
      },
      { cache: false },
    ),
  };
}
