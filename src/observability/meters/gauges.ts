/** Metrics that are read from the parts of the gateway when they are collected. */
import { type Aggregator, Counter, Gauge, type Registry } from 'prom-client';

export interface Gauges {
  readonly webSockets: () => number;
  /** Subscriptions that receive changes of job states. */
  readonly listeners: () => number;
  /** Changes that wait for the slowest subscriber. */
  readonly longestQueue: () => number;
  readonly environments: () => number;
  /** True while the last refreshes succeeded. */
  readonly isCmfUp: () => boolean;
  readonly isRedisReachable: () => boolean;
  /** Redis records and entries that could not be parsed. */
  readonly damaged: () => number;
  /** Sessions with Redis that were opened after the first. */
  readonly redisReconnects: () => number;
  /** Transitions that wait for Redis. */
  readonly unshared: () => number;
  /** Age of the oldest copy in seconds; of a missing copy, the time since it is missing. */
  readonly oldestCopy: () => number;
  /** Age of the copies of single environments in seconds. Empty where their names are not shown. */
  readonly copies: () => readonly (readonly [environment: string, seconds: number])[];
  /** Age of the gateway's access token in seconds; null without one. */
  readonly tokenAge: () => number | null;
  /** Calls to CMF that wait for a connection. */
  readonly waitingCalls: () => number;
  readonly responseCache: () => {
    readonly bytes: number;
    readonly entries: number;
    readonly evictions: number;
  };
}

export function registerGauges(registry: Registry, gauges: Gauges): void {
  const registers = [registry];
  const gauge = (name: string, help: string, value: () => number | null, aggregator: Aggregator) =>
    new Gauge({
      name,
      help,
      aggregator,
      registers,
      collect() {
        const current = value();
        if (current === null) this.remove();
        else this.set(current);
      },
    });
  const counter = (name: string, help: string, value: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value());
      },
    });

  gauge('cmf_graphql_websockets', 'Open WebSocket connections.', gauges.webSockets, 'sum');
  gauge(
    'cmf_graphql_listeners',
    'Subscriptions that receive changes of job states.',
    gauges.listeners,
    'sum',
  );
  gauge(
    'cmf_graphql_longest_queue',
    'Changes that wait for the slowest subscriber; at SUBSCRIBER_QUEUE it is disconnected.',
    gauges.longestQueue,
    'max',
  );
  // Workers hold copies of the same state, so the following metrics show the worst worker.
  gauge('cmf_graphql_environments', 'Environments in the mirror.', gauges.environments, 'max');
  gauge(
    'cmf_graphql_cmf_up',
    '1 while the last refreshes of CMF succeeded.',
    () => Number(gauges.isCmfUp()),
    'min',
  );
  gauge(
    'cmf_graphql_redis_up',
    '1 while Redis responds or is not used.',
    () => Number(gauges.isRedisReachable()),
    'min',
  );
  gauge(
    'cmf_graphql_redis_damaged',
    'Redis records and entries that could not be parsed and were skipped.',
    gauges.damaged,
    'max',
  );
  counter(
    'cmf_graphql_redis_reconnects_total',
    'Sessions with Redis that were opened after the first.',
    gauges.redisReconnects,
  );
  gauge(
    'cmf_graphql_unshared_transitions',
    'Changes of job states that wait until Redis accepts writes again.',
    gauges.unshared,
    'max',
  );
  gauge(
    'cmf_graphql_oldest_copy_seconds',
    'Age of the oldest copy of CMF, or time since a copy is missing.',
    gauges.oldestCopy,
    'max',
  );
  const copyAge = new Gauge({
    name: 'cmf_graphql_copy_age_seconds',
    help: 'Age of the copies of environments: of the 100 oldest, and only with FLEET_METRICS=on.',
    labelNames: ['environment'],
    aggregator: 'max',
    registers: [],
    collect() {
      this.reset();
      for (const [environment, seconds] of gauges.copies()) this.set({ environment }, seconds);
    },
  });
  registry.registerMetric(copyAge);
  gauge(
    'cmf_graphql_token_age_seconds',
    "Age of the gateway's OAuth access token for CMF; absent without one.",
    gauges.tokenAge,
    'max',
  );
  gauge(
    'cmf_graphql_cmf_calls_waiting',
    'Calls to CMF that wait for one of CMF_MAX_CONNECTIONS.',
    gauges.waitingCalls,
    'sum',
  );
  gauge(
    'cmf_graphql_response_cache_bytes',
    'Size of the cached responses.',
    () => gauges.responseCache().bytes,
    'sum',
  );
  gauge(
    'cmf_graphql_response_cache_entries',
    'Number of cached responses.',
    () => gauges.responseCache().entries,
    'sum',
  );
  counter(
    'cmf_graphql_response_cache_evictions_total',
    'Cached responses that were evicted.',
    () => gauges.responseCache().evictions,
  );
}
