/**
 * The tracing interface of the gateway. Without an exporter, OpenTelemetry is not loaded, and every function calls
 * its work directly.
 *
 * The current span is the `traceparent` of the correlation (`correlation.ts`): calls to CMF and log lines inside a
 * span carry it, and a span inside it becomes its child.
 */
import type { MaybePromise } from '../../maybe-promise.ts';
import type { CorrelationHeaders, CorrelationSource } from '../correlation.ts';

/** Names are those of OpenTelemetry's semantic conventions where there is one. No credentials and no variables. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Span {
  /** `traceparent` and `tracestate` for the work that it causes. */
  readonly context: CorrelationHeaders;
  name(name: string): void;
  set(attributes: Attributes): void;
  /** `failure`: an error code or an error class if the work failed. */
  end(failure?: string): void;
}

export interface SpanStart {
  readonly name: string;
  /** Server: work for a caller. Client: a call to another system. */
  readonly kind?: 'server' | 'client';
  readonly attributes?: Attributes;
}

/** `work` receives null if there is no span. The span ends with it; a rejection is its failure. */
type Work<T> = (span: Span | null) => MaybePromise<T>;

export interface Tracing extends AsyncDisposable {
  readonly isOn: boolean;
  /** Begins a span that the caller ends, as a child of the span in `parent` if there is one. Null without tracing. */
  begin(start: () => SpanStart, parent: CorrelationSource): Span | null;
  /**
   * Runs `work` in a child of the current span. Without a current span, or if its trace is not sampled, runs only
   * `work`.
   */
  child<T>(start: () => SpanStart, work: Work<T>): MaybePromise<T>;
  /**
   * Runs `work` in a trace of its own, for work that no request waits for. At most 10 of each `source` begin in one
   * second. With `link`, the trace refers to that span, and is recorded only if that one is.
   */
  background<T>(
    source: string,
    start: () => SpanStart,
    work: Work<T>,
    link?: CorrelationHeaders,
  ): MaybePromise<T>;
}

export const noTracing: Tracing = {
  isOn: false,
  begin: () => null,
  child: (_start, work) => work(null),
  background: (_source, _start, work) => work(null),
  [Symbol.asyncDispose]: async () => undefined,
};
