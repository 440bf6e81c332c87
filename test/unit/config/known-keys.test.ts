/** Keys that are not known, and the documents that list the known ones. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { configTable, knownKeys } from '../../../src/config/settings.ts';
import { messageOf, problemsOf } from './fixtures.ts';

describe('keys that are not known', () => {
  test('a misspelt key is a warning with the nearest known one', () => {
    expect(parseConfig({ REDIS_ULR: 'redis://redis', REFESH_IDLE_MS: '100' }).warnings).toEqual([
      'REDIS_ULR is not a known key; did you mean REDIS_URL?',
      'REFESH_IDLE_MS is not a known key; did you mean REFRESH_IDLE_MS?',
    ]);
  });

  test('a key with a prefix of the gateway is a warning even when it resembles no known key', () => {
    expect(parseConfig({ EMULATOR_APPLICATIONS: '5' }).warnings).toEqual([
      'EMULATOR_APPLICATIONS is not a known key',
    ]);
  });

  test.each([
    ['CMF_URLS', 'CMF_URL'],
    ['CMF_BASE_URL', 'CMF_URL'],
    ['CMF_TOKN', 'CMF_TOKEN'],
    ['CMF_CA_FILE', 'CMF_CA'],
    ['CMF_CLIENT_CERTIFICATE', 'CMF_CLIENT_CERT'],
    ['CMF_OAUTH_SECRET', 'CMF_OAUTH_CLIENT_SECRET'],
  ])('%s is an error that names %s', (key, known) => {
    const message = messageOf({ [key]: 'x' });
    expect(message).toContain(`  ${key} is not a known key. The nearest known key is ${known}`);
  });

  test('an empty CMF_ key counts as unset', () => {
    expect(problemsOf({ CMF_BASE_URL: '' })).toEqual([]);
  });

  test('keys of other programs are ignored: the shell, Node and the service links of Kubernetes', () => {
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
