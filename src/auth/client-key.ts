/** Who counts as one where callers share what there is: the same credentials, else the same address. */
import { createHash } from 'node:crypto';
import { authorizationOf, type Credentials } from './credentials.ts';

export function clientKeyOf(request: Credentials, connectionParams?: unknown): string {
  const authorization = authorizationOf(request, connectionParams);
  if (authorization === undefined) return `address ${request.socket.remoteAddress}`;
  return `credentials ${createHash('sha256').update(authorization).digest('base64url')}`;
}
