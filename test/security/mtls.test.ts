/** The gateway's own identity at CMF by certificate, which is never used for a caller. */
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { JobStates, words } from '../live/documents.ts';
import { type Certificates, createCertificates } from '../support/certificates.ts';
import { createClient } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { runGatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { mountSecret } from '../support/mounted-secret.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { bearer } from './forward.ts';
import { post } from './post.ts';

/**
 * A CMF that accepts client certificates and records the callers: the certificate's subject, and the `Authorization`.
 */
async function startTlsCmf(cmfUrl: string, certificates: Certificates) {
  const seen: {
    readonly subject: string | null;
    readonly serial: string | null;
    readonly authorization: string | null;
  }[] = [];
  const tlsOf = (issued: Certificates) => ({
    cert: issued.pem('cmf.crt'),
    key: issued.pem('cmf.key'),
    ca: issued.pem('authority.crt'),
    requestCert: true,
    rejectUnauthorized: false,
  });
  const server = createServer(tlsOf(certificates), (request, response) => {
    const { authorization } = request.headers;
    const socket = request.socket as TLSSocket;
    const { subject, serialNumber } = socket.getPeerCertificate();
    const known = socket.authorized ? serialNumber : null;
    seen.push({
      subject: subject ? String(subject.CN) : null,
      serial: known,
      authorization: authorization ?? null,
    });
    fetch(cmfUrl + request.url, {
      headers: { accept: 'application/json', ...(authorization && { authorization }) },
    })
      .then(async (answer) => response.writeHead(answer.status).end(await answer.text()))
      .catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    seen,
    /** New connections then use this CA and this certificate. */
    use: (issued: Certificates) => server.setSecureContext(tlsOf(issued)),
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

test.each(['service', 'forward'])(
  'with CMF_AUTH=%s the certificate identifies the gateway and not a caller',
  async (mode) => {
    using certificates = createCertificates('cmf', 'gateway');
    await using emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    await using cmf = await startTlsCmf(emulator.url, certificates);
    await using gateway = await startGateway({
      emulator,
      cmfUrl: cmf.url,
      env: {
        CMF_URL: cmf.url,
        CMF_CLIENT_CERT: certificates.path('gateway.crt'),
        CMF_CLIENT_KEY: certificates.path('gateway.key'),
        CMF_CA: certificates.path('authority.crt'),
        CMF_AUTH: mode,
      },
    });
    const query = '{ environments { totalCount } applications { totalCount } }';
    const { body } = await post(gateway.url, { query }, bearer('alice'));
    expect(body.data).toEqual({ environments: { totalCount: 1 }, applications: { totalCount: 1 } });

    const callers = new Set(cmf.seen.map(({ subject, authorization }) => `${subject} ${authorization}`));
    const expected = mode === 'service' ? ['gateway null'] : ['gateway null', 'null Bearer alice'];
    expect(callers).toEqual(new Set(expected));
  },
);

test('certificate, key and authority that are replaced on disk are used at once, and no message is lost', async () => {
  using first = createCertificates('cmf', 'gateway');
  using second = createCertificates('cmf', 'gateway');
  const filesOf = (issued: Certificates) => ({
    'tls.crt': issued.pem('gateway.crt'),
    'tls.key': issued.pem('gateway.key'),
    'ca.crt': issued.pem('authority.crt'),
  });
  const serialOf = (issued: Certificates) => new X509Certificate(issued.pem('gateway.crt')).serialNumber;
  using mounted = mountSecret(filesOf(first));
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  await using cmf = await startTlsCmf(emulator.url, first);
  await using gateway = await startGatewayProcess({
    env: {
      CMF_URL: cmf.url,
      CMF_CLIENT_CERT: mounted.path('tls.crt'),
      CMF_CLIENT_KEY: mounted.path('tls.key'),
      CMF_CA: mounted.path('ca.crt'),
      REFRESH_ACTIVE_MS: '100',
    },
  });
  await using stream = createClient(gateway.url).subscribe(JobStates);
  await until(() => stream.received.length === 1);
  const expected = words(stream.received);
  /** Changes a state in CMF and waits until the subscriber has received it. */
  const change = async (state: 'FAILED' | 'RUNNING', from: 'FAILED' | 'RUNNING') => {
    emulator.world.setJobState('dev1', 'orders', state);
    expected.push(`orders: ${from}>${state}`);
    await until(() => stream.received.length === expected.length, { timeoutMs: 30_000 });
    expect(words(stream.received)).toEqual(expected);
  };
  const reports = () => gateway.output.split('\n').filter((line) => line.includes('TLS files is unusable'));
  await change('FAILED', 'RUNNING');

  // A key that belongs to another certificate: the old pair stays in use.
  mounted.replace({ ...filesOf(first), 'tls.key': second.pem('gateway.key') });
  await until(() => reports().length === 1);
  await change('RUNNING', 'FAILED');
  mounted.replace({ ...filesOf(first), 'tls.crt': 'no PEM' });
  await until(() => reports().length === 2);
  expect(cmf.seen.at(-1)?.serial).toBe(serialOf(first));

  first.reissue('gateway');
  mounted.replace(filesOf(first));
  await until(() => cmf.seen.at(-1)?.serial === serialOf(first));
  await change('FAILED', 'RUNNING');

  cmf.use(second);
  mounted.replace(filesOf(second));
  await until(() => cmf.seen.at(-1)?.serial === serialOf(second), { timeoutMs: 30_000 });
  await change('RUNNING', 'FAILED');
  expect(reports()).toHaveLength(2);
});

test('a key that does not match its certificate is an error at the start', async () => {
  using certificates = createCertificates('gateway', 'other');
  const { code, output } = await runGatewayProcess({
    env: {
      CMF_URL: 'https://127.0.0.1:1',
      CMF_CLIENT_CERT: certificates.path('gateway.crt'),
      CMF_CLIENT_KEY: certificates.path('other.key'),
    },
  });
  expect(code).toBe(1);
  expect(output).toContain('CMF_CLIENT_CERT cannot be used with CMF_CLIENT_KEY: ');
});
