/** Static files: codings, caching and ETags, through GraphiQL and through a server of one directory. */
import { once } from 'node:events';
import { mkdir, mkdtempDisposable, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readStaticFiles, sendStaticFile } from '../../src/http/static-files.ts';
import { startGateway, still } from '../support/gateway.ts';
import { openConnection, sendRaw } from '../support/raw-http.ts';
import { until } from '../support/until.ts';

const script = `console.log(${JSON.stringify('long '.repeat(500))});\n`;
const style = `body { color: ${'red'.repeat(500)} }\n`;
const hashed = 'assets/index-BsX3ab9Q.js';

const opened = new AsyncDisposableStack();
let origin: string;
beforeAll(async () => {
  const { path } = opened.use(await mkdtempDisposable(join(tmpdir(), 'static-')));
  const root = join(path, 'dist');
  await mkdir(join(root, 'assets'), { recursive: true });
  await writeFile(join(path, 'secret.txt'), 'secret');
  await writeFile(join(root, 'index.html'), '<!doctype html><title>console</title>');
  await writeFile(join(root, hashed), script);
  await writeFile(join(root, `${hashed}.br`), brotliCompressSync(script));
  await writeFile(join(root, `${hashed}.zst`), zstdCompressSync(script));
  await writeFile(join(root, `${hashed}.gz`), gzipSync(script));
  await writeFile(join(root, 'plain.css'), style);
  await writeFile(join(root, 'logo.png'), Buffer.alloc(2_000));
  await writeFile(join(root, 'archive.gz'), gzipSync('of its own'));
  await symlink(join(path, 'secret.txt'), join(root, 'link.txt'));
  const files = await readStaticFiles(root, (name) =>
    name === 'index.html' ? { 'x-frame-options': 'DENY' } : {},
  );
  const server = createServer((request, response) => {
    const file = files.get((request.url ?? '').slice(1));
    if (file) void sendStaticFile(request, response, file, true);
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  opened.defer(() => void server.close());
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});
afterAll(() => opened.disposeAsync());

describe('a directory', () => {
  test.each([
    ['br', brotliCompressSync(script)],
    ['zstd', zstdCompressSync(script)],
    ['gzip', gzipSync(script)],
  ])('has the body in %s that was built', async (coding, built) => {
    const answer = await sendRaw(`${origin}/${hashed}`, { headers: { 'accept-encoding': coding } });
    expect(answer.body.equals(built)).toBe(true);
    expect(answer.headers).toMatchObject({
      'content-encoding': coding,
      'content-type': 'text/javascript; charset=utf-8',
      'content-length': String(built.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
  });

  test('encodes a file that was built without codings', async () => {
    const answer = await sendRaw(`${origin}/plain.css`, { headers: { 'accept-encoding': 'zstd, gzip' } });
    expect([answer.text, answer.headers['content-encoding']]).toEqual([style, 'zstd']);
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  test.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['logo.png', 'image/png'],
    ['archive.gz', 'application/octet-stream'],
  ])('has %s as %s', async (path, type) => {
    const answer = await sendRaw(`${origin}/${path}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, type]);
  });

  test('sends an image without a coding, and adds the headers of a path', async () => {
    const image = await sendRaw(`${origin}/logo.png`, { headers: { 'accept-encoding': 'gzip' } });
    expect(image.headers['content-encoding']).toBeUndefined();
    expect((await sendRaw(`${origin}/index.html`)).headers['x-frame-options']).toBe('DENY');
  });

  test.each([`${hashed}.br`, `${hashed}.gz`, 'link.txt', 'assets', 'assets/', ''])(
    'has no file %s',
    async (path) => {
      expect((await sendRaw(`${origin}/${path}`)).status).toBe(404);
    },
  );

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..%2fsecret.txt',
    '//etc/passwd',
  ])('does not serve files outside of it by %s', async (path) => {
    await using connection = await openConnection(origin);
    connection.write(`GET ${path} HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n`);
    await until(() => connection.isEnded);
    expect(connection.received).toMatch(/^HTTP\/1.1 404 /);
  });

  test('revalidates by the ETag of each coding', async () => {
    const tags = new Set<string>();
    for (const coding of ['identity', 'br', 'zstd', 'gzip']) {
      const headers = { 'accept-encoding': coding };
      const { etag = '' } = (await sendRaw(`${origin}/${hashed}`, { headers })).headers;
      tags.add(etag);
      const again = await sendRaw(`${origin}/${hashed}`, { headers: { ...headers, 'if-none-match': etag } });
      expect([again.status, again.headers['etag'], again.body.length]).toEqual([304, etag, 0]);
    }
    expect(tags.size).toBe(4);
  });

  test('responds to HEAD without a body, and refuses other methods', async () => {
    const head = await sendRaw(`${origin}/plain.css`, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(style.length),
      0,
    ]);
    const post = await sendRaw(`${origin}/plain.css`, { method: 'POST' });
    expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD']);
    const refused = await sendRaw(`${origin}/plain.css`, { headers: { 'accept-encoding': '*;q=0' } });
    expect(refused.status).toBe(406);
  });
});

test('GraphiQL is sent in each coding, and revalidated', async () => {
  await using gateway = await startGateway({
    cmf: { fleet: { environments: 1, applications: 1, instances: 1 } },
    env: still,
  });
  const accept = 'text/html';
  const plain = await sendRaw(gateway.url, { headers: { accept } });
  expect(plain.headers['content-encoding']).toBeUndefined();
  for (const coding of ['br', 'zstd', 'gzip']) {
    const headers = { accept, 'accept-encoding': coding };
    const answer = await sendRaw(gateway.url, { headers });
    expect(answer.headers['content-encoding']).toBe(coding);
    expect(answer.headers['vary']).toBe('Accept, Accept-Encoding');
    expect(answer.headers['x-frame-options']).toBe('DENY');
    expect(answer.text === plain.text).toBe(true);
    expect(answer.body.length).toBeLessThan(plain.body.length / 2);
    const { etag = '' } = answer.headers;
    const again = await sendRaw(gateway.url, { headers: { ...headers, 'if-none-match': etag } });
    expect(again.status).toBe(304);
  }
});
