/** Reads the credentials of a request or a WebSocket. */
import type { IncomingMessage } from 'node:http';
import { at, isObject } from '../json.ts';

/** The parts of a request that identify its client. */
export type Credentials = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * The `Authorization` header of a request. Over a WebSocket `connectionParams` come first, because browsers cannot
 * set headers there: `{ authorization }` or `{ headers: { authorization } }`, with keys in any case.
 */
export function authorizationOf(
  { headers }: Pick<Credentials, 'headers'>,
  connectionParams?: unknown,
): string | undefined {
  if (connectionParams === undefined) return headers.authorization;
  const authorization = [connectionParams, at(connectionParams, 'headers')]
    .map(authorizationIn)
    .find((text) => text !== undefined);
  return authorization ?? headers.authorization;
}

function authorizationIn(params: unknown): string | undefined {
  if (!isObject(params)) return undefined;
  const [, text] = Object.entries(params).find(([key]) => key.toLowerCase() === 'authorization') ?? [];
  return typeof text === 'string' ? text : undefined;
}
