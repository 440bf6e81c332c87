/** CMF's proxy in front of a real Flink: requests below `flink-web-ui` go to Flink, all others to the emulator. */
import { once } from 'node:events';
import { createServer, request } from 'node:http';

export interface FlinkProxy extends AsyncDisposable {
  readonly url: string;
}

export async function startFlinkProxy(to: {
  readonly cmf: string;
  readonly flink: string;
}): Promise<FlinkProxy> {
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? '/';
    const [, below] = path.split('/flink-web-ui', 2);
    const target = below === undefined ? `${to.cmf}${path}` : `${to.flink}${below}`;
    const { method, headers } = incoming;
    const forwarded = request(target, { method, headers: { ...headers, host: new URL(target).host } });
    forwarded.on('response', (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(forwarded);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
