/** The metrics as Markdown, for `docs/metrics.md`. */
import { Registry } from 'prom-client';
import type { Gauges } from './meters/gauges.ts';
import { createMetrics } from './metrics.ts';

export interface DescribedMetric {
  readonly name: string;
  readonly type: string;
  readonly labels: readonly string[];
  readonly help: string;
}

const nothing: Gauges = {
  webSockets: () => 0,
  listeners: () => 0,
  longestQueue: () => 0,
  environments: () => 0,
  isCmfUp: () => false,
  isRedisReachable: () => false,
  damaged: () => 0,
  redisReconnects: () => 0,
  unshared: () => 0,
  oldestCopy: () => 0,
  copies: () => [],
  tokenAge: () => null,
  waitingCalls: () => 0,
  responseCache: () => ({ bytes: 0, entries: 0, evictions: 0 }),
};

/** The gateway's own metrics and those of its process, as registered. */
export async function describeMetrics(): Promise<readonly DescribedMetric[]> {
  let registered = new Registry();
  createMetrics(nothing, {
    share(own) {
      registered = own;
      return () => own.metrics();
    },
  });
  const types = new Map((await registered.getMetricsAsJSON()).map(({ name, type }) => [name, String(type)]));
  return registered.getMetricsAsArray().map((metric) => ({
    name: metric.name,
    type: types.get(metric.name) ?? '',
    // prom-client's types do not have it.
    labels: 'labelNames' in metric && Array.isArray(metric.labelNames) ? metric.labelNames.map(String) : [],
    help: metric.help,
  }));
}

export function metricTable(metrics: readonly DescribedMetric[]): string {
  const rows = metrics.map(({ name, type, labels, help }) => {
    const names = labels.map((label) => `\`${label}\``).join(', ');
    return `| \`${name}\` | ${type} | ${names || '-'} | ${help.replaceAll('|', '\\|')} |`;
  });
  return ['| Metric | Type | Labels | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
