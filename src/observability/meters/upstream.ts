/** Metrics of the gateway's upstream systems: CMF, the token endpoint and Redis. */
import { Counter, Histogram, type Registry } from 'prom-client';
import { callBuckets } from './buckets.ts';

export interface RefreshEnd {
  /** What was read. */
  readonly part: 'environments' | 'applications' | 'application';
  readonly outcome: 'ok' | 'failed' | 'refused' | 'not_found' | 'aborted';
  readonly durationMs: number;
}

export interface RedisCommitEnd {
  readonly outcome: 'committed' | 'conflict' | 'failed';
  readonly durationMs: number;
}

export interface UpstreamMeter {
  /** A call to CMF ended; status null when there was no response. */
  cmfCall(call: { operation: string; status: number | null; durationMs: number }): void;
  /** A read of CMF into the mirror ended. */
  refreshed(end: RefreshEnd): void;
  refreshFailed(): void;
  /** A call failed because CMF refused the gateway's identity ("refused") or the token endpoint failed ("token"). */
  identityFailed(reason: 'refused' | 'token'): void;
  malformedItem(): void;
  /** A time of CMF could not be parsed. */
  unreadableTime(operation: string): void;
  redisCommit(end: RedisCommitEnd): void;
  /** A mutation ended; `outcome` is its state, or the error code of its rejection. */
  written(write: { kind: string; outcome: string }): void;
}

export function createUpstreamMeter(registry: Registry): UpstreamMeter {
  const registers = [registry];
  const cmfCalls = new Histogram({
    name: 'cmf_graphql_cmf_call_seconds',
    help: 'Duration of calls to CMF, by operation and status ("none": no response).',
    labelNames: ['operation', 'status'],
    buckets: callBuckets,
    registers,
  });
  const refreshes = new Histogram({
    name: 'cmf_graphql_refresh_seconds',
    help: 'Reads of CMF into the mirror, by polls and by queries: what was read, and the outcome.',
    labelNames: ['part', 'outcome'],
    buckets: callBuckets,
    registers,
  });
  const refreshFailures = new Counter({
    name: 'cmf_graphql_refresh_failures_total',
    help: 'Refreshes of the mirror that failed.',
    registers,
  });
  const identityFailures = new Counter({
    name: 'cmf_graphql_identity_failures_total',
    help: 'Calls to CMF that failed because of the gateway\'s own identity. "refused": CMF responded with 401. "token": the gateway has no token.',
    labelNames: ['reason'],
    registers,
  });
  for (const reason of ['refused', 'token']) identityFailures.inc({ reason }, 0);
  const malformed = new Counter({
    name: 'cmf_graphql_cmf_malformed_items_total',
    help: 'List items of CMF that could not be read and were left out.',
    registers,
  });
  const unreadableTimes = new Counter({
    name: 'cmf_graphql_cmf_unreadable_times_total',
    help: 'Times in resources of CMF that could not be read, by operation, counted at each read.',
    labelNames: ['operation'],
    registers,
  });
  const redisCommits = new Histogram({
    name: 'cmf_graphql_redis_commit_seconds',
    help: 'Commits of refreshes to Redis; "conflict": another replica committed first.',
    labelNames: ['outcome'],
    buckets: callBuckets,
    registers,
  });
  const writes = new Counter({
    name: 'cmf_graphql_writes_total',
    help: 'Duration of mutations, by kind and outcome: the state of the operation, or the error code of its rejection.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  return {
    cmfCall: ({ operation, status, durationMs }) =>
      cmfCalls.observe({ operation, status: status ?? 'none' }, durationMs / 1_000),
    refreshed: ({ part, outcome, durationMs }) => refreshes.observe({ part, outcome }, durationMs / 1_000),
    refreshFailed: () => refreshFailures.inc(),
    identityFailed: (reason) => identityFailures.inc({ reason }),
    malformedItem: () => malformed.inc(),
    unreadableTime: (operation) => unreadableTimes.inc({ operation }),
    redisCommit: ({ outcome, durationMs }) => redisCommits.observe({ outcome }, durationMs / 1_000),
    written: (write) => writes.inc(write),
  };
}
