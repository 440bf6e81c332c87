/**
 * Loads what is not in the mirror's memory yet, once for a whole operation: when a page asks for several instances
 * of one application, one list of CMF answers them all.
 *
 * The loaders batch and do not cache: the mirror is the cache, and an operation that subscribes outlives every answer.
 */
import DataLoader from 'dataloader';
import type { Application } from '../src/cmf/resources/application.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import type { ReadOptions, Reads } from '../src/mirror/reads.ts';
import { createHistoryLoaders, type HistoryLoaders } from './history.ts';

export interface InstanceKey {
  readonly application: Application;
  readonly uid: string;
}

export interface Loaders extends HistoryLoaders {
  readonly instance: DataLoader<InstanceKey, Instance | null>;
}

/** From this many instances of one application on, its list is cheaper than one read each. */
const listFrom = 3;

export function createLoaders(mirror: Reads, read: ReadOptions): Loaders {
  return {
    ...createHistoryLoaders(mirror, read),
    instance: new DataLoader(
      (keys) => {
        const wanted = new Map<Application, number>();
        for (const { application } of keys) wanted.set(application, (wanted.get(application) ?? 0) + 1);
        const listed = new Map<Application, Promise<unknown>>();
        for (const [application, count] of wanted) {
          if (count >= listFrom)
            listed.set(application, Promise.resolve(mirror.instances(application, read)));
        }
        return Promise.all(
          keys.map(async ({ application, uid }): Promise<Instance | null | Error> => {
            try {
              await listed.get(application);
              // In memory now, unless CMF's list leaves specs out or does not hold this one.
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
