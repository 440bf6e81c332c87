/** An issuer of tokens: signs them with keys of its own, and serves the public halves as a JWKS. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export interface Issuer extends AsyncDisposable {
  readonly jwksUrl: string;
  /** How often the JWKS was read. */
  readonly reads: number;
  /** Signs with the newest key. Times are seconds since the epoch. */
  sign(claims?: JWTPayload, header?: { readonly alg?: string; readonly kid?: string }): Promise<string>;
  signWithoutExpiry(): Promise<string>;
  /** From now on signs with a new key, which the JWKS holds unless it is `unpublished`. */
  rotate(options?: { readonly unpublished?: boolean }): Promise<void>;
  /** The JWKS endpoint responds with 503. */
  fail(): void;
  /** Configuration for a gateway that accepts its tokens. */
  readonly env: Readonly<Record<'JWT_ISSUER' | 'JWT_AUDIENCE' | 'JWT_JWKS_URL', string>>;
}

export const issuerName = 'https://login.example';
export const audience = 'cmf-graphql';

export async function startIssuer(alg = 'ES256'): Promise<Issuer> {
  const published: object[] = [];
  let reads = 0;
  let isFailing = false;
  let key = { kid: '', privateKey: (await generateKeyPair(alg)).privateKey };

  const server = createServer((_request, response) => {
    reads += 1;
    response.writeHead(isFailing ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys: published }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const jwksUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/jwks.json`;

  const issuer: Issuer = {
    jwksUrl,
    get reads() {
      return reads;
    },
    sign: (claims = {}, header = {}) =>
      new SignJWT({
        iss: issuerName,
        aud: audience,
        sub: 'alice',
        exp: Math.floor(Date.now() / 1000) + 60,
        ...claims,
      })
        .setProtectedHeader({ alg, kid: key.kid, ...header })
        .sign(key.privateKey),
    signWithoutExpiry: () =>
      new SignJWT({ iss: issuerName, aud: audience })
        .setProtectedHeader({ alg, kid: key.kid })
        .sign(key.privateKey),
    async rotate({ unpublished = false } = {}) {
      const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
      const kid = `key-${published.length}-${Math.random()}`;
      key = { kid, privateKey };
      if (!unpublished) published.push({ ...(await exportJWK(publicKey)), kid, alg, use: 'sig' });
    },
    fail: () => {
      isFailing = true;
    },
    env: { JWT_ISSUER: issuerName, JWT_AUDIENCE: audience, JWT_JWKS_URL: jwksUrl },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  await issuer.rotate();
  return issuer;
}
