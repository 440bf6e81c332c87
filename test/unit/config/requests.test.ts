/** Settings of origins, trusted documents and limits. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/config.ts';
import { keys } from '../../../src/config/settings.ts';
import { problemsOf } from './fixtures.ts';

describe('origins, trusted documents and limits', () => {
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
      'TRUSTED_DOCUMENTS_FILE "/nowhere.json" cannot be read (ENOENT)',
    ]);
    expect(problemsOf({ TRUSTED_DOCUMENTS: 'allow', TRUSTED_DOCUMENTS_FILE: 'README.md' })).toEqual([
      'TRUSTED_DOCUMENTS_FILE "README.md" cannot be read (not JSON)',
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
