/** Credentials in text. */
import { describe, expect, test } from 'vitest';
import { redacted } from '../../../src/redaction/redaction.ts';
import { redaction } from './fixtures.ts';

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

  test('takes linear time for any content', () => {
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
      // A quadratic algorithm takes minutes.
      return performance.now() - startedAt > 3_000;
    });
    expect(slow).toEqual([]);
  });
});
