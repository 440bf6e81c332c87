/** The span of a request, from its arrival to the close of its response. Null without tracing. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Span, Tracing } from '../observability/tracing/tracing.ts';

/** The path of GraphQL is the only one that is traced. A query in a URL may contain variables, so it is left out. */
export function traceRequest(
  tracing: Tracing,
  request: IncomingMessage,
  response: ServerResponse,
): Span | null {
  const { method = '', headers } = request;
  const route = '/graphql';
  const start = () => ({
    name: `${method} ${route}`,
    kind: 'server' as const,
    attributes: {
      'http.request.method': method,
      'http.route': route,
      'url.path': route,
      'network.protocol.version': request.httpVersion,
      'user_agent.original': headers['user-agent']?.slice(0, 200),
    },
  });
  const span = tracing.begin(start, headers);
  if (!span) return null;
  response.once('close', () => {
    const { statusCode } = response;
    span.set({ 'http.response.status_code': statusCode });
    const failure = statusCode >= 500 ? String(statusCode) : undefined;
    span.end(response.writableFinished ? failure : 'cancelled');
  });
  return span;
}
