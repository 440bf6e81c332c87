/** Identifies a client for quotas: by its credentials, else by its address. */
import { createHash } from 'node:crypto';
import { authorizationOf, type Credentials } from './credentials.ts';

export function clientKeyOf(request: Credentials, connectionParams?: unknown): string {
  const authorization = authorizationOf(request, connectionParams);
  if (authorization === undefined) return `address ${request.socket.remoteAddress}`;
  return `credentials ${createHash('sha256').update(authorization).digest('base64url')}`;
}
