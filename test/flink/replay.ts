/**
 * A proxy between a gateway and its CMF that responds to requests below `flink-web-ui` with the recordings of one
 * version of Flink, and forwards all others.
 */
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { type RecordedVersion, type Recording, recording } from './recordings.ts';

export interface Replay extends AsyncDisposable {
  /** The URL to use instead of CMF's. */
  readonly url: string;
}

export async function startReplay(cmfUrl: string, version: RecordedVersion): Promise<Replay> {
  const recorded = globSync(`recorded/${version}/*.json`, { cwd: import.meta.dirname }).map((file) =>
    recording(version, basename(file, '.json')),
  );
  const answer = async (url: string, response: ServerResponse): Promise<void> => {
    const path = url.split('/flink-web-ui')[1];
    if (path !== undefined) {
      const { status, body } = find(recorded, path);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return;
    }
    const passedOn = await fetch(cmfUrl + url, { headers: { accept: 'application/json' } });
    response.writeHead(passedOn.status, { 'content-type': 'application/json' }).end(await passedOn.text());
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

/** The recording of this path. Other query parameters were recorded than the gateway sends: names select from them. */
function find(recorded: readonly Recording[], requested: string): Recording {
  const { pathname, searchParams } = new URL(requested, 'http://flink');
  const names = searchParams.get('get')?.split(',');
  const candidates = recorded
    .filter(({ path }) => path.split('?')[0] === pathname)
    // The gateway requests all exceptions: not the recording of two of them.
    .filter(({ path }) => !path.includes('maxExceptions=2'));
  const found =
    candidates.find(({ path }) => path.includes('get=') === (names !== undefined)) ?? candidates[0];
  if (!found) return { path: requested, status: 404, body: { errors: ['Unable to load requested file'] } };
  if (!names) return found;
  const metrics = found.body as readonly { readonly id: string }[];
  return { ...found, body: metrics.filter(({ id }) => names.includes(id)) };
}
