/** The gateway's own token for CMF by OAuth 2 client credentials, with a real OAuth server and a CMF that verifies it. */
import { generateKeyPairSync } from 'node:crypto';
import { exportJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { mountSecret } from '../support/mounted-secret.ts';
import { until } from '../support/until.ts';
import { ask, environmentOf, isFresh, openSecured, refusedOf, start, token } from './oauth-fixtures.ts';
import type { Answer } from './post.ts';

describe.concurrent('one token', () => {
  test('serves all calls of its lifetime, and is renewed before its expiry', async () => {
    await using secured = await openSecured({ lifetime: 2 });
    const { oauth } = secured;
    await using gateway = await start(secured);
    const answers: Answer[] = [];
    await until(
      async () => {
        answers.push(...(await Promise.all([ask(gateway), ask(gateway), ask(gateway)])));
        return oauth.issued.length === 3;
      },
      { timeoutMs: 15_000 },
    );
    expect(answers.filter((answer) => !isFresh(answer)).map(({ body }) => body)).toEqual([]);
    // `exp` is a whole second, so that a lifetime of 2 s is between 1 and 2 s long.
    const gaps = oauth.issued.slice(1).map((at, index) => at - (oauth.issued[index] ?? 0));
    expect(gaps.filter((gap) => gap < 950)).toEqual([]);
    expect(oauth.requests).toBe(oauth.issued.length);
  });

  test('is requested with the scope, and its endpoint is found by the issuer alone', async () => {
    await using secured = await openSecured({ lifetime: 60 });
    const { oauth } = secured;
    await using gateway = await start(secured, {
      CMF_OAUTH_TOKEN_URL: '',
      CMF_OAUTH_ISSUER: oauth.issuer,
      CMF_OAUTH_SCOPE: 'cmf.read',
    });
    expect(await ask(gateway)).toSatisfy(isFresh);
    expect(oauth.lastParameters).toMatchObject({ scope: 'cmf.read' });
    expect(oauth.issued).toHaveLength(1);
  });

  test.each(['client_secret_basic', 'client_secret_post'] as const)('by %s', async (authMethod) => {
    await using secured = await openSecured({ lifetime: 60, authMethod });
    await using gateway = await start(secured, { CMF_OAUTH_AUTH_METHOD: authMethod });
    expect(await ask(gateway)).toSatisfy(isFresh);
  });

  test.each([
    { kind: 'P-256', lineBreak: '\n', keys: generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
    { kind: 'RSA in one line', lineBreak: '\\n', keys: generateKeyPairSync('rsa', { modulusLength: 2048 }) },
  ])('by private_key_jwt with a key of $kind', async ({ lineBreak, keys: { privateKey, publicKey } }) => {
    const clientKey = { ...(await exportJWK(publicKey)), kid: 'gateway-1', use: 'sig' };
    await using secured = await openSecured({ lifetime: 60, authMethod: 'private_key_jwt', clientKey });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    using mounted = mountSecret({ key: pem.replaceAll('\n', lineBreak) });
    await using gateway = await start(secured, {
      CMF_OAUTH_CLIENT_SECRET: '',
      CMF_OAUTH_AUTH_METHOD: 'private_key_jwt',
      CMF_OAUTH_PRIVATE_KEY_FILE: mounted.path('key'),
      CMF_OAUTH_KEY_ID: 'gateway-1',
    });
    expect(await ask(gateway)).toSatisfy(isFresh);
  });

  test('a token without expires_in serves', async () => {
    await using secured = await openSecured();
    const { oauth, emulator } = secured;
    emulator.access.allow('opaque', { environments: 'all', applications: 'all' });
    oauth.answerBy(token({ access_token: 'opaque', token_type: 'bearer' }));
    await using gateway = await start(secured);
    for (let nth = 0; nth < 5; nth++) expect(await ask(gateway)).toSatisfy(isFresh);
    expect(oauth.requests).toBe(1);
  });
});

describe.concurrent('rotation', () => {
  test('of the server keys: a token that CMF refuses is replaced once, and no response fails', async () => {
    await using secured = await openSecured({ lifetime: 600 });
    const { oauth, emulator } = secured;
    await using gateway = await start(secured);
    await oauth.rotateKeys();
    emulator.access.trust(oauth.trusted);
    for (let nth = 0; nth < 10; nth++) expect(await ask(gateway)).toSatisfy(isFresh);
    expect(oauth.issued).toHaveLength(2);
    expect(refusedOf(secured)).toBeGreaterThan(0);
  });

  test('that does not help: a CMF that rejects every token does not cause one token request per call', async () => {
    await using secured = await openSecured({ lifetime: 600 });
    const { oauth, emulator } = secured;
    await using gateway = await start(secured);
    emulator.access.trust({ ...oauth.trusted, audience: 'another' });
    await until(async () => {
      await ask(gateway);
      return refusedOf(secured) > 40;
    });
    expect(oauth.issued.length).toBeLessThan(8);
    emulator.access.trust(oauth.trusted);
    await until(async () => isFresh(await ask(gateway)));
  });

  test('of the client secret: a file that is replaced as Kubernetes does it is read again', async () => {
    await using secured = await openSecured({ lifetime: 2 });
    const { oauth } = secured;
    using mounted = mountSecret({ secret: `${oauth.clientSecret}\n` });
    await using gateway = await start(secured, {
      CMF_OAUTH_CLIENT_SECRET: '',
      CMF_OAUTH_CLIENT_SECRET_FILE: mounted.path('secret'),
    });
    oauth.rotateSecret('the second secret');
    await until(async () => !isFresh(await ask(gateway)), { what: 'the end of the last token' });
    mounted.replace({ secret: 'the second secret\n' });
    expect(await until(async () => isFresh(await ask(gateway)))).toBe(true);
  });
});

test.concurrent('neither the token nor the secret is in the log, and an outage is one line', async () => {
  await using secured = await openSecured({ lifetime: 2 });
  const { oauth, emulator } = secured;
  oauth.answerBy(token({ access_token: 'very-secret-token', token_type: 'Bearer', expires_in: 'soon' }));
  emulator.access.allow('very-secret-token', { environments: 'all', applications: 'all' });
  await using gateway = await startGatewayProcess({
    env: { ...environmentOf(secured), LOG_LEVEL: 'trace', REFRESH_ACTIVE_MS: '100' },
  });
  await until(async () => {
    await ask(gateway);
    return oauth.requests >= 2;
  });
  oauth.answerBy(null);
  await until(async () => isFresh(await ask(gateway)), { timeoutMs: 20_000 });
  const lines = gateway.output.split('\n').filter((line) => line.includes('could not get a token for CMF'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('expires_in');
  expect(gateway.output).toContain('got a token for CMF again');
  for (const secret of ['very-secret-token', 'first secret', encodeURIComponent(oauth.clientSecret), 'eyJ']) {
    expect(gateway.output).not.toContain(secret);
  }
});
