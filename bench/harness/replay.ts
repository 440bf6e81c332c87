/**
 * A caching proxy in front of the emulator, fast enough that the gateways are the bottleneck. Changes invalidate the
 * cache. It counts calls and bytes, and can add latency.
 */
import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Replay {
  readonly url: string;
  /** Calls and bytes of response bodies so far. */
  readonly totals: { readonly calls: number; readonly bytes: number };
  /** Delay of each response. */
  latencyMs: number;
  /** Invalidates the cached responses that include this application. */
  invalidate(environment: string, application: string): void;
}

interface CachedResponse {
  readonly status: number;
  readonly body: Buffer;
}

/** The cache is cleared above this many bytes. */
const maxCacheBytes = 256 * 2 ** 20;

export async function startReplay(origin: string): Promise<Replay> {
  const cache = new Map<string, Map<string, Promise<CachedResponse>>>();
  const totals = { calls: 0, bytes: 0 };
  let size = 0;

  const load = (url: string): Promise<CachedResponse> => {
    const environment = /\/environments\/([^/?]+)/.exec(url)?.[1] ?? '';
    if (size > maxCacheBytes) {
      cache.clear();
      size = 0;
    }
    let cached = cache.get(environment);
    if (!cached) cache.set(environment, (cached = new Map()));
    let response = cached.get(url);
    if (!response) {
      response = read(`${origin}${url}`);
      cached.set(url, response);
      response.then(
        ({ body }) => {
          size += body.length;
        },
        () => cached.delete(url),
      );
    }
    return response;
  };

  const respond = async (url: string, response: ServerResponse) => {
    const { status, body } = await load(url);
    totals.calls += 1;
    totals.bytes += body.length;
    response
      .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length })
      .end(body);
  };
  const replay = {
    url: '',
    totals,
    latencyMs: 0,
    invalidate(environment: string, application: string) {
      const isAffected = new RegExp(`/applications(\\?|$|/${application}(/|\\?|$))`);
      const cached = cache.get(environment);
      for (const url of cached?.keys() ?? []) if (isAffected.test(url)) cached?.delete(url);
    },
  };
  const server = createServer((request, response) => {
    const handle = () => void respond(request.url ?? '/', response).catch(() => response.destroy());
    if (replay.latencyMs > 0) setTimeout(handle, replay.latencyMs);
    else handle();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  replay.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return replay;
}

/** Uses a new connection for each request, because the emulator may close an idle one while the next request is in flight. */
async function read(url: string): Promise<CachedResponse> {
  const [response] = (await once(get(url, { agent: false }), 'response')) as [IncomingMessage];
  return { status: response.statusCode ?? 500, body: await buffer(response) };
}
