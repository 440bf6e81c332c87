/** Metrics of GraphQL operations over every transport: durations by operation, counts by transport, errors by code. */
import { Counter, type Registry } from 'prom-client';
import { latencyBuckets } from './buckets.ts';
import { createOperationNames, type RankedName } from './operation-names.ts';
import { type Series, SeriesHistogram } from './series-histogram.ts';

export type Transport = 'http' | 'sse' | 'websocket';

/** The outcome of an operation. `dependency_error`: a failure of CMF, Flink, Redis or the token issuer. */
export type Outcome = 'ok' | 'caller_error' | 'dependency_error' | 'gateway_error' | 'cancelled';

/** The end of one operation; for a subscription, its start. */
export interface OperationEnd {
  readonly transport: Transport;
  readonly outcome: Outcome;
  readonly durationMs: number;
}

/** An operation with its name and type. Responses from the cache keep theirs. */
export interface MeteredOperation {
  ended(end: OperationEnd): void;
}

export interface OperationMeter {
  /** `type`: query, mutation or subscription. `name` is undefined for an anonymous operation. */
  operation(type: string, name: string | undefined): MeteredOperation;
  /** Counts a request that was rejected or aborted before its operation was determined. */
  readonly unknownOperation: MeteredOperation;
  /** A response contains errors of these distinct codes. */
  failed(codes: readonly string[]): void;
  /** A request over HTTP was answered from the response cache, or executed. */
  answered(how: 'kept' | 'executed'): void;
}

export interface OperationMeterOptions {
  /** Names of the operations in trusted documents. */
  readonly trustedNames?: ReadonlySet<string>;
  readonly now?: () => number;
}

/** Longer names are too long for a dashboard. */
const maxNameLength = 80;
const rankingMs = 60_000;

export function createOperationMeter(
  registry: Registry,
  { trustedNames = new Set(), now = () => performance.now() }: OperationMeterOptions = {},
): OperationMeter {
  const registers = [registry];
  const durations = new SeriesHistogram({
    name: 'cmf_graphql_operation_seconds',
    help: 'Duration of GraphQL operations by name, type and outcome. For a subscription: the time until it starts or is rejected.',
    labelNames: ['operation', 'type', 'outcome'],
    buckets: latencyBuckets,
    registers,
  });
  const totals = new Map<string, number>();
  registry.registerMetric(
    new Counter({
      name: 'cmf_graphql_operations_total',
      help: 'GraphQL operations by transport, type and outcome.',
      labelNames: ['transport', 'type', 'outcome'],
      registers: [],
      collect() {
        this.reset();
        for (const [key, count] of totals) {
          const [transport = '', type = '', outcome = ''] = key.split(' ');
          this.inc({ transport, type, outcome }, count);
        }
      },
    }),
  );
  const errors = new Counter({
    name: 'cmf_graphql_operation_errors_total',
    help: 'Responses with an error of this code, whatever their HTTP status; also results of subscriptions.',
    labelNames: ['code'],
    registers,
  });
  const answered = { kept: 0, executed: 0 };
  registry.registerMetric(
    new Counter({
      name: 'cmf_graphql_answers_total',
      help: 'GraphQL requests over HTTP: "kept" (served from the response cache) or "executed".',
      labelNames: ['how'],
      registers: [],
      collect() {
        this.reset();
        for (const [how, count] of Object.entries(answered)) this.inc({ how }, count);
      },
    }),
  );

  class Operation implements MeteredOperation, RankedName {
    isShown = false;
    uses = 0;
    readonly #type: string;
    readonly #name: string;
    readonly #series = new Map<Outcome, Series>();
    readonly #totals = new Map<Outcome, string>();

    constructor(type: string, name: string) {
      this.#type = type;
      this.#name = name;
    }

    ended(end: OperationEnd): void {
      this.uses += 1;
      const { transport, outcome, durationMs } = end;
      const total = transport === 'http' ? this.#httpTotal(outcome) : `${transport} ${this.#type} ${outcome}`;
      totals.set(total, (totals.get(total) ?? 0) + 1);
      const counted = this.isShown ? this : otherOf(this.#type);
      counted.#seriesOf(outcome).observe(durationMs / 1_000);
    }

    hide(): void {
      for (const series of this.#series.values()) durations.drop(series);
      this.#series.clear();
    }

    #seriesOf(outcome: Outcome): Series {
      let series = this.#series.get(outcome);
      if (!series) {
        series = durations.series({ operation: this.#name, type: this.#type, outcome });
        this.#series.set(outcome, series);
      }
      return series;
    }

    /** Returns the same string each time, because a new string would be hashed again. */
    #httpTotal(outcome: Outcome): string {
      let key = this.#totals.get(outcome);
      if (key === undefined) this.#totals.set(outcome, (key = `http ${this.#type} ${outcome}`));
      return key;
    }
  }

  const fixed = (type: string, name: string): Operation => {
    const operation = new Operation(type, name);
    operation.isShown = true;
    return operation;
  };
  const others = new Map<string, Operation>();
  const otherOf = (type: string): Operation => {
    let other = others.get(type);
    if (!other) others.set(type, (other = fixed(type, 'other')));
    return other;
  };

  const names = createOperationNames<Operation>({
    isTrusted: (key) => trustedNames.has(key.slice(key.indexOf(' ') + 1)),
  });
  let rankedAt = now();
  const rankInTime = () => {
    if (now() - rankedAt < rankingMs) return;
    rankedAt = now();
    names.rank();
  };

  return {
    operation(type, name = 'anonymous') {
      rankInTime();
      if (name.length > maxNameLength) return otherOf(type);
      return names.get(`${type} ${name}`, () => new Operation(type, name));
    },
    unknownOperation: fixed('unknown', 'unknown'),
    failed(codes) {
      for (const code of codes) errors.inc({ code });
    },
    answered(how) {
      answered[how] += 1;
    },
  };
}
