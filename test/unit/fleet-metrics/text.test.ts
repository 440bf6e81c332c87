import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOf } from '../../../src/fleet-metrics/text.ts';

const definition = { name: 'metric', type: 'gauge', labels: ['label'], help: 'Test.' } as const;

test('any text in a label stays one line, and can be read back', () => {
  const texts = fc.string({ unit: fc.constantFrom('\\', '"', '\n', 'n', '}', ' ') });
  fc.assert(
    fc.property(texts, (text) => {
      const line = lineOf(definition, { label: text }, 1);
      const [, escaped = ''] = /^metric\{label="((?:[^"\\\n]|\\[\\"n])*)"\} 1\n$/.exec(line) ?? [line];
      expect(JSON.parse(`"${escaped}"`)).toBe(text);
    }),
  );
});
