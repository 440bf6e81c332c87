/**
 * What ties the calls to CMF to the request that causes them: its id, and the W3C trace context of its caller, passed on
 * as they came. It follows the request through asynchronous calls. A read of CMF that several requests wait for carries
 * that of the request which began it; polls carry none.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';

export type CorrelationHeaders = Readonly<Record<string, string>>;

const current = new AsyncLocalStorage<CorrelationHeaders>();
const none: CorrelationHeaders = {};

/** https://www.w3.org/TR/trace-context/#traceparent-header; later versions may append fields. */
const traceparentShape =
  /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-[\x21-\x7e]{1,256})?$/;
const tracestateShape = /^[\x20-\x7e\t]{1,512}$/;

export function correlated<T>(requestId: string, received: IncomingHttpHeaders, work: () => T): T {
  return current.run(headersOf(requestId, received), work);
}

/** For a call that is about to be sent. */
export function correlationHeaders(): CorrelationHeaders {
  return current.getStore() ?? none;
}

function headersOf(requestId: string, { traceparent, tracestate }: IncomingHttpHeaders): CorrelationHeaders {
  const id = { 'x-request-id': requestId };
  if (typeof traceparent !== 'string' || !traceparentShape.test(traceparent)) return id;
  if (typeof tracestate !== 'string' || !tracestateShape.test(tracestate)) return { ...id, traceparent };
  return { ...id, traceparent, tracestate };
}
