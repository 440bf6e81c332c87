/**
 * GraphQL over the mirror: Yoga's pipeline of plugins with our schema, context, limits and error mask. `operation.ts`
 * leads each operation through it, whether it came by HTTP, SSE or WebSocket; Yoga's own HTTP layer is not used, as it
 * costs more than to execute what most requests ask.
 */
import type { ExecutionResult } from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Context, HistorySettings } from '../../schema/context.ts';
import { schema } from '../../schema/index.ts';
import { createLoaders } from '../../schema/loaders.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Redaction } from '../redaction/redaction.ts';
import { maskResult, unmasked, useErrorMask } from './error-mask.ts';
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
  readonly recheckMs: number;
  readonly redaction: Redaction;
  readonly history: HistorySettings;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly maxQueuedUpdates: number;
  /** Aborted when the gateway drains: subscriptions then complete. */
  readonly draining: AbortSignal;
}

/** Wrapped once: the schema is shared by all gateways of the process. */
const yieldingSchema = withYielding(schema);

export const graphqlPath = '/graphql';

export function createGraphql({
  authenticator,
  recheckMs,
  redaction,
  history,
  log,
  metrics,
  maxQueuedUpdates,
  draining,
  limits,
  introspection,
}: GraphqlOptions): Graphql {
  const execute = createExecute();
  const mask = (result: ExecutionResult, requestId: string) => maskResult(result, log, requestId);

  return createYoga<RequestContext, Context>({
    schema: yieldingSchema,
    context: ({ requestId, cacheControl, lastEventId, identity, trace, onTooSlow: endTransport }) => {
      const { scope } = identity;
      const mirror = trace?.reads ?? identity.mirror;
      const abandoned = new AbortController();
      const { signal } = abandoned;
      const read = isNoCache(cacheControl) ? { notBefore: Date.now(), signal } : { signal };
      const loaders = createLoaders(mirror, read);
      const onTooSlow = () => {
        metrics.slowConsumer();
        endTransport?.();
      };
      return {
        mirror,
        loaders,
        read,
        abandon: () => abandoned.abort(),
        history,
        redaction,
        requestId,
        lastEventId,
        scope,
        maxQueuedUpdates,
        onTooSlow,
        draining,
      };
    },
    plugins: [
      useExecution(execute),
      useErrorMask(log),
      useLimits({ limits, introspection }),
      useSharedSubscriptions({ execute, mask, metrics }),
      useTrace(),
      useSessionEnd({ authenticator, recheckMs, log }),
    ],
    // What fails before there is a context is masked last, where the request's id is known.
    maskedErrors: { maskError: unmasked },
    parserAndValidationCache: { documentCache: createDocumentCache(), errorCache: createDocumentCache() },
    logging: yogaLogger(log),
    graphiql: false,
    landingPage: false,
    multipart: false,
    maxRequestBodySize: false,
    cors: false,
  });
}

/** Ours in place of Yoga's: a plan for each document, and no promise for what is in memory. */
function useExecution(execute: Execute): Plugin<Context> {
  return { onExecute: ({ setExecuteFn }) => setExecuteFn(execute) };
}

function isNoCache(cacheControl: string | undefined): boolean {
  return cacheControl?.split(',').some((directive) => directive.trim().toLowerCase() === 'no-cache') ?? false;
}

/** Yoga speaks to the log only of what it could not handle itself. */
function yogaLogger(log: Logger) {
  const write =
    (level: 'debug' | 'warn') =>
    (...parts: unknown[]) => {
      const err = parts.find((part) => part instanceof Error);
      log[level]({ err }, parts.filter((part) => typeof part === 'string').join(' '));
    };
  return { debug: write('debug'), info: write('debug'), warn: write('warn'), error: write('debug') };
}
