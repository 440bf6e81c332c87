/** Certificates of one authority in a directory of their own, made by openssl. */
import { execFileSync } from 'node:child_process';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Certificates extends Disposable {
  /** The path of `authority.crt`, or of `NAME.crt` or `NAME.key` for a name that was issued. */
  path(file: string): string;
  /** The content of this file. */
  pem(file: string): string;
  /** A second certificate for a name, with a key of its own, in place of the first. */
  reissue(name: string): void;
}

/** `names`: the subjects of the certificates, each valid for 127.0.0.1. */
export function createCertificates(...names: readonly string[]): Certificates {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-tls-'));
  const path = (file: string) => join(directory.path, file);
  const openssl = (...parameters: readonly string[]) =>
    execFileSync('openssl', parameters, { stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const subject = (name: string) => ['-keyout', path(`${name}.key`), '-subj', `/CN=${name}`];

  openssl('req', '-x509', ...newKey, ...subject('authority'), '-out', path('authority.crt'));
  writeFileSync(path('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const signer = ['-CA', path('authority.crt'), '-CAkey', path('authority.key'), '-CAcreateserial'];
  const issue = (name: string) => {
    openssl('req', ...newKey, ...subject(name), '-out', path(`${name}.csr`));
    openssl(
      'x509',
      '-req',
      '-in',
      path(`${name}.csr`),
      '-extfile',
      path('names'),
      ...signer,
      '-out',
      path(`${name}.crt`),
    );
  };
  for (const name of names) issue(name);
  return {
    path,
    pem: (file) => readFileSync(path(file), 'utf8'),
    reissue: issue,
    [Symbol.dispose]: () => directory.remove(),
  };
}
