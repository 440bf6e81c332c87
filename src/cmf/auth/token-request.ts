/**
 * One request for an access token by OAuth 2 client credentials (RFC 6749 section 4.4). The token endpoint is given, or
 * found by discovery (OpenID Connect Discovery 1.0, RFC 8414) and found anew after a failure.
 */
import type { AuthorizationServer } from 'oauth4webapi';
import { Agent, request } from 'undici';
import { at } from '../../json.ts';
import { type ClientCredentials, clientAuthOf } from './oauth-client-auth.ts';

export interface TokenRequestOptions {
  readonly tokenUrl?: string | undefined;
  /** For discovery, where there is no `tokenUrl`. */
  readonly issuer?: string | undefined;
  readonly clientId: string;
  readonly credentials: ClientCredentials;
  readonly scope?: string | undefined;
  /** Sent as `audience`, as Auth0, Keycloak and others take it. */
  readonly audience?: string | undefined;
  /** PEM of the authorities that the endpoint's certificate is checked against; undefined: those of Node. */
  readonly ca?: (() => readonly string[] | undefined) | undefined;
}

export interface IssuedToken {
  readonly token: string;
  /** Seconds; null when the answer does not say. */
  readonly expiresIn: number | null;
}

/** The message says what went wrong in words that hold neither token nor secret, and there is no `cause`. */
export class TokenRequestError extends Error {
  override readonly name = 'TokenRequestError';
}

export type TokenRequest = (signal: AbortSignal) => Promise<IssuedToken>;

/** An answer beyond this is none of a token endpoint. */
const maxAnswerBytes = 256 * 1024;
/** What can stand in a header (RFC 6750 section 2.1 is narrower than what servers issue). */
const tokenShape = /^[\x21-\x7e]+$/;

export function createTokenRequest(options: TokenRequestOptions): TokenRequest {
  const { clientId, credentials, scope, audience } = options;
  const parameters = { ...(scope !== undefined && { scope }), ...(audience !== undefined && { audience }) };
  const server = options.tokenUrl ?? options.issuer ?? '';
  let discovered: AuthorizationServer | null = null;

  return async (signal) => {
    const oauth = await import('oauth4webapi');
    // Each request has a connection of its own: they are minutes apart, and so a new CA or address is used at once.
    const agent = openAgent(options.ca?.());
    const http = {
      signal,
      // An http URL is a decision of the one who configures it, and is warned of at start-up.
      [oauth.allowInsecureRequests]: true,
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
        throw new TokenRequestError('The token endpoint issued a token that is no bearer token');
      }
      if (!tokenShape.test(issued.access_token)) {
        throw new TokenRequestError('The token endpoint issued a token that can not be sent as a header');
      }
      // Each call would ask for a token of its own.
      if (issued.expires_in !== undefined && issued.expires_in < 1) {
        throw new TokenRequestError('The token endpoint issued a token that lives for less than a second');
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
  throw new TokenRequestError(`The client's private key can not be used (${reason})`);
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

/** `fetch` without redirects, which would carry the client secret elsewhere, and with a bound on the answer's size. */
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
  const body = await answer.body.text();
  // These statuses allow no body.
  const isEmpty = answer.statusCode === 204 || answer.statusCode === 205 || answer.statusCode === 304;
  return new Response(isEmpty ? null : body, { status: answer.statusCode, headers });
}

/**
 * The library's errors hold the answer, token included, and are not passed on. What is said: the error code of RFC 6749
 * section 5.2 or the status; else the library's words, or the code of what broke.
 */
function reasonOf(error: unknown): string {
  const status = at(error, 'status');
  const code = at(error, 'error');
  if (typeof code === 'string' && /^[\w.-]{1,64}$/.test(code)) {
    return `The token endpoint answered ${code}${typeof status === 'number' ? ` (${status})` : ''}`;
  }
  if (typeof status === 'number') return `The token endpoint answered ${status}`;
  const broken = at(error, 'code');
  if (error instanceof Error && typeof broken === 'string' && broken.startsWith('OAUTH_')) {
    const suffix = error.cause instanceof Response ? ` (status ${error.cause.status})` : '';
    return `The token endpoint gave no usable answer: ${error.message}${suffix}`;
  }
  return `The token endpoint could not be reached (${typeof broken === 'string' ? broken : 'connection broken'})`;
}
