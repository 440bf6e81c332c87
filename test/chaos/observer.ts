/**
 * The observations of each replica's polls, as its queries show them. Queries show each read of CMF at once, also while
 * Redis does not write and subscribers wait.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Replica } from './replica.ts';

export interface Observation {
  readonly replica: string;
  /** `environment/name`. */
  readonly application: string;
  readonly jobState: string | null;
  readonly jobId: string | null;
  /** True when the replica had no connection to Redis at that time. */
  readonly isDuringOutage: boolean;
  /**
   * True when the replica's process ended before it reconnected to Redis. Its memory is lost, so the value cannot be
   * delivered.
   */
  readonly endedWithReplica: boolean;
  /** Epoch milliseconds. */
  readonly at: number;
  /**
   * When the replica was connected to Redis again, in epoch milliseconds; null before. Equals `at` if it was connected.
   */
  readonly sharedAt: number | null;
}

export interface Observer extends AsyncDisposable {
  /** Each value once per replica and application, unless other values were observed in between. */
  readonly observed: readonly Observation[];
}

const periodMs = 250;
const patienceMs = 2_000;

/** The part of a replica that an observer uses. */
export type Observed = Pick<Replica, 'name' | 'origin' | 'ends'>;

export function observe(replicas: readonly Observed[]): Observer {
  const observed: Observation[] = [];
  const ending = new AbortController();

  const watch = async (replica: Observed) => {
    const newest = new Map<string, string>();
    let { ends } = replica;
    /** The observations that this process has not written to Redis, by index. */
    let waiting: number[] = [];
    while (!ending.signal.aborted) {
      const endsBefore = replica.ends;
      // A replica that is dead, frozen or busy shows nothing.
      const seen = await read(replica.origin).catch(() => null);
      if (replica.ends !== ends) {
        for (const index of waiting) {
          const one = observed[index];
          if (one) observed[index] = { ...one, endedWithReplica: true };
        }
        waiting = [];
        newest.clear();
        ends = replica.ends;
      }
      // Otherwise the two responses may be from two processes.
      if (seen && replica.ends === endsBefore) {
        const { isDuringOutage, applications } = seen;
        const at = Date.now();
        for (const index of isDuringOutage ? [] : waiting.splice(0)) {
          const one = observed[index];
          if (one) observed[index] = { ...one, sharedAt: at };
        }
        for (const one of applications) {
          const value = JSON.stringify([one.jobState, one.jobId]);
          if (newest.get(one.application) === value) continue;
          newest.set(one.application, value);
          const index = observed.push({
            replica: replica.name,
            ...one,
            isDuringOutage,
            endedWithReplica: false,
            at,
            sharedAt: isDuringOutage ? null : at,
          });
          if (isDuringOutage) waiting.push(index - 1);
        }
      }
      await elapsed(periodMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const watching = replicas.map(watch);

  return {
    observed,
    async [Symbol.asyncDispose]() {
      ending.abort();
      await Promise.all(watching);
    },
  };
}

interface Answer {
  readonly data: {
    readonly applications: {
      readonly nodes: readonly {
        readonly name: string;
        readonly jobStateRaw: string | null;
        readonly jobId: string | null;
        readonly environmentName: string;
      }[];
    };
  };
}

interface Seen {
  readonly isDuringOutage: boolean;
  readonly applications: readonly Pick<Observation, 'application' | 'jobState' | 'jobId'>[];
}

async function read(origin: string): Promise<Seen> {
  const signal = AbortSignal.timeout(patienceMs);
  const query = '{ applications(first: 100) { nodes { name environmentName jobStateRaw jobId } } }';
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal,
  });
  const { data }: Answer = await response.json();
  // Checked after the query: a replica that is connected now has written everything in its result.
  const readiness = await fetch(`${origin}/ready`, { signal }).then((ready) => ready.text());
  return {
    isDuringOutage: readiness.includes('Redis: '),
    applications: data.applications.nodes.map(({ name, environmentName, jobStateRaw, jobId }) => ({
      application: `${environmentName}/${name}`,
      jobState: jobStateRaw,
      jobId,
    })),
  };
}
