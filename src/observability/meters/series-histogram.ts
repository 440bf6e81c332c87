/**
 * A histogram whose users hold its series, so that an observation costs only a few additions. The look-up of a series
 * by its labels in prom-client costs more than all other measurements of a cached response.
 */
import { Histogram, type HistogramConfiguration } from 'prom-client';

export interface Series {
  observe(seconds: number): void;
}

export type Labels<Name extends string> = Readonly<Record<Name, string | number>>;

type Configuration<Name extends string> = Omit<HistogramConfiguration<Name>, 'collect'> & {
  readonly buckets: number[];
};

export class SeriesHistogram<Name extends string> extends Histogram<Name> {
  readonly #name: string;
  readonly #help: string;
  readonly #buckets: readonly number[];
  readonly #series = new Set<BucketSeries<Name>>();

  constructor(configuration: Configuration<Name>) {
    super(configuration);
    this.#name = configuration.name;
    this.#help = configuration.help;
    this.#buckets = configuration.buckets;
  }

  /** A series of its own: the caller creates one for each combination of labels, and keeps it. */
  series(labels: Labels<Name>): Series {
    const series = new BucketSeries(this.#name, labels, this.#buckets);
    this.#series.add(series);
    return series;
  }

  /** Stops the export of the series. */
  drop(series: Series): void {
    if (series instanceof BucketSeries) this.#series.delete(series);
  }

  /** The undocumented method that prom-client reads text and JSON from; its own look-up by labels stays empty. */
  async getForPromString() {
    return {
      name: this.#name,
      help: this.#help,
      type: 'histogram',
      aggregator: 'sum',
      values: [...this.#series].flatMap((series) => series.values()),
    };
  }
}

class BucketSeries<Name extends string> implements Series {
  readonly #name: string;
  readonly #labels: Labels<Name>;
  readonly #buckets: readonly number[];
  /** Per bucket, not cumulative; the last is that of infinity. */
  readonly #counts: number[];
  #sum = 0;

  constructor(name: string, labels: Labels<Name>, buckets: readonly number[]) {
    this.#name = name;
    this.#labels = labels;
    this.#buckets = buckets;
    this.#counts = Array.from({ length: buckets.length + 1 }, () => 0);
  }

  observe(seconds: number): void {
    let bucket = 0;
    while (bucket < this.#buckets.length && seconds > (this.#buckets[bucket] ?? 0)) bucket += 1;
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#sum += seconds;
  }

  values() {
    let count = 0;
    const buckets = this.#counts.map((own, index) => {
      count += own;
      const le = this.#buckets[index] ?? '+Inf';
      return {
        labels: { le },
        sharedLabels: this.#labels,
        value: count,
        metricName: `${this.#name}_bucket`,
      };
    });
    const total = { labels: {}, sharedLabels: this.#labels };
    return [
      ...buckets,
      { ...total, value: this.#sum, metricName: `${this.#name}_sum` },
      { ...total, value: count, metricName: `${this.#name}_count` },
    ];
  }
}
