/** Encoded responses of CMF: every coding that a proxy may apply, and the bounds. */
import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { connect, failureOf, listen } from './upstream.ts';

const environment = { name: 'dev', labels: { long: 'x'.repeat(5_000) } };
const body = Buffer.from(JSON.stringify(environment));

function sendEncoded(
  response: ServerResponse,
  coding: string | string[],
  encoded: Buffer,
  status = 200,
): void {
  response.statusCode = status;
  response.setHeader('content-encoding', coding);
  response.end(encoded);
}

const codings: readonly (readonly [string, (plain: Buffer) => Buffer])[] = [
  ['gzip', gzipSync],
  ['X-GZIP', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['identity', (plain) => plain],
  ['gzip, br', (plain) => brotliCompressSync(gzipSync(plain))],
];

test('gzip is requested', async () => {
  await using upstream = await listen((_, response) => sendEncoded(response, 'gzip', gzipSync(body)));
  await using cmf = connect({ url: upstream.url });
  expect(await cmf.getEnvironment('dev')).toMatchObject({ name: 'dev' });
  expect(upstream.requests.map(({ headers }) => headers['accept-encoding'])).toEqual(['gzip']);
});

test.each(codings)('%s is decoded', async (coding, encode) => {
  await using upstream = await listen((_, response) => sendEncoded(response, coding, encode(body)));
  await using cmf = connect({ url: upstream.url });
  expect(await cmf.getEnvironment('dev')).toMatchObject({ name: 'dev' });
});

test('the metrics count the bytes as received', async () => {
  const bytes: number[] = [];
  await using upstream = await listen((_, response) => sendEncoded(response, 'gzip', gzipSync(body)));
  await using cmf = connect({ url: upstream.url, onCall: (call) => bytes.push(call.bytes) });
  await cmf.getEnvironment('dev');
  expect(bytes).toEqual([gzipSync(body).length]);
});

describe('a response is unreadable, and is not requested again,', () => {
  const broken: readonly (readonly [string, string | string[], Buffer, string])[] = [
    ['in an unknown coding', 'compress', body, 'has the unknown content coding "compress"'],
    ['in a coding of JavaScript', 'constructor', body, 'has the unknown content coding "constructor"'],
    ['in too many codings', ['gzip, gzip', 'gzip'], body, 'has 3 content codings'],
    ...(['gzip', 'deflate', 'br', 'zstd'] as const).flatMap((coding) => {
      const encode = codings.find(([name]) => name === coding)?.[1] ?? gzipSync;
      const problem = `is not valid ${coding}`;
      return [
        [`in ${coding} that is cut`, coding, encode(body).subarray(0, -10), problem] as const,
        [`that is no ${coding}`, coding, body, problem] as const,
      ];
    }),
  ];

  test.each(broken)('%s', async (_, coding, encoded, problem) => {
    await using upstream = await listen((_request, response) => sendEncoded(response, coding, encoded));
    await using cmf = connect({ url: upstream.url });
    const failure = await failureOf(cmf.getEnvironment('dev'));
    expect(failure).toMatchObject({
      failure: 'MALFORMED',
      status: 200,
      retryable: true,
      message: `CMF's response ${problem}`,
    });
    // The log appends the message of the cause.
    expect(String(failure.cause)).not.toContain(problem);
    expect(upstream.requests).toHaveLength(1);
  });
});

test('an error keeps its status, in any coding', async () => {
  const problem = Buffer.from(JSON.stringify({ errors: [{ message: 'Not for you' }] }));
  await using upstream = await listen((_request, response, nth) =>
    nth === 0
      ? sendEncoded(response, 'gzip', gzipSync(problem), 403)
      : sendEncoded(response, 'unknown', problem, 401),
  );
  await using cmf = connect({ url: upstream.url });
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({
    failure: 'STATUS',
    status: 403,
    message: expect.stringContaining('Not for you'),
  });
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({ failure: 'STATUS', status: 401 });
});

test('a body that decodes to more than 64 MB ends at the bound', async () => {
  const member = gzipSync(Buffer.alloc(64 * 1024 * 1024), { level: 1 });
  // 1 GB of zeros in some MB.
  const bomb = Buffer.concat(Array.from({ length: 16 }, () => member));
  await using upstream = await listen((_, response) => sendEncoded(response, 'gzip', bomb));
  await using cmf = connect({ url: upstream.url });
  const before = process.memoryUsage().arrayBuffers;
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().arrayBuffers - before);
  }, 1);
  const failure = await failureOf(cmf.getEnvironment('dev'));
  clearInterval(watch);
  expect(failure).toMatchObject({
    failure: 'MALFORMED',
    message: "CMF's response is longer than 67108864 bytes",
  });
  // The decoded part up to the bound and the encoded body, of 1 GB.
  expect(peak).toBeLessThan(200 * 1024 * 1024);
});
