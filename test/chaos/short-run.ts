/** A chaos run of a few seconds: each fault of Redis itself once, with the given access to Redis. */
import { expect } from 'vitest';
import type { RedisAccess } from './redis.ts';
import { type ChaosReport, runChaos } from './run.ts';

export async function expectCleanRun(seed: number, redis: Partial<RedisAccess>): Promise<ChaosReport> {
  const report = await runChaos({
    seed,
    faults: 0,
    eachRedisFault: true,
    durationMs: 1_600,
    outageMs: 0,
    replicas: 2,
    subscribers: 6,
    journalLength: 200,
    redis,
  });
  expectClean(report);
  return report;
}

export function expectClean({ verdict, crashes, outage, denied }: ChaosReport): void {
  const { lost, duplicated, reordered, unannounced, findings } = verdict;
  expect(findings).toEqual([]);
  expect({ lost, duplicated, reordered, unannounced }).toEqual({
    lost: 0,
    duplicated: 0,
    reordered: 0,
    unannounced: 0,
  });
  expect({ crashes, failedQueries: outage.failed, denied }).toEqual({
    crashes: [],
    failedQueries: [],
    denied: [],
  });
}
