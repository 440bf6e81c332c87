/** Responses of a token endpoint that the OAuth server of `oauth.test.ts` does not give: content codings, sizes, types. */
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { listen, stop } from '../../src/http/listener.ts';
import { at } from '../../src/json.ts';
import { createCertificates } from '../support/certificates.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { type OAuthServer, startOAuthServer } from '../support/oauth-server.ts';
import { until } from '../support/until.ts';
import { post } from './post.ts';

const query = '{ environments { nodes { name } } }';

let emulator: Emulator;
let oauth: OAuthServer;
beforeAll(async () => {
  emulator = await startEmulator({ fleet: { environments: 1, applications: 0, instances: 0 } });
  emulator.access.require(true);
  emulator.access.allow('opaque', { environments: 'all', applications: 'all' });
  oauth = await startOAuthServer();
});
afterAll(async () => {
  await oauth[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
});

const environment = () => ({
  CMF_URL: emulator.url,
  CMF_OAUTH_TOKEN_URL: oauth.tokenUrl,
  CMF_OAUTH_CLIENT_ID: oauth.clientId,
  CMF_OAUTH_CLIENT_SECRET: oauth.clientSecret,
});

const issued = (fields: object = {}) =>
  Buffer.from(JSON.stringify({ access_token: 'opaque', token_type: 'Bearer', expires_in: 600, ...fields }));

function respondWith(body: Buffer, coding?: string): void {
  oauth.answerBy((_request, response: ServerResponse) => {
    response.setHeader('content-type', 'application/json');
    if (coding !== undefined) response.setHeader('content-encoding', coding);
    response.end(body);
  });
}

async function reasonsOf({ origin }: TestGateway): Promise<unknown> {
  return at(await (await fetch(`${origin}/ready`)).json(), 'reasons');
}

test.each<[string, (plain: Buffer) => Buffer]>([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])('a token in %s serves', async (coding, encode) => {
  respondWith(encode(issued()), coding);
  await using gateway = await startGateway({ emulator, env: { ...environment(), ...still } });
  const { body } = await post(gateway.url, { query });
  expect(body).toMatchObject({ data: { environments: { nodes: [{ name: 'env-001' }] } } });
});

describe('a response is an outage, and /ready states the reason:', () => {
  const long = issued({ note: 'x'.repeat(300_000) });
  test.each<[string, Buffer, string | undefined, string]>([
    ['an unknown coding', issued(), 'exi', 'has the unknown content coding "exi"'],
    ['gzip that is none', issued(), 'gzip', 'is not valid gzip'],
    ['a long body', long, undefined, 'is longer than 262144 bytes'],
    ['a body that is long when decoded', gzipSync(long), 'gzip', 'is longer than 262144 bytes'],
    ['another type of token', issued({ token_type: 'DPoP' }), undefined, 'whose type is not bearer'],
  ])('%s', async (_, answer, coding, reason) => {
    respondWith(answer, coding);
    await using gateway = await startGateway({ emulator, env: { ...environment(), ...still } });
    expect(await reasonsOf(gateway)).toEqual([expect.stringContaining(reason)]);
    const { body } = await post(gateway.url, { query });
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'CMF_REFUSED_GATEWAY', retryable: true });
  });
});

test('the metadata of an https issuer does not lead to an http endpoint, which would receive the secret', async () => {
  respondWith(issued());
  using certificates = createCertificates('login');
  const tls = { cert: certificates.pem('login.crt'), key: certificates.pem('login.key') };
  let issuer = '';
  const login = createServer(tls, (_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ issuer, token_endpoint: oauth.tokenUrl }));
  });
  issuer = `https://127.0.0.1:${(await listen(login, { host: '127.0.0.1', port: 0 })).port}`;
  const env = { ...environment(), CMF_OAUTH_TOKEN_URL: '', CMF_OAUTH_ISSUER: issuer };
  const before = oauth.requests;
  try {
    const authority = certificates.path('authority.crt');
    await using gateway = await startGateway({
      emulator,
      env: { ...env, ...still, CMF_OAUTH_CA: authority },
    });
    expect(await reasonsOf(gateway)).toEqual([expect.stringContaining('HTTPS')]);
    expect(oauth.requests).toBe(before);
  } finally {
    await stop(login, 0);
  }
});

test('reasons that change with each request are one line in the log', async () => {
  let count = 0;
  oauth.answerBy((_request, response) => {
    count += 1;
    response.writeHead(400, { 'content-type': 'application/json' }).end(`{"error":"reason_${count}"}`);
  });
  await using gateway = await startGatewayProcess({ env: { ...environment(), LOG_LEVEL: 'info' } });
  const ask = async () => (await post(gateway.url, { query })).body;
  await until(async () => {
    await ask();
    return count >= 2;
  });
  respondWith(issued());
  await until(async () => (await ask()).errors === undefined, { timeoutMs: 20_000 });
  expect(gateway.output).toContain('got a token for CMF again');
  const lines = gateway.output.split('\n').filter((line) => line.includes('could not get a token for CMF'));
  expect(lines).toEqual([expect.stringContaining('reason_1')]);
});
