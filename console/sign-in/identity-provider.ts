/**
 * The console as a public client of an OpenID Connect provider: authorization code flow with PKCE (RFC 7636), state and
 * nonce; renewal by refresh token, because browsers block the cookies of the provider in frames. It is loaded only when
 * an issuer is configured. Errors have a message for the user.
 */
import * as oauth from 'oauth4webapi';
import { signedInPath, signedOutPath } from './paths.ts';
import { keepPending, type PendingSignIn } from './pending-sign-in.ts';
import type { OidcSettings } from './settings.ts';
import { factsOf, type User, userOf } from './user.ts';

export interface Tokens {
  readonly access: string;
  /** Null: the provider issues none, so the user signs in again. */
  readonly refresh: string | null;
  /** In milliseconds since the epoch; null if unknown. */
  readonly expiresAt: number | null;
  readonly user: User;
}

/** The provider refuses the renewal. A retry does not help; a new sign-in does. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export interface IdentityProvider {
  /** Where the user signs in. `returnTo`: the address to show afterwards. */
  authorizationUrl(returnTo: string): Promise<URL>;
  /** `response`: the address that the provider redirected to. */
  tokensOf(response: URL, pending: PendingSignIn): Promise<Tokens>;
  renew(tokens: Tokens): Promise<Tokens>;
  /** Revokes the refresh token, if the provider supports it. Never rejects. */
  revoke(refreshToken: string): Promise<void>;
  /** Null if the provider has no page that ends its session. */
  readonly endSessionUrl: URL | null;
}

const timeoutMs = 10_000;
/** How far the clock of this machine may be off, in seconds. */
const clockTolerance = 300;

export async function openIdentityProvider(settings: OidcSettings): Promise<IdentityProvider> {
  const { issuer, clientId, scope, audience, origins } = settings;
  const host = new URL(issuer).host;
  const client: oauth.Client = { client_id: clientId, [oauth.clockTolerance]: clockTolerance };
  const isPlain = issuer.startsWith('http:');
  const options = () => ({
    [oauth.allowInsecureRequests]: isPlain,
    signal: AbortSignal.timeout(timeoutMs),
  });
  const explained = <Result>(result: Promise<Result>) =>
    result.catch((cause: unknown): never => {
      throw explain(cause, host);
    });

  const server = await explained(
    oauth
      .discoveryRequest(new URL(issuer), options())
      .then((response) => oauth.processDiscoveryResponse(new URL(issuer), response)),
  );
  const endpoint = (name: 'authorization_endpoint' | 'end_session_endpoint'): URL | null => {
    const url = URL.parse(server[name] ?? '');
    return url && (url.protocol === 'https:' || isPlain) ? url : null;
  };
  const { origin: tokenOrigin } = new URL(server.token_endpoint ?? issuer);
  if (!origins.includes(tokenOrigin)) {
    throw new Error(
      `The token endpoint of ${host} is on another origin. An operator adds ${tokenOrigin} to CONSOLE_OIDC_CONNECT_ORIGINS.`,
    );
  }
  const redirectUri = location.origin + signedInPath;

  const tokensFrom = (response: oauth.TokenEndpointResponse, before: Tokens | null): Tokens => {
    const claims = oauth.getValidatedIdTokenClaims(response);
    const user = claims ? userOf(claims) : before?.user;
    if (!user || (before && user.subject !== before.user.subject)) {
      throw new RefusedError(`${host} renewed the sign-in for another user.`);
    }
    const { expires_in: seconds, access_token: access, refresh_token: refresh } = response;
    return {
      access,
      // Without rotation the former one stays valid.
      refresh: refresh ?? before?.refresh ?? null,
      expiresAt: seconds === undefined ? factsOf(access).expiresAt : Date.now() + seconds * 1000,
      user,
    };
  };

  return {
    async authorizationUrl(returnTo) {
      const url = endpoint('authorization_endpoint');
      if (!url) throw new Error(`${host} publishes no authorization endpoint.`);
      const pending: PendingSignIn = {
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        verifier: oauth.generateRandomCodeVerifier(),
        returnTo,
      };
      const parameters = {
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope,
        state: pending.state,
        nonce: pending.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
        code_challenge_method: 'S256',
        ...(audience !== null && { audience }),
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      keepPending(pending);
      return url;
    },

    tokensOf: (response, { state, nonce, verifier }) =>
      explained(
        (async () => {
          const parameters = oauth.validateAuthResponse(server, client, response, state);
          const answer = await oauth.authorizationCodeGrantRequest(
            server,
            client,
            oauth.None(),
            parameters,
            redirectUri,
            verifier,
            options(),
          );
          const checks = { expectedNonce: nonce, requireIdToken: true };
          return tokensFrom(
            await oauth.processAuthorizationCodeResponse(server, client, answer, checks),
            null,
          );
        })(),
      ),

    renew: (tokens) =>
      explained(
        (async () => {
          const answer = await oauth.refreshTokenGrantRequest(
            server,
            client,
            oauth.None(),
            tokens.refresh ?? '',
            options(),
          );
          return tokensFrom(await oauth.processRefreshTokenResponse(server, client, answer), tokens);
        })(),
      ),

    async revoke(refreshToken) {
      const { revocation_endpoint: url } = server;
      if (url === undefined || !origins.includes(new URL(url).origin)) return;
      await oauth.revocationRequest(server, client, oauth.None(), refreshToken, options()).catch(() => {});
    },

    get endSessionUrl() {
      const url = endpoint('end_session_endpoint');
      // Without `id_token_hint`, which would put a token into an address.
      url?.searchParams.set('client_id', clientId);
      url?.searchParams.set('post_logout_redirect_uri', location.origin + signedOutPath);
      return url;
    },
  };
}

function explain(error: unknown, host: string): Error {
  if (error instanceof RefusedError) return error;
  if (error instanceof oauth.AuthorizationResponseError || error instanceof oauth.ResponseBodyError) {
    const { error: code, error_description: description } = error;
    const message = `${host} refused the sign-in: ${description ? `${description} (${code})` : code}.`;
    const isForNow =
      error instanceof oauth.ResponseBodyError && (error.status >= 500 || error.status === 429);
    return new (isForNow ? Error : RefusedError)(message, { cause: error });
  }
  if (error instanceof TypeError || error instanceof DOMException) {
    return new Error(`${host} cannot be reached, or does not allow requests of this page (CORS).`, {
      cause: error,
    });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`The response of ${host} is not accepted: ${reason}.`, { cause: error });
}
