/** Metrics of HTTP requests by route and status. */
import type { Registry } from 'prom-client';
import { latencyBuckets } from './buckets.ts';
import { type Series, SeriesHistogram } from './series-histogram.ts';

/** `page`: GraphiQL, the console and their files. `other`: an unknown path, or a redirect. */
export type Route = 'graphql' | 'preflight' | 'page' | 'probe' | 'metrics' | 'other';

export interface HttpRequestEnd {
  readonly route: Route;
  /** `cancelled`: the client disconnected before it had the response. */
  readonly status: number | 'cancelled';
  readonly durationMs: number;
}

export interface RequestMeter {
  /** Records the end of a request; not called for streams, whose duration is not a latency. */
  httpRequest(end: HttpRequestEnd): void;
}

export function createRequestMeter(registry: Registry): RequestMeter {
  const durations = new SeriesHistogram({
    name: 'cmf_graphql_http_request_seconds',
    help: 'Duration of HTTP requests by route and status ("cancelled": the client disconnected first), without streams.',
    labelNames: ['route', 'status'],
    buckets: latencyBuckets,
    registers: [registry],
  });
  const byRoute = new Map<Route, Map<HttpRequestEnd['status'], Series>>();
  return {
    httpRequest({ route, status, durationMs }) {
      let byStatus = byRoute.get(route);
      if (!byStatus) byRoute.set(route, (byStatus = new Map()));
      let series = byStatus.get(status);
      if (!series) byStatus.set(status, (series = durations.series({ route, status })));
      series.observe(durationMs / 1_000);
    },
  };
}
