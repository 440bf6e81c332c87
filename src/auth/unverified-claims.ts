/**
 * Reads the claims of a token that CMF verifies, not the gateway. Imports only the decoder of jose, because a
 * gateway without JWT verification does not load the rest.
 */
import type { JWTPayload } from 'jose';
import { decodeJwt } from 'jose/jwt/decode';

/** Empty if it is not a JWT. */
export function unverifiedClaims(authorization: string | undefined): JWTPayload {
  try {
    return decodeJwt(authorization?.replace(/^Bearer +/i, '') ?? '');
  } catch {
    return {};
  }
}
