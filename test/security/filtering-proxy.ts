/**
 * A proxy in front of a CMF that treats one caller differently, in ways that the emulator's rights do not support.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';

export interface FilteringProxy extends AsyncDisposable {
  readonly url: string;
  /** While true, the caller receives 503. */
  isFailing: boolean;
  /** The number of these responses. */
  readonly failures: number;
}

/** `token` does not see the application of this name in any environment, and lists leave it out. */
export async function startFilteringProxy(
  cmfUrl: string,
  token: string,
  name: string,
): Promise<FilteringProxy> {
  let failures = 0;
  const answer = async ({ url = '/', headers }: IncomingMessage) => {
    const { authorization } = headers;
    const isFiltered = authorization === `Bearer ${token}`;
    if (isFiltered && proxy.isFailing) {
      failures += 1;
      return { status: 503, text: '' };
    }
    const path = new URL(url, cmfUrl);
    if (isFiltered && path.pathname.includes(`/applications/${name}`)) return { status: 403, text: '' };
    const requested = await fetch(path, {
      headers: { accept: 'application/json', ...(authorization && { authorization }) },
    });
    const text = await requested.text();
    if (!isFiltered || !path.pathname.endsWith('/applications') || !requested.ok)
      return { status: requested.status, text };
    const size = Number(path.searchParams.get('size'));
    path.searchParams.set('size', '1000');
    const whole = await fetch(path, { headers: { accept: 'application/json', authorization } });
    const { items } = (await whole.json()) as { items: { metadata: { name: string } }[] };
    const visible = items.filter(({ metadata }) => metadata.name !== name);
    return {
      status: 200,
      text: JSON.stringify({ items: visible.slice(0, size), metadata: { size: visible.length } }),
    };
  };
  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, text }) => response.writeHead(status, { 'content-type': 'application/json' }).end(text),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const proxy: FilteringProxy = {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    isFailing: false,
    get failures() {
      return failures;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return proxy;
}
