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

/**
 * Node's default length of the queue: after this many connections, all that waited at the start have been accepted.
 */
const backlog = 511;
/** A time limit for a busy machine, on which each connection takes long. */
const longestAcceptMs = 5_000;

/**
 * Accepts the connections that wait in the kernel's queue: closing the socket would reset them. Call it right before
 * `stop`. A connection that arrives after the last look at the queue and before the close is still reset.
 */
export async function acceptBacklog(server: Server): Promise<void> {
  const deadline = performance.now() + longestAcceptMs;
  let accepted = 0;
  const count = () => {
    accepted += 1;
  };
  server.on('connection', count);
  // The current iteration may have polled before this call.
  await nextIteration();
  for (let before = -1; before < accepted && accepted < backlog && performance.now() < deadline; ) {
    // libuv accepts one connection in each iteration of the event loop, so an iteration without a connection means
    // that the queue is empty.
    before = accepted;
    await nextIteration();
  }
  server.off('connection', count);
}

/** Closes the listening socket. Running requests get `timeoutMs` to end; then their connections are destroyed. */
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
