/**
 * Verifies a bearer token as a JWT (RFC 7519) that a trusted issuer signed for this gateway. Checks the signature
 * with the JWKS of the issuer, `iss`, `aud`, `nbf`, and a required `exp` in the future.
 *
 * Only signature algorithms with public keys are allowed: `none` is rejected, and so is HMAC, for which an
 * attacker could use the public key as a shared secret. An unknown key triggers a new read of the JWKS, but not
 * more often than the cool-down allows.
 */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import { AuthenticationError } from './authentication-error.ts';

export interface JwtOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** Minimum time between two reads of the JWKS because of unknown keys. */
  readonly coolDownMs?: number;
}

export interface VerifiedToken {
  /** In epoch milliseconds. */
  readonly expiresAt: number;
  readonly claims: JWTPayload;
}

export interface JwtVerifier {
  /** Throws an `AuthenticationError`. */
  verify(authorization: string | undefined): Promise<VerifiedToken>;
}

const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA', 'Ed25519'];

export function createJwtVerifier({
  issuer,
  audience,
  jwksUrl,
  coolDownMs = 30_000,
}: JwtOptions): JwtVerifier {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: coolDownMs,
    timeoutDuration: 5_000,
  });

  return {
    async verify(authorization) {
      const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      if (token === undefined) throw new AuthenticationError('A bearer token is required.');
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms,
          requiredClaims: ['exp'],
        });
        return { expiresAt: (payload.exp ?? 0) * 1000, claims: payload };
      } catch (error) {
        throw authenticationErrorOf(error);
      }
    },
  };
}

function authenticationErrorOf(error: unknown): AuthenticationError {
  const rejected = (message: string) => new AuthenticationError(message, { cause: error });
  if (error instanceof errors.JWTExpired) return rejected('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return rejected(`The token's "${error.claim}" is not accepted.`);
  if (error instanceof errors.JOSEAlgNotAllowed) return rejected("The token's algorithm is not accepted.");
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return rejected("The token's signature is not valid.");
  if (error instanceof errors.JWKSNoMatchingKey) return rejected('The token is signed with an unknown key.');
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return rejected('The token does not name its signing key.');
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return rejected('The token is not a JWT.');
  if (error instanceof errors.JOSENotSupported) return rejected('The type of the token is not supported.');
  return new AuthenticationError('Tokens cannot be verified at the moment.', {
    unavailable: true,
    cause: error,
  });
}
