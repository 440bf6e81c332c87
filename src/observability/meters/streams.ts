/** Metrics of live updates: subscriptions and messages by transport, and the latency of changes. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { delayBuckets, latencyBuckets } from './buckets.ts';

/** Counts of one transport. Fields, because each message of each subscriber passes here. */
export interface StreamCounts {
  /** Open subscriptions. */
  open: number;
  sent: number;
  received: number;
}

export interface StreamMeter {
  readonly streams: Readonly<Record<'sse' | 'websocket', StreamCounts>>;
  /** A subscription's document was executed for one update, for all identical subscriptions. */
  subscriptionExecuted(): void;
  /** A subscription was ended because its client read more slowly than states change. */
  slowConsumer(): void;
  /** A change of an application is known this long after CMF's `updateTimestamp`. */
  changeArrived(delayMs: number): void;
  /**
   * A commit was passed to all subscribers. It is written to those that have room and whose selection needs no
   * further reads.
   */
  published(durationMs: number): void;
}

export function createStreamMeter(registry: Registry): StreamMeter {
  const registers = [registry];
  const streams = {
    sse: { open: 0, sent: 0, received: 0 },
    websocket: { open: 0, sent: 0, received: 0 },
  };
  registry.registerMetric(
    new Gauge({
      name: 'cmf_graphql_subscriptions',
      help: 'Open subscriptions, by transport.',
      labelNames: ['transport'],
      registers: [],
      aggregator: 'sum',
      collect() {
        for (const [transport, { open }] of Object.entries(streams)) this.set({ transport }, open);
      },
    }),
  );
  registry.registerMetric(
    new Counter({
      name: 'cmf_graphql_messages_total',
      help: 'Messages of streams: results of subscriptions and, for "websocket", all messages of the protocol except pings.',
      labelNames: ['transport', 'direction'],
      registers: [],
      collect() {
        this.reset();
        const { sse, websocket } = streams;
        this.inc({ transport: 'sse', direction: 'sent' }, sse.sent);
        this.inc({ transport: 'websocket', direction: 'sent' }, websocket.sent);
        this.inc({ transport: 'websocket', direction: 'received' }, websocket.received);
      },
    }),
  );
  const executions = new Counter({
    name: 'cmf_graphql_subscription_executions_total',
    help: 'Executions of subscriptions: one per update for all identical subscriptions.',
    registers,
  });
  const slowConsumers = new Counter({
    name: 'cmf_graphql_slow_consumers_total',
    help: 'Subscriptions that were ended because their client was slower than the changes.',
    registers,
  });
  const delays = new Histogram({
    name: 'cmf_graphql_change_delay_seconds',
    help: "Time from CMF's updateTimestamp of a changed application until this process has read the change. It includes the difference between the clocks.",
    buckets: delayBuckets,
    registers,
  });
  const fanOut = new Histogram({
    name: 'cmf_graphql_fan_out_seconds',
    help: 'Time to pass the changes of one commit to all subscribers, until the last with room has them written. Reads that a selection needs are not included.',
    buckets: latencyBuckets,
    registers,
  });
  return {
    streams,
    subscriptionExecuted: () => executions.inc(),
    slowConsumer: () => slowConsumers.inc(),
    changeArrived: (delayMs) => delays.observe(Math.max(0, delayMs) / 1_000),
    published: (durationMs) => fanOut.observe(durationMs / 1_000),
  };
}
