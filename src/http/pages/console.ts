/**
 * The console: the files that `npm run build` wrote, with a Content-Security-Policy that allows only these files and
 * the API of the same origin. The console routes by itself, so each path that a browser navigates to gets
 * `index.html`.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readStaticFiles, type StaticFile } from '../static-files.ts';

export interface Console {
  /** The documents of its requests, by the SHA-256 of their text. */
  readonly documents: ReadonlyMap<string, string>;
  /** The file at this path, such as `/assets/index-BsX3ab9Q.js`. */
  file(path: string): StaticFile | undefined;
  /** The page. */
  readonly page: StaticFile;
}

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  // Also WebSockets of the same host.
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const pageName = 'index.html';
/** For the gateway: not served. */
const manifestName = 'persisted-documents.json';
const manifestSchema = z
  .string()
  .transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));

const pageHeaders = {
  // API clients get other responses at the same paths.
  vary: 'Accept, Accept-Encoding',
  'content-security-policy': contentSecurityPolicy,
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

const directory = fileURLToPath(new URL('../../../console/dist', import.meta.url));

/** Null if the console was not built. */
export async function openConsole(): Promise<Console | null> {
  if (!existsSync(directory)) return null;
  const files = await readStaticFiles(directory, (path) => (path === pageName ? pageHeaders : {}));
  const page = files.get(pageName);
  if (!page) return null;
  const file = (path: string) => (path === `/${manifestName}` ? undefined : files.get(path.slice(1)));
  const manifest = await files.get(manifestName)?.body('identity');
  return {
    page,
    file,
    documents: new Map(Object.entries(manifestSchema.parse(manifest?.toString() ?? '{}'))),
  };
}
