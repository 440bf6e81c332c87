/**
 * One request for an access token by OAuth 2 client credentials (RFC 6749 section 4.4). The token endpoint is
 * configured, or found by discovery (OpenID Connect Discovery 1.0, RFC 8414). Discovery is repeated after a
 * failure.
 */
import type { AuthorizationServer } from 'oauth4webapi';
import { Agent, errors, request } from 'undici';
import { at } from '../../json.ts';
import { ContentCodingError, decodeBody } from '../http/content-coding.ts';
import { type ClientCredentials, clientAuthOf } from './oauth-client-auth.ts';

export interface TokenRequestOptions {
  readonly tokenUrl?: string | undefined;
  /** For discovery, if `tokenUrl` is not set. */
  readonly issuer?: string | undefined;
  readonly clientId: string;
  readonly credentials: ClientCredentials;
  readonly scope?: string | undefined;
  /** Sent as `audience`, which Auth0, Keycloak and others support. */
  readonly audience?: string | undefined;
  /** The CA certificates, as PEM, that verify the endpoint's certificate; undefined: those of Node. */
  readonly ca?: (() => readonly string[] | undefined) | undefined;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds; null when the response does not contain it. */
  readonly expiresIn: number | null;
}

/** The message contains neither a token nor a secret, and there is no `cause`. */
export class TokenRequestError extends Error {
  override readonly name = 'TokenRequestError';
}

export type TokenRequest = (signal: AbortSignal) => Promise<IssuedToken>;

/** A longer response is not from a token endpoint. */
const maxAnswerBytes = 256 * 1024;
/**
 * The characters that a header allows (servers issue tokens with more characters than RFC 6750 section 2.1
 * allows).
 */
const tokenShape = /^[\x21-\x7e]+$/;

export function createTokenRequest(options: TokenRequestOptions): TokenRequest {
  const { clientId, credentials, scope, audience } = options;
  const parameters = { ...(scope !== undefined && { scope }), ...(audience !== undefined && { audience }) };
  const server = options.tokenUrl ?? options.issuer ?? '';
  let discovered: AuthorizationServer | null = null;

  return async (signal) => {
    const oauth = await import('oauth4webapi');
    // Each request opens a new connection, so a changed CA or address takes effect at once. Requests are minutes
    // apart.
    const agent = openAgent(options.ca?.());
    const http = {
      signal,
      // An http URL is an explicit choice of the operator; the gateway logs a warning at start-up. The metadata of an
      // https issuer must not lead to an http endpoint, which would receive the secret unencrypted.
      [oauth.allowInsecureRequests]: server.startsWith('http:'),
      [oauth.customFetch]: (url: string, init: FetchInit) => fetchWith(agent, url, init),
    };
    const discover = async (): Promise<AuthorizationServer> => {
      const issuer = new URL(server);
      const answer = await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oidc' });
      const found =
        answer.status === 404
          ? await oauth.discoveryRequest(issuer, { ...http, algorithm: 'oauth2' })
          : answer;
      return oauth.processDiscoveryResponse(issuer, found);
    };

    try {
      discovered ??=
        options.tokenUrl === undefined ? await discover() : { issuer: server, token_endpoint: server };
      const client = { client_id: clientId };
      const clientAuth = await clientAuthOf(credentials).catch(unusableCredentials);
      const answer = await oauth.clientCredentialsGrantRequest(
        discovered,
        client,
        clientAuth,
        parameters,
        http,
      );
      const issued = await oauth.processClientCredentialsResponse(discovered, client, answer);
      if (issued.token_type !== 'bearer') {
        throw new TokenRequestError('The token endpoint issued a token whose type is not bearer');
      }
      if (!tokenShape.test(issued.access_token)) {
        throw new TokenRequestError('The token endpoint issued a token that is not a valid header value');
      }
      // Each call would need a new token.
      if (issued.expires_in !== undefined && issued.expires_in < 1) {
        throw new TokenRequestError(
          'The token endpoint issued a token with a lifetime of less than a second',
        );
      }
      return { token: issued.access_token, expiresIn: issued.expires_in ?? null };
    } catch (error) {
      discovered = null;
      signal.throwIfAborted();
      throw error instanceof TokenRequestError ? error : new TokenRequestError(reasonOf(error));
    } finally {
      void agent.destroy();
    }
  };
}

function unusableCredentials(error: unknown): never {
  const code = at(error, 'code');
  const reason = typeof code === 'string' ? code : 'its kind is not supported';
  throw new TokenRequestError(`The client's private key cannot be used (${reason})`);
}

function openAgent(ca: readonly string[] | undefined): Agent {
  return new Agent({
    allowH2: false,
    maxResponseSize: maxAnswerBytes,
    connect: { ...(ca && { ca: [...ca] }) },
  });
}

interface FetchInit {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * `fetch` without redirects, which would send the client secret to another host, and with a bound on the size of
 * the response, encoded and decoded.
 */
async function fetchWith(dispatcher: Agent, url: string, init: FetchInit): Promise<Response> {
  const answer = await request(url, {
    dispatcher,
    method: init.method === 'POST' ? 'POST' : 'GET',
    headers: { ...init.headers },
    body: init.body instanceof URLSearchParams ? init.body.toString() : null,
    ...(init.signal && { signal: init.signal }),
  });
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const encoded = Buffer.from(await answer.body.arrayBuffer());
  const body = (await decodeBody(encoded, headers.get('content-encoding'), maxAnswerBytes)).toString();
  // Responses with these statuses have no body.
  const isEmpty = answer.statusCode === 204 || answer.statusCode === 205 || answer.statusCode === 304;
  return new Response(isEmpty ? null : body, { status: answer.statusCode, headers });
}

/**
 * The errors of the library contain the response with its token, so they are not passed on. The message contains
 * the error code of RFC 6749 section 5.2 or the status, otherwise the message of the library or the code of the
 * connection error.
 */
function reasonOf(error: unknown): string {
  const status = at(error, 'status');
  const code = at(error, 'error');
  if (typeof code === 'string' && /^[\w.-]{1,64}$/.test(code)) {
    return `The token endpoint responded with ${code}${typeof status === 'number' ? ` (${status})` : ''}`;
  }
  if (typeof status === 'number') return `The token endpoint responded with ${status}`;
  if (error instanceof ContentCodingError) return `The response of the token endpoint ${error.message}`;
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    return `The response of the token endpoint is longer than ${maxAnswerBytes} bytes`;
  }
  const broken = at(error, 'code');
  if (error instanceof Error && typeof broken === 'string' && broken.startsWith('OAUTH_')) {
    const suffix = error.cause instanceof Response ? ` (status ${error.cause.status})` : '';
    return `The response of the token endpoint is not usable: ${error.message}${suffix}`;
  }
  return `The token endpoint could not be reached (${typeof broken === 'string' ? broken : 'connection broken'})`;
}
