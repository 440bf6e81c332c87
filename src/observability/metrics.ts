/**
 * The metrics at `/metrics`, in Prometheus' text format. One registry per gateway. With several workers on one port the
 * text covers all of them, each metric combined by its `aggregator`.
 */
import {
  type Aggregator,
  Counter,
  collectDefaultMetrics,
  Gauge,
  Histogram,
  type PrometheusContentType,
  Registry,
} from 'prom-client';

export interface Metrics {
  readonly contentType: PrometheusContentType;
  text(): Promise<string>;
  /** A call to CMF ended; status null when there was no response. */
  cmfCall(call: { operation: string; status: number | null; durationMs: number }): void;
  /** An HTTP request ended. */
  httpRequest(request: { status: number; durationMs: number }): void;
  /** A GraphQL request over HTTP was answered from the response cache, or executed. */
  answered(how: 'kept' | 'executed'): void;
  refreshFailed(): void;
  /** A call failed because CMF refused the gateway's identity ("refused") or the token endpoint failed ("token"). */
  identityFailed(reason: 'refused' | 'token'): void;
  malformedItem(): void;
  /** A time of CMF that names no instant. */
  unreadableTime(operation: string): void;
  /** A subscription's document was executed for one update, for all identical subscriptions. */
  subscriptionExecuted(): void;
  /** A subscription was ended because its client read more slowly than states change. */
  slowConsumer(): void;
  /** A mutation ended; `outcome` is its state, or the code that refused it. */
  written(write: { kind: string; outcome: string }): void;
}

export interface Gauges {
  readonly webSockets: () => number;
  readonly subscriptions: () => number;
  readonly environments: () => number;
  /** True while the last refreshes succeeded. */
  readonly isCmfUp: () => boolean;
  readonly isRedisReachable: () => boolean;
  /** Redis records and entries that could not be parsed. */
  readonly damaged: () => number;
  /** Age of the oldest copy in seconds; of a missing copy, the time since it is missing. */
  readonly oldestCopy: () => number;
}

/** Takes a worker's own registry, and returns a function that collects the metrics of all workers. */
export type ShareMetrics = (own: Registry) => () => Promise<string>;

const ownOnly: ShareMetrics = (own) => () => own.metrics();

const seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

const maxBuffered = 1_000;

export function createMetrics(gauges: Gauges, share: ShareMetrics = ownOnly): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const cmfCalls = new Histogram({
    name: 'cmf_graphql_cmf_call_seconds',
    help: 'Calls to CMF, by operation and status ("none": no response).',
    labelNames: ['operation', 'status'],
    buckets: seconds,
    registers,
  });
  const httpRequests = new Histogram({
    name: 'cmf_graphql_http_request_seconds',
    help: 'HTTP requests, by status.',
    labelNames: ['status'],
    buckets: seconds,
    registers,
    collect: () => observeDurations(),
  });
  // These two metrics are buffered here and passed to prom-client in batches: the look-up of a series by its labels is
  // too slow for responses from the cache.
  const durations: { readonly status: number; readonly seconds: number }[] = [];
  const observeDurations = () => {
    for (const { status, seconds } of durations) httpRequests.observe({ status }, seconds);
    durations.length = 0;
  };
  const answered = { kept: 0, executed: 0 };
  const answers = new Counter({
    name: 'cmf_graphql_answers_total',
    help: 'GraphQL requests over HTTP: "kept" from the response cache, or "executed".',
    labelNames: ['how'],
    registers: [],
    collect() {
      this.reset();
      for (const [how, count] of Object.entries(answered)) this.inc({ how }, count);
    },
  });
  registry.registerMetric(answers);
  const refreshFailures = new Counter({
    name: 'cmf_graphql_refresh_failures_total',
    help: 'Refreshes of the mirror that failed.',
    registers,
  });
  const identityFailures = new Counter({
    name: 'cmf_graphql_identity_failures_total',
    help: 'Calls to CMF that failed for the gateway\'s own identity: "refused" by CMF (401), or without a "token".',
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
  const subscriptionExecutions = new Counter({
    name: 'cmf_graphql_subscription_executions_total',
    help: 'Executions of subscriptions: one per update for all identical subscriptions.',
    registers,
  });
  const slowConsumers = new Counter({
    name: 'cmf_graphql_slow_consumers_total',
    help: 'Subscriptions that were ended because their client was slower than the changes.',
    registers,
  });
  const writes = new Counter({
    name: 'cmf_graphql_writes_total',
    help: 'Mutations, by kind and outcome: the state of the operation, or the code that refused it.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const gauge = (name: string, help: string, value: () => number, aggregator: Aggregator) =>
    new Gauge({
      name,
      help,
      aggregator,
      registers,
      collect() {
        this.set(value());
      },
    });
  gauge('cmf_graphql_websockets', 'Open WebSocket connections.', gauges.webSockets, 'sum');
  gauge('cmf_graphql_subscriptions', 'Open job state subscriptions.', gauges.subscriptions, 'sum');
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
  gauge(
    'cmf_graphql_oldest_copy_seconds',
    'Age of the oldest copy of CMF, or time since a copy is missing.',
    gauges.oldestCopy,
    'max',
  );

  return {
    contentType: registry.contentType,
    text: share(registry),
    cmfCall: ({ operation, status, durationMs }) =>
      cmfCalls.observe({ operation, status: status ?? 'none' }, durationMs / 1000),
    httpRequest({ status, durationMs }) {
      durations.push({ status, seconds: durationMs / 1000 });
      if (durations.length >= maxBuffered) observeDurations();
    },
    answered(how) {
      answered[how] += 1;
    },
    refreshFailed: () => refreshFailures.inc(),
    identityFailed: (reason) => identityFailures.inc({ reason }),
    malformedItem: () => malformed.inc(),
    unreadableTime: (operation) => unreadableTimes.inc({ operation }),
    subscriptionExecuted: () => subscriptionExecutions.inc(),
    slowConsumer: () => slowConsumers.inc(),
    written: (write) => writes.inc(write),
  };
}
