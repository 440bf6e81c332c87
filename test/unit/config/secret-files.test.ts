/** Secrets that are read from files. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { configTable, secretKeys } from '../../../src/config/settings.ts';
import { fileWith, messageOf, problemsOf } from './fixtures.ts';

describe('secrets from files', () => {
  test.each(secretKeys)('%s can be given as a file with _FILE, in the same form', (key) => {
    using file = fileWith(' \n');
    const fileKey = `${key}_FILE`;
    expect(configTable()).toContain(`| \`${fileKey}\` |`);
    expect(problemsOf({ [fileKey]: file.path })).toContain(
      `${fileKey} is the path of a file whose content is empty`,
    );
    expect(problemsOf({ [fileKey]: '/nowhere' })).toContain(
      `${fileKey} (value hidden) cannot be read (ENOENT)`,
    );
  });

  test('the line break at the end of the file is not part of the secret', () => {
    using file = fileWith('abc\n');
    const { secrets, secretFiles } = parseConfig({
      CMF_URL: 'https://cmf.example',
      CMF_TOKEN_FILE: file.path,
    });
    expect(secrets).toEqual({ CMF_TOKEN: 'abc' });
    expect(secretFiles).toEqual({ CMF_TOKEN: file.path });
  });

  test('a value and a file together are rejected', () => {
    using file = fileWith('abc');
    const env = { CMF_URL: 'https://cmf.example', CMF_TOKEN: 'abc', CMF_TOKEN_FILE: file.path };
    expect(problemsOf(env)).toEqual(['CMF_TOKEN_FILE is set, but CMF_TOKEN is too']);
  });

  test('an invalid content is reported without repeating it', () => {
    using token = fileWith('Bearer hunter2');
    using redis = fileWith('http://:hunter3@redis');
    const message = messageOf({
      CMF_URL: 'https://cmf.example',
      CMF_TOKEN_FILE: token.path,
      REDIS_URL_FILE: redis.path,
    });
    expect(message).toContain(
      'CMF_TOKEN_FILE is the path of a file whose content has characters that are not allowed in a token',
    );
    expect(message).toContain(
      'REDIS_URL_FILE is the path of a file whose content does not start with redis://',
    );
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
