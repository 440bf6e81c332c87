/**
 * What can be scraped at `/metrics`, in Prometheus' text format. One registry for each gateway; of several workers on
 * one port the text tells of all, each metric added up as its `aggregator` says.
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
  /** A call to CMF ended; status null when there was no answer. */
  cmfCall(call: { operation: string; status: number | null; durationMs: number }): void;
  /** A request over HTTP was answered. */
  httpRequest(request: { status: number; durationMs: number }): void;
  /** A GraphQL request over HTTP was answered from kept bytes, or by the pipeline. */
  answered(how: 'kept' | 'executed'): void;
  refreshFailed(): void;
  malformedItem(): void;
  /** A subscription's document was executed for one update, for all who share it. */
  subscriptionExecuted(): void;
  /** A subscriber was ended because it read more slowly than states change. */
  slowConsumer(): void;
}

export interface Gauges {
  readonly webSockets: () => number;
  readonly subscriptions: () => number;
  readonly environments: () => number;
  readonly isCmfReachable: () => boolean;
  readonly isRedisReachable: () => boolean;
  /** Records and entries in Redis that were not ours. */
  readonly damaged: () => number;
  /** Age of the oldest complete read of an environment, in seconds. */
  readonly oldestCopy: () => number;
}

/** Takes a worker's own metrics, and returns how to ask for those of all workers. */
export type ShareMetrics = (own: Registry) => () => Promise<string>;

const alone: ShareMetrics = (own) => () => own.metrics();

const seconds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

const mostUnobserved = 1_000;

export function createMetrics(gauges: Gauges, share: ShareMetrics = alone): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const cmfCalls = new Histogram({
    name: 'cmf_graphql_cmf_call_seconds',
    help: 'Calls to CMF, by operation and status ("none": no answer).',
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
  // These two are counted here and handed on when asked for, or many at a time: to find a series by its labels takes
  // longer than a kept answer has to spare.
  const durations: { readonly status: number; readonly seconds: number }[] = [];
  const observeDurations = () => {
    for (const { status, seconds } of durations) httpRequests.observe({ status }, seconds);
    durations.length = 0;
  };
  const answered = { kept: 0, executed: 0 };
  const answers = new Counter({
    name: 'cmf_graphql_answers_total',
    help: 'GraphQL requests over HTTP, by how they were answered: from kept bytes, or executed.',
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
  const malformed = new Counter({
    name: 'cmf_graphql_cmf_malformed_items_total',
    help: 'List items of CMF that could not be read and were left out.',
    registers,
  });
  const subscriptionExecutions = new Counter({
    name: 'cmf_graphql_subscription_executions_total',
    help: 'Executions of subscriptions: one for each update, however many identical subscriptions it answers.',
    registers,
  });
  const slowConsumers = new Counter({
    name: 'cmf_graphql_slow_consumers_total',
    help: 'Subscriptions that were ended because their reader was slower than the changes.',
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
  // Workers hold copies of the same, so what follows is that of the one worst off.
  gauge('cmf_graphql_environments', 'Environments in the mirror.', gauges.environments, 'max');
  gauge('cmf_graphql_cmf_up', '1 while CMF answers.', () => Number(gauges.isCmfReachable()), 'min');
  gauge(
    'cmf_graphql_redis_up',
    '1 while Redis answers, or none is used.',
    () => Number(gauges.isRedisReachable()),
    'min',
  );
  gauge(
    'cmf_graphql_redis_damaged',
    'What was found in Redis that is not ours, and skipped.',
    gauges.damaged,
    'max',
  );
  gauge(
    'cmf_graphql_oldest_copy_seconds',
    'Age of the oldest copy of an environment.',
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
      if (durations.length >= mostUnobserved) observeDurations();
    },
    answered(how) {
      answered[how] += 1;
    },
    refreshFailed: () => refreshFailures.inc(),
    malformedItem: () => malformed.inc(),
    subscriptionExecuted: () => subscriptionExecutions.inc(),
    slowConsumer: () => slowConsumers.inc(),
  };
}
