/** The gateway's own token for CMF by OAuth 2 client credentials, with a real OAuth server and a CMF that verifies it. */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { exportJWK } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/setting-reader.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { type Certificates, createCertificates } from '../support/certificates.ts';
import { noCache } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { mountSecret } from '../support/mounted-secret.ts';
import { type OAuthServer, type OAuthServerOptions, startOAuthServer } from '../support/oauth-server.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { type Answer, post } from './post.ts';

const query =
  '{ environments { nodes { stale } } application(environment: "dev1", name: "orders") { stale } }';
const fresh = { environments: { nodes: [{ stale: false }] }, application: { stale: false } };

async function openSecured(options: OAuthServerOptions = {}) {
  await using opening = new AsyncDisposableStack();
  const oauth = opening.use(await startOAuthServer(options));
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  emulator.access.require(true);
  emulator.access.trust(oauth.trusted);
  const closing = opening.move();
  return { oauth, emulator, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

type Secured = Awaited<ReturnType<typeof openSecured>>;

const environmentOf = ({ oauth, emulator }: Secured): Environment => ({
  CMF_URL: emulator.url,
  CMF_OAUTH_TOKEN_URL: oauth.tokenUrl,
  CMF_OAUTH_CLIENT_ID: oauth.clientId,
  CMF_OAUTH_CLIENT_SECRET: oauth.clientSecret,
  // No copy is fresh enough: each response comes from CMF or is marked stale.
  MAX_AGE_MS: '0',
});

const start = (secured: Secured, env: Environment = {}, refreshed = true) =>
  startGateway({
    emulator: secured.emulator,
    env: { ...environmentOf(secured), ...env },
    refreshed,
  });

const ask = (gateway: { readonly url: string }) => post(gateway.url, { query }, noCache);
const isFresh = ({ body }: Answer) => JSON.stringify(body.data) === JSON.stringify(fresh);
const refusedOf = ({ emulator }: Secured) =>
  emulator.calls.entries.filter(({ status }) => status === 401).length;

describe('one token', () => {
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
});

describe('rotation', () => {
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

const answerWith =
  (status: number, type: string, body: string) =>
  (_request: unknown, response: ServerResponse): unknown =>
    response.writeHead(status, { 'content-type': type }).end(body);
const token = (fields: object) => answerWith(200, 'application/json', JSON.stringify(fields));

/** A token endpoint over TLS, as `login` of these certificates. */
async function startTlsLogin(
  certificates: Certificates,
  answer: (body: URLSearchParams, response: ServerResponse) => void,
) {
  const tls = { cert: certificates.pem('login.crt'), key: certificates.pem('login.key') };
  const server = createServer(tls, (request, response) => {
    void text(request).then((body) => answer(new URLSearchParams(body), response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/token`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

describe('a token endpoint that fails', () => {
  test.each<[string, (oauth: OAuthServer) => unknown]>([
    ['is down', (oauth) => oauth.stop()],
    ['is silent', (oauth) => oauth.answerBy(() => undefined)],
    [
      'answers with a login page',
      (oauth) => oauth.answerBy(answerWith(200, 'text/html', '<html>Log in</html>')),
    ],
    [
      'refuses the client',
      (oauth) => oauth.answerBy(answerWith(401, 'application/json', '{"error":"invalid_client"}')),
    ],
    ['has an error', (oauth) => oauth.answerBy(answerWith(503, 'text/plain', 'try later'))],
    ['answers without a token', (oauth) => oauth.answerBy(token({ token_type: 'Bearer' }))],
    ['issues another type', (oauth) => oauth.answerBy(token({ access_token: 't', token_type: 'mac' }))],
    [
      'issues what is no header',
      (oauth) => oauth.answerBy(token({ access_token: 'a\nb', token_type: 'Bearer' })),
    ],
    [
      'issues what has ended',
      (oauth) => oauth.answerBy(token({ access_token: 't', token_type: 'Bearer', expires_in: 0 })),
    ],
  ])('and %s is an outage of CMF: a coded error, few requests, and fresh data after it', async (_, fail) => {
    await using secured = await openSecured({ lifetime: 60 });
    const { oauth, emulator } = secured;
    await fail(oauth);
    await using gateway = await start(secured, { CMF_OAUTH_TIMEOUT_MS: '200' });
    for (let nth = 0; nth < 30; nth++) {
      const { body } = await ask(gateway);
      expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'CMF_REFUSED_GATEWAY', retryable: true });
      expect(body.errors?.[0]?.message).toBe('The gateway cannot identify itself to CMF.');
    }
    expect(emulator.calls.entries).toEqual([]);
    expect(oauth.requests).toBeLessThan(10);
    oauth.answerBy(null);
    if (_ === 'is down') await oauth.start();
    await until(async () => isFresh(await ask(gateway)), { timeoutMs: 20_000 });
  });

  test('while there is a copy: old data, marked as such, until the server is back', async () => {
    await using secured = await openSecured({ lifetime: 2 });
    const { oauth } = secured;
    await using gateway = await start(secured);
    expect(await ask(gateway)).toSatisfy(isFresh);
    await oauth.stop();
    const stale = { environments: { nodes: [{ stale: true }] }, application: { stale: true } };
    await until(async () => {
      const { body } = await ask(gateway);
      expect(body.errors).toBeUndefined();
      return JSON.stringify(body.data) === JSON.stringify(stale);
    });
    await oauth.start();
    await until(async () => isFresh(await ask(gateway)), { timeoutMs: 20_000 });
  });

  test('must have a certificate of CMF_OAUTH_CA, or receives no secret', async () => {
    using certificates = createCertificates('login');
    await using secured = await openSecured();
    secured.emulator.access.allow('opaque', { environments: 'all', applications: 'all' });
    const bodies: URLSearchParams[] = [];
    await using login = await startTlsLogin(certificates, (body, response) => {
      bodies.push(body);
      token({ access_token: 'opaque', token_type: 'bearer', expires_in: 600 })(null, response);
    });
    const env = { CMF_OAUTH_TOKEN_URL: login.url, CMF_OAUTH_AUDIENCE: 'https://cmf.example/api' };
    {
      await using gateway = await start(secured, env);
      expect((await ask(gateway)).code).toBe('CMF_REFUSED_GATEWAY');
      expect(bodies).toEqual([]);
    }
    await using gateway = await start(secured, {
      ...env,
      CMF_OAUTH_CA: certificates.path('authority.crt'),
    });
    expect(await ask(gateway)).toSatisfy(isFresh);
    expect(Object.fromEntries(bodies[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      audience: 'https://cmf.example/api',
    });
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

test('neither the token nor the secret is in the log, and an outage is one line', async () => {
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
