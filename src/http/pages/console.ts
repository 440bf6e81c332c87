/**
 * The console: the files that `npm run build` wrote, with a Content-Security-Policy that allows only these files, the
 * API of the same origin and the identity provider. The console routes by itself, so each path that a browser navigates
 * to gets `index.html`. The settings of the sign-in are a JSON document, because the policy forbids inline scripts.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { createStaticFile, readStaticFiles, type StaticFile } from '../static-files.ts';

export interface Console {
  /** The documents of its requests, by the SHA-256 of their text. */
  readonly documents: ReadonlyMap<string, string>;
  /** The file at this path, such as `/assets/index-BsX3ab9Q.js`. */
  file(path: string): StaticFile | undefined;
  /** The page. */
  readonly page: StaticFile;
}

/** Sent to the page as `console-settings.json`: everyone can read it. */
export interface SignInSettings {
  /** Callers of the gateway are known by a bearer token. */
  readonly usesTokens: boolean;
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly scope: string;
    readonly audience: string | null;
    /** The page may connect to these origins. */
    readonly origins: readonly string[];
  } | null;
}

function contentSecurityPolicy(origins: readonly string[]): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // 'self' also allows WebSockets of the same host.
    ["connect-src 'self'", ...origins].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const pageName = 'index.html';
const settingsName = 'console-settings.json';
/** For the gateway: not served. */
const manifestName = 'persisted-documents.json';
const manifestSchema = z
  .string()
  .transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));

const pageHeaders = (origins: readonly string[]) => ({
  // API clients get other responses at the same paths.
  vary: 'Accept, Accept-Encoding',
  'content-security-policy': contentSecurityPolicy(origins),
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
});

const directory = fileURLToPath(new URL('../../../console/dist', import.meta.url));

/** Null if the console was not built. */
export async function openConsole({ usesTokens, oidc }: SignInSettings): Promise<Console | null> {
  if (!existsSync(directory)) return null;
  const headers = pageHeaders(oidc?.origins ?? []);
  const files = await readStaticFiles(directory, (path) => (path === pageName ? headers : {}));
  const page = files.get(pageName);
  if (!page) return null;
  const settings = createStaticFile({
    name: settingsName,
    content: Buffer.from(JSON.stringify({ usesTokens, oidc })),
  });
  const served = new Map(files).set(settingsName, settings);
  served.delete(manifestName);
  const manifest = await files.get(manifestName)?.body('identity');
  return {
    page,
    file: (path) => served.get(path.slice(1)),
    documents: new Map(Object.entries(manifestSchema.parse(manifest?.toString() ?? '{}'))),
  };
}
