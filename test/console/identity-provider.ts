/**
 * An OpenID Connect provider (oidc-provider) where users of the console sign in: one page with a button for each user
 * and one to deny. Its access tokens are JWTs for the gateway. It keeps its port over a stop and a start.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  /** Of the access tokens issued from now on, in seconds. */
  lifetime: number;
  /** Whether it issues refresh tokens from now on. */
  issuesRefreshTokens: boolean;
  /** The number of exchanged refresh tokens. */
  readonly renewals: number;
  /** Every token that it issued: access, refresh and ID tokens. */
  readonly tokens: readonly string[];
  /** Accepts sign-ins from the console at this origin. */
  admit(origin: string): void;
  stop(): Promise<void>;
  start(): Promise<void>;
}

// A resource indicator (RFC 8707) is a URI.
const audience = 'https://cmf-graphql.test';
const clientId = 'console';
const users = ['alice', 'bob'];

export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' };
  const origins = new Set<string>();
  const tokens: string[] = [];
  let renewals = 0;
  let provider: Provider | null = null;
  let server: Server = createServer();
  let port = 0;

  const start = async () => {
    server = createServer((request, response) => {
      if (!provider) return void response.writeHead(503).end();
      if (request.url?.startsWith('/interaction/')) void interact(provider, request, response);
      else void provider.callback()(request, response);
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
  await start();
  const issuer = `http://127.0.0.1:${port}`;

  const build = () => {
    provider = new Provider(issuer, {
      clients: [
        {
          client_id: clientId,
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code', 'refresh_token'],
          response_types: ['code'],
          redirect_uris: [...origins].map((origin) => `${origin}/signed-in`),
          post_logout_redirect_uris: [...origins].map((origin) => `${origin}/signed-out`),
          id_token_signed_response_alg: 'ES256',
        },
      ],
      jwks: { keys: [key] },
      cookies: { keys: ['unused'] },
      claims: { openid: ['sub'], profile: ['name'] },
      conformIdTokenClaims: false,
      clientBasedCORS: () => true,
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, name: id.replace(/^./, (first) => first.toUpperCase()) }),
      }),
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      issueRefreshToken: async () => idp.issuesRefreshTokens,
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId,
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid profile');
        grant.addResourceScope(audience, 'fleet');
        await grant.save();
        return grant;
      },
      features: {
        devInteractions: { enabled: false },
        revocation: { enabled: true },
        rpInitiatedLogout: {
          // Without a token in the address, the user confirms.
          logoutSource: (context, form) => {
            context.body = page(
              `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out everywhere</button>`,
            );
          },
        },
        resourceIndicators: {
          enabled: true,
          defaultResource: () => audience,
          useGrantedResource: () => true,
          getResourceServerInfo: () => ({
            scope: 'fleet',
            audience,
            accessTokenTTL: idp.lifetime,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256' } },
          }),
        },
      },
    });
    provider.on('grant.success', ({ oidc, body }) => {
      if (oidc.params?.['grant_type'] === 'refresh_token') renewals += 1;
      for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
        if (name.endsWith('_token')) tokens.push(String(value));
      }
    });
  };

  const idp: IdentityProvider = {
    issuer,
    audience,
    clientId,
    lifetime: 60,
    issuesRefreshTokens: true,
    get renewals() {
      return renewals;
    },
    tokens,
    admit(origin) {
      origins.add(origin);
      build();
    },
    stop,
    start,
    async [Symbol.asyncDispose]() {
      if (server.listening) await stop();
    },
  };
  return idp;
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    const buttons = [...users, 'none'].map(
      (user) => `<button formaction="?user=${user}">${user === 'none' ? 'Deny' : `I am ${user}`}</button>`,
    );
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end(page(`<form method="post">${buttons.join('')}</form>`));
    return;
  }
  const user = new URL(request.url ?? '', 'http://idp').searchParams.get('user');
  const result =
    user === 'none'
      ? { error: 'access_denied', error_description: 'The user did not agree' }
      : { login: { accountId: user ?? '' } };
  await provider.interactionFinished(request, response, result);
}

const page = (body: string) => `<!doctype html><link rel="icon" href="data:,"><title>IdP</title>${body}`;
