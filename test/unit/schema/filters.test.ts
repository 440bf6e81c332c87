import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelMatcher, memberMatcher, nameMatcher } from '../../../schema/filters.ts';
import { errorCodeOf } from './error-code.ts';

describe('a name pattern', () => {
  const unit = fc.constantFrom('a', 'b', '*', '.', '$', '\\', '\n', 'é', '😀');
  const pattern = fc.string({ unit, minLength: 1, maxLength: 8 });
  const name = fc.string({ unit, maxLength: 10 });

  /** A slow implementation with the same result. */
  function reference(text: string): RegExp {
    const parts = text.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
    return new RegExp(`^${parts.join('[^]*')}$`);
  }

  test('matches as a regular expression in which only `*` is special', () => {
    fc.assert(
      fc.property(pattern, name, (text, candidate) => {
        expect(nameMatcher(text)(candidate)).toBe(reference(text).test(candidate));
      }),
      { numRuns: 2_000 },
    );
  });

  test('matches every name that replaces its stars by text', () => {
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 5 }),
        fc.array(name, { minLength: 4 }),
        (parts, fillings) => {
          const plain = parts.map((part) => part.replaceAll('*', ''));
          fc.pre(plain.length > 1 || plain[0] !== '');
          const filled = plain.map((part, index) =>
            index === 0 ? part : `${fillings[index - 1] ?? ''}${part}`,
          );
          expect(nameMatcher(plain.join('*'))(filled.join(''))).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['orders', 'orders', true],
    ['orders', 'orders-2', false],
    ['orders*', 'orders', true],
    ['*-eu', 'orders-eu', true],
    ['ab*ba', 'aba', false],
    ['a*b*a', 'aba', true],
    ['*a*a*', 'a', false],
    ['**', '', true],
    ['Orders', 'orders', false],
    ['o.ders', 'orders', false],
  ])('%s for %s: %s', (text, candidate, matches) => {
    expect(nameMatcher(text)(candidate)).toBe(matches);
  });

  test('that is hostile takes no longer than its length', () => {
    const stars = '*a'.repeat(20_000);
    const name = 'a'.repeat(200_000);
    expect(nameMatcher(`${stars}*b`)(name)).toBe(false);
    expect(nameMatcher(`${stars}*b*`)(name)).toBe(false);
    expect(nameMatcher(`${stars}*`)(name)).toBe(true);
  });

  test('that is absent matches everything, and an empty one is refused', () => {
    expect(nameMatcher(null)('orders')).toBe(true);
    expect(nameMatcher(undefined)('')).toBe(true);
    expect(errorCodeOf(() => nameMatcher(''))).toBe('BAD_FILTER');
  });
});

describe('a label condition', () => {
  const labels = { team: 'payments', tier: '' };

  test('holds for any value when none are given, and for any one of those that are', () => {
    expect(labelMatcher([{ key: 'team' }])(labels)).toBe(true);
    expect(labelMatcher([{ key: 'tier', values: null }])(labels)).toBe(true);
    expect(labelMatcher([{ key: 'team', values: ['search', 'payments'] }])(labels)).toBe(true);
    expect(labelMatcher([{ key: 'team', values: ['search'] }])(labels)).toBe(false);
    expect(labelMatcher([{ key: 'team', values: [] }])(labels)).toBe(false);
    expect(labelMatcher([{ key: 'tier', values: [''] }])(labels)).toBe(true);
    expect(labelMatcher([{ key: 'owner', values: [''] }])(labels)).toBe(false);
  });

  test('must hold together with all others; without conditions all match', () => {
    expect(labelMatcher([{ key: 'team' }, { key: 'owner' }])(labels)).toBe(false);
    expect(labelMatcher([{ key: 'team' }, { key: 'tier' }])(labels)).toBe(true);
    for (const none of [null, undefined, []]) expect(labelMatcher(none)({})).toBe(true);
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'for %s looks at labels only',
    (key) => {
      expect(labelMatcher([{ key }])({})).toBe(false);
      const own = Object.fromEntries([[key, 'x']]);
      expect(labelMatcher([{ key, values: ['x'] }])(own)).toBe(true);
      expect(labelMatcher([{ key, values: ['y'] }])(own)).toBe(false);
    },
  );
});

test('a list of members keeps these, an empty one keeps none, an absent one keeps all', () => {
  const kept = (wanted: readonly string[] | null) => ['RUNNING', 'FAILED'].filter(memberMatcher(wanted));
  expect(kept(['FAILED', 'CREATED'])).toEqual(['FAILED']);
  expect(kept([])).toEqual([]);
  expect(kept(null)).toEqual(['RUNNING', 'FAILED']);
});
