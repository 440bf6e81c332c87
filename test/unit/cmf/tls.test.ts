import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, failureOf, listen, sendJson, type Upstream } from './upstream.ts';

const directory = mkdtempSync(join(tmpdir(), 'cmf-tls-'));
const file = (name: string) => join(directory, name);
const pem = (name: string) => readFileSync(file(name), 'utf8');
const openssl = (...parameters: string[]) => execFileSync('openssl', parameters, { stdio: 'pipe' });
const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

function issueAuthority(name: string): void {
  openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    file(`${name}.key`),
    '-out',
    file(`${name}.crt`),
    '-subj',
    `/CN=${name}`,
  );
}

function issue(name: string, authority: string): void {
  openssl(
    'req',
    ...newKey,
    '-keyout',
    file(`${name}.key`),
    '-out',
    file(`${name}.csr`),
    '-subj',
    `/CN=${name}`,
  );
  writeFileSync(file(`${name}.ext`), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const request = ['-in', file(`${name}.csr`), '-extfile', file(`${name}.ext`)];
  const signer = ['-CA', file(`${authority}.crt`), '-CAkey', file(`${authority}.key`), '-CAcreateserial'];
  openssl('x509', '-req', ...request, ...signer, '-out', file(`${name}.crt`));
}

let upstream: Upstream;

beforeAll(async () => {
  for (const authority of ['authority', 'stranger']) issueAuthority(authority);
  issue('cmf', 'authority');
  issue('gateway', 'authority');
  issue('impostor', 'stranger');
  upstream = await listen(
    (request, response) => {
      const { CN } = (request.socket as TLSSocket).getPeerCertificate().subject;
      sendJson(response, { name: CN });
    },
    {
      cert: pem('cmf.crt'),
      key: pem('cmf.key'),
      ca: pem('authority.crt'),
      requestCert: true,
      rejectUnauthorized: true,
      ALPNProtocols: ['h2', 'http/1.1'],
    },
  );
});

afterAll(async () => {
  await upstream[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

test("with a client certificate CMF sees the gateway as the certificate's subject", async () => {
  const tls = { cert: pem('gateway.crt'), key: pem('gateway.key'), ca: pem('authority.crt') };
  await using cmf = connect({ url: upstream.url, tls });
  expect((await cmf.getEnvironment('dev')).name).toBe('gateway');
  const byAddress = upstream.url.replace('localhost', '127.0.0.1');
  await using direct = connect({ url: byAddress, tls });
  expect((await direct.getEnvironment('dev')).name).toBe('gateway');
});

test('without a client certificate, or with a foreign one, CMF is unreachable', async () => {
  const ca = pem('authority.crt');
  for (const tls of [{ ca }, { ca, cert: pem('impostor.crt'), key: pem('impostor.key') }]) {
    await using cmf = connect({ url: upstream.url, tls, maxRetries: 0 });
    expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({
      failure: 'UNREACHABLE',
      retryable: true,
    });
  }
});

test('a server whose certificate is not signed by the configured CA is rejected', async () => {
  const seen = upstream.requests.length;
  for (const ca of [undefined, pem('stranger.crt')]) {
    const tls = { cert: pem('gateway.crt'), key: pem('gateway.key'), ca };
    await using cmf = connect({ url: upstream.url, tls, token: 'secret', maxRetries: 0 });
    expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({ failure: 'UNREACHABLE' });
  }
  expect(upstream.requests).toHaveLength(seen);
});
