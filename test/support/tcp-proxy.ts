/**
 * A TCP proxy that breaks connections the way networks do:
 *
 *     await using proxy = await startTcpProxy(redis.port);
 *     proxy.halfOpen();
 */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** Closes every connection. New ones are accepted. */
  cut(): void;
  /** Bytes wait, in both directions and on new connections too, until `resume`. Neither side is notified. */
  stall(): void;
  /**
   * The far side disappears without a FIN or RST: sent bytes are dropped. Applies to all connections, or to the
   * `only`-th of the open ones, from 0. New ones are forwarded.
   */
  halfOpen(only?: number): void;
  /** Closes every connection and accepts none until `resume`. */
  refuse(): void;
  resume(): void;
  /** New connections lead to this port, as when a load balancer chooses another replica. */
  redirect(port: number): void;
}

export async function startTcpProxy(targetPort: number, targetHost = '127.0.0.1'): Promise<TcpProxy> {
  const pairs = new Set<{ near: Socket; far: Socket }>();
  /** Half-open client sockets. Only the client or the end of the proxy closes them. */
  const widowed = new Set<Socket>();
  let mode: 'open' | 'stalled' | 'refusing' = 'open';
  let target = targetPort;

  const server = createServer((near) => {
    if (mode === 'refusing') {
      near.destroy();
      return;
    }
    const far = connect({ port: target, host: targetHost });
    const pair = { near, far };
    pairs.add(pair);
    for (const socket of [near, far]) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        if (!pairs.delete(pair)) return;
        near.destroy();
        far.destroy();
      });
    }
    near.on('data', (chunk) => far.write(chunk));
    far.on('data', (chunk) => near.write(chunk));
    if (mode === 'stalled') pause(pair);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');

  const cut = () => {
    for (const { near, far } of pairs) {
      near.destroy();
      far.destroy();
    }
  };

  return {
    port: address.port,
    cut,
    stall() {
      mode = 'stalled';
      for (const pair of pairs) pause(pair);
    },
    halfOpen(only) {
      for (const [index, pair] of [...pairs].entries()) {
        if (only !== undefined && index !== only) continue;
        pairs.delete(pair);
        pair.far.destroy();
        pair.near.removeAllListeners('data').resume();
        widowed.add(pair.near);
        pair.near.once('close', () => widowed.delete(pair.near));
      }
    },
    refuse() {
      mode = 'refusing';
      cut();
    },
    resume() {
      mode = 'open';
      for (const { near, far } of pairs) {
        near.resume();
        far.resume();
      }
    },
    redirect(port) {
      target = port;
    },
    async [Symbol.asyncDispose]() {
      cut();
      for (const near of widowed) near.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function pause({ near, far }: { near: Socket; far: Socket }): void {
  near.pause();
  far.pause();
}
