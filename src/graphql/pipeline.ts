/**
 * The GraphQL pipeline: Yoga's plugins with our schema, context, limits and error mask. `operation.ts` runs the
 * operations of every transport (HTTP, SSE, WebSocket) through it. Yoga's own HTTP layer is not used: it costs more
 * than the execution of most requests.
 */
import type { ExecutionResult } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Context, GatewayContext } from '../../schema/context.ts';
import { schema } from '../../schema/index.ts';
import { createLoaders } from '../../schema/loaders.ts';
import type { Authenticator, Caller } from '../auth/authenticate.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Tracing } from '../observability/tracing/tracing.ts';
import type { Redaction } from '../redaction/redaction.ts';
import type { CallerWrites } from '../writes/write-service.ts';
import { maskResult, toGraphQLError, useErrorMask } from './error-mask.ts';
import { createExecute, type Execute } from './execution/execute.ts';
import { createDocumentCache, type LimitOptions, useLimits } from './limits/use-limits.ts';
import type { RequestContext } from './request-context.ts';
import { useTrace } from './response-cache/use-trace.ts';
import { useSharedSubscriptions } from './shared-subscriptions.ts';
import { useSessionEnd } from './use-session-end.ts';
import { withYielding } from './yielding.ts';

export type Graphql = YogaServerInstance<RequestContext, Context>;

export interface GraphqlOptions extends LimitOptions {
  readonly authenticator: Authenticator;
  readonly flink: FlinkJobs;
  readonly recheckMs: number;
  readonly redaction: Redaction;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** The writes of a caller. */
  readonly writesOf: (caller: Caller, requestId: string) => CallerWrites;
  readonly gateway: GatewayContext;
}

/** Wrapped once: all gateways of the process share the schema. */
const yieldingSchema = withYielding(schema);

export const graphqlPath = '/graphql';

export function createGraphql({
  authenticator,
  flink,
  recheckMs,
  redaction,
  log,
  metrics,
  tracing,
  writesOf,
  limits,
  introspection,
  gateway,
}: GraphqlOptions): Graphql {
  const execute = createExecute();
  const mask = (result: ExecutionResult, requestId: string) => maskResult(result, log, requestId);

  return createYoga<RequestContext, Context>({
    schema: yieldingSchema,
    context: ({ requestId, cacheControl, lastEventId, caller, trace, onTooSlow: closeTransport }) => {
      const { scope } = caller;
      const mirror = trace?.reads ?? caller.mirror;
      const abandoned = new AbortController();
      const { signal } = abandoned;
      const read = isNoCache(cacheControl) ? { notBefore: Date.now(), signal } : { signal };
      const loaders = createLoaders(mirror, read);
      const onTooSlow = () => {
        metrics.slowConsumer();
        closeTransport?.();
      };
      return {
        gateway,
        mirror,
        loaders,
        flink,
        read,
        abandon: () => abandoned.abort(),
        redaction,
        requestId,
        writes: () => writesOf(caller, requestId),
        lastEventId,
        scope,
        seesEverything: caller.seesEverything,
        onTooSlow,
      };
    },
    plugins: [
      useExecution(execute),
      useErrorMask(log),
      useLimits({ limits, introspection }),
      useSharedSubscriptions({ execute, mask, metrics, tracing }),
      useTrace(),
      useSessionEnd({ authenticator, recheckMs, log }),
    ],
    // Errors before the context exists are masked later, where the request id is known.
    maskedErrors: { maskError: toGraphQLError },
    parserAndValidationCache: { documentCache: createDocumentCache(), errorCache: createDocumentCache() },
    logging: yogaLogger(log),
    graphiql: false,
    landingPage: false,
    multipart: false,
    maxRequestBodySize: false,
    cors: false,
  });
}

/** Replaces the executor of Yoga: one plan per document, and no promises for values in memory. */
function useExecution(execute: Execute): Plugin<Context> {
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(execute) };
}

function isNoCache(cacheControl: string | undefined): boolean {
  return cacheControl?.split(',').some((directive) => directive.trim().toLowerCase() === 'no-cache') ?? false;
}

/** Forwards the log of Yoga. Only its warnings are forwarded, because the gateway logs errors itself. */
function yogaLogger(log: Logger) {
  const write =
    (level: 'debug' | 'warn') =>
    (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error);
      log[level]({ err }, parts.filter((part) => typeof part === 'string').join(' '));
    };
  return { debug: write('debug'), info: write('debug'), warn: write('warn'), error: write('debug') };
}
