/** Tokens that the gateway itself verifies before any other work. */

import { base64url, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createJwtVerifier } from '../../src/auth/jwt.ts';
import { startGateway } from '../support/gateway.ts';
import { bearer } from './forward.ts';
import { audience, type Issuer, issuerName, startIssuer } from './issuer.ts';
import { post } from './post.ts';

const soon = () => Math.floor(Date.now() / 1000) + 60;

function verifierOf({ jwksUrl }: Issuer, coolDownMs = 30_000) {
  const verifier = createJwtVerifier({ issuer: issuerName, audience, jwksUrl, coolDownMs });
  return async (token: string | undefined) => {
    try {
      return (await verifier.verify(token === undefined ? undefined : `Bearer ${token}`)).expiresAt;
    } catch (error) {
      return error instanceof Error ? error.message : error;
    }
  };
}

describe('a token', () => {
  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'])(
    'of the issuer, signed by %s, is good until it expires',
    async (alg) => {
      await using issuer = await startIssuer(alg);
      const exp = soon();
      expect(await verifierOf(issuer)(await issuer.sign({ exp }))).toBe(exp * 1000);
    },
  );

  test('is rejected with the reason, which never contains the token', async () => {
    await using issuer = await startIssuer();
    const verify = verifierOf(issuer);
    const good = await issuer.sign();
    const [header = '', payload = '', signature = ''] = good.split('.');
    const other = base64url.encode(
      JSON.stringify({ iss: issuerName, aud: audience, sub: 'root', exp: soon() }),
    );
    const unsigned = `${base64url.encode(JSON.stringify({ alg: 'none' }))}.${payload}.`;
    // The public key as if it were a shared secret: an attack on verifiers that accept any algorithm.
    const publicKey = JSON.stringify(await (await fetch(issuer.jwksUrl)).json());
    const symmetric = await new SignJWT({ iss: issuerName, aud: audience, exp: soon() })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(publicKey));

    for (const [token, reason] of [
      [undefined, 'A bearer token is required.'],
      ['x', 'The token is not a JWT.'],
      ['a.b.c', 'The token is not a JWT.'],
      [await issuer.sign({ exp: soon() - 61 }), 'The token has expired.'],
      [await issuer.signWithoutExpiry(), `The token's "exp" is not accepted.`],
      [await issuer.sign({ nbf: soon() }), `The token's "nbf" is not accepted.`],
      [await issuer.sign({ iss: 'https://evil.example' }), `The token's "iss" is not accepted.`],
      [await issuer.sign({ aud: 'another' }), `The token's "aud" is not accepted.`],
      [`${header}.${other}.${signature}`, "The token's signature is not valid."],
      [unsigned, "The token's algorithm is not accepted."],
      [symmetric, "The token's algorithm is not accepted."],
      [await issuer.sign({}, { kid: 'unknown' }), 'The token is signed with an unknown key.'],
    ] as const) {
      expect([token, await verify(token)]).toEqual([token, reason]);
    }
    expect(typeof (await verify(good))).toBe('number');
  });

  test('by a new key is accepted at once when the last read of the JWKS is old, and unknown keys do not cause frequent reads', async () => {
    await using issuer = await startIssuer();
    const verify = verifierOf(issuer, 0);
    await verify(await issuer.sign());
    await issuer.rotate();
    expect(typeof (await verify(await issuer.sign()))).toBe('number');
    expect(issuer.reads).toBe(2);

    const cool = verifierOf(issuer);
    await cool(await issuer.sign());
    const { reads } = issuer;
    await issuer.rotate({ unpublished: true });
    for (let attempt = 0; attempt < 20; attempt += 1) {
      expect(await cool(await issuer.sign())).toBe('The token is signed with an unknown key.');
    }
    expect(issuer.reads).toBe(reads);
  });

  test('that cannot be verified is neither accepted nor rejected', async () => {
    await using issuer = await startIssuer();
    issuer.fail();
    const verifier = createJwtVerifier({ issuer: issuerName, audience, jwksUrl: issuer.jwksUrl });
    await expect(verifier.verify(`Bearer ${await issuer.sign()}`)).rejects.toMatchObject({
      unavailable: true,
    });
  });
});

describe('a gateway that checks tokens', () => {
  test('accepts callers with a valid one, and rejects others with 401 before it reads their request', async () => {
    await using issuer = await startIssuer();
    await using gateway = await startGateway({ env: issuer.env });
    const runQuery = (
      token: string | undefined,
      body: unknown = { query: '{ applications { totalCount } }' },
    ) => post(gateway.url, body, bearer(token));

    const good = await runQuery(await issuer.sign());
    expect(good.body.errors).toBeUndefined();
    for (const body of [{ query: '{ __typename }' }, { query: '{' }, 'not json']) {
      const refused = await runQuery(undefined, body);
      expect([refused.status, refused.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(refused.headers.get('www-authenticate')).toBe('Bearer');
      expect(refused.body.errors?.[0]).toMatchObject({
        message: 'A bearer token is required.',
        extensions: { retryable: false, requestId: refused.headers.get('x-request-id') },
      });
    }
  });

  test('responds 503 when the keys cannot be read, and tries again', async () => {
    await using issuer = await startIssuer();
    issuer.fail();
    await using gateway = await startGateway({ env: issuer.env });
    const token = await issuer.sign();
    for (const reads of [1, 2]) {
      const refused = await post(gateway.url, { query: '{ __typename }' }, bearer(token));
      expect([refused.status, refused.code]).toEqual([503, 'AUTHENTICATION_UNAVAILABLE']);
      expect(issuer.reads).toBe(reads);
    }
  });

  test('does not apply to probes', async () => {
    await using issuer = await startIssuer();
    await using gateway = await startGateway({ env: issuer.env });
    expect((await fetch(`${gateway.origin}/health`)).status).toBe(200);
  });

  test('requires all three keys of its configuration', async () => {
    await expect(startGateway({ env: { JWT_ISSUER: issuerName } })).rejects.toThrow(
      /JWT_AUDIENCE.*JWT_JWKS_URL/s,
    );
  });
});
