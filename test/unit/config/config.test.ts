/** Configuration, as the one who writes it meets it: what defaults give, and what a mistake is answered with. */
import { generateKeyPairSync } from 'node:crypto';
import { globSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, type Environment, parseConfig } from '../../../src/config/config.ts';
import { configTable, keys, knownKeys, secretKeys } from '../../../src/config/settings.ts';

function problemsOf(env: Environment) {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ key, problem }) => `${key} ${problem}`);
    throw error;
  }
  return [];
}

function messageOf(env: Environment) {
  try {
    parseConfig(env);
  } catch (error) {
    return String(error);
  }
  return '';
}

/** A directory with the three files of mTLS, as a Kubernetes secret would be mounted. */
function tlsFiles() {
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

describe('an environment that is right', () => {
  test('an empty one gives the defaults: embedded emulator, one process, loopback', () => {
    expect(parseConfig({})).toEqual({
      cmf: {
        url: undefined,
        certFile: undefined,
        keyFile: undefined,
        caFile: undefined,
        timeoutMs: 10_000,
        maxConnections: 16,
        oauth: null,
      },
      secrets: {},
      secretFiles: {},
      auth: { mode: 'service', ttlMs: 10_000, jwt: null },
      redact: { enabled: true, keys: [] },
      redisPrefix: 'cmf-graphql',
      host: '127.0.0.1',
      port: 4000,
      workers: 1,
      refresh: { activeMs: 2000, idleMs: 15_000 },
      maxAgeMs: 5000,
      leaseMs: 5000,
      checkpointMs: 20_000,
      subscriberQueue: 1000,
      responseCacheMb: 64,
      journalLength: 10_000,
      timelineLength: 500,
      upgradeStuckAfterMs: 600_000,
      logUrlTemplate: undefined,
      drainDelayMs: 0,
      shutdownTimeoutMs: 10_000,
      logLevel: 'info',
      graphiql: true,
      introspection: true,
      trustedDocuments: { mode: 'off', file: undefined },
      corsOrigins: [],
      limits: {
        bodyBytes: 262_144,
        documentLength: 100_000,
        tokens: 1_000,
        depth: 20,
        aliases: 100,
        directives: 50,
        cost: 500_000,
        variablesBytes: 200_000,
        variablesValues: 2_000,
        variablesDepth: 10,
        requestTimeoutMs: 30_000,
        messageBytes: 262_144,
        connections: 10_000,
        connectionInitTimeoutMs: 3_000,
        subscriptionsPerConnection: 100,
        subscriptionsPerCaller: 1_000,
      },
      emulator: { seed: 1, paceMs: 1000 },
      warnings: [],
    });
  });

  test('an empty value counts as unset', () => {
    expect(parseConfig({ CMF_URL: '', PORT: '', CMF_TOKEN: '' })).toEqual(parseConfig({}));
  });

  test('CMF_URL keeps its path prefix and loses the slash at its end', () => {
    expect(parseConfig({ CMF_URL: 'https://cmf.example/flink/' }).cmf.url).toBe('https://cmf.example/flink');
    expect(parseConfig({ CMF_URL: 'http://cmf.example:8080' }).cmf.url).toBe('http://cmf.example:8080');
  });

  test('mTLS files and a token go together', () => {
    using files = tlsFiles();
    const { cmf, secrets } = parseConfig({
      CMF_URL: 'https://cmf.example',
      CMF_TOKEN: 'eyJhbGciOi.e30.c2ln',
      CMF_CLIENT_CERT: files.cert,
      CMF_CLIENT_KEY: files.key,
      CMF_CA: files.ca,
    });
    expect(secrets).toEqual({ CMF_TOKEN: 'eyJhbGciOi.e30.c2ln' });
    expect(cmf).toMatchObject({
      certFile: files.cert,
      keyFile: files.key,
      caFile: files.ca,
    });
  });
});

describe('an environment that is wrong', () => {
  test('every bad key is told at once, with what is wrong and the fix', () => {
    const message = messageOf({
      PORT: '70000',
      REFRESH_ACTIVE_MS: '2s',
      LOG_LEVEL: 'loud',
      GRAPHIQL: 'maybe',
    });
    expect(message.split('\n')).toEqual([
      'ConfigError: The configuration is not valid:',
      '  PORT "70000" is above 65535. Give a whole number from 0 to 65535, such as 4000',
      '  REFRESH_ACTIVE_MS "2s" is not a whole number. Give a whole number from 100 to 86400000, such as 2000',
      '  LOG_LEVEL "loud" is unknown. Give one of trace, debug, info, warn, error, fatal, silent, such as info',
      '  GRAPHIQL "maybe" is neither true nor false. Give true or false, such as false',
    ]);
  });

  test.each([
    'ftp://cmf.example',
    'cmf.example',
    'https://cmf.example/?page=0',
    'https://cmf.example/cmf/api/v1',
  ])('CMF_URL %s is refused', (url) => expect(problemsOf({ CMF_URL: url })).toHaveLength(1));

  test('credentials in CMF_URL are refused and not repeated', () => {
    const message = messageOf({ CMF_URL: 'https://admin:hunter2@cmf.example' });
    expect(message).toContain('"https://(hidden)@cmf.example" contains a user name or a password');
    expect(message).not.toContain('hunter2');
  });

  test('a secret is never shown, not even a wrong one or one in the wrong place', () => {
    const message = messageOf({
      CMF_TOKEN: 'Bearer hunter2',
      REDIS_URL: 'http://:hunter3@redis',
      CMF_CLIENT_KEY: '-----BEGIN PRIVATE KEY-----\nhunter4',
      CMF_URL: 'https://cmf.example?token=hunter5',
    });
    expect(message).toContain('CMF_TOKEN (value hidden)');
    expect(message).toContain('CMF_CLIENT_KEY "(hidden)" is the content of a file, not its path');
    expect(message).not.toMatch(/hunter/);
  });

  test('a certificate needs its key, and the other way round', () => {
    using files = tlsFiles();
    const url = 'https://cmf.example';
    expect(problemsOf({ CMF_URL: url, CMF_CLIENT_CERT: files.cert })).toEqual([
      'CMF_CLIENT_KEY is not set, but CMF_CLIENT_CERT is',
    ]);
    expect(problemsOf({ CMF_URL: url, CMF_CLIENT_KEY: files.key })).toEqual([
      'CMF_CLIENT_CERT is not set, but CMF_CLIENT_KEY is',
    ]);
  });

  test('a missing file and two exchanged files are found before the first call', () => {
    using files = tlsFiles();
    const env = { CMF_URL: 'https://cmf.example', CMF_CA: '/nowhere/ca.crt' };
    const exchanged = { CMF_CLIENT_CERT: files.key, CMF_CLIENT_KEY: files.cert };
    expect(problemsOf({ ...env, ...exchanged })).toEqual([
      `CMF_CLIENT_CERT "${files.key}" contains no PEM block of a certificate`,
      `CMF_CLIENT_KEY "${files.cert}" contains no PEM block of an unencrypted private key`,
      `CMF_CA "/nowhere/ca.crt" can't be read (ENOENT)`,
    ]);
  });

  test('TLS files with an http CMF_URL are refused, as they would do nothing', () => {
    using files = tlsFiles();
    expect(problemsOf({ CMF_URL: 'http://cmf.example', CMF_CA: files.ca })).toEqual([
      'CMF_CA has no effect with an http CMF_URL',
    ]);
  });

  test('credentials without CMF_URL are refused, so that nobody takes the emulator for production', () => {
    expect(problemsOf({ CMF_TOKEN: 'abc' })).toEqual(['CMF_TOKEN is set, but CMF_URL is not']);
  });

  test('several workers need the Redis that they share', () => {
    expect(problemsOf({ WORKERS: '2' })).toEqual(['REDIS_URL is not set, but WORKERS is 2']);
    expect(problemsOf({ WORKERS: '2', PORT: 'x' })).toHaveLength(2);
    expect(problemsOf({ WORKERS: '1' })).toEqual([]);
    expect(parseConfig({ WORKERS: '2', REDIS_URL: 'redis://redis' }).workers).toBe(2);
  });

  test.each(['0', '65', '1.5', 'auto'])('WORKERS %s is refused', (workers) =>
    expect(problemsOf({ WORKERS: workers, REDIS_URL: 'redis://redis' })).toHaveLength(1),
  );

  test('idle environments are not polled more often than active ones', () => {
    expect(problemsOf({ REFRESH_ACTIVE_MS: '5000', REFRESH_IDLE_MS: '4000' })).toEqual([
      'REFRESH_IDLE_MS (4000) is below REFRESH_ACTIVE_MS (5000)',
    ]);
  });
});

/** One file with this content. */
function fileWith(content: string) {
  const directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-config-'));
  const path = join(directory.path, 'file');
  writeFileSync(path, content);
  return { path, [Symbol.dispose]: () => directory.remove() };
}

describe('secrets from files', () => {
  test.each(secretKeys)('%s has a twin with _FILE, of the same form', (key) => {
    using file = fileWith(' \n');
    const fileKey = `${key}_FILE`;
    expect(configTable()).toContain(`| \`${fileKey}\` |`);
    expect(problemsOf({ [fileKey]: file.path })).toContain(`${fileKey} names a file whose content is empty`);
    expect(problemsOf({ [fileKey]: '/nowhere' })).toContain(
      `${fileKey} (value hidden) can't be read (ENOENT)`,
    );
  });

  test('the line break at the end of the file is no part of the secret', () => {
    using file = fileWith('abc\n');
    const { secrets, secretFiles } = parseConfig({
      CMF_URL: 'https://cmf.example',
      CMF_TOKEN_FILE: file.path,
    });
    expect(secrets).toEqual({ CMF_TOKEN: 'abc' });
    expect(secretFiles).toEqual({ CMF_TOKEN: file.path });
  });

  test('a value and a file are one too many', () => {
    using file = fileWith('abc');
    const env = { CMF_URL: 'https://cmf.example', CMF_TOKEN: 'abc', CMF_TOKEN_FILE: file.path };
    expect(problemsOf(env)).toEqual(['CMF_TOKEN_FILE is set, but CMF_TOKEN is too']);
  });

  test('a bad content is told without repeating it', () => {
    using token = fileWith('Bearer hunter2');
    using redis = fileWith('http://:hunter3@redis');
    const message = messageOf({
      CMF_URL: 'https://cmf.example',
      CMF_TOKEN_FILE: token.path,
      REDIS_URL_FILE: redis.path,
    });
    expect(message).toContain('CMF_TOKEN_FILE names a file whose content has characters that a token');
    expect(message).toContain('REDIS_URL_FILE names a file whose content is none of redis://');
    expect(message).not.toContain('hunter');
  });

  test('CMF_TOKEN_FILE without CMF_URL is refused as the token itself is', () => {
    using file = fileWith('abc');
    expect(problemsOf({ CMF_TOKEN_FILE: file.path })).toEqual(['CMF_TOKEN_FILE is set, but CMF_URL is not']);
  });

  test('workers may share a Redis whose URL is in a file', () => {
    using file = fileWith('redis://redis');
    expect(problemsOf({ WORKERS: '2', REDIS_URL_FILE: file.path })).toEqual([]);
  });
});

describe('client credentials', () => {
  const oauth = {
    CMF_URL: 'https://cmf.example',
    CMF_OAUTH_TOKEN_URL: 'https://login.example/token',
    CMF_OAUTH_CLIENT_ID: 'gateway',
    CMF_OAUTH_CLIENT_SECRET: 'a secret',
  };

  test('need an endpoint, a client and its secret', () => {
    expect(parseConfig(oauth).cmf.oauth).toEqual({
      tokenUrl: 'https://login.example/token',
      issuer: undefined,
      clientId: 'gateway',
      method: 'client_secret_basic',
      keyId: undefined,
      scope: undefined,
      audience: undefined,
      caFile: undefined,
      timeoutMs: 5000,
    });
    expect(problemsOf({ CMF_URL: oauth.CMF_URL, CMF_OAUTH_SCOPE: 'cmf' })).toEqual([
      'CMF_OAUTH_CLIENT_ID is not set, but CMF_OAUTH_SCOPE is',
      'CMF_OAUTH_TOKEN_URL is not set, but CMF_OAUTH_SCOPE is',
      'CMF_OAUTH_CLIENT_SECRET is not set, but CMF_OAUTH_SCOPE is',
    ]);
  });

  test('a private key takes the place of the secret with private_key_jwt', () => {
    const { CMF_OAUTH_CLIENT_SECRET: _, ...withoutSecret } = oauth;
    const byKey = { ...withoutSecret, CMF_OAUTH_AUTH_METHOD: 'private_key_jwt' };
    expect(problemsOf(byKey)).toEqual(['CMF_OAUTH_PRIVATE_KEY is not set, but CMF_OAUTH_TOKEN_URL is']);
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(problemsOf({ ...byKey, CMF_OAUTH_PRIVATE_KEY: pem })).toEqual([]);
    expect(problemsOf({ ...byKey, CMF_OAUTH_PRIVATE_KEY: pem.replaceAll('\n', '\\n') })).toEqual([]);
    expect(problemsOf({ ...oauth, CMF_OAUTH_PRIVATE_KEY: pem })).toEqual([
      'CMF_OAUTH_PRIVATE_KEY is set, but CMF_OAUTH_CLIENT_SECRET is too',
    ]);
  });

  test('exclude a fixed token and a second way to the endpoint, and need a CMF', () => {
    expect(problemsOf({ ...oauth, CMF_TOKEN: 'abc' })).toEqual([
      'CMF_OAUTH_CLIENT_ID is set, but CMF_TOKEN is too',
    ]);
    expect(problemsOf({ ...oauth, CMF_OAUTH_ISSUER: 'https://login.example' })).toEqual([
      'CMF_OAUTH_ISSUER is set, but CMF_OAUTH_TOKEN_URL is too',
    ]);
    expect(problemsOf({ ...oauth, CMF_URL: '' })).toEqual([
      'CMF_OAUTH_TOKEN_URL is set, but CMF_URL is not',
      'CMF_OAUTH_CLIENT_ID is set, but CMF_URL is not',
      'CMF_OAUTH_CLIENT_SECRET is set, but CMF_URL is not',
    ]);
  });

  test.each([
    ['CMF_OAUTH_TOKEN_URL', 'login.example/token'],
    ['CMF_OAUTH_TOKEN_URL', 'ftp://login.example/token'],
    ['CMF_OAUTH_CLIENT_ID', 'two\nlines'],
    ['CMF_OAUTH_AUTH_METHOD', 'none'],
    ['CMF_OAUTH_CLIENT_SECRET', 'two\nlines'],
    ['CMF_OAUTH_SCOPE', 'one  two'],
    ['CMF_OAUTH_SCOPE', '"quoted"'],
    ['CMF_OAUTH_AUDIENCE', 'white space'],
    ['CMF_OAUTH_KEY_ID', 'white space'],
    ['CMF_OAUTH_CA', '/nowhere/ca.crt'],
    ['CMF_OAUTH_TIMEOUT_MS', '0'],
  ])('%s "%s" is refused', (key, value) => expect(problemsOf({ ...oauth, [key]: value })).toHaveLength(1));

  test('an issuer that is no URL and a key that is none are refused, the key unseen', () => {
    const { CMF_OAUTH_TOKEN_URL: _, CMF_OAUTH_CLIENT_SECRET: __, ...rest } = oauth;
    const message = messageOf({
      ...rest,
      CMF_OAUTH_ISSUER: 'login',
      CMF_OAUTH_AUTH_METHOD: 'private_key_jwt',
      CMF_OAUTH_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----',
    });
    expect(message).toContain('CMF_OAUTH_ISSUER "login" is not a URL');
    expect(message).toContain(
      'CMF_OAUTH_PRIVATE_KEY (value hidden) can not be read as an unencrypted private key',
    );
    expect(message).not.toContain('hunter2');
  });

  test('a token endpoint in plain http is a warning, but on this machine', () => {
    const warningsOf = (url: string) => parseConfig({ ...oauth, CMF_OAUTH_TOKEN_URL: url }).warnings;
    expect(warningsOf('http://login.example/token')).toHaveLength(1);
    expect(warningsOf('http://127.0.0.1:8080/token')).toEqual([]);
  });
});

describe('what may be asked, and by which pages', () => {
  test('CORS_ORIGINS is a list of origins', () => {
    const { corsOrigins } = parseConfig({ CORS_ORIGINS: 'https://console.example, http://localhost:5173' });
    expect(corsOrigins).toEqual(['https://console.example', 'http://localhost:5173']);
  });

  test.each([
    '*',
    'null',
    'console.example',
    'https://console.example/',
    'https://a.example,',
    'ftp://a.example',
  ])('CORS_ORIGINS %s is refused', (origins) =>
    expect(problemsOf({ CORS_ORIGINS: origins })).toHaveLength(1),
  );

  test('trusted documents need their file, which is read before the first request', () => {
    expect(problemsOf({ TRUSTED_DOCUMENTS: 'only' })).toEqual([
      'TRUSTED_DOCUMENTS_FILE is not set, but TRUSTED_DOCUMENTS is only',
    ]);
    expect(problemsOf({ TRUSTED_DOCUMENTS: 'allow', TRUSTED_DOCUMENTS_FILE: '/nowhere.json' })).toEqual([
      'TRUSTED_DOCUMENTS_FILE "/nowhere.json" can\'t be read (ENOENT)',
    ]);
    expect(problemsOf({ TRUSTED_DOCUMENTS: 'allow', TRUSTED_DOCUMENTS_FILE: 'README.md' })).toEqual([
      'TRUSTED_DOCUMENTS_FILE "README.md" can\'t be read (not JSON)',
    ]);
    expect(problemsOf({ TRUSTED_DOCUMENTS: 'allow', TRUSTED_DOCUMENTS_FILE: 'package.json' })).toEqual([
      'TRUSTED_DOCUMENTS_FILE "package.json" is not an object of ids and documents',
    ]);
  });

  test('each limit has bounds', () => {
    const limits = keys.filter((key) => key.startsWith('MAX_') || key === 'REQUEST_TIMEOUT_MS');
    expect(limits.flatMap((key) => problemsOf({ [key]: '99999999999' }))).toHaveLength(limits.length);
  });
});

describe('keys that are not known', () => {
  test('a misspelt key is a warning with the nearest known one', () => {
    expect(
      parseConfig({ REDIS_ULR: 'redis://redis', REFESH_IDLE_MS: '100', CMF_URLS: 'x' }).warnings,
    ).toEqual([
      'REDIS_ULR is not a known key; did you mean REDIS_URL?',
      'REFESH_IDLE_MS is not a known key; did you mean REFRESH_IDLE_MS?',
      'CMF_URLS is not a known key; did you mean CMF_URL?',
    ]);
  });

  test('a key with our prefix is a warning even when it is near to none', () => {
    expect(parseConfig({ CMF_CERTIFICATE_FILE: 'x' }).warnings).toEqual([
      'CMF_CERTIFICATE_FILE is not a known key',
    ]);
  });

  test('keys of others are left alone: the shell, Node and the service links of Kubernetes', () => {
    const others = { HOME: '/root', POST: '1', NODE_ENV: 'production', REDIS_PORT: 'tcp://10.0.0.1:6379' };
    const links = {
      CMF_SERVICE_HOST: '10.0.0.2',
      CMF_PORT_80_TCP_ADDR: '10.0.0.2',
      CMF_PORT: 'tcp://10.0.0.2:80',
    };
    expect(parseConfig({ ...others, ...links }).warnings).toEqual([]);
  });
});

test('the table in docs/configuration.md has a row for every key', () => {
  for (const key of knownKeys) expect(configTable()).toContain(`| \`${key}\` |`);
  expect(readFileSync('docs/configuration.md', 'utf8')).toContain(`\n${configTable()}\n`);
});

test('the example manifests are a configuration that is accepted without a warning', () => {
  const text = globSync('deploy/*.yaml')
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const env = Object.fromEntries(
    [...text.matchAll(/^ +([A-Z][A-Z_]+): (.+)$/gm)].map(([, key, value]) => [key, value]),
  );
  expect(Object.keys(env)).toContain('CMF_URL');
  expect(parseConfig(env).warnings).toEqual([]);
});
