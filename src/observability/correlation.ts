/**
 * Correlates calls to CMF with the request that causes them: passes on the request id and the W3C trace context of
 * the caller, unchanged, through asynchronous calls. A read of CMF that several requests share carries the
 * correlation of the request that started it. Polls carry none.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The headers for the ids of a request: `x-request-id`, `traceparent` and `tracestate`, in lower case. Values that
 * are not well-formed are ignored.
 */
export type CorrelationSource = Readonly<Record<string, unknown>>;

export type CorrelationHeaders = Readonly<Record<string, string>>;

const current = new AsyncLocalStorage<CorrelationHeaders>();
const none: CorrelationHeaders = {};

/** https://www.w3.org/TR/trace-context/#traceparent-header; versions after 00 may append fields. */
const traceparentShape =
  /^(?!ff|00-.{52}-)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-[\x21-\x7e]{1,256})?$/;
const safeRequestId = /^[\w.-]{1,64}$/;
const tracestateShape = /^[\x20-\x7e\t]{1,512}$/;

/** Runs `work`; the calls that it causes carry the id and the trace context in `received`. */
export function correlated<T>(requestId: string, received: CorrelationSource, work: () => T): T {
  return withCorrelation(headersOf(requestId, received), work);
}

/** Runs `work` as a continuation of the work with these headers. */
export function withCorrelation<T>(headers: CorrelationHeaders, work: () => T): T {
  return current.run(headers, work);
}

/** The caller's id, if it is safe in a log line. */
export function requestIdIn({ 'x-request-id': id }: CorrelationSource): string | undefined {
  return typeof id === 'string' && safeRequestId.test(id) ? id : undefined;
}

export function hasTrace({ traceparent }: CorrelationSource): boolean {
  return typeof traceparent === 'string' && traceparentShape.test(traceparent);
}

/** The headers for a call to CMF. */
export function correlationHeaders(): CorrelationHeaders {
  return current.getStore() ?? none;
}

/** The trace of a log line, in the field names that OpenTelemetry defines for JSON logs. */
export function traceFields({ traceparent }: CorrelationSource = correlationHeaders()) {
  if (typeof traceparent !== 'string' || !traceparentShape.test(traceparent)) return {};
  const [, trace_id, span_id] = traceparent.split('-');
  return { trace_id, span_id };
}

function headersOf(requestId: string, source: CorrelationSource): CorrelationHeaders {
  const id = { 'x-request-id': requestId };
  const { traceparent, tracestate } = source;
  if (!hasTrace(source) || typeof traceparent !== 'string') return id;
  if (typeof tracestate !== 'string' || !tracestateShape.test(tracestate)) return { ...id, traceparent };
  return { ...id, traceparent, tracestate };
}
