/**
 * CMF's instances, read once for all replicas: of those that want the same at the same moment, as after a transition,
 * one asks CMF and the others find its answer. An answer belongs to one revision of the application, so what is
 * shared is never older than the move that made it wanted.
 */
import { z } from 'zod';
import type { CmfClient } from '../cmf/client.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { jobStates } from '../cmf/resources/states.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { SharedCache } from '../store/shared-cache.ts';

export interface InstanceReads {
  /** `fresh`: CMF itself is asked, now; `signal` ends that with `ABORTED`. */
  list(application: Application, fresh: boolean, signal: AbortSignal): Promise<readonly Instance[]>;
  get(application: Application, uid: string, fresh: boolean, signal: AbortSignal): Promise<Instance>;
}

export interface InstanceReadsOptions {
  readonly cmf: Pick<CmfClient, 'listInstances' | 'getInstance'>;
  readonly cache: SharedCache;
  /** The revision at which an application was last written, the same on every replica. */
  readonly revisionOf: (application: Application) => number;
}

/** How long an answer is kept for others. */
const keepMs = 5 * 60_000;
/** How long the others wait for whoever asks CMF, before they ask themselves. */
const claimMs = 1_000;
const lookAgainMs = 20;

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
      const known = schema.safeParse(await cache.get(key));
      if (known.success) return known.data;
      if ((await cache.claim(key, claimMs)) || performance.now() > deadline) break;
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
    const value = await read();
    await cache.set(key, value as Json, keepMs);
    return value;
  };

  const at = (application: Application) =>
    `${application.environment}/${application.name}@${revisionOf(application)}`;

  return {
    list: (application, fresh, signal) =>
      shared<readonly Instance[]>(`instances:${at(application)}`, fresh, instances, () =>
        cmf.listInstances(application.environment, application.name, { signal }),
      ),
    get: (application, uid, fresh, signal) =>
      shared(`instance:${at(application)}/${uid}`, fresh, instance, () =>
        cmf.getInstance(application.environment, application.name, uid, { signal }),
      ),
  };
}
