/**
 * Reserves the port that the workers share. With SO_REUSEPORT each worker has a listening socket of its own on it, and
 * the kernel spreads the connections over these sockets.
 */
import { once } from 'node:events';
import { type AddressInfo, createServer, type ListenOptions, type Server } from 'node:net';

export interface ReservedPort {
  /** The free port that was found where `port` was 0. */
  readonly port: number;
  /** To be called when the first worker listens: until then no other program can take the port. */
  release(): void;
}

/** Null where the platform has no SO_REUSEPORT. Rejects with the system's error when the port is not available. */
export async function reservePort(host: string, wanted: number): Promise<ReservedPort | null> {
  const port = await claimPort(host, wanted);
  // No worker serves yet, so connections are closed at once.
  const held = createServer((socket) => socket.destroy());
  try {
    await listen(held, { host, port, reusePort: true });
  } catch (error) {
    if (isUnsupported(error)) return null;
    throw error;
  }
  return { port, release: () => void held.close() };
}

/**
 * Without SO_REUSEPORT, so that it fails when another program listens. With it, two gateways of one user would share a
 * port unnoticed.
 */
async function claimPort(host: string, wanted: number): Promise<number> {
  const server = createServer();
  await listen(server, { host, port: wanted });
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function listen(server: Server, options: ListenOptions): Promise<void> {
  server.listen(options);
  await once(server, 'listening');
}

/** libuv reports ENOTSUP on platforms without it; older kernels report ENOPROTOOPT. */
function isUnsupported(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOTSUP' || code === 'ENOPROTOOPT';
}
