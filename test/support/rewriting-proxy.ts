/**
 * A proxy between a gateway and its CMF that rewrites response bodies, for content that CMF may send and the emulator
 * cannot produce.
 */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

export interface RewritingProxy extends AsyncDisposable {
  /** The URL to use instead of CMF's. */
  readonly url: string;
}

export async function startRewritingProxy(
  cmfUrl: string,
  rewrite: (body: string, url: string) => string,
): Promise<RewritingProxy> {
  const answer = async (url: string, response: ServerResponse): Promise<void> => {
    const requested = await fetch(cmfUrl + url, { headers: { accept: 'application/json' } });
    const body = rewrite(await requested.text(), url);
    response.writeHead(requested.status, { 'content-type': 'application/json' }).end(body);
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
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
