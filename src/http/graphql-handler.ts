/**
 * Handles GraphQL over HTTP: authenticates the caller, sends the cached response if it is still valid, else runs the
 * pipeline.
 *
 * The cache is read before GraphQL is parsed, and after the checks that every request needs: its origin, its caller,
 * and the size of its body.
 */
import type { IncomingMessage } from 'node:http';
import { type ExecutionResult, type GraphQLError, OperationTypeNode } from 'graphql';
import type { Authenticator, Caller } from '../auth/authenticate.ts';
import { AuthenticationError } from '../auth/authentication-error.ts';
import { clientKeyOf } from '../auth/client-key.ts';
import { authorizationOf } from '../auth/credentials.ts';
import { maskError } from '../graphql/error-mask.ts';
import type { Operation } from '../graphql/operation.ts';
import { checkParams } from '../graphql/params.ts';
import type { OperationReports } from '../graphql/reports/operation-reports.ts';
import { codesOf } from '../graphql/reports/outcome.ts';
import type { ResolveDocument } from '../graphql/resolve-document.ts';
import type { CachedResponse, ResponseCache } from '../graphql/response-cache/responses.ts';
import { createTrace, type Trace } from '../graphql/response-cache/trace.ts';
import { serialise } from '../graphql/serialise.ts';
import { isResults } from '../graphql/shared-subscriptions.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { correlated } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import { sendEvents, sendEventsHead } from '../streams/sse.ts';
import { sendError } from './error-response.ts';
import { type Exchange, isRead } from './exchange.ts';
import { accepted } from './media-type.ts';
import { readBody } from './read-body.ts';
import { isJsonBody, readParams } from './read-params.ts';
import { createSender } from './send-result.ts';

export interface GraphqlHandlerOptions {
  readonly reports: OperationReports;
  readonly resolveDocument: ResolveDocument;
  readonly authenticator: Authenticator;
  readonly responses: ResponseCache;
  readonly instancesVersion: () => number;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly compression: boolean;
  readonly log: Logger;
}

export type GraphqlHandler = (exchange: Exchange) => void | Promise<void>;

/** A request with its authenticated caller and its body. */
interface AuthenticatedRequest {
  readonly exchange: Exchange;
  readonly caller: Caller;
  readonly body: () => MaybePromise<string>;
  /** Identifies equal requests; undefined if the response must not be cached. */
  readonly key: string | undefined;
}

/** An execution that concurrent equal requests wait for. */
interface Execution {
  /** Resolves when its response is cached, or when it has ended. */
  readonly finished: Promise<void>;
  finish(): void;
}

/** Bounds the wait for an equal request, so that a CMF that hangs does not delay a request twice. */
const maxCoalescedWaitMs = 100;

