/** A principal: whose rights CMF is asked for. What it is known by inside the gateway is a hash, never its credentials. */
import { hash } from 'node:crypto';

export interface Principal {
  /** The `Authorization` header as it came; undefined for a caller who sent none. */
  readonly authorization: string | undefined;
  /** The same for the same credentials, and for nobody else. */
  readonly key: string;
}

export function principalOf(authorization: string | undefined): Principal {
  if (authorization === undefined) return { authorization, key: 'anonymous' };
  return { authorization, key: hash('sha256', authorization, 'base64url') };
}
