/** The bytes that the response cache counts, encoded bodies included. */
import { expect, test } from 'vitest';
import { createResponseCache } from '../../../src/graphql/response-cache/responses.ts';
import { createTrace } from '../../../src/graphql/response-cache/trace.ts';
import type { Reads } from '../../../src/mirror/reads-interface.ts';

const moment = { view: null, instancesVersion: 0, time: 0 };
/** No response here reads anything. */
const reads = {} as Reads;
const trace = () => createTrace(reads, () => 0);
const response = (length: number) => ({
  headers: {},
  body: Buffer.alloc(length),
  encoded: new Map(),
  operation: null,
});
const encoded = (length: number) => ({ headers: {}, body: Buffer.alloc(length) });

test('encoded bodies count, and one that is replaced no longer does', () => {
  const cache = createResponseCache({ maxBytes: 1_000_000, moment: () => moment });
  const given = response(1_000);
  cache.set('key', given, trace());
  const plain = cache.bytes;

  cache.addEncoded('key', given, 'br', encoded(300));
  expect(cache.bytes).toBe(plain + 300);
  cache.addEncoded('key', given, 'gzip', encoded(400));
  expect(cache.bytes).toBe(plain + 700);
  cache.addEncoded('key', given, 'br', encoded(200));
  expect(cache.bytes).toBe(plain + 600);
  expect(cache.get('key', reads)?.encoded.get('br')?.body.length).toBe(200);
});

test('an encoded body that makes the entry too large, or comes too late, is not cached', () => {
  const cache = createResponseCache({ maxBytes: 40_000, moment: () => moment });
  const given = response(5_000);
  cache.set('key', given, trace());
  const plain = cache.bytes;

  cache.addEncoded('key', given, 'br', encoded(5_000));
  expect(cache.get('key', reads)).toBe(given);
  expect(given.encoded.size).toBe(0);
  cache.addEncoded('other', given, 'br', encoded(10));
  cache.addEncoded('key', response(5_000), 'br', encoded(10));
  expect(cache.bytes).toBe(plain);
});

test('encoded bodies evict the responses that were used least recently', () => {
  const cache = createResponseCache({ maxBytes: 40_000, moment: () => moment });
  const responses = ['a', 'b', 'c', 'd'].map((key) => {
    const given = response(4_000);
    cache.set(key, given, trace());
    return given;
  });
  const [, , , last] = responses;
  if (last) cache.addEncoded('d', last, 'br', encoded(1_900));
  expect(cache.bytes).toBeLessThanOrEqual(40_000);
  cache.set('e', response(4_000), trace());
  expect(cache.get('a', reads)).toBeUndefined();
  expect(cache.get('d', reads)).toBe(last);
  expect(cache.bytes).toBeLessThanOrEqual(40_000);
});
