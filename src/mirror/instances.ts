/** Instances, from memory or from CMF. Concurrent callers share a read, unless their application changed meanwhile. */
import { isNotFound } from '../cmf/errors.ts';
import { type Application, applicationKey } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { createInstanceCache, type InstanceCache } from './instance-cache.ts';
import type { InstanceReads } from './instance-reads.ts';
import { createSingleFlight } from './single-flight.ts';

export interface Instances
  extends Pick<InstanceCache, 'peek' | 'peekList' | 'known' | 'locate' | 'isIndexed' | 'invalidate'> {
  /**
   * All instances that CMF still keeps, newest first. `notBefore`: the oldest acceptable read, epoch milliseconds.
   * Aborting `interest` ends the caller's wait; without it the caller waits for the result.
   */
  list(
    application: Application,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<readonly Instance[]>;
  /** One instance, with its spec; null when CMF no longer keeps it (rule 29). */
  get(
    application: Application,
    uid: string,
    notBefore: number,
    interest?: AbortSignal,
  ): MaybePromise<Instance | null>;
  /** Counts the reads with `notBefore`, which can find changes of instances without a change of the application. */
  readonly version: number;
}

export interface InstancesOptions {
  readonly reads: InstanceReads;
  readonly now: () => number;
  /** Bound on the sum of the specs' JSON lengths. */
  readonly maxSpecBytes?: number;
}

export function createInstances({
  reads,
  now,
  maxSpecBytes = 64 * 1024 * 1024,
}: InstancesOptions): Instances {
  let version = 0;
  const cache = createInstanceCache(maxSpecBytes);
  const { peek, peekList, known, locate, isIndexed, invalidate } = cache;
  const lists = createSingleFlight<readonly Instance[]>(now);
  const singles = createSingleFlight<Instance | null>(now);

  const readList = async (
    application: Application,
    generation: number,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<readonly Instance[]> => {
    const readAt = now();
    const instances = await reads.list(application, fresh, signal);
    if (fresh) version += 1;
    return cache.addList(application, generation, instances, readAt);
  };

  const readSingle = async (
    application: Application,
    generation: number,
    uid: string,
    fresh: boolean,
    signal: AbortSignal,
  ): Promise<Instance | null> => {
    const readAt = now();
    try {
      const instance = await reads.get(application, uid, fresh, signal);
      if (fresh) version += 1;
      cache.add(application, generation, instance, readAt);
      return instance;
    } catch (error) {
      if (!isNotFound(error)) throw error;
      // Results that contain the instance are invalid.
      cache.remove(application, uid);
      version += 1;
      return null;
    }
  };

  return {
    peek,
    peekList,
    known,
    locate,
    isIndexed,
    invalidate,

    list(application, notBefore, interest) {
      const cached = peekList(application, notBefore);
      if (cached) return cached;
      const generation = cache.generationOf(application);
      const flight = `${applicationKey(application)}#${generation}`;
      const read = (signal: AbortSignal) => readList(application, generation, notBefore > 0, signal);
      return lists(flight, notBefore, read, interest);
    },

    get(application, uid, notBefore, interest) {
      const cached = peek(application, uid, notBefore);
      if (cached) return cached;
      const generation = cache.generationOf(application);
      const flight = `${applicationKey(application)}#${generation}/${uid}`;
      const read = (signal: AbortSignal) => readSingle(application, generation, uid, notBefore > 0, signal);
      return singles(flight, notBefore, read, interest);
    },

    get version() {
      return version;
    },
  };
}
