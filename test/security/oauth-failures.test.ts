/** A token endpoint that fails, which is an outage of CMF for readers. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { type Certificates, createCertificates } from '../support/certificates.ts';
import type { OAuthServer } from '../support/oauth-server.ts';
import { until } from '../support/until.ts';
import { answerWith, ask, isFresh, openSecured, start, token } from './oauth-fixtures.ts';

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

describe.concurrent('a token endpoint that fails', () => {
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
  ])(
    'and %s is an outage of CMF: a coded error, few requests, and fresh data after it',
    async (failure, fail) => {
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
      if (failure === 'is down') await oauth.start();
      await until(async () => isFresh(await ask(gateway)), { timeoutMs: 20_000 });
    },
  );

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
});
