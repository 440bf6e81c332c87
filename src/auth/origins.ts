/**
 * Which web pages may ask: the gateway's own and those of `CORS_ORIGINS`. Whatever is no browser is not asked for an
 * origin, since it could name any.
 *
 * A page of another origin can make its reader's browser send a GET, and open a WebSocket, without the browser asking
 * first. Browsers say so, by `Sec-Fetch-Site` or `Origin`, which no page can change; such requests are refused before
 * anything is done.
 */
import type { IncomingMessage } from 'node:http';

export interface Origins {
  /** False for what a browser sends on behalf of a page that may not ask. */
  trusts(request: IncomingMessage): boolean;
  /** What the browser must hear to show the answer to a page of `CORS_ORIGINS`. */
  welcome(request: IncomingMessage): Readonly<Record<string, string>>;
}

export function createOrigins(allowed: readonly string[]): Origins {
  const isAllowed = (origin: string | undefined): origin is string => !!origin && allowed.includes(origin);

  return {
    trusts({ headers }) {
      const { origin, host } = headers;
      if (isAllowed(origin)) return true;
      const site = headers['sec-fetch-site'];
      // "none": by the reader's own hand, such as the address bar.
      if (site === 'same-origin' || site === 'none') return true;
      if (site === 'cross-site' || site === 'same-site') return false;
      return origin === undefined || isOriginOf(host, origin);
    },
    welcome({ headers, method }) {
      if (allowed.length === 0) return unheard;
      if (!isAllowed(headers.origin)) return { vary: 'Origin' };
      const asked = headers['access-control-request-headers'];
      // No `Allow-Credentials`: callers are known by the `Authorization` that their page sets, never by a cookie.
      return {
        vary: 'Origin',
        'access-control-allow-origin': headers.origin,
        'access-control-expose-headers': 'x-request-id',
        ...(method === 'OPTIONS' && {
          'access-control-allow-methods': 'GET, POST',
          'access-control-max-age': '86400',
          ...(asked && { 'access-control-allow-headers': asked }),
        }),
      };
    },
  };
}

const unheard = {};

/** Without the scheme: whether the gateway stands behind TLS is not for it to know. */
function isOriginOf(host: string | undefined, origin: string): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
