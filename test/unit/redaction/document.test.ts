/** Credentials in JSON documents. */
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/json.ts';
import { redacted } from '../../../src/redaction/redaction.ts';
import { redaction, text } from './fixtures.ts';

describe('a document', () => {
  test('has no values under keys that Flink treats as sensitive, in dotted and in nested form', () => {
    const spec: JsonObject = {
      flinkConfiguration: {
        's3.secret-key': 'hunter1',
        'fs.azure.account.key.store.blob.core.windows.net': 'hunter2',
        's3.access.style': 'path',
        fs: { azure: { account: { key: 'hunter3' } } },
        security: { 'auth-params': { user: 'hunter4', attempts: 5 } },
        parallelism: { default: 4 },
      },
    };
    expect(redaction.json(spec)).toEqual({
      flinkConfiguration: {
        's3.secret-key': redacted,
        'fs.azure.account.key.store.blob.core.windows.net': redacted,
        's3.access.style': 'path',
        fs: { azure: { account: { key: redacted } } },
        security: { 'auth-params': { user: redacted, attempts: redacted } },
        parallelism: { default: 4 },
      },
    });
  });

  test('shows no id of an access key, with or without its secret beside it', () => {
    const document: JsonObject = {
      's3.access-key': 'AKIA1',
      's3.path.style.access': true,
      fs: { s3a: { access: { key: 'AKIA2' } }, 's3a.access.key': 'AKIA3' },
      env: [{ name: 'AWS_ACCESS_KEY_ID', value: 'AKIA4' }],
      accessKeyId: 'AKIA5',
      args: ['--s3.access-key', 'AKIA6', '-Dfs.s3a.access.key=AKIA7'],
    };
    expect(redaction.json(document)).toEqual({
      's3.access-key': redacted,
      's3.path.style.access': true,
      fs: { s3a: { access: { key: redacted } }, 's3a.access.key': redacted },
      env: [{ name: 'AWS_ACCESS_KEY_ID', value: redacted }],
      accessKeyId: redacted,
      args: ['--s3.access-key', redacted, `-Dfs.s3a.access.key=${redacted}`],
    });
  });

  test('has no value of a sensitive environment variable, and keeps the name of a referenced secret', () => {
    const container: JsonObject = {
      podTemplate: {
        spec: {
          imagePullSecrets: [{ name: 'registry' }],
          volumes: [{ name: 'keys', secret: { secretName: 'kafka-keys' } }],
          containers: [
            {
              name: 'flink-main-container',
              env: [
                { name: 'DB_PASSWORD', value: 'hunter1' },
                { name: 'API_KEY', value: 'hunter2' },
                { name: 'LOG_LEVEL', value: 'info' },
                { name: 'DB_TOKEN', valueFrom: { secretKeyRef: { name: 'db', key: 'token-1' } } },
              ],
              envFrom: [{ secretRef: { name: 'more' } }],
            },
          ],
        },
      },
    };
    const expected = JSON.parse(text(container).replace(/hunter\d/g, redacted));
    expect(redaction.json(container)).toEqual(expected);
  });

  test('has no sensitive program argument, in each form of arguments', () => {
    const args = [
      '--password',
      'hunter1',
      '--token=hunter2',
      '-Dapi.key=hunter3',
      '--topic',
      'orders',
      '--secret',
      '-hunter4',
    ];
    expect(redaction.json({ job: { args } })).toEqual({
      job: {
        args: [
          '--password',
          redacted,
          `--token=${redacted}`,
          `-Dapi.key=${redacted}`,
          '--topic',
          'orders',
          '--secret',
          redacted,
        ],
      },
    });
    expect(redaction.json({ command: ['--with-token', '--topic', 'orders'] })).toEqual({
      command: ['--with-token', '--topic', 'orders'],
    });
  });

  test('has no credential in JSON within its texts, as in lastReconciledSpec', () => {
    const inner = {
      spec: { flinkConfiguration: { 's3.secret-key': 'hunter1' }, note: '{"token":"hunter2"}' },
    };
    const status = { reconciliationStatus: { lastReconciledSpec: JSON.stringify(inner) } };
    const result = text(redaction.json(status));
    expect(result).not.toContain('hunter');
    expect(result.match(/\(redacted\)/g)).toHaveLength(2);
  });

  test('is returned as the same object without a credential, and as the same copy with one', () => {
    const plain = { job: { parallelism: 2, args: ['--topic', 'orders'] }, labels: { team: 'a' } };
    expect(redaction.json(plain)).toBe(plain);
    const secret = { password: 'hunter1', job: plain };
    expect(redaction.json(secret)).toBe(redaction.json(secret));
    expect(redaction.json(secret)['job']).toBe(plain);
  });

  test('keeps null, which is no credential, and its keys', () => {
    expect(redaction.json({ password: null, token: 5, secret: [], 'api-key': [true] })).toEqual({
      password: null,
      token: redacted,
      secret: [],
      'api-key': [redacted],
    });
  });

  test('that is nested very deeply is redacted from some depth on, without a stack overflow', () => {
    let deep: Json = 'hunter1';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(text(redaction.json({ deep }))).not.toContain('hunter');
    expect(redaction.json('['.repeat(200_000))).toMatch(/^\[/);
  });

  test('may hold any keys, also those of Object.prototype', () => {
    const hostile = JSON.parse('{"__proto__": {"password": "hunter1"}, "constructor": "x"}') as JsonObject;
    const result = redaction.json(hostile);
    expect(JSON.stringify(result)).toBe(`{"__proto__":{"password":"${redacted}"},"constructor":"x"}`);
    expect(({} as { password?: string }).password).toBeUndefined();
  });
});
