/**
 * Answers one GraphQL request over HTTP: who asks, then the kept answer if it still stands, else the pipeline.
 *
 * A kept answer is found before GraphQL is parsed, and after everything that must see each request: where it comes
 * from, who the caller is, and how large the body may be.
 */
import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Authenticator, Caller } from '../auth/authenticate.ts';
import { AuthenticationError } from '../auth/authentication-error.ts';
import { clientKeyOf } from '../auth/client-key.ts';
import { authorizationOf } from '../auth/credentials.ts';
import { maskError } from '../graphql/error-mask.ts';
import type { Operation, Prepare } from '../graphql/operation.ts';
import { checkParams } from '../graphql/params.ts';
import type { ResolveDocument } from '../graphql/resolve-document.ts';
import type { KeptResponse, Responses } from '../graphql/response-cache/responses.ts';
import { createTrace, type Trace } from '../graphql/response-cache/trace.ts';
import { isResults } from '../graphql/shared-subscriptions.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { correlated } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import { sendEvents } from '../streams/sse.ts';
import { refuse } from './error-response.ts';
import type { Exchange } from './exchange.ts';
import { accepted } from './media-type.ts';
import { readBody } from './read-body.ts';
import { isJson, readParams } from './read-params.ts';
import { send, sendResult } from './send-result.ts';

export interface GraphqlHandlerOptions {
  readonly prepare: Prepare;
  readonly admit: ResolveDocument;
  readonly authenticator: Authenticator;
  readonly responses: Responses;
  readonly instancesVersion: () => number;
  readonly metrics: Metrics;
  readonly maxBodyBytes: number;
  readonly log: Logger;
}

export type Answer = (exchange: Exchange) => void | Promise<void>;

/** A request whose caller and body are known. */
interface Asked {
  readonly exchange: Exchange;
  readonly identity: Caller;
  readonly body: () => MaybePromise<string>;
  /** What makes two requests the same; undefined for one whose answer is not to be kept. */
  readonly key: string | undefined;
}

/** A CMF that hangs must not make those wait twice who ask what somebody asks already. */
const longestWaitMs = 100;

