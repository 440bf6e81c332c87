/**
 * GraphiQL as one page that is served by this process and asks nothing of any other host, so it also works in a
 * cluster without a way out. Scripts, styles, fonts and workers all come from `@graphql-yoga/render-graphiql`.
 */
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { sampleOperations } from './graphiql-samples.ts';

/** Holds the page to its promise: the browser refuses whatever does not come with the page or from its own origin. */
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
 * The whole page, about 9 MB of HTML: make it once and keep it. It sends queries, and subscriptions over a WebSocket, to
 * the path that it was loaded from, so a proxy may serve it under any prefix.
 */
export function graphiqlPage(): string {
  const page = renderGraphiQL({
    title: 'cmf-graphql',
    subscriptionsProtocol: 'WS',
    defaultTabs: sampleOperations.map((query) => ({ query })),
    // Headers may hold a token, which must not be left behind in the browser's storage.
    shouldPersistHeaders: false,
  });
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />`;
  return page.replace('<head>', () => `<head>${policy}`);
}
