/** Credentials on either side of a change. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/json.ts';
import { redacted, redactedChanged } from '../../../src/redaction/redaction.ts';
import { redaction } from './fixtures.ts';

describe('a change', () => {
  const change = (path: readonly string[], before: Json | undefined, after: Json | undefined) => {
    const { before: left, after: right } = redaction.change({ segments: path, before, after });
    return [left, right];
  };

  test('of a credential shows that it changed, and neither value', () => {
    const key = ['flinkConfiguration', 's3.secret-key'];
    expect(change(key, 'hunter1', 'hunter2')).toEqual([redacted, redactedChanged]);
    expect(change(key, undefined, 'hunter2')).toEqual([undefined, redacted]);
    expect(change(key, 'hunter1', undefined)).toEqual([redacted, undefined]);
  });

  test('of an environment variable is recognised by the name of its list item', () => {
    const env = ['podTemplate', 'spec', 'containers', '[name=main]', 'env', '[name=DB_PASSWORD]'];
    expect(change([...env, 'value'], 'hunter1', 'hunter2')).toEqual([redacted, redactedChanged]);
    expect(change(env, undefined, { name: 'DB_PASSWORD', value: 'hunter1' })).toEqual([
      undefined,
      { name: 'DB_PASSWORD', value: redacted },
    ]);
    const other = [...env.slice(0, -1), '[name=LOG_LEVEL]', 'value'];
    expect(change(other, 'info', 'debug')).toEqual(['info', 'debug']);
  });

  test('of a list distinguishes credentials that changed from those that did not', () => {
    const [before, after] = change(
      ['job', 'args'],
      ['--password', 'hunter1', '--token=hunter2', '--topic', 'a'],
      ['--password', 'hunter3', '--token=hunter2', '--topic', 'b'],
    );
    expect(before).toEqual(['--password', redacted, `--token=${redacted}`, '--topic', 'a']);
    expect(after).toEqual(['--password', redactedChanged, `--token=${redacted}`, '--topic', 'b']);
  });

  test('keeps all other values', () => {
    const said = {
      segments: ['job', 'parallelism'],
      before: 1,
      after: 2,
      path: 'job.parallelism',
      kind: 'CHANGED',
    };
    expect(redaction.change(said)).toEqual(said);
  });
});
