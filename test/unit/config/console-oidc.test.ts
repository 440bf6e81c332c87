/** The sign-in of the console: valid and invalid settings. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { problemsOf } from './fixtures.ts';

const forward = { CMF_URL: 'https://cmf.example', CMF_TOKEN: 'abc', CMF_AUTH: 'forward' };
const client = { ...forward, CONSOLE_OIDC_CLIENT_ID: 'console' };
const issuer = 'https://login.example/realms/flink';
const complete = { ...client, CONSOLE_OIDC_ISSUER: issuer };

describe('the sign-in of the console', () => {
  test('an issuer and a client id are enough', () => {
    expect(parseConfig(complete).console).toEqual({
      enabled: true,
      usesTokens: true,
      oidc: {
        issuer,
        clientId: 'console',
        scope: 'openid profile',
        audience: null,
        origins: ['https://login.example'],
      },
    });
  });

  test('the JWT_ keys are enough to use tokens', () => {
    const { console } = parseConfig({
      CMF_URL: 'https://cmf.example',
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: 'cmf',
      JWT_JWKS_URL: `${issuer}/jwks`,
      CONSOLE_OIDC_ISSUER: issuer,
      CONSOLE_OIDC_CLIENT_ID: 'console',
    });
    expect(console.usesTokens).toBe(true);
    expect(console.oidc?.issuer).toBe(issuer);
  });

  test.each(['http://localhost:8080', 'http://127.0.0.1:8080/', 'http://[::1]:8080'])(
    'the issuer %s is on this machine, so plain http is accepted, and kept as written',
    (local) =>
      expect(parseConfig({ ...client, CONSOLE_OIDC_ISSUER: local }).console.oidc?.issuer).toBe(local),
  );

  test.each([
    ['login.example', 'is not a URL'],
    ['http://login.example', 'does not start with https://'],
    ['http://localhost.example', 'does not start with https://'],
    ['ftp://login.example', 'does not start with https://'],
    ['https://user:word@login.example', 'contains a user name or a password'],
    ['https://login.example?tenant=1', 'contains a query, a fragment or white space'],
    ['https://login.example/#a', 'contains a query, a fragment or white space'],
    ['https://login.example/a b', 'contains a query, a fragment or white space'],
  ])('the issuer %s is refused', (value, problem) => {
    const problems = problemsOf({ ...client, CONSOLE_OIDC_ISSUER: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).not.toContain('word@');
  });

  test.each([
    [
      { ...forward, CONSOLE_OIDC_ISSUER: issuer },
      'CONSOLE_OIDC_CLIENT_ID is not set, but CONSOLE_OIDC_ISSUER is',
    ],
    [client, 'CONSOLE_OIDC_ISSUER is not set, but CONSOLE_OIDC_CLIENT_ID is'],
    [
      { CMF_URL: 'https://cmf.example', CONSOLE_OIDC_ISSUER: issuer, CONSOLE_OIDC_CLIENT_ID: 'console' },
      'CONSOLE_OIDC_ISSUER is set, but CMF_AUTH is service and the JWT_ keys are not set, so no token is checked',
    ],
    [{ ...complete, CONSOLE_OIDC_SCOPE: 'profile' }, 'CONSOLE_OIDC_SCOPE "profile" does not contain openid'],
    [{ ...complete, CONSOLE_OIDC_SCOPE: 'openid  x' }, 'CONSOLE_OIDC_SCOPE "openid  x"'],
    [{ ...complete, CONSOLE_OIDC_AUDIENCE: 'a b' }, 'CONSOLE_OIDC_AUDIENCE "a b"'],
    [{ ...complete, CONSOLE_OIDC_CONNECT_ORIGINS: 'https://a.example/path' }, 'CONSOLE_OIDC_CONNECT_ORIGINS'],
    [
      { ...complete, CONSOLE_OIDC_CONNECT_ORIGINS: 'https://a.example; script-src *' },
      'CONSOLE_OIDC_CONNECT_ORIGINS',
    ],
  ])('%j is refused', (env, problem) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });
});
