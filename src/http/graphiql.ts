/**
 * GraphiQL as one self-contained page. It loads nothing from other hosts, so it works in a cluster without internet
 * access. Scripts, styles, fonts and workers come from `@graphql-yoga/render-graphiql`.
 */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { sampleOperations } from './graphiql-samples.ts';

/** Enforces this in the browser: it blocks everything that is not in the page or from its origin. */
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

/**
 * The page, about 9 MB of HTML: render it once. It sends queries, and subscriptions over a WebSocket, to the path
 * that it was loaded from, so a proxy may serve it under any prefix.
 */
export function graphiqlPage(): string {
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
