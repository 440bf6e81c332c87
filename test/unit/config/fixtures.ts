/** Shared by the tests of the configuration: the problems of an environment, and files for its settings. */
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { ConfigError, type Environment } from '../../../src/config/setting-reader.ts';

export function problemsOf(env: Environment) {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, problem }) => `${key} ${problem}`);
    throw error;
  }
  return [];
}

export function messageOf(env: Environment) {
  try {
    parseConfig(env);
  } catch (error) {
    return String(error);
  }
  return '';
}

/** A directory with the three files of mTLS, as a Kubernetes secret would be mounted. */
export function tlsFiles() {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-config-'));
  const file = (name: string, block: string) => {
    const path = join(directory.path, name);
    writeFileSync(path, `-----BEGIN ${block}-----\nMIIB\n-----END ${block}-----\n`);
    return path;
  };
  return {
    cert: file('tls.crt', 'CERTIFICATE'),
    key: file('tls.key', 'PRIVATE KEY'),
    ca: file('ca.crt', 'CERTIFICATE'),
    [Symbol.dispose]: () => directory.remove(),
  };
}

export function fileWith(content: string) {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-config-'));
  const path = join(directory.path, 'file');
  writeFileSync(path, content);
  return { path, [Symbol.dispose]: () => directory.remove() };
}
