/** GraphQL over WebSocket (graphql-transport-ws), on the same path and through the same pipeline as HTTP. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ErrorCode, publicError } from '../../schema/errors.ts';
import type { Authenticator, Caller } from '../auth/authenticate.ts';
import { clientKeyOf } from '../auth/client-key.ts';
import { authorizationOf } from '../auth/credentials.ts';
import type { Origins } from '../auth/origins.ts';
import { openSession } from '../auth/session.ts';
import type { Limits } from '../config/config.ts';
import { errorBody } from '../graphql/error-body.ts';
import { maskError } from '../graphql/error-mask.ts';
import type { Operation, Prepare } from '../graphql/operation.ts';
import { graphqlPath } from '../graphql/pipeline.ts';
import { codesOf, outcomeOf } from '../graphql/reports/outcome.ts';
import type { ResolveDocument } from '../graphql/resolve-document.ts';
import { serialise } from '../graphql/serialise.ts';
import { isResults } from '../graphql/shared-subscriptions.ts';
import { type CorrelationSource, correlated, requestIdIn } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { MeteredOperation } from '../observability/meters/operations.ts';
import type { Metrics } from '../observability/metrics.ts';
import { closeFrameOf } from './close-codes.ts';
import { type Extra, openSocket } from './websocket-connection.ts';
import { correlationOf, correlationOfUpgrade } from './websocket-correlation.ts';
import { type Connection, closeSlow, framesTo } from './websocket-frames.ts';

export interface WebSockets extends AsyncDisposable {
  /** The number of open connections. */
  readonly size: number;
}

export interface WebSocketOptions {
  readonly prepare: Prepare;
  readonly authenticator: Authenticator;
  readonly recheckMs: number;
  readonly resolveDocument: ResolveDocument;
  readonly origins: Origins;
  readonly limits: Limits;
  readonly metrics: Pick<Metrics, 'operation' | 'unknownOperation' | 'failed' | 'streams'>;
  readonly log: Logger;
  /** CMF is the embedded emulator: the response to an upgrade then carries `x-cmf-emulator: true`. */
  readonly isEmulated: boolean;
}

/** An operation that `onSubscribe` prepared for `execute` or `subscribe`. */
interface Accepted {
  readonly operation: Operation;
  readonly id: string;
  readonly connection: Connection;
  readonly requestId: string;
  readonly correlation: CorrelationSource;
  readonly startedAt: number;
}

