/**
 * Collects the metrics of all workers as one text: requests them from each worker, and combines them with the
 * aggregators of prom-client.
 *
 * A worker that ends meanwhile is left out. A worker that does not respond fails the scrape: without it the sums
 * would be lower, and Prometheus interprets a lower counter as a restart. For the same reason, the sums include the
 * last known counts of workers that have ended.
 */
import { AggregatorRegistry } from 'prom-client';

type Metrics = readonly object[];

export interface Collector {
  /** Rejects when one of these workers does not respond in time. */
  collect(workers: readonly number[]): Promise<string>;
  answered(worker: number, round: number, metrics: Metrics): void;
  ended(worker: number): void;
}

interface Question {
  readonly worker: number;
  readonly round: number;
  readonly answer: (metrics: Metrics) => void;
}

export interface CollectorOptions {
  /** Requests the metrics of a worker, for `answered`. */
  readonly requestCounts: (worker: number, round: number) => void;
  /** Time limit for the responses of all workers. */
  readonly timeoutMs: number;
}

export function createCollector({ requestCounts, timeoutMs }: CollectorOptions): Collector {
  const questions = new Set<Question>();
  const latest = new Map<number, Metrics>();
  let ofEnded: Metrics = [];
  let rounds = 0;

  function settle(answer: Metrics, isOf: (question: Question) => boolean): void {
    for (const question of questions) {
      if (!isOf(question)) continue;
      questions.delete(question);
      question.answer(answer);
    }
  }

  return {
    async collect(workers) {
      const round = ++rounds;
      const answers = workers.map((worker) => {
        const { promise, resolve: answer } = Promise.withResolvers<Metrics>();
        questions.add({ worker, round, answer });
        requestCounts(worker, round);
        return promise.then((metrics) => ({ worker, metrics }));
      });
      const silence = Promise.withResolvers<never>();
      const timer = setTimeout(() => silence.reject(new Error('A worker does not respond.')), timeoutMs);
      try {
        const answered = await Promise.race([Promise.all(answers), silence.promise]);
        // A worker that responded and then ended is counted once, among the ended workers.
        const serving = answered.filter(({ worker }) => latest.has(worker)).map(({ metrics }) => metrics);
        return await AggregatorRegistry.aggregate([...serving, ofEnded]).metrics();
      } finally {
        clearTimeout(timer);
        settle([], (question) => question.round === round);
      }
    },
    answered(worker, round, metrics) {
      latest.set(worker, metrics);
      settle(metrics, (question) => question.worker === worker && question.round === round);
    },
    ended(worker) {
      const counted = latest.get(worker)?.filter(onlyGrows) ?? [];
      latest.delete(worker);
      ofEnded = AggregatorRegistry.aggregate([ofEnded, counted]).getMetricsAsArray();
      settle([], (question) => question.worker === worker);
    },
  };
}

function onlyGrows(metric: object): boolean {
  return 'type' in metric && (metric.type === 'counter' || metric.type === 'histogram');
}
