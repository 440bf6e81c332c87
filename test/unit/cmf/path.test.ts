import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNotFound } from '../../../src/cmf/errors.ts';
import { pathOf } from '../../../src/cmf/path.ts';

test('any name stays one segment of the path and is decoded unchanged', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1 }).filter((it) => it !== '.' && it !== '..');
  fc.assert(
    fc.property(name, (it) => {
      const { pathname, search, hash } = new URL(
        pathOf('get', 'environments', it, 'applications'),
        'http://cmf',
      );
      expect(pathname.split('/').slice(1).map(decodeURIComponent)).toEqual([
        'environments',
        it,
        'applications',
      ]);
      expect(search + hash).toBe('');
    }),
  );
});

test.each(['', '.', '..', '\ud800'])('a resource named %j is a 404 without a request', (name) => {
  expect(() => pathOf('getEnvironment', 'environments', name)).toThrow(
    expect.toSatisfy((error: unknown) => isNotFound(error)),
  );
});
