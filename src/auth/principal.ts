/**
 * A principal: the identity whose rights CMF decides on. Inside the gateway a hash identifies it, never its
 * credentials.
 */
import { hash } from 'node:crypto';

export interface Principal {
  /** The `Authorization` header as received; undefined if there is none. */
  readonly authorization: string | undefined;
  /** Unique for each value of the credentials. */
  readonly key: string;
}

export function principalOf(authorization: string | undefined): Principal {
  if (authorization === undefined) return { authorization, key: 'anonymous' };
  return { authorization, key: hash('sha256', authorization, 'base64url') };
}
