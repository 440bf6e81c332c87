/** Random documents: every credential is redacted, and nothing else is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/json.ts';
import { redaction, text } from './fixtures.ts';

/** Credentials that no generated text contains by chance. */
const credential = fc.integer({ min: 0, max: 999_999_999 }).map((digits) => `Hunter${digits}`);

const sensitiveKey = fc.constantFrom(
  'password',
  'DB_PASSWORD',
  's3.secret-key',
  'sasl.jaas.config',
  'apiKey',
  'x.Api-Key',
  'AUTH_TOKEN',
  'fs.azure.account.key.store',
  'basicAuth',
  'HTTP_HEADERS',
  'service-key',
);

const plainKey = fc.constantFrom(
  'name1',
  'a.b',
  'image',
  'parallelism',
  'labels',
  'spec',
  'podTemplate',
  'job',
  'args',
);

/** The possible positions of a given credential. */
function hidingPlaces(secret: string, key: string): readonly Json[] {
  return [
    { [key]: secret },
    { [key]: { inner: [secret, { deep: secret }] } },
    { env: [{ name: key, value: secret }] },
    { args: [`--${key}`, secret] },
    { args: [`--${key}=${secret}`] },
    { opts: `-Xmx1g -D${key}=${secret} -ea` },
    { message: `could not log in, ${key}: "${secret}"` },
    { embedded: JSON.stringify({ spec: { [key]: secret } }) },
    { embedded: JSON.stringify({ again: JSON.stringify([{ name: key, value: secret }]) }) },
  ];
}

const hidden = fc.tuple(credential, sensitiveKey, fc.nat()).map(([secret, key, pick]) => {
  const places = hidingPlaces(secret, key);
  return places[pick % places.length] ?? null;
});

const harmless = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<Json>('orders', 'v1_19', 5, true, null, 'a = b', '--topic'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(plainKey, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** A harmless document with credentials put into it. */
const document = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    hidden,
    harmless,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(plainKey, tie('value'), { maxKeys: 4 }),
  ),
})).value;

describe('for every document', () => {
  test('no credential remains, and redaction is idempotent', () => {
    fc.assert(
      fc.property(document, (value) => {
        const once = redaction.json(value);
        expect(text(once)).not.toMatch(/Hunter\d/);
        expect(redaction.json(once)).toEqual(once);
      }),
      { numRuns: 1_000 },
    );
  });

  test('a document without credentials is unchanged', () => {
    fc.assert(
      fc.property(harmless, (value) => {
        expect(redaction.json(value)).toBe(value);
      }),
      { numRuns: 1_000 },
    );
  });

  test('no credential is left on either side of a change', () => {
    fc.assert(
      fc.property(document, document, fc.array(plainKey, { maxLength: 3 }), (before, after, segments) => {
        expect(text(redaction.change({ segments, before, after }))).not.toMatch(/Hunter\d/);
      }),
      { numRuns: 500 },
    );
  });
});
