/**
 * GraphiQL as one self-contained page. It loads nothing from other hosts, so it works in a cluster without internet
 * access. Scripts, styles, fonts and workers come from `@graphql-yoga/render-graphiql`.
 */
import { createStaticFile, type StaticFile } from '../static-files.ts';

/** Enforced by the browser: blocks everything that is not in the page or from its origin. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'unsafe-inline' blob:",
  'worker-src blob:',
  "style-src 'unsafe-inline'",
  'img-src data:',
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const headers = {
  'cache-control': 'private, max-age=3600',
  // Clients that do not accept HTML get GraphQL at the same URL.
  vary: 'Accept, Accept-Encoding',
  // Browsers ignore `frame-ancestors` in a meta element; the rest of the policy is in the page.
  'content-security-policy': "frame-ancestors 'none'",
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

let file: Promise<StaticFile> | undefined;

/**
 * The page as a file. It is loaded (9 MB of source) and rendered at the first visit of a process, so that a start does not
 * wait for it, and encoded at the first visit of each coding.
 */
export function graphiqlFile(): Promise<StaticFile> {
  file ??= renderPage().then((page) =>
    createStaticFile({ name: 'graphiql.html', content: Buffer.from(page), headers }),
  );
  return file;
}

/**
 * About 9 MB of HTML. It sends queries, and subscriptions over a WebSocket, to the path
 * that it was loaded from, so a proxy may serve it under any prefix.
 */
async function renderPage(): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const { sampleOperations } = await import('./graphiql-samples.ts');
  const page = renderGraphiQL({
    title: 'cmf-graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: sampleOperations.map((query) => ({ query })),
    // Headers may hold a token, which must not stay in the browser storage.
    shouldPersistHeaders: false,
  });
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`;
  return page.replace('<head>', () => `<head>${policy}`);
}