export function createGraphqlHandler(options: GraphqlHandlerOptions): GraphqlHandler {
  const { reports, resolveDocument, authenticator, responses, instancesVersion, metrics, maxBodyBytes, log } =
    options;
  const { sendResult, sendCached } = createSender(options);

  /** Returns the errors of an invalid request instead of an operation. */
  const operationOf = async (
    { exchange: { request, response, requestId }, caller, body }: AuthenticatedRequest,
    trace: Trace | undefined,
  ): Promise<Operation | readonly GraphQLError[]> => {
    try {
      const params = checkParams(resolveDocument(await readParams(request, body)));
      const cacheControl = request.headers['cache-control'];
      const lastEventId = lastEventIdOf(request);
      const clientKey = clientKeyOf(request);
      return await reports.prepare(params, {
        requestId,
        clientKey,
        caller,
        cacheControl,
        lastEventId,
        response,
        acceptsMutations: request.method === 'POST',
        trace,
      });
    } catch (error) {
      return [maskError(error, log, requestId)];
    }
  };

  const execute = async (authenticated: AuthenticatedRequest): Promise<void> => {
    const { exchange, caller, key } = authenticated;
    const types = accepted(exchange.request.headers.accept);
    if (!types.result && !types.events) return sendError(exchange, 'NOT_ACCEPTABLE');
    const { observation } = exchange;
    const serialised = (result: ExecutionResult) => {
      const serialisedResult = serialise(result, log, exchange.requestId);
      observation.codes = codesOf(serialisedResult.result.errors);
      return serialisedResult;
    };
    const trace = key === undefined ? undefined : createTrace(caller.mirror, instancesVersion);
    const operation = await operationOf(authenticated, trace);
    if (!isOperation(operation)) return sendResult(exchange, types, serialised({ errors: operation }));
    observation.operation = metrics.operation(operation.type, operation.name);
    if (operation.type !== OperationTypeNode.SUBSCRIPTION) {
      const result = await operation.execute();
      const isQuery = operation.type === OperationTypeNode.QUERY;
      const cache = (response: CachedResponse) => {
        if (!isQuery || key === undefined || !trace) return undefined;
        responses.set(key, response, trace);
        reports.remember(response, operation);
        executing.get(key)?.finish();
        return key;
      };
      return sendResult(exchange, types, serialised(result), cache);
    }
    if (!types.events) return sendError(exchange, 'NOT_ACCEPTABLE');
    if (exchange.request.method === 'HEAD') return sendEventsHead(exchange);
    const results = await operation.subscribe();
    if (!isResults(results)) return sendResult(exchange, types, serialised(results));
    const durationMs = performance.now() - observation.startedAt;
    observation.operation.ended({ transport: 'sse', outcome: 'ok', durationMs });
    observation.operation = null;
    return sendEvents(exchange, results, metrics.streams.sse);
  };

  /**
   * Executes an outdated request once for all concurrent equal requests: the others wait for the first, then check
   * whether its response is valid for them too. They wait once, for a bounded time, and only if a response was cached
   * before.
   */
  const executing = new Map<string, Execution>();
  const coalesceExecution = (authenticated: AuthenticatedRequest): Promise<void> => {
    const { key, exchange } = authenticated;
    const execution = correlated(exchange.requestId, exchange.received, () => execute(authenticated));
    if (key === undefined || executing.has(key) || !responses.has(key)) return execution;
    const { promise, resolve } = Promise.withResolvers<void>();
    const finish = () => {
      clearTimeout(timer);
      if (executing.get(key)?.finish === finish) executing.delete(key);
      resolve();
    };
    const timer = setTimeout(finish, maxCoalescedWaitMs);
    executing.set(key, { finished: promise, finish });
    execution.then(finish, finish);
    return execution;
  };

  /** Synchronous unless the caller or the body is still pending: most requests are served from the cache. */
  const respond = (exchange: Exchange, caller: Authentication): void | Promise<void> => {
    if (caller instanceof AuthenticationError) return sendAuthenticationError(exchange, caller);
    let bodyRead: MaybePromise<string> | undefined;
    const body = () => (bodyRead ??= readBody(exchange, maxBodyBytes));
    const respondByKey = (key: string | undefined, hasWaited = false): void | Promise<void> => {
      if (hasWaited && exchange.response.destroyed) return;
      const cached = key === undefined ? undefined : responses.get(key, caller.mirror);
      const running = key === undefined || cached || hasWaited ? undefined : executing.get(key);
      if (running) return running.finished.then(() => respondByKey(key, true));
      metrics.answered(cached ? 'kept' : 'executed');
      if (!cached) return coalesceExecution({ exchange, caller, body, key });
      exchange.observation.operation = cached.operation;
      if (reports.isDetailed) {
        correlated(exchange.requestId, exchange.received, () =>
          reports.cached(cached, exchange.requestId, caller, exchange.observation.startedAt),
        );
      }
      return sendCached(exchange, cached, key);
    };
    const key = responses.isDisabled ? undefined : keyOf(exchange.request, caller, body);
    return key instanceof Promise ? key.then(respondByKey) : respondByKey(key);
  };

  return (exchange) => {
    const caller = authenticate(authenticator, exchange.request);
    return caller instanceof Promise
      ? caller.then((settled) => respond(exchange, settled))
      : respond(exchange, caller);
  };
}

function isOperation(prepared: Operation | readonly GraphQLError[]): prepared is Operation {
  return !Array.isArray(prepared);
}

type Authentication = Caller | AuthenticationError;

function authenticate(authenticator: Authenticator, request: IncomingMessage): MaybePromise<Authentication> {
  const errorOrThrow = (error: unknown): AuthenticationError => {
    if (error instanceof AuthenticationError) return error;
    throw error;
  };
  try {
    const caller = authenticator.authenticate(authorizationOf(request));
    return caller instanceof Promise ? caller.catch(errorOrThrow) : caller;
  } catch (error) {
    return errorOrThrow(error);
  }
}

function sendAuthenticationError(exchange: Exchange, { unavailable, message }: AuthenticationError): void {
  if (unavailable) sendError(exchange, 'AUTHENTICATION_UNAVAILABLE', message);
  else sendError(exchange, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
}

function keyOf(
  request: IncomingMessage,
  { scope }: Caller,
  body: () => MaybePromise<string>,
): MaybePromise<string | undefined> {
  const { headers, url = '' } = request;
  const accept = headers.accept ?? '';
  if (headers['cache-control'] !== undefined || accept.includes('text/event-stream')) return undefined;
  if (isRead(request)) return `${scope}\n${accept}\n${url}`;
  if (request.method !== 'POST' || !isJsonBody(headers)) return undefined;
  const keyWith = (text: string) => `${scope}\n${accept}\n${url}\n${text}`;
  const text = body();
  // The pipeline reads the body again and reports the error.
  return text instanceof Promise ? text.then(keyWith, () => undefined) : keyWith(text);
}

/** A browser's EventSource sends the id of the last event that it received when it reconnects. */
function lastEventIdOf({ headers }: IncomingMessage): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
