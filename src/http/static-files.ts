/**
 * Static files from memory, with content codings, strong ETags and HEAD. A path is a key of a map, so a request never
 * accesses the file system, and cannot reach outside of the directory.
 */
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, relative, sep } from 'node:path';
import type { MaybePromise } from '../maybe-promise.ts';
import { acceptedCodings, plainOnly } from './content-coding/accepted-codings.ts';
import { type ContentCoding, contentCodings, encode } from './content-coding/encode.ts';
import { encodedEtag, etagOf, matchingEtag } from './etag.ts';
import { isRead } from './exchange.ts';

export interface StaticFile {
  readonly headers: Readonly<Record<string, string>>;
  /** The ETag of the plain body. */
  readonly etag: string;
  /** False for content that is compressed by its format. */
  readonly isEncodable: boolean;
  /** Encodes a body once, at the first request for the coding. */
  body(coding: ContentCoding | 'identity'): MaybePromise<Buffer>;
}

export interface StaticFileOptions {
  /** The path, whose extension determines the content type. */
  readonly name: string;
  readonly content: Buffer;
  /** Bodies that were encoded when the file was built. */
  readonly encoded?: ReadonlyMap<ContentCoding, Buffer>;
  /** Replace the default ones or are added to them. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface ContentType {
  readonly type: string;
  readonly isEncodable: boolean;
}

const textual = (type: string): ContentType => ({ type, isEncodable: true });
const binary = (type: string): ContentType => ({ type, isEncodable: false });

const contentTypes: Readonly<Record<string, ContentType>> = {
  '.css': textual('text/css; charset=utf-8'),
  '.html': textual('text/html; charset=utf-8'),
  '.ico': binary('image/x-icon'),
  '.js': textual('text/javascript; charset=utf-8'),
  '.json': textual('application/json'),
  '.map': textual('application/json'),
  '.mjs': textual('text/javascript; charset=utf-8'),
  '.png': binary('image/png'),
  '.svg': textual('image/svg+xml'),
  '.ttf': textual('font/ttf'),
  '.txt': textual('text/plain; charset=utf-8'),
  '.wasm': textual('application/wasm'),
  '.webmanifest': textual('application/manifest+json'),
  '.webp': binary('image/webp'),
  '.woff2': binary('font/woff2'),
};

/** The files that builds write beside a file, by their extension. */
const encodedExtensions = { br: '.br', zstd: '.zst', gzip: '.gz' } as const;

/** Bundlers name a file by the hash of its content: `index-BsX3ab9Q.js` below `assets/`. */
const hashedName = /(?:^|\/)assets\/.+-[\w-]{8}\.\w+$/;

export function createStaticFile({ name, content, encoded, headers }: StaticFileOptions): StaticFile {
  const { type, isEncodable } = contentTypes[extname(name)] ?? binary('application/octet-stream');
  const bodies = new Map<ContentCoding, MaybePromise<Buffer>>(encoded);
  const cacheControl = hashedName.test(name) ? 'public, max-age=31536000, immutable' : 'no-cache';
  return {
    headers: {
      'content-type': type,
      'cache-control': cacheControl,
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
      ...headers,
    },
    etag: etagOf(content),
    isEncodable,
    body(coding) {
      if (coding === 'identity') return content;
      const known = bodies.get(coding);
      if (known) return known;
      const encoding = encode(coding, 'small', content);
      bodies.set(coding, encoding);
      encoding.catch(() => bodies.delete(coding));
      return encoding;
    },
  };
}

/**
 * Reads all files of a directory, by their path relative to it, with `/` between its parts. A file with the extension of a
 * content coding beside the file of that name is its encoded body. Rejects if the directory cannot be read.
 */
export async function readStaticFiles(
  directory: string,
  headersOf: (path: string) => Readonly<Record<string, string>> = () => ({}),
): Promise<ReadonlyMap<string, StaticFile>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = new Set(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll(sep, '/')),
  );
  const encodedPaths = new Set(
    [...paths].flatMap((path) => contentCodings.map((coding) => path + encodedExtensions[coding])),
  );
  const read = async (path: string): Promise<readonly [string, StaticFile]> => {
    const content = await readFile(join(directory, path));
    const encoded = new Map<ContentCoding, Buffer>();
    for (const coding of contentCodings) {
      const beside = path + encodedExtensions[coding];
      if (paths.has(beside)) encoded.set(coding, await readFile(join(directory, beside)));
    }
    return [path, createStaticFile({ name: path, content, encoded, headers: headersOf(path) })];
  };
  return new Map(await Promise.all([...paths].filter((path) => !encodedPaths.has(path)).map(read)));
}

/** `compression`: whether the file may be sent in a content coding. */
export function sendStaticFile(
  request: IncomingMessage,
  response: ServerResponse,
  file: StaticFile,
  compression: boolean,
): MaybePromise<void> {
  const send = (status: number, headers: Readonly<Record<string, string>>, body?: Buffer): void => {
    response.writeHead(status, { ...file.headers, ...headers }).end(body);
  };
  if (!isRead(request)) return send(405, { allow: 'GET, HEAD', 'content-length': '0' });
  const { headers } = request;
  const accepted = compression && file.isEncodable ? acceptedCodings(headers['accept-encoding']) : plainOnly;
  const etag = matchingEtag(headers['if-none-match'], file.etag, accepted);
  if (etag !== undefined) return send(304, { etag });
  const [coding] = accepted.codings;
  const isEncoded = coding !== undefined && (accepted.isCodingPreferred || !accepted.isPlainAccepted);
  if (!isEncoded && !accepted.isPlainAccepted) return send(406, { 'content-length': '0' });
  const finish = (body: Buffer) =>
    send(
      200,
      isEncoded
        ? {
            etag: encodedEtag(file.etag, coding),
            'content-encoding': coding,
            'content-length': String(body.length),
          }
        : { etag: file.etag, 'content-length': String(body.length) },
      body,
    );
  const body = file.body(isEncoded ? coding : 'identity');
  return body instanceof Promise ? body.then(finish) : finish(body);
}
