/** The gateway's own identity towards CMF by certificate, and that it never speaks for a caller. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { type Certificates, createCertificates } from '../support/certificates.ts';
import { startGateway } from '../support/gateway.ts';
import { addApplication } from '../support/world.ts';
import { bearer } from './forward.ts';
import { post } from './post.ts';

/** A CMF that takes client certificates and notes who called: the certificate's subject, and the `Authorization`. */
async function startTlsCmf(cmfUrl: string, certificates: Certificates) {
  const seen: { readonly subject: string | null; readonly authorization: string | null }[] = [];
  const tls = {
    cert: certificates.pem('cmf.crt'),
    key: certificates.pem('cmf.key'),
    ca: certificates.pem('authority.crt'),
    requestCert: true,
    rejectUnauthorized: false,
  };
  const server = createServer(tls, (request, response) => {
    const { authorization } = request.headers;
    const { subject } = (request.socket as TLSSocket).getPeerCertificate();
    seen.push({ subject: subject ? String(subject.CN) : null, authorization: authorization ?? null });
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
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

test.each(['service', 'forward'])(
  'with CMF_AUTH=%s the certificate is the gateway and no caller',
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
