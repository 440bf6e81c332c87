/** The gateway's own identity towards CMF, as configured: a token of an identity provider, a fixed or rotated one, or none. */
import { getCACertificates } from 'node:tls';
import { createBearerIdentity } from '../cmf/auth/bearer.ts';
import { type Identity, noIdentity } from '../cmf/auth/identity.ts';
import { createOAuthIdentity } from '../cmf/auth/oauth.ts';
import type { TokenHolderOptions } from '../cmf/auth/token-holder.ts';
import { createTokenRequest } from '../cmf/auth/token-request.ts';
import type { Config } from '../config/config.ts';
import { openSecret } from '../config/secrets.ts';
import { openAuthority, type TlsMaterial } from '../config/tls-files.ts';
import type { Watched } from '../config/watched-files.ts';
import type { Logger } from '../observability/log.ts';

/** `opening` closes the opened resources. `tls`: the TLS material of the connections to CMF. */
export function openIdentity(
  opening: AsyncDisposableStack,
  config: Config,
  tls: Watched<TlsMaterial>,
  log: Logger,
): Identity {
  const { oauth } = config.cmf;
  if (!oauth) {
    const token = openSecret(config, 'CMF_TOKEN', log);
    return token ? createBearerIdentity(opening.use(token)) : noIdentity;
  }

  const isByKey = oauth.method === 'private_key_jwt';
  const secret = openSecret(config, isByKey ? 'CMF_OAUTH_PRIVATE_KEY' : 'CMF_OAUTH_CLIENT_SECRET', log);
  if (!secret) throw new Error('The configuration was accepted without a client secret');
  opening.use(secret);
  const authority = opening.use(openAuthority(oauth.caFile, 'CMF_OAUTH_CA', log));
  const ca = () => {
    if (authority.current.ca !== undefined) return [authority.current.ca];
    // CMF and the identity provider of one company may share a private CA, or the provider may use a public one.
    return tls.current.ca === undefined ? undefined : [...getCACertificates('default'), tls.current.ca];
  };
  const credential = () => secret.current;
  return opening.use(
    createOAuthIdentity({
      request: createTokenRequest({
        ...oauth,
        credentials: { method: oauth.method, secret: credential, keyId: oauth.keyId },
        ca,
      }),
      timeoutMs: oauth.timeoutMs,
      credential,
      ...createTokenReports(log),
    }),
  );
}

const minuteMs = 60_000;

/** Reports at most one failure a minute: the reason may change with every request. */
function createTokenReports(log: Logger): Pick<TokenHolderOptions, 'onFailure' | 'onRecovery'> {
  let loggedAt = -Infinity;
  let isLogged = false;
  return {
    onFailure(reason) {
      if (performance.now() - loggedAt < minuteMs) return;
      loggedAt = performance.now();
      isLogged = true;
      log.error({ reason }, 'could not get a token for CMF');
    },
    onRecovery() {
      if (!isLogged) return;
      isLogged = false;
      log.info('got a token for CMF again');
    },
  };
}
