/**
 * The listening socket of the HTTP server: opens it, and closes it without resetting connections that clients see as
 * established.
 */
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, ListenOptions, Server } from 'node:net';
import { setImmediate as nextIteration } from 'node:timers/promises';

/** Rejects with the system's error, such as EADDRINUSE. */
export function listen(
  server: Server,
  options: Pick<ListenOptions, 'host' | 'port' | 'reusePort'>,
): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

/** New clients can keep the queue filled for as long as the socket is open. */
const longestAcceptMs = 500;

/**
 * Accepts the connections that wait in the kernel's queue: closing the socket would reset them. Call it right before
 * `stop`. A connection that arrives after the last look at the queue and before the close is still reset.
 */
export async function acceptBacklog(server: Server): Promise<void> {
  const deadline = performance.now() + longestAcceptMs;
  let accepted = false;
  const onConnection = () => {
    accepted = true;
  };
  server.on('connection', onConnection);
  // The current iteration may have polled before this call.
  await nextIteration();
  do {
    // libuv accepts one connection in each iteration of the event loop, so one without a connection found none.
    accepted = false;
    await nextIteration();
  } while (accepted && performance.now() < deadline);
  server.off('connection', onConnection);
}

/** Closes the listening socket. Running requests get `timeoutMs` to end; then their connections are cut. */
export function stop(server: HttpServer, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), timeoutMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
