/** Environments that are refused, with every problem at once. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { messageOf, problemsOf, tlsFiles } from './fixtures.ts';

describe('an environment that is wrong', () => {
  test('all invalid keys are reported together, with the reason and the fix', () => {
    const message = messageOf({
      PORT: '70000',
      REFRESH_ACTIVE_MS: '2s',
      LOG_LEVEL: 'loud',
      GRAPHIQL: 'maybe',
      CONSOLE: 'off, please',
    });
    expect(message.split('\n')).toEqual([
      'ConfigError: The configuration is not valid:',
      '  PORT "70000" is above 65535. Give a whole number from 0 to 65535, such as 4000',
      '  REFRESH_ACTIVE_MS "2s" is not a whole number. Give a whole number from 100 to 86400000, such as 2000',
      '  LOG_LEVEL "loud" is unknown. Give one of trace, debug, info, warn, error, fatal, silent, such as info',
      '  GRAPHIQL "maybe" is neither true nor false. Give true or false, such as false',
      '  CONSOLE "off, please" is neither true nor false. Give true or false, such as false',
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

  test('a secret is never shown, even if it is invalid or in the wrong setting', () => {
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

  test('a certificate needs its key, and a key its certificate', () => {
    using files = tlsFiles();
    const url = 'https://cmf.example';
    expect(problemsOf({ CMF_URL: url, CMF_CLIENT_CERT: files.cert })).toEqual([
      'CMF_CLIENT_KEY is not set, but CMF_CLIENT_CERT is',
    ]);
    expect(problemsOf({ CMF_URL: url, CMF_CLIENT_KEY: files.key })).toEqual([
      'CMF_CLIENT_CERT is not set, but CMF_CLIENT_KEY is',
    ]);
  });

  test('a missing file and two swapped files are errors at the start', () => {
    using files = tlsFiles();
    const env = { CMF_URL: 'https://cmf.example', CMF_CA: '/nowhere/ca.crt' };
    const exchanged = { CMF_CLIENT_CERT: files.key, CMF_CLIENT_KEY: files.cert };
    expect(problemsOf({ ...env, ...exchanged })).toEqual([
      `CMF_CLIENT_CERT "${files.key}" contains no PEM block of a certificate`,
      `CMF_CLIENT_KEY "${files.cert}" contains no PEM block of an unencrypted private key`,
      `CMF_CA "/nowhere/ca.crt" cannot be read (ENOENT)`,
    ]);
  });

  test('TLS files with an http CMF_URL are rejected, because they would have no effect', () => {
    using files = tlsFiles();
    expect(problemsOf({ CMF_URL: 'http://cmf.example', CMF_CA: files.ca })).toEqual([
      'CMF_CA has no effect with an http CMF_URL',
    ]);
  });

  test('credentials without CMF_URL are refused, so that the emulator does not start in production', () => {
    expect(problemsOf({ CMF_TOKEN: 'abc' })).toEqual(['CMF_TOKEN is set, but CMF_URL is not']);
  });

  test('several workers need the Redis that they share', () => {
    expect(problemsOf({ WORKERS: '2' })).toEqual(['REDIS_URL is not set, but WORKERS is 2']);
    expect(problemsOf({ WORKERS: '2', PORT: 'x' })).toHaveLength(2);
    expect(problemsOf({ WORKERS: '1' })).toEqual([]);
    expect(parseConfig({ WORKERS: '2', REDIS_URL: 'redis://redis' }).workers).toBe(2);
  });

  test('REDIS_CA without a Redis that uses TLS is rejected, because it would have no effect', () => {
    using files = tlsFiles();
    const refused = ['REDIS_CA has no effect without a REDIS_URL that uses TLS'];
    expect(problemsOf({ REDIS_CA: files.ca })).toEqual(refused);
    expect(problemsOf({ REDIS_CA: files.ca, REDIS_URL: 'redis+cluster://redis' })).toEqual(refused);
    expect(problemsOf({ REDIS_CA: files.ca, REDIS_URL: 'rediss+sentinel://redis/fleet' })).toEqual([]);
  });

  test.each(['0', '65', '1.5', 'auto'])('WORKERS %s is refused', (workers) =>
    expect(problemsOf({ WORKERS: workers, REDIS_URL: 'redis://redis' })).toHaveLength(1),
  );

  test.each(['true', 'gzip', 'ON'])('COMPRESSION %s is refused', (compression) =>
    expect(problemsOf({ COMPRESSION: compression })).toEqual([`COMPRESSION "${compression}" is unknown`]),
  );

  test('idle environments are not polled more often than active ones', () => {
    expect(problemsOf({ REFRESH_ACTIVE_MS: '5000', REFRESH_IDLE_MS: '4000' })).toEqual([
      'REFRESH_IDLE_MS (4000) is below REFRESH_ACTIVE_MS (5000)',
    ]);
  });
});

/** One file with this content. */
