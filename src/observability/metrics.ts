/**
 * The metrics at `/metrics`, in Prometheus' text format. One registry per gateway; `meters/` defines its metrics.
 * With several workers on one port the text covers all of them, each metric combined by its `aggregator`.
 */
import { collectDefaultMetrics, type PrometheusContentType, Registry } from 'prom-client';
import { type Gauges, registerGauges } from './meters/gauges.ts';
import {
  createOperationMeter,
  type OperationMeter,
  type OperationMeterOptions,
} from './meters/operations.ts';
import { createRequestMeter, type RequestMeter } from './meters/requests.ts';
import { createStreamMeter, type StreamMeter } from './meters/streams.ts';
import { createUpstreamMeter, type UpstreamMeter } from './meters/upstream.ts';

export type { Gauges } from './meters/gauges.ts';

export interface Metrics extends OperationMeter, RequestMeter, StreamMeter, UpstreamMeter {
  readonly contentType: PrometheusContentType;
  text(): Promise<string>;
}

/** Takes a worker's own registry, and returns a function that collects the metrics of all workers. */
export type ShareMetrics = (own: Registry) => () => Promise<string>;

const ownOnly: ShareMetrics = (own) => () => own.metrics();

export interface MetricsOptions extends OperationMeterOptions {
  readonly share?: ShareMetrics | undefined;
}

export function createMetrics(gauges: Gauges, { share = ownOnly, ...options }: MetricsOptions = {}): Metrics {
  const registry = new Registry();
  const meters = {
    ...createOperationMeter(registry, options),
    ...createRequestMeter(registry),
    ...createStreamMeter(registry),
    ...createUpstreamMeter(registry),
  };
  registerGauges(registry, gauges);
  collectDefaultMetrics({ register: registry });
  return { ...meters, contentType: registry.contentType, text: share(registry) };
}
