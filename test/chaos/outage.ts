/** An outage of Redis without other faults, while queries run on every replica. */
import { setTimeout as elapsed } from 'node:timers/promises';
import { until } from '../support/until.ts';
import type { Site } from './site.ts';

export interface Outage {
  readonly ms: number;
  readonly queries: number;
  /** Responses without data or with stale data. */
  readonly failed: readonly string[];
}

export const noOutage: Outage = { ms: 0, queries: 0, failed: [] };

export async function withoutRedis({ redis, replicas }: Site, ms: number): Promise<Outage> {
  for (const { name, origin } of replicas) {
    const isFresh = async () => {
      const answer = await runQuery(origin);
      // The failure message then contains the response and the reasons of `/ready`.
      if (answer !== null) throw new Error(`${answer}\n${await readiness(origin)}`);
      return true;
    };
    await until(isFresh, { timeoutMs: 60_000, what: `fresh responses of ${name}` });
  }
  const failed: string[] = [];
  let queries = 0;
  await redis.killAll();
  const end = performance.now() + ms;
  while (performance.now() < end) {
    for (const { name, origin } of replicas) {
      queries += 1;
      const startedAt = performance.now();
      const answer = await runQuery(origin).catch(String);
      if (answer === null) continue;
      // On an overloaded machine a gateway reports here that CMF did not respond in time.
      const tookMs = Math.round(performance.now() - startedAt);
      failed.push(`${name} after ${tookMs} ms: ${answer}\n${await readiness(origin).catch(String)}`);
    }
    await elapsed(200);
  }
  await redis.restartAll();
  return { ms, queries, failed };
}

/** Null for a fresh response. */
async function runQuery(origin: string): Promise<string | null> {
  const query = '{ applications(first: 5) { totalCount nodes { jobState stale } } }';
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(10_000),
  });
  const text = await response.text();
  return response.ok && text.includes('"stale":false') && !/"stale":true|"errors"/.test(text) ? null : text;
}

async function readiness(origin: string): Promise<string> {
  const response = await fetch(`${origin}/ready`, { signal: AbortSignal.timeout(10_000) });
  return response.text();
}
