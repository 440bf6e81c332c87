/** Redaction: credentials are gone wherever they stand, and nothing else is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../src/json.ts';
import { createRedaction, noRedaction, redacted, redactedChanged } from '../../../src/redaction/redaction.ts';

const redaction = createRedaction();
const text = (value: Json | undefined) => JSON.stringify(value);

describe('a document', () => {
  test('loses what stands under keys that Flink holds for sensitive, in dotted and in nested form', () => {
    const spec: JsonObject = {
      flinkConfiguration: {
        's3.secret-key': 'hunter1',
        'fs.azure.account.key.store.blob.core.windows.net': 'hunter2',
        's3.access-key': 'AKIA1',
        fs: { azure: { account: { key: 'hunter3' } } },
        security: { 'auth-params': { user: 'hunter4', attempts: 5 } },
        parallelism: { default: 4 },
      },
    };
    expect(redaction.json(spec)).toEqual({
      flinkConfiguration: {
        's3.secret-key': redacted,
        'fs.azure.account.key.store.blob.core.windows.net': redacted,
        's3.access-key': 'AKIA1',
        fs: { azure: { account: { key: redacted } } },
        security: { 'auth-params': { user: redacted, attempts: redacted } },
        parallelism: { default: 4 },
      },
    });
  });

  test('loses the value of an environment variable, and keeps the name of the secret that one comes from', () => {
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

  test('loses a program argument in each of its forms', () => {
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

  test('loses what stands in JSON within its texts, as in lastReconciledSpec', () => {
    const inner = {
      spec: { flinkConfiguration: { 's3.secret-key': 'hunter1' }, note: '{"token":"hunter2"}' },
    };
    const status = { reconciliationStatus: { lastReconciledSpec: JSON.stringify(inner) } };
    const result = text(redaction.json(status));
    expect(result).not.toContain('hunter');
    expect(result.match(/\(redacted\)/g)).toHaveLength(2);
  });

  test('is handed back itself when it holds no credential, and the same copy each time when it does', () => {
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

  test('that is nested without end is hidden from some depth on, and harms nobody', () => {
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

describe('a text', () => {
  test.each([
    ['password=hunter1', `password=${redacted}`],
    ['Cannot connect: db.password = hunter1 is wrong', `Cannot connect: db.password = ${redacted} is wrong`],
    ['{"s3.secret-key":"hun ter1","a":1', `{"s3.secret-key":"${redacted}","a":1`],
    [String.raw`\"token\":\"hun ter1\" and on`, String.raw`\"token\":\"${redacted}\" and on`],
    [`config['api-key'] = 'hunter1'`, `config['api-key'] = '${redacted}'`],
    ['run --password hunter1 --topic x', `run --password ${redacted} --topic x`],
    ['required username="u" password="hunter1";', `required username="u" password="${redacted}";`],
    ['jdbc:postgresql://db/x?user=u&password=hunter1', `jdbc:postgresql://db/x?user=u&password=${redacted}`],
    ['redis://user:hunter1@redis:6379', `redis://${redacted}@redis:6379`],
    ['Authorization: Basic aHVudGVyMQ==', `Authorization: Basic ${redacted}`],
    ['with Bearer hunter1.e30 failed', `with Bearer ${redacted} failed`],
    ['got eyJhbGciOiJub25lIn0.eyJzdWIiOiJodW50ZXIifQ.', `got ${redacted}`],
    ['secret: {key: hunter1', `secret: ${redacted}`],
    ['-----BEGIN PRIVATE KEY-----\nhunter1\n-----END PRIVATE KEY-----!', `${redacted}!`],
  ])('%s', (given, wanted) => {
    expect(redaction.text(given)).toBe(wanted);
  });

  test.each([
    "Secret 'db-credentials' not found in namespace flink",
    'Flink job status changed to RECONCILING',
    'confluentinc/cp-flink:1.19.1-cp2',
    'org.apache.kafka.common.errors.TimeoutException: Topic orders not present in metadata after 60000 ms.',
    'The password is wrong',
    's3://bucket/savepoint-8efa07-1',
  ])('without a credential stays: %s', (given) => {
    expect(redaction.text(given)).toBe(given);
  });

  test('takes time in proportion to its length, whatever it is made of', () => {
    const attacks = [
      'password',
      'password=',
      'password:"',
      String.raw`token:\"`,
      '://',
      'eyJ-',
      'Bearer ',
      '-',
      'a.',
      '--token ',
    ];
    const slow = attacks.filter((attack) => {
      const long = attack.repeat(400_000 / attack.length);
      const startedAt = performance.now();
      redaction.text(long);
      // Anything quadratic takes minutes.
      return performance.now() - startedAt > 3_000;
    });
    expect(slow).toEqual([]);
  });
});

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

  test('of an environment variable is told by the name of its list item', () => {
    const env = ['podTemplate', 'spec', 'containers', '[name=main]', 'env', '[name=DB_PASSWORD]'];
    expect(change([...env, 'value'], 'hunter1', 'hunter2')).toEqual([redacted, redactedChanged]);
    expect(change(env, undefined, { name: 'DB_PASSWORD', value: 'hunter1' })).toEqual([
      undefined,
      { name: 'DB_PASSWORD', value: redacted },
    ]);
    const other = [...env.slice(0, -1), '[name=LOG_LEVEL]', 'value'];
    expect(change(other, 'info', 'debug')).toEqual(['info', 'debug']);
  });

  test('of a list tells the credentials that changed from those that did not', () => {
    const [before, after] = change(
      ['job', 'args'],
      ['--password', 'hunter1', '--token=hunter2', '--topic', 'a'],
      ['--password', 'hunter3', '--token=hunter2', '--topic', 'b'],
    );
    expect(before).toEqual(['--password', redacted, `--token=${redacted}`, '--topic', 'a']);
    expect(after).toEqual(['--password', redactedChanged, `--token=${redacted}`, '--topic', 'b']);
  });

  test('keeps what else it says', () => {
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

describe('settings', () => {
  test('REDACT_KEYS adds to the list and takes nothing from it', () => {
    const more = createRedaction({ keys: ['pass-phrase', 'x.y'] });
    expect(more.json({ PASSPHRASE: 'a', 'x-y': 'b', xzy: 'c', password: 'd' })).toEqual({
      PASSPHRASE: redacted,
      'x-y': redacted,
      xzy: 'c',
      password: redacted,
    });
    expect(redaction.json({ PASSPHRASE: 'a' })).toEqual({ PASSPHRASE: 'a' });
  });

  test('a key of the configuration is judged as a whole', () => {
    expect(redaction.value('sasl.jaas.config', 'x required y;')).toBe(redacted);
    expect(redaction.value('env.java.opts.all', '-Dtoken=hunter1 -Xmx1g')).toBe(`-Dtoken=${redacted} -Xmx1g`);
    expect(redaction.value('password', undefined)).toBeUndefined();
  });

  test('off leaves all as it is', () => {
    expect(noRedaction.json({ password: 'hunter1' })).toEqual({ password: 'hunter1' });
    expect(noRedaction.value('password', 'hunter1')).toBe('hunter1');
  });
});

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

/** Where a credential can stand, for one that is given. */
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
  test('no credential is left, and doing it twice does no more', () => {
    fc.assert(
      fc.property(document, (value) => {
        const once = redaction.json(value);
        expect(text(once)).not.toMatch(/Hunter\d/);
        expect(redaction.json(once)).toEqual(once);
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is harmless comes back untouched', () => {
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
