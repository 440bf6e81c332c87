/** OAuth client credentials of the gateway. */
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { messageOf, problemsOf } from './fixtures.ts';

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

  test('an invalid issuer URL and an invalid key are rejected, and the key is not shown', () => {
    const { CMF_OAUTH_TOKEN_URL: _, CMF_OAUTH_CLIENT_SECRET: __, ...rest } = oauth;
    const message = messageOf({
      ...rest,
      CMF_OAUTH_ISSUER: 'login',
      CMF_OAUTH_AUTH_METHOD: 'private_key_jwt',
      CMF_OAUTH_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----',
    });
    expect(message).toContain('CMF_OAUTH_ISSUER "login" is not a URL');
    expect(message).toContain(
      'CMF_OAUTH_PRIVATE_KEY (value hidden) cannot be read as an unencrypted private key',
    );
    expect(message).not.toContain('hunter2');
  });

  test('a token endpoint over http causes a warning, except on localhost', () => {
    const warningsOf = (url: string) => parseConfig({ ...oauth, CMF_OAUTH_TOKEN_URL: url }).warnings;
    expect(warningsOf('http://login.example/token')).toHaveLength(1);
    expect(warningsOf('http://127.0.0.1:8080/token')).toEqual([]);
  });
});
