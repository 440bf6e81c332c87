/**
 * Traces by OpenTelemetry, exported by OTLP over HTTP. This is the only file that imports OpenTelemetry; it is loaded only
 * if an exporter is configured. The SDK reads the `OTEL_*` variables of samplers, limits, batches, headers and resources
 * itself.
 */
import {
  type Context,
  DiagLogLevel,
  defaultTextMapGetter,
  defaultTextMapSetter,
  diag,
  isSpanContextValid,
  type Attributes as OtelAttributes,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  defaultResource,
  detectResources,
  envDetector,
  hostDetector,
  processDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { ATTR_SERVICE_NAME, ATTR_SERVICE_VERSION } from '@opentelemetry/semantic-conventions';
import packageJson from '../../../package.json' with { type: 'json' };
import type { TracingConfig } from '../../config/config.ts';
import type { MaybePromise } from '../../maybe-promise.ts';
import { type CorrelationSource, correlationHeaders, withCorrelation } from '../correlation.ts';
import type { Logger } from '../log.ts';
import { createBackgroundLimit } from './background-limit.ts';
import type { Attributes, Span, SpanStart, Tracing } from './tracing.ts';

/**
 * Time limit of an export with its retries: an unresponsive collector must not delay the end of the process for
 * longer.
 */
const exportTimeoutMs = 3_000;

const propagator = new W3CTraceContextPropagator();
const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT };

export async function createOpenTelemetry(config: TracingConfig, log: Logger): Promise<Tracing> {
  reportProblems(log);
  const named = resourceFromAttributes({
    [ATTR_SERVICE_NAME]: 'cmf-graphql',
    [ATTR_SERVICE_VERSION]: packageJson.version,
  });
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES replace our own name.
  const detectors = [processDetector, hostDetector, serviceInstanceIdDetector, envDetector];
  const provider = new BasicTracerProvider({
    resource: defaultResource().merge(named).merge(detectResources({ detectors })),
    spanProcessors: [new BatchSpanProcessor(await createExporter(config))],
  });
  const tracer = provider.getTracer('cmf-graphql', packageJson.version);
  const mayBegin = createBackgroundLimit(() => performance.now());

  const begin = ({ name, kind, attributes }: SpanStart, parent: Context, link?: Context): Span => {
    const linked = link && trace.getSpanContext(link);
    const span = tracer.startSpan(
      name,
      {
        kind: kind ? kinds[kind] : SpanKind.INTERNAL,
        attributes: known(attributes),
        ...(linked && { links: [{ context: linked }] }),
      },
      parent,
    );
    return spanOf(span);
  };

  const runIn = <T>(own: Span, work: (span: Span) => MaybePromise<T>): MaybePromise<T> => {
    const failed = (error: unknown): never => {
      own.end(nameOf(error));
      throw error;
    };
    try {
      const result = withCorrelation({ ...correlationHeaders(), ...own.context }, () => work(own));
      if (result instanceof Promise) {
        return result.then((value) => {
          own.end();
          return value;
        }, failed);
      }
      own.end();
      return result;
    } catch (error) {
      return failed(error);
    }
  };

  return {
    isOn: true,
    begin: (start, parent) => begin(start(), contextOf(parent)),
    child(start, work) {
      const parent = contextOf(correlationHeaders());
      if (!isSampled(parent)) return work(null);
      return runIn(begin(start(), parent), work);
    },
    background(source, start, work, link) {
      const linked = link && contextOf(link);
      if ((linked && !isSampled(linked)) || !mayBegin(source)) return work(null);
      return runIn(begin(start(), ROOT_CONTEXT, linked), work);
    },
    async [Symbol.asyncDispose]() {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, exportTimeoutMs);
      const flushed = provider
        .shutdown()
        .catch((error: unknown) => log.warn({ err: error }, 'could not export the last traces'));
      await Promise.race([flushed, late]);
      clearTimeout(timer);
    },
  };
}

async function createExporter({ protocol, url }: TracingConfig) {
  const options = { timeoutMillis: exportTimeoutMs, ...(url !== undefined && { url }) };
  if (protocol === 'http/json') {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    return new OTLPTraceExporter(options);
  }
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-proto');
  return new OTLPTraceExporter(options);
}

function spanOf(span: OtelSpan): Span {
  const context: Record<string, string> = {};
  propagator.inject(trace.setSpan(ROOT_CONTEXT, span), context, defaultTextMapSetter);
  let isEnded = false;
  return {
    context,
    name: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(known(attributes)),
    end(failure) {
      if (isEnded) return;
      isEnded = true;
      if (failure !== undefined) {
        span.setAttribute('error.type', failure);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
    },
  };
}

function contextOf(source: CorrelationSource): Context {
  return propagator.extract(ROOT_CONTEXT, source, defaultTextMapGetter);
}

function isSampled(context: Context): boolean {
  const span = trace.getSpanContext(context);
  return span !== undefined && isSpanContextValid(span) && (span.traceFlags & TraceFlags.SAMPLED) !== 0;
}

function known(attributes: Attributes = {}): OtelAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

/** A message may quote a document or an address, so only the kind of error is exported. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** The SDK reports failed exports and invalid settings here. */
function reportProblems(log: Logger): void {
  const write =
    (level: 'warn' | 'debug') =>
    (message: string, ...details: readonly unknown[]) => {
      const reason = details
        .map((detail) => (detail instanceof Error ? detail.message : String(detail)))
        .join(' ');
      log[level]({ reason: [message, reason].filter(Boolean).join(' ').slice(0, 1_000) }, 'OpenTelemetry');
    };
  const quiet = write('debug');
  diag.setLogger(
    { error: write('warn'), warn: write('warn'), info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