export function createGraphqlHandler(options: GraphqlHandlerOptions): Answer {
  const { prepare, admit, authenticator, responses, instancesVersion, metrics, maxBodyBytes, log } = options;

  /** The operation, or what is wrong with the request. */
  const operationOf = async (
    { exchange: { request, response, requestId }, identity, body }: Asked,
    trace: Trace | undefined,
  ): Promise<Operation | readonly GraphQLError[]> => {
    try {
      const params = checkParams(admit(await readParams(request, body)));
      const cacheControl = request.headers['cache-control'];
      const lastEventId = lastEventIdOf(request);
      const caller = clientKeyOf(request);
      return await prepare(params, {
        requestId,
        caller,
        identity,
        cacheControl,
        lastEventId,
        response,
        trace,
      });
    } catch (error) {
      return [maskError(error, log, requestId)];
    }
  };

  const execute = async (asked: Asked): Promise<void> => {
    const { exchange, identity, key } = asked;
    const types = accepted(exchange.request.headers.accept);
    if (!types.result && !types.events) return refuse(exchange, 'NOT_ACCEPTABLE');
    const trace = key === undefined ? undefined : createTrace(identity.mirror, instancesVersion);
    const operation = await operationOf(asked, trace);
    if (!isOperation(operation)) return sendResult(exchange, types, { errors: operation });
    if (!operation.isSubscription) {
      const { request, requestId } = exchange;
      const result = await correlated(requestId, request.headers, () => operation.execute());
      const keep = (response: KeptResponse) => key && trace && responses.keep(key, response, trace);
      return sendResult(exchange, types, result, keep);
    }
    if (!types.events) return refuse(exchange, 'NOT_ACCEPTABLE');
    const results = await operation.subscribe();
    if (!isResults(results)) return sendResult(exchange, types, results);
    return sendEvents(exchange, results);
  };

  /**
   * What is asked by many and has changed is executed once: the others wait for whoever asks first, and then look
   * whether its answer stands for them too. They wait once and not for long, and only where an answer was kept before.
   */
  const executing = new Map<string, Promise<void>>();
  const coalesceExecution = (asked: Asked): Promise<void> => {
    const { key } = asked;
    const answered = execute(asked);
    if (key === undefined || executing.has(key) || !responses.isKept(key)) return answered;
    const { promise, resolve } = Promise.withResolvers<void>();
    const over = () => {
      clearTimeout(timer);
      executing.delete(key);
      resolve();
    };
    const timer = setTimeout(over, longestWaitMs);
    executing.set(key, promise);
    answered.then(over, over);
    return answered;
  };

  /** Without waiting for more than the body: that is what most requests are answered by. */
  const answerTo = (exchange: Exchange, identity: Identified): void | Promise<void> => {
    if (identity instanceof AuthenticationError) return refuseCaller(exchange, identity);
    const { request } = exchange;
    let reading: MaybePromise<string> | undefined;
    const body = () => (reading ??= readBody(request, maxBodyBytes));
    const answerBy = (key: string | undefined, isAwaited = false): void | Promise<void> => {
      if (isAwaited && exchange.response.destroyed) return;
      const kept = key === undefined ? undefined : responses.find(key, identity.mirror);
      const running = key === undefined || kept || isAwaited ? undefined : executing.get(key);
      if (running) return running.then(() => answerBy(key, true));
      metrics.answered(kept ? 'kept' : 'executed');
      return kept ? send(exchange, kept) : coalesceExecution({ exchange, identity, body, key });
    };
    const key = responses.isOff ? undefined : keyOf(request, identity, body);
    return key instanceof Promise ? key.then(answerBy) : answerBy(key);
  };

  return (exchange) => {
    const identity = identify(authenticator, exchange.request);
    return identity instanceof Promise
      ? identity.then((known) => answerTo(exchange, known))
      : answerTo(exchange, identity);
  };
}

function isOperation(prepared: Operation | readonly GraphQLError[]): prepared is Operation {
  return !Array.isArray(prepared);
}

type Identified = Caller | AuthenticationError;

function identify(authenticator: Authenticator, request: IncomingMessage): MaybePromise<Identified> {
  const refusal = (error: unknown): AuthenticationError => {
    if (error instanceof AuthenticationError) return error;
    throw error;
  };
  try {
    const caller = authenticator.identify(authorizationOf(request));
    return caller instanceof Promise ? caller.catch(refusal) : caller;
  } catch (error) {
    return refusal(error);
  }
}

function refuseCaller(exchange: Exchange, { unavailable, message }: AuthenticationError): void {
  if (unavailable) refuse(exchange, 'AUTHENTICATION_UNAVAILABLE', message);
  else refuse(exchange, 'UNAUTHENTICATED', message, { 'www-authenticate': 'Bearer' });
}

function keyOf(
  request: IncomingMessage,
  { scope }: Caller,
  body: () => MaybePromise<string>,
): MaybePromise<string | undefined> {
  const { method, headers, url = '' } = request;
  const accept = headers.accept ?? '';
  if (headers['cache-control'] !== undefined || accept.includes('text/event-stream')) return undefined;
  if (method === 'GET') return `${scope}\n${accept}\n${url}`;
  if (method !== 'POST' || !isJson(headers['content-type'])) return undefined;
  const ofBody = (text: string) => `${scope}\n${accept}\n${url}\n${text}`;
  const text = body();
  // What is wrong with it is told by the pipeline, which reads the same.
  return text instanceof Promise ? text.then(ofBody, () => undefined) : ofBody(text);
}

/** A browser's EventSource sends the id of the last event that it received when it reconnects. */
function lastEventIdOf({ headers }: IncomingMessage): string | undefined {
  const id = headers['last-event-id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
