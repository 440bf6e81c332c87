import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeId, encodeId, keyOf, parseKey } from '../../../schema/id.ts';
import { errorCodeOf } from './error-code.ts';

const types = { Environment: 1, Application: 2, Instance: 3 } as const;
const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.constantFrom('"', '\\', ':', '/', '\n', '","', 'ü', '😀', '\ud800', '__proto__', 'null'),
);
const thing = fc.constantFrom('Environment', 'Application', 'Instance').chain((type) =>
  fc.record({
    type: fc.constant(type),
    parts: fc.array(name, { minLength: types[type], maxLength: types[type] }),
  }),
);
const idOf = (text: string) => Buffer.from(text).toString('base64url');
const refusal = (id: string) => errorCodeOf(() => decodeId(id));

describe('an id', () => {
  test('decodes to its type and names, for any names', () => {
    fc.assert(
      fc.property(thing, ({ type, parts }) => {
        const id = encodeId(type, keyOf(...parts));
        expect(id).toMatch(/^[\w-]+$/);
        const { typename, id: key } = decodeId(id);
        expect(typename).toBe(type);
        expect(parseKey(typename, key)).toEqual(parts);
      }),
    );
  });

  test('that is any text at all is refused', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.string({ unit: 'binary' }).map(idOf),
      fc
        .tuple(fc.constantFrom(...Object.keys(types)), fc.string())
        .map(([type, key]) => idOf(`${type}:${key}`)),
    );
    fc.assert(
      fc.property(text, (id) => {
        expect(refusal(id)).toBe('BAD_ID');
      }),
    );
  });

  test.each([
    'Environment:',
    'Environment:[]',
    'Environment:[""]',
    'Environment:["dev","orders"]',
    'Application:["dev"]',
    'Application:["dev",null]',
    'Application:["dev",["orders"]]',
    'Application:{"0":"dev","1":"orders","length":2}',
    'Instance:["dev","orders"]',
    'Instance:"dev"',
    'Instance:null',
    'Query:["dev"]',
    'constructor:["dev"]',
    '__proto__:["dev"]',
    'environment:["dev"]',
    'Environment["dev"]',
    ':["dev"]',
    '["dev"]',
  ])('of %s is refused', (text) => {
    expect(refusal(idOf(text))).toBe('BAD_ID');
  });

  test('that is huge or deeply nested is refused', () => {
    expect(refusal('A'.repeat(5_000_000))).toBe('BAD_ID');
    expect(refusal(idOf(`Environment:${'['.repeat(1_400)}`))).toBe('BAD_ID');
    expect(refusal(encodeId('Environment', keyOf('n'.repeat(2_000))))).toBe('BAD_ID');
  });

  test('that was damaged is rejected or decodes to another id, and never fails otherwise', () => {
    const whole = encodeId('Application', keyOf('dev', 'orders'));
    const damaged = fc
      .tuple(fc.nat({ max: whole.length - 1 }), fc.string({ maxLength: 2 }), fc.nat({ max: 2 }))
      .map(([index, text, skipped]) => whole.slice(0, index) + text + whole.slice(index + skipped));
    fc.assert(
      fc.property(damaged, (id) => {
        expect([null, 'BAD_ID']).toContain(refusal(id));
      }),
    );
  });
});

test('a key of another type is refused', () => {
  expect(errorCodeOf(() => parseKey('Instance', keyOf('dev', 'orders')))).toBe('BAD_ID');
});
