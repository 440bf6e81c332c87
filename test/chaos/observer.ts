/**
 * What the polls of each replica saw, as its queries show it. Queries show each read of CMF at once, also while Redis
 * does not write and subscribers wait.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Replica } from './replica.ts';

export interface Observation {
  readonly replica: string;
  /** `environment/name`. */
  readonly application: string;
  readonly jobState: string | null;
  readonly jobId: string | null;
  /** True when the replica had no Redis at that moment. */
  readonly isDuringOutage: boolean;
}

export interface Observer extends AsyncDisposable {
  /** Each value once per replica and application, unless others were seen between. */
  readonly observed: readonly Observation[];
}

const periodMs = 250;
const patienceMs = 2_000;

export function observe(replicas: readonly Replica[]): Observer {
  const observed: Observation[] = [];
  const ending = new AbortController();

  const watch = async ({ name, origin }: Replica) => {
    const newest = new Map<string, string>();
    while (!ending.signal.aborted) {
      // A replica that is dead, frozen or busy shows nothing.
      const seen = await read(origin).catch(() => []);
      for (const one of seen) {
        const value = JSON.stringify([one.jobState, one.jobId]);
        if (newest.get(one.application) === value) continue;
        newest.set(one.application, value);
        observed.push({ replica: name, ...one });
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

async function read(origin: string): Promise<readonly Omit<Observation, 'replica'>[]> {
  const signal = AbortSignal.timeout(patienceMs);
  const query = '{ applications(first: 100) { nodes { name environmentName jobStateRaw jobId } } }';
  const [readiness, response] = await Promise.all([
    fetch(`${origin}/ready`, { signal }).then((ready) => ready.text()),
    fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
      signal,
    }),
  ]);
  const { data }: Answer = await response.json();
  return data.applications.nodes.map(({ name, environmentName, jobStateRaw, jobId }) => ({
    application: `${environmentName}/${name}`,
    jobState: jobStateRaw,
    jobId,
    isDuringOutage: readiness.includes('Redis: '),
  }));
}
