/** The claims of a token that CMF verifies, not the gateway. Without the rest of jose, which not every gateway loads. */
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
