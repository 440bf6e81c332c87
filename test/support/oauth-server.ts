/**
 * A real OAuth 2 server (oidc-provider) with short-lived JWTs by client credentials, on a port that stays the same when
 * it is stopped or started, and when its keys or the client secret change.
 */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider from 'oidc-provider';
import type { TrustedIssuer } from '../../src/emulator/access.ts';

export interface OAuthServer extends AsyncDisposable {
  readonly issuer: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** When each token was issued, in epoch milliseconds. */
  readonly issued: readonly number[];
  /** All requests to the token endpoint, including rejected ones. */
  readonly requests: number;
  /** The parameters of the last request, without credentials. */
  readonly lastParameters: Readonly<Record<string, unknown>>;
  /** An issuer for the emulator, with all rights. */
  readonly trusted: TrustedIssuer;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** From now on signs with a new key and no longer publishes the old one. */
  rotateKeys(): Promise<void>;
  /** Accepts only this client secret from now on. */
  rotateSecret(secret: string): void;
  /** Responds to every request with this function until it is set to null. */
  answerBy(listener: RequestListener | null): void;
}

export interface OAuthServerOptions {
  /** Lifetime of tokens in seconds. */
  readonly lifetime?: number;
  readonly authMethod?: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';
  /** The client's public key, for `private_key_jwt`. */
  readonly clientKey?: JWK;
}

const audience = 'https://cmf.example';

export async function startOAuthServer(options: OAuthServerOptions = {}): Promise<OAuthServer> {
  const { lifetime = 3, authMethod = 'client_secret_basic', clientKey } = options;
  const issued: number[] = [];
  let clientSecret = 'first secret: %+&';
  let key = await newKey();
  let requests = 0;
  let lastParameters: Readonly<Record<string, unknown>> = {};
  let override: RequestListener | null = null;
  let handle: ReturnType<Provider['callback']> | null = null;
  let server: Server = createServer();
  let port = 0;

  const listen = async () => {
    server = createServer((request, response) => {
      if (request.url?.startsWith('/token')) requests += 1;
      if (override) override(request, response);
      else void handle?.(request, response);
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  };
  const stop = async () => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };
  await listen();
  const issuer = `http://127.0.0.1:${port}`;

  const build = () => {
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: 'gateway',
          ...(clientKey ? { jwks: { keys: [clientKey] } } : { client_secret: clientSecret }),
          token_endpoint_auth_method: authMethod,
          grant_types: ['client_credentials'],
          id_token_signed_response_alg: 'ES256',
          redirect_uris: [],
          response_types: [],
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ['unused'] },
      scopes: ['cmf.read'],
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => audience,
          getResourceServerInfo: () => ({
            scope: 'cmf.read',
            audience,
            accessTokenTTL: lifetime,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
      clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      ttl: { ClientCredentials: lifetime },
    });
    provider.on('client_credentials.issued', () => issued.push(Date.now()));
    provider.on('grant.success', ({ oidc }) => {
      lastParameters = { ...oidc.params };
    });
    handle = provider.callback();
  };
  build();

  return {
    issuer,
    tokenUrl: `${issuer}/token`,
    clientId: 'gateway',
    get clientSecret() {
      return clientSecret;
    },
    issued,
    get requests() {
      return requests;
    },
    get lastParameters() {
      return lastParameters;
    },
    trusted: {
      issuer,
      audience,
      jwksUrl: `${issuer}/jwks`,
      rights: { environments: 'all', applications: 'all' },
    },
    stop,
    start: listen,
    async rotateKeys() {
      key = await newKey();
      build();
    },
    rotateSecret(secret) {
      clientSecret = secret;
      build();
    },
    answerBy(listener) {
      override = listener;
    },
    async [Symbol.asyncDispose]() {
      if (server.listening) await stop();
    },
  };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' };
}
