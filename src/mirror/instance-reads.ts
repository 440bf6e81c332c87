/**
 * Reads CMF's instances once for all replicas. When several replicas need the same instances at the same moment, for
 * example after a transition, one calls CMF and the others read the result from the shared cache. A cache key contains
 * the revision of the application, so a shared result is never older than the change that caused the read.
 */
import { z } from 'zod';
import type { CmfClient } from '../cmf/client.ts';
import { type Application, applicationKey } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { jobStates } from '../cmf/resources/states.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { SharedCache } from '../store/shared-cache.ts';

export interface InstanceReads {
  /** `fresh` bypasses the shared cache. `signal` ends a call to CMF with `ABORTED`. */
  list(application: Application, fresh: boolean, signal: AbortSignal): Promise<readonly Instance[]>;
  get(application: Application, uid: string, fresh: boolean, signal: AbortSignal): Promise<Instance>;
}

export interface InstanceReadsOptions {
  readonly cmf: Pick<CmfClient, 'listInstances' | 'getInstance'>;
  readonly cache: SharedCache;
  /** The revision at which an application was last written, the same on every replica. */
  readonly revisionOf: (application: Application) => number;
}

/** How long a result stays in the shared cache. */
const ttlMs = 5 * 60_000;
/** How long the other replicas wait for the one that calls CMF, before they call CMF themselves. */
const claimMs = 1_000;
const pollMs = 20;

const text = z.string().nullable();
const instance: z.ZodType<Instance> = z.object({
  uid: z.string(),
  createdAt: text,
  updatedAt: text,
  jobState: z.object({ state: z.enum(jobStates), raw: z.string() }).nullable(),
  jobId: text,
  effectiveSpec: z.custom<JsonObject>(isObject).nullable(),
});
const instances = z.array(instance);

export function createInstanceReads({ cmf, cache, revisionOf }: InstanceReadsOptions): InstanceReads {
  const shared = async <T>(
    key: string,
    fresh: boolean,
    schema: z.ZodType<T>,
    read: () => Promise<T>,
  ): Promise<T> => {
    const deadline = performance.now() + claimMs;
    while (!fresh) {
      const cached = schema.safeParse(await cache.get(key));
      if (cached.success) return cached.data;
      if ((await cache.claim(key, claimMs)) || performance.now() > deadline) break;
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    const value = await read();
    await cache.set(key, value as Json, ttlMs);
    return value;
  };

  const revisionKey = (application: Application) =>
    `${applicationKey(application)}@${revisionOf(application)}`;

  return {
    list: (application, fresh, signal) =>
      shared<readonly Instance[]>(`instances:${revisionKey(application)}`, fresh, instances, () =>
        cmf.listInstances(application.environment, application.name, { signal }),
      ),
    get: (application, uid, fresh, signal) =>
      shared(`instance:${revisionKey(application)}/${uid}`, fresh, instance, () =>
        cmf.getInstance(application.environment, application.name, uid, { signal }),
      ),
  };
}
