/** Who makes the events: another replica of the gateway, as far as the one that is measured can tell. */
import { Redis } from 'ioredis';
import type { Application } from '../../src/cmf/model.ts';
import { observedJob } from '../../src/mirror/changes.ts';
import { createRedisStore } from '../../src/mirror/redis/store.ts';
import { channel } from './raw.ts';

export interface Publisher {
  /** Publishes this many events at once. Ends when Redis has them. */
  publish(events: number, frame: string): Promise<void>;
}

export const environment = 'env-001';

/** Commits changes of job states to the store that the gateway shares. */
export async function createReplica(url: string, prefix: string): Promise<Publisher> {
  const store = await createRedisStore({ url, prefix, journalLength: 10_000 });
  return {
    async publish(events) {
      const view = store.view.environment(environment);
      const chosen = [...view.applications.values()].slice(0, events);
      if (chosen.length < events) throw new Error(`Only ${chosen.length} applications to change`);
      const committed = await store.commit({
        environment,
        base: view.revision,
        observedAt: Date.now(),
        complete: false,
        applications: chosen.map(({ application }) => commitOf(application)),
      });
      if (committed !== 'COMMITTED') throw new Error('Somebody else writes to the store');
    },
  };
}

function commitOf(previous: Application) {
  const state = previous.jobState?.state === 'RUNNING' ? 'RECONCILING' : 'RUNNING';
  const application: Application = { ...previous, jobState: { state, raw: state } };
  return {
    name: previous.name,
    application,
    transitions: [
      {
        environment,
        application: previous.name,
        from: observedJob(previous),
        to: observedJob(application),
        observedAt: new Date().toISOString(),
        source: 'POLL' as const,
      },
    ],
  };
}

/** Publishes a frame as it is. */
export function createBroadcaster(url: string): Publisher {
  const redis = new Redis(url);
  return {
    async publish(events, frame) {
      await Promise.all(Array.from({ length: events }, () => redis.publish(channel, frame)));
    },
  };
}
