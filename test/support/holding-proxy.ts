/**
 * A proxy between a gateway and its CMF that holds calls until the test releases them. Shows which calls the gateway
 * still waits for.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export interface Held {
  readonly path: string;
  /** True when the gateway closed the connection before the response. */
  readonly givenUp: boolean;
}

export interface HoldingProxy extends AsyncDisposable {
  /** The URL to use instead of CMF's. */
  readonly url: string;
  /** All held calls so far, including released ones. */
  readonly held: readonly Held[];
  /** Holds subsequent calls whose path ends like this. */
  hold(path: string): void;
  /** Releases all held calls and stops holding. */
  release(): void;
}

export async function startHoldingProxy(cmfUrl: string): Promise<HoldingProxy> {
  const held: Held[] = [];
  let ending: string | null = null;
  let free = Promise.withResolvers<void>();

  const answer = async (url: string, response: ServerResponse): Promise<void> => {
    const [path = ''] = url.split('?');
    if (ending !== null && path.endsWith(ending)) {
      const entry = { path, givenUp: false };
      held.push(entry);
      response.once('close', () => {
        entry.givenUp = !response.writableEnded;
      });
      await free.promise;
    }
    const requested = await fetch(cmfUrl + url, { headers: { accept: 'application/json' } });
    response.writeHead(requested.status, { 'content-type': 'application/json' }).end(await requested.text());
  };
  const server = createServer(({ url = '/' }, response) => {
    answer(url, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  return {
    url: `http://127.0.0.1:${port}`,
    held,
    hold(path) {
      ending = path;
    },
    release() {
      ending = null;
      free.resolve();
      free = Promise.withResolvers();
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
