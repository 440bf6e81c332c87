/** The spec as text: YAML and JSON have the same values, problems have a position, and comments are kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  convertDraft,
  type Draft,
  draftOf,
  parseSpec,
  type Spec,
  type SpecFormat,
} from '../../../console/editor/spec-text.ts';

const formats: readonly SpecFormat[] = ['yaml', 'json'];
/** `__proto__` is a key that objects cannot have in a literal. */
const specs = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { noNullPrototype: true })
  .map((spec): Spec => JSON.parse(JSON.stringify(spec)))
  .filter((spec) => !JSON.stringify(spec).includes('__proto__') && !JSON.stringify(spec).includes('"<<"'));

function specOf(draft: Draft): unknown {
  const parsed = parseSpec(draft.text, draft.format);
  return 'spec' in parsed ? parsed.spec : parsed;
}

test.each(formats)('%s: formatted text parses to the same value', (format) => {
  fc.assert(
    fc.property(specs, (spec) => {
      expect(specOf(draftOf(spec, format))).toEqual(spec);
    }),
  );
});

test('a draft in another format has the same values, whatever they were before', () => {
  fc.assert(
    fc.property(specs, specs, (before, after) => {
      const json = convertDraft(draftOf(before, 'yaml'), before, 'json');
      expect(specOf(json)).toEqual(before);
      expect(specOf(convertDraft({ ...json, text: JSON.stringify(after) }, after, 'yaml'))).toEqual(after);
    }),
  );
});

const commented = `# Owned by payments
image: registry/ledger:1 # pinned
job:
  # measured in May
  parallelism: 2
  args: [--topic, orders]
  "on": true
`;
const yaml: Draft = { format: 'yaml', text: commented, keptYaml: null };

test('comments return from JSON with YAML, byte by byte if nothing changed', () => {
  const spec = specOf(yaml) as Spec;
  expect(convertDraft(convertDraft(yaml, spec, 'json'), spec, 'yaml').text).toBe(commented);
});

test('values that were changed in JSON keep the comments beside them', () => {
  const json = convertDraft(yaml, specOf(yaml) as Spec, 'json');
  const changed = {
    image: 'registry/ledger:2',
    job: { parallelism: 8, args: ['--topic', 'no'], retries: [1] },
  };
  const back = convertDraft({ ...json, text: JSON.stringify(changed) }, changed, 'yaml');
  expect(specOf(back)).toEqual(changed);
  for (const part of [
    '# Owned by payments',
    'ledger:2 # pinned',
    '# measured in May\n  parallelism: 8',
    '"no"',
  ])
    expect(back.text).toContain(part);
});

describe('a problem has its line and column', () => {
  test.each<[SpecFormat, string, string, number, number]>([
    ['json', '{\n  "a": 1\n  "b": 2\n}', 'A comma is expected', 3, 3],
    ['json', '{"a": 1, "a": 2}', 'The key a occurs twice', 1, 10],
    ['json', '{"a": 1 /* why */}', 'JSON has no comments', 1, 9],
    ['json', '{"a": 12345678901234567890}', 'too long to be sent exactly', 1, 7],
    ['json', '{', 'A closing brace', 1, 2],
    ['json', '[1]', 'must be an object', 1, 1],
    ['json', '['.repeat(100_000), 'nested too deeply', 1, 1],
    ['yaml', 'a: 1\na: 2', 'Map keys must be unique', 2, 1],
    ['yaml', 'a: 1\nb: [1,', 'Flow sequence', 2, 7],
    ['yaml', 'a:\n  b: *x', 'No earlier value has the anchor x', 2, 6],
    ['yaml', 'a: .inf', 'JSON cannot represent this number', 1, 4],
    ['yaml', 'a: 12345678901234567890', 'too long to be sent exactly', 1, 4],
    ['yaml', 'a: !secret b', 'Unresolved tag', 1, 4],
    ['yaml', 'a: 1\n---\nb: 2', 'Only one document', 2, 1],
    ['yaml', '', 'must be an object', 1, 1],
    ['yaml', 'apiVersion: v1\nkind: FlinkApplication\nspec: {}', 'a whole manifest', 1, 1],
  ])('%s %j', (format, text, message, line, column) => {
    const parsed = parseSpec(text, format);
    expect(parsed).toMatchObject({ problems: [{ message: expect.stringContaining(message), line, column }] });
  });
});

test('aliases that multiply are refused', () => {
  const text = Array.from(
    { length: 12 },
    (_, i) =>
      `k${i}: &k${i} [${
        i === 0
          ? 'x'
          : Array(9)
              .fill(`*k${i - 1}`)
              .join(',')
      }]`,
  );
  expect(parseSpec(text.join('\n'), 'yaml')).toMatchObject({ problems: [{ line: 1 }] });
});
