import { describe, expect, test } from 'vitest';
import { flatConfiguration } from '../../../src/history/configuration.ts';
import type { JsonObject } from '../../../src/json.ts';

function flat(flinkConfiguration: JsonObject | null) {
  return Object.fromEntries(flatConfiguration({ flinkConfiguration }));
}

describe('Flink configuration', () => {
  test('keeps a dotted key as one key', () => {
    expect(flat({ 'a.b': '1' })).toEqual({ 'a.b': '1' });
  });

  test('flattens the nested form of Flink 2 by joining keys with a dot', () => {
    expect(flat({ execution: { checkpointing: { interval: '10s', 'max.attempts': 3 } } })).toEqual({
      'execution.checkpointing.interval': '10s',
      'execution.checkpointing.max.attempts': '3',
    });
  });

  test('joins a list with semicolons, as the operator does', () => {
    expect(flat({ 'pipeline.jars': ['a.jar', 'b.jar', 3] })).toEqual({ 'pipeline.jars': 'a.jar;b.jar;3' });
  });

  test('reads scalars as their text', () => {
    expect(flat({ yes: true, size: 1.5, none: null, text: '' })).toEqual({
      yes: 'true',
      size: '1.5',
      none: 'null',
      text: '',
    });
  });

  test('has no key for an empty map or list', () => {
    expect(flat({ map: {}, list: [] })).toEqual({});
  });

  test('uses the later one when both forms have a key', () => {
    expect(flat({ 'a.b': '1', a: { b: '2' } })).toEqual({ 'a.b': '2' });
  });

  test.each([[null], [{}], [{ flinkConfiguration: null }], [{ flinkConfiguration: 'not a map' }]])(
    'is empty for the spec %j',
    (spec) => {
      expect(flatConfiguration(spec).size).toBe(0);
    },
  );

  test('supports a key named __proto__ and very deep nesting', () => {
    const spec = JSON.parse(
      `{"__proto__": {"polluted": "1"}, "deep": ${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    );
    expect([...flatConfiguration({ flinkConfiguration: spec })]).toEqual([['__proto__.polluted', '1']]);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});
