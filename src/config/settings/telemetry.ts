/** Settings of the log and of traces. */
import { oneOf, type Setting, trueOrFalse, webUrl, wholeNumber } from '../kinds.ts';

const day = 86_400_000;

export const telemetrySettings = {
  LOG_LEVEL: {
    ...oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    example: 'info',
    description: 'Minimum severity of log lines.',
  },
  SLOW_OPERATION_MS: {
    ...wholeNumber(0, day),
    default: '1000',
    example: '500',
    description:
      'An operation that takes longer is logged as a warning ([logs.md](logs.md)). 0: no operation counts as slow.',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    ...webUrl(),
    example: 'http://collector.observability:4318',
    description:
      'Base URL of an OpenTelemetry collector; traces are sent to `/v1/traces` below it ([traces.md](traces.md)). Without this and the next two, the gateway creates no traces and does not load OpenTelemetry.',
  },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: {
    ...webUrl(),
    example: 'http://collector.observability:4318/v1/traces',
    description: 'The complete URL for traces; overrides `OTEL_EXPORTER_OTLP_ENDPOINT`.',
  },
  OTEL_TRACES_EXPORTER: {
    ...oneOf('otlp', 'none'),
    example: 'none',
    description:
      '`otlp` without an endpoint sends traces to `http://localhost:4318/v1/traces`; `none` disables traces.',
  },
  OTEL_EXPORTER_OTLP_PROTOCOL: {
    ...oneOf('http/protobuf', 'http/json'),
    default: 'http/protobuf',
    example: 'http/json',
    description: 'Encoding of the exported traces. gRPC is not supported.',
  },
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: {
    ...oneOf('http/protobuf', 'http/json'),
    example: 'http/json',
    description: 'The same for traces; overrides `OTEL_EXPORTER_OTLP_PROTOCOL`.',
  },
  OTEL_SDK_DISABLED: {
    ...trueOrFalse(),
    default: 'false',
    example: 'true',
    description: 'Disables traces, regardless of the other settings.',
  },
} as const satisfies Record<string, Setting>;
