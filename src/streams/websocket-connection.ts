/**
 * The adapter between one WebSocket of `ws` and graphql-ws: text frames in and out, closed when it stops answering pings.
 *
 * graphql-ws' own adapter also accepts binary frames, which the protocol does not have, and writes to the console.
 */
import { CloseCode, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { Credentials } from '../auth/credentials.ts';
import type { CorrelationSource } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { StreamCounts } from '../observability/meters/streams.ts';
import { onHeartbeat } from './heartbeat-timer.ts';
import type { Connection } from './websocket-frames.ts';

export interface Extra extends Connection {
  /** Credentials of the upgrade request. */
  readonly request: Credentials;
  /** Of the upgrade request. */
  readonly correlation: CorrelationSource | undefined;
}

export function openSocket(server: Server<Extra>, extra: Extra, counts: StreamCounts, log: Logger): void {
  const { socket } = extra;
  // Without a listener an error of one connection would end the process. `ws` closes it with the fitting code.
  socket.on('error', (error) => log.debug({ err: error }, 'a WebSocket failed'));

  // A reason may have 123 bytes, and some contain text of the client.
  const close = (code = 1000, reason = '') =>
    socket.close(code, reason.replace(/[^ -~]/g, '?').slice(0, 123));

  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (text) =>
        new Promise((resolve) => {
          counts.sent += 1;
          socket.send(text, () => resolve());
        }),
      close,
      onMessage(take) {
        socket.on('message', (data, isBinary) => {
          counts.received += 1;
          if (isBinary) return close(CloseCode.BadRequest, 'Binary message received');
          // By default `ws` passes one Buffer for each message.
          take((data as Buffer).toString()).catch((error: unknown) => {
            if (isServersMessage(error)) return close(CloseCode.BadRequest, error.message);
            log.error({ err: error }, 'a WebSocket message failed');
            close(CloseCode.InternalServerError, 'Internal server error');
          });
        });
      },
    },
    extra,
  );
  const alive = keepAlive(socket);
  socket.once('close', (code, reason) => {
    alive[Symbol.dispose]();
    closed(code, String(reason)).catch((error: unknown) => {
      log.error({ err: error }, 'a closed WebSocket could not be cleaned up');
    });
  });
}

/** graphql-ws throws this when a client sends a message type of servers. */
function isServersMessage(error: unknown): error is Error {
  return error instanceof Error && error.message.startsWith('Unexpected message of type');
}

/** Closes a connection whose peer has disappeared. */
function keepAlive(socket: WebSocket): Disposable {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  return onHeartbeat(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  });
}
