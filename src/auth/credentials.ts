/** The credentials that a request or a WebSocket brings. */
import type { IncomingMessage } from 'node:http';
import { at, isObject } from '../json.ts';

/** What of a request says who asks. */
export type Credentials = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * The `Authorization` of a request; over a WebSocket that of `connectionParams` first, because a browser can set no
 * header there: `{ authorization }` or `{ headers: { authorization } }`, whatever the case of the key.
 */
export function authorizationOf(
  { headers }: Pick<Credentials, 'headers'>,
  connectionParams?: unknown,
): string | undefined {
  if (connectionParams === undefined) return headers.authorization;
  const given = [connectionParams, at(connectionParams, 'headers')]
    .map(authorizationIn)
    .find((text) => text !== undefined);
  return given ?? headers.authorization;
}

function authorizationIn(params: unknown): string | undefined {
  if (!isObject(params)) return undefined;
  const [, text] = Object.entries(params).find(([key]) => key.toLowerCase() === 'authorization') ?? [];
  return typeof text === 'string' ? text : undefined;
}
