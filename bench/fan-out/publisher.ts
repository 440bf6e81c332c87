/** Publishes the events, as another replica of the gateway would. */
import { Redis } from 'ioredis';
import type { Application } from '../../src/cmf/resources/application.ts';
import { observedJob } from '../../src/live/changes.ts';
import { createKeys } from '../../src/redis/key-names.ts';
import { openSession } from '../../src/redis/session.ts';
import { pull } from '../../src/store/redis/read-changes.ts';
import { stateAfter } from '../../src/store/redis/shared-state.ts';
import { commitEnvironment } from '../../src/store/redis/write-commits.ts';
import { unread } from '../../src/store/view.ts';
import { channel } from './broadcast-server.ts';

export interface Publisher {
  /** Prepares this many events. The returned function sends them to Redis and resolves when Redis has accepted them. */
  prepare(events: number, frame: string): Promise<() => Promise<void>>;
}

export const environment = 'env-001';

/**
 * Commits changes of job states to the store that the gateway shares. It does not subscribe to the store itself,
 * because that would take CPU time from the subscribers; a real replica runs on another machine.
 */
export async function createReplica(url: string, prefix: string): Promise<Publisher> {
  const keys = createKeys(prefix);
  const session = await openSession({
    url,
    keys,
    heartbeatMs: 60_000,
    connectTimeoutMs: 5_000,
    onWake: () => undefined,
    onHeartbeat: async () => undefined,
  });
  const damaged = (what: string) => {
    throw new Error(`Another process writes to the store: ${what}`);
  };
  return {
    async prepare(events) {
      const state = stateAfter(null, await pull(session, keys, null, damaged), damaged);
      const view = state.environments.get(environment) ?? unread;
      const applications = [...view.applications.values()];
      if (applications.length < events) throw new Error(`Only ${applications.length} applications to change`);
      const commit = {
        environment,
        base: view.revision,
        observedAt: Date.now(),
        complete: false,
        applications: applications.slice(0, events).map(({ application }) => commitOf(application)),
      };
      return async () => {
        const committed = await commitEnvironment(session, keys, state, 10_000, commit);
        if (committed !== 'COMMITTED') throw new Error('Another process writes to the store');
      };
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

/** Publishes frames unchanged. */
export function createBroadcaster(url: string): Publisher {
  const redis = new Redis(url);
  return {
    prepare: async (events, frame) => async () => {
      await Promise.all(Array.from({ length: events }, () => redis.publish(channel, frame)));
    },
  };
}
