/** Every marker that redaction leaves in a document is found again in an input. */
import { expect, test } from 'vitest';
import { findMasks } from '../../../src/redaction/masks.ts';
import { createRedaction } from '../../../src/redaction/redaction.ts';

test('the markers of a redacted document are found where its credentials were, in document order', () => {
  const document = {
    flinkConfiguration: { 's3.secret-key': 'a', 'pipeline.name': 'b' },
    image: 'https://user:c@registry.example/flink',
    job: { args: ['--password', 'd', '--topic=e'] },
    embedded: JSON.stringify({ token: 'f' }),
  };
  expect(findMasks(document)).toEqual([]);
  expect(findMasks(createRedaction().json(document))).toEqual([
    ['flinkConfiguration', 's3.secret-key'],
    ['image'],
    ['job', 'args', '1'],
    ['embedded'],
  ]);
});

test('both markers are found, and similar text is not', () => {
  expect(
    findMasks({ a: '(redacted, changed)', b: '(redacted) ', c: 'redacted', d: 'redacted)', e: null }),
  ).toEqual([['a'], ['b']]);
});
