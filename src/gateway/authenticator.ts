/** The authentication of callers. */
import { type Authenticator, createAuthenticator } from '../auth/authenticate.ts';
import type { JwtVerifier } from '../auth/jwt.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { Config } from '../config/config.ts';
import type { Mirror } from '../mirror/mirror.ts';

export interface AuthenticatorParts {
  readonly mirror: Mirror;
  /** Null unless CMF authorizes callers. */
  readonly callerClient: CmfClient | null;
}

export async function openAuthenticator(
  { auth }: Config,
  { mirror, callerClient }: AuthenticatorParts,
): Promise<Authenticator> {
  return createAuthenticator({
    mirror,
    jwt: await openJwtVerifier(auth),
    callerClient,
    ttlMs: auth.ttlMs,
    actorClaim: auth.actorClaim,
  });
}

/** Imported lazily: loading jose takes time at the start, and only some gateways verify tokens. */
async function openJwtVerifier({ jwt }: Config['auth']): Promise<JwtVerifier | null> {
  if (!jwt) return null;
  const { createJwtVerifier } = await import('../auth/jwt.ts');
  return createJwtVerifier(jwt);
}
