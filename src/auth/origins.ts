/**
 * Decides which web pages may send requests: those of the gateway itself and those of `CORS_ORIGINS`. Requests
 * from clients other than browsers need no origin, because such a client can send any origin.
 *
 * A page of another origin can make a browser send a GET, or open a WebSocket, without a preflight. Browsers mark
 * such requests with `Sec-Fetch-Site` or `Origin`, which pages cannot change. The gateway rejects them before any
 * other work.
 */
import type { IncomingMessage } from 'node:http';

export interface Origins {
  /** False for a browser request on behalf of a page that is not allowed. */
  isTrusted(request: IncomingMessage): boolean;
  /** The CORS headers that let the browser give the response to a page of `CORS_ORIGINS`. */
  corsHeaders(request: IncomingMessage): Readonly<Record<string, string>>;
}

export function createOrigins(allowed: readonly string[]): Origins {
  const isAllowed = (origin: string | undefined): origin is string => !!origin && allowed.includes(origin);

  return {
    isTrusted({ headers }) {
      const { origin, host } = headers;
      if (isAllowed(origin)) return true;
      const site = headers['sec-fetch-site'];
      // "none": the user navigated directly, for example by the address bar.
      if (site === 'same-origin' || site === 'none') return true;
      if (site === 'cross-site' || site === 'same-site') return false;
      return origin === undefined || isOriginOf(host, origin);
    },
    corsHeaders({ headers, method }) {
      if (allowed.length === 0) return noHeaders;
      if (!isAllowed(headers.origin)) return { vary: 'Origin' };
      const requestedHeaders = headers['access-control-request-headers'];
      // No `Allow-Credentials`: callers authenticate by the `Authorization` that their page sets, never by a cookie.
      return {
        vary: 'Origin',
        'access-control-allow-origin': headers.origin,
        'access-control-expose-headers': 'x-request-id, x-cmf-emulator',
        ...(method === 'OPTIONS' && {
          'access-control-allow-methods': 'GET, POST',
          'access-control-max-age': '86400',
          ...(requestedHeaders && { 'access-control-allow-headers': requestedHeaders }),
        }),
      };
    },
  };
}

const noHeaders = {};

/** Ignores the scheme: a proxy may terminate TLS, which the gateway cannot detect. */
function isOriginOf(host: string | undefined, origin: string): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
