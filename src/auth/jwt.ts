/**
 * Checks a caller's bearer token as a JWT (RFC 7519) that a trusted issuer signed for this gateway: signature by a key
 * of the issuer's JWKS, `iss`, `aud`, `nbf`, and an `exp` that has to be there and in the future.
 *
 * Algorithms are pinned to signatures with public keys: no `none`, and nothing that would take a public key for a
 * shared secret. An unknown key makes the JWKS be read again, but not more often than the cool-down allows.
 */
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { AuthenticationError } from './authentication-error.ts';

export interface JwtOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  /** The least time between two reads of the JWKS because of unknown keys. */
  readonly coolDownMs?: number;
}

export interface JwtVerifier {
  /** When the token expires, in epoch milliseconds; throws an `AuthenticationError`. */
  verify(authorization: string | undefined): Promise<number>;
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
      if (token === undefined) throw new AuthenticationError('A bearer token is needed.');
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms,
          requiredClaims: ['exp'],
        });
        return (payload.exp ?? 0) * 1000;
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };
}

function refusalOf(error: unknown): AuthenticationError {
  const refused = (message: string) => new AuthenticationError(message, { cause: error });
  if (error instanceof errors.JWTExpired) return refused('The token has expired.');
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused(`The token's "${error.claim}" is not accepted.`);
  if (error instanceof errors.JOSEAlgNotAllowed) return refused("The token's algorithm is not accepted.");
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return refused("The token's signature is wrong.");
  if (error instanceof errors.JWKSNoMatchingKey) return refused('The token is signed with an unknown key.');
  if (error instanceof errors.JWKSMultipleMatchingKeys)
    return refused('The token does not name the key it is signed with.');
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid)
    return refused('The token is not a JWT.');
  if (error instanceof errors.JOSENotSupported)
    return refused('The token is of a kind that is not supported.');
  return new AuthenticationError('Tokens can not be checked now.', { unavailable: true, cause: error });
}
