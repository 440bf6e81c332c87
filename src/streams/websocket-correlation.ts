/**
 * The request id and the trace context of an operation over a WebSocket. Clients have three places for them, the
 * closest to the operation first: `extensions` of the `subscribe` message, the payload of `connection_init`, and the
 * headers of the upgrade request, which browsers cannot set and proxies do. In a payload they are at the top level or
 * under `headers`.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { at, isObject } from '../json.ts';
import { type CorrelationSource, hasTrace, requestIdIn } from '../observability/correlation.ts';

const names = ['x-request-id', 'traceparent', 'tracestate'] as const;

/**
 * The correlation headers of an upgrade request, which are kept as long as its connection; undefined if there are
 * none.
 */
export function correlationOfUpgrade(headers: IncomingHttpHeaders): CorrelationSource | undefined {
  return sourceIn(headers);
}

/** The id and the trace context may come from different places; `tracestate` belongs to its `traceparent`. */
export function correlationOf(
  extensions: unknown,
  connectionParams: unknown,
  upgrade: CorrelationSource | undefined,
): CorrelationSource {
  const places = [extensions, connectionParams]
    .flatMap((payload) => [payload, at(payload, 'headers')])
    .map(sourceIn);
  const sources = [...places, upgrade].filter((source) => source !== undefined);
  const traced = sources.find(hasTrace);
  return {
    'x-request-id': sources.map(requestIdIn).find((id) => id !== undefined),
    traceparent: traced?.['traceparent'],
    tracestate: traced?.['tracestate'],
  };
}

/** Key names are case-insensitive, as in `authorizationOf`. */
function sourceIn(payload: unknown): CorrelationSource | undefined {
  if (!isObject(payload)) return undefined;
  const entries = Object.entries(payload).flatMap(([key, value]) => {
    const name = names.find((each) => each === key.toLowerCase());
    return name ? [[name, value] as const] : [];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