export function serveWebSockets(server: Server, options: WebSocketOptions): WebSockets {
  const { prepare, authenticator, recheckMs, resolveDocument, origins, limits, metrics, log } = options;
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: limits.messageBytes,
    // `websocket-frames.ts` writes directly to the socket, which would break the order of compressed frames.
    perMessageDeflate: false,
    handleProtocols: (protocols) => handleProtocols(protocols),
    verifyClient({ req }, answer) {
      const code = refusalOf(req);
      answer(code === null, code === 'CROSS_SITE_REQUEST' ? 403 : 503, code ? errorBody(code) : '', {
        // In this case: it replaces the text/html of `ws`.
        'Content-Type': 'application/json',
        ...(options.isEmulated && { 'x-cmf-emulator': 'true' }),
      });
    },
  });
  // It repeats errors of the HTTP server, such as a port in use, which `listen` reports already.
  sockets.on('error', () => undefined);
  if (options.isEmulated) sockets.on('headers', (headers) => headers.push('x-cmf-emulator: true'));
  const operations = new WeakMap<ExecutionArgs, Accepted>();
  const identities = new WeakMap<WebSocket, Caller>();

  const refusalOf = (request: IncomingMessage): ErrorCode | null => {
    if (!origins.isTrusted(request)) return 'CROSS_SITE_REQUEST';
    return sockets.clients.size < limits.connections ? null : 'TOO_MANY_CONNECTIONS';
  };

  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: limits.connectionInitTimeoutMs,
    onConnect: async ({ connectionParams, extra: { socket, request } }) => {
      try {
        const caller = await authenticator.authenticate(authorizationOf(request, connectionParams));
        if (authenticator.restrictsCallers) await authenticator.authorize(caller);
        identities.set(socket, caller);
        keepSession(socket, caller);
        return true;
      } catch (error) {
        closeTo(socket, error);
        return false;
      }
    },
    execute: async (args) => {
      const accepted = acceptedAs(args);
      const { operation, requestId, correlation } = accepted;
      const executed = await correlated(requestId, correlation, () => operation.execute());
      // graphql-ws serialises results itself and closes the connection when that fails.
      const { result } = serialise(executed, log, requestId);
      observe(metered(accepted), accepted, result.errors);
      return result;
    },
    subscribe: async (args) => {
      const accepted = acceptedAs(args);
      const { operation, connection, id, requestId, correlation } = accepted;
      const results = await correlated(requestId, correlation, () => operation.subscribe());
      // graphql-ws holds the arguments for the life of the subscription, which no longer needs them.
      args.contextValue = undefined;
      operations.delete(args);
      observe(metered(accepted), accepted, isResults(results) ? undefined : results.errors);
      return isResults(results) ? framesTo(connection, id, results, metrics.streams.websocket) : results;
    },
    onSubscribe: async (connection, id, payload) => {
      const startedAt = performance.now();
      const { connectionParams, subscriptions, extra } = connection;
      const refused = (errors: readonly GraphQLError[]) => {
        observe(metrics.unknownOperation, { connection: extra, startedAt }, errors);
        return errors;
      };
      const correlation = correlationOf(payload.extensions, connectionParams, extra.correlation);
      const requestId = requestIdIn(correlation) ?? randomUUID();
      try {
        if (Object.keys(subscriptions).length > limits.subscriptionsPerConnection) {
          const message = `A connection may run ${limits.subscriptionsPerConnection} operations at the same time.`;
          throw publicError('TOO_MANY_SUBSCRIPTIONS', message);
        }
        const params = resolveDocument(payload);
        const requestContext = {
          requestId,
          clientKey: clientKeyOf(extra.request, connectionParams),
          caller: identityOf(extra.socket),
          endsSessionItself: true,
          onTooSlow: () => closeSlow(extra.socket),
        };
        const operation = await correlated(requestId, correlation, () => prepare(params, requestContext));
        if (!('args' in operation)) return refused(operation);
        const accepted = { operation, id, connection: extra, requestId, correlation, startedAt };
        operations.set(operation.args, accepted);
        return operation.args;
      } catch (error) {
        return refused([maskError(error, log, requestId)]);
      }
    },
  });
  sockets.on('connection', (socket, { headers, socket: stream }) => {
    // Not the request itself, which would stay in memory as long as the connection.
    const request = { headers: { authorization: headers.authorization }, socket: stream };
    const extra = { socket, stream, request, correlation: correlationOfUpgrade(headers) };
    openSocket(protocol, extra, metrics.streams.websocket, log);
  });

  function closeTo(socket: WebSocket, error: unknown): void {
    const { code, reason } = closeFrameOf(error);
    log.debug({ err: error, code }, 'a WebSocket was refused');
    socket.close(code, reason);
  }

  /** Closes the connection when its caller loses access. */
  function keepSession(socket: WebSocket, caller: Caller): void {
    if (!authenticator.restrictsCallers || socket.readyState !== socket.OPEN) return;
    const session = openSession({
      caller,
      authenticator,
      recheckMs,
      onEnd: (reason) => closeTo(socket, reason),
    });
    socket.once('close', () => session[Symbol.dispose]());
  }

  function metered({ operation: { type, name } }: Accepted): MeteredOperation {
    return metrics.operation(type, name);
  }

  function observe(
    operation: MeteredOperation,
    { connection: { socket }, startedAt }: Pick<Accepted, 'connection' | 'startedAt'>,
    errors: readonly GraphQLError[] | undefined,
  ): void {
    const codes = codesOf(errors);
    const outcome = socket.readyState === socket.OPEN ? outcomeOf(codes) : 'cancelled';
    operation.ended({ transport: 'websocket', outcome, durationMs: performance.now() - startedAt });
    metrics.failed(codes);
  }

  function identityOf(socket: WebSocket): Caller {
    const identity = identities.get(socket);
    if (!identity) throw new Error('An operation came over a WebSocket that was not initialised.');
    return identity;
  }

  function acceptedAs(args: ExecutionArgs): Accepted {
    const operation = operations.get(args);
    if (!operation) throw new Error('An operation reached execution without its pipeline.');
    return operation;
  }

  return {
    get size() {
      return sockets.clients.size;
    },
    // Close code 1001, "going away", makes clients reconnect elsewhere.
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.close(1001, 'Going away');
      await new Promise<void>((resolve) => {
        sockets.close(() => resolve());
      });
    },
  };
}
