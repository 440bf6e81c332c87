/** The spans for the rooms that do not import tracing: calls to CMF and Flink, refreshes of the mirror, writes. */
import type { TraceCall } from '../cmf/transport.ts';
import type { TraceRefresh } from '../mirror/refresh/refresher.ts';
import { correlationHeaders } from '../observability/correlation.ts';
import type { Span, SpanStart, Tracing } from '../observability/tracing/tracing.ts';
import type { TraceWrite } from '../writes/protocol/run-write.ts';

export interface TraceHooks {
  readonly cmfCall: TraceCall;
  readonly flinkCall: TraceCall;
  readonly refresh: TraceRefresh;
  readonly write: TraceWrite;
}

export function createTraceHooks(tracing: Tracing): TraceHooks {
  const callOf =
    (system: string): TraceCall =>
    async (call, send) => {
      const start = (): SpanStart => ({
        name: `${system} ${call.operation}`,
        kind: 'client',
        attributes: {
          'http.request.method': call.method,
          'url.path': call.path,
          'server.address': call.host,
          'server.port': call.port,
          'http.request.resend_count': call.resends > 0 ? call.resends : undefined,
        },
      });
      return tracing.child(start, async (span) => {
        const response = await send();
        const { status } = response;
        span?.set({ 'http.response.status_code': status });
        if (status >= 400) span?.end(String(status));
        return response;
      });
    };

  return {
    cmfCall: callOf('CMF'),
    flinkCall: callOf('Flink'),
    async refresh({ name, environment }, read) {
      const start = (): SpanStart => ({
        name: 'mirror refresh',
        attributes: {
          'cmf_graphql.refresh.target': name,
          'cmf_graphql.environment': environment ?? undefined,
        },
      });
      // No request waits for a poll.
      if (correlationHeaders()['x-request-id'] === undefined) return tracing.background('poll', start, read);
      return tracing.child(start, read);
    },
    async write({ kind, target }, run) {
      const start = (): SpanStart => ({
        name: `write ${kind}`,
        attributes: {
          'cmf_graphql.write.kind': kind,
          'cmf_graphql.environment': target.environment ?? undefined,
        },
      });
      return tracing.child(start, async (span: Span | null) => {
        const result = await run();
        const { state, error } = result.operation;
        span?.set({ 'cmf_graphql.write.state': state });
        if (error) span?.end(error.code);
        return result;
      });
    },
  };
}
