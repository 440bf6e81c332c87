/** Compressed responses: negotiation, ETags, the response cache, and responses without a coding. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { type RawAnswer, sendRaw } from '../support/raw-http.ts';
import { until } from '../support/until.ts';

const long =
  '{ environment(name: "env-001") { applications(first: 30) { nodes { id name jobState spec status } } } }';
const short = '{ environments { nodes { name } } }';
/** Depends on the clock, so its response is not cached. */
const uncached = '{ applications(first: 30) { nodes { id name spec status upgrade { waitingFor } } } }';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    cmf: { fleet: { environments: 1, applications: 30, instances: 1 } },
    env: still,
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

function post(query: string, acceptEncoding?: string, to = gateway): Promise<RawAnswer> {
  const accepted = acceptEncoding === undefined ? {} : { 'accept-encoding': acceptEncoding };
  const headers = { 'content-type': 'application/json', ...accepted };
  return sendRaw(to.url, { method: 'POST', headers, body: JSON.stringify({ query }) });
}

function get(query: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  return sendRaw(`${gateway.url}?query=${encodeURIComponent(query)}`, { method, headers });
}

const codingOf = ({ headers }: RawAnswer) => headers['content-encoding'];

describe.each(['br', 'zstd', 'gzip'])('a response in %s', (coding) => {
  test.each([
    ['cached', long],
    ['not cached', uncached],
  ])('that is %s decodes to the plain response', async (_, query) => {
    const plain = await post(query);
    const encoded = await post(query, coding);

    expect(codingOf(plain)).toBeUndefined();
    expect(plain.headers['vary']).toBeUndefined();
    expect(codingOf(encoded)).toBe(coding);
    expect(encoded.headers['vary']).toBe('Accept-Encoding');
    expect(encoded.headers['content-length']).toBe(String(encoded.body.length));
    expect(encoded.body.length).toBeLessThan(plain.body.length / 4);
    expect(encoded.text).toBe(plain.text);
  });

  test('is encoded again, smaller and in the background, when the cache sends it again', async () => {
    const query = `${long} # ${coding}`;
    const first = await get(query, { 'accept-encoding': coding });
    // Other bytes have another strong ETag.
    const current = () => get(query, { 'accept-encoding': coding });
    await until(async () => (await current()).headers['etag'] !== first.headers['etag']);
    const small = await current();

    expect(small.text).toBe(first.text);
    expect(small.body.length).toBeLessThanOrEqual(first.body.length);
    // The earlier ETag is still valid for the same content.
    for (const { etag } of [first.headers, small.headers]) {
      const again = await get(query, { 'accept-encoding': coding, 'if-none-match': etag ?? '' });
      expect([again.status, again.headers['etag'], again.body.length]).toEqual([304, etag, 0]);
    }
  });

  test('is shared by concurrent clients', async () => {
    const query = `${long} # concurrent ${coding}`;
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(query, coding)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.map(codingOf)).toEqual(Array.from({ length: 10 }, () => coding));
  });
});

describe('Accept-Encoding', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['zstd, gzip', 'zstd'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, *', 'zstd'],
    ['*', 'br'],
    ['*;q=0, gzip', 'gzip'],
    ['identity;q=0, gzip;q=0.1', 'gzip'],
    ['identity;q=0, *', 'br'],
    ['gzip, identity', 'gzip'],
    ['gzip;q=0.5, identity', undefined],
    ['identity', undefined],
    ['', undefined],
    ['deflate, compress', undefined],
    ['gzip;q=0', undefined],
    [`${'gzip, '.repeat(300)}br`, undefined],
  ])('%s gets %s', async (header, coding) => {
    const answer = await post(long, header);
    expect(answer.status).toBe(200);
    expect(codingOf(answer)).toBe(coding);
  });

  test.each(['*;q=0', 'identity;q=0', 'deflate, identity;q=0', 'gzip;q=0, *;q=0'])(
    '%s is status 406, because the gateway supports none of the accepted codings',
    async (header) => {
      const answer = await post(long, header);
      expect(answer.status).toBe(406);
      expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code: 'NOT_ACCEPTABLE' } }] });
    },
  );

  test('has no effect on a short response, unless it refuses a plain one', async () => {
    expect(codingOf(await post(short, 'br, gzip'))).toBeUndefined();
    const encoded = await post(short, 'gzip, identity;q=0');
    expect(codingOf(encoded)).toBe('gzip');
    expect(JSON.parse(encoded.text)).toMatchObject({
      data: { environments: { nodes: [{ name: 'env-001' }] } },
    });
  });

  test('has no effect on a stream', async () => {
    const headers = { accept: 'text/event-stream', 'accept-encoding': 'gzip' };
    const answer = await get(long, headers);
    expect(codingOf(answer)).toBeUndefined();
    expect(answer.text).toContain('event: next');
  });
});

describe('an ETag', () => {
  test('differs by coding, and GET varies by Accept-Encoding', async () => {
    const answers = await Promise.all(
      ['identity', 'br', 'zstd', 'gzip'].map((coding) => get(long, { 'accept-encoding': coding })),
    );
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(4);
    for (const { headers } of answers) {
      expect(headers['etag']).toMatch(/^"/);
      expect(headers['vary']).toContain('Accept-Encoding');
    }
  });

  test('of the plain response, or a weak form of any, also matches', async () => {
    const { etag: plain = '' } = (await get(long)).headers;
    const { etag: encoded = '' } = (await get(long, { 'accept-encoding': 'br' })).headers;
    for (const condition of [plain, `W/${plain}`, `"other", W/${encoded}`, '*']) {
      const answer = await get(long, { 'accept-encoding': 'br', 'if-none-match': condition });
      expect(answer.status).toBe(304);
    }
  });

  test('of a coding that the client does not accept does not match', async () => {
    const { etag = '' } = (await get(long, { 'accept-encoding': 'br' })).headers;
    expect((await get(long, { 'if-none-match': etag })).status).toBe(200);
    const other = await get(long, { 'accept-encoding': 'gzip', 'if-none-match': etag });
    expect([other.status, codingOf(other)]).toEqual([200, 'gzip']);
  });
});

test('metrics are compressed for Prometheus', async () => {
  const answer = await sendRaw(`${gateway.origin}/metrics`, { headers: { 'accept-encoding': 'gzip' } });
  expect(codingOf(answer)).toBe('gzip');
  expect(answer.text).toContain('cmf_graphql_cmf_up 1');
});

test('with COMPRESSION=off no response is compressed and no request is rejected', async () => {
  await using plain = await startGateway({
    emulator: gateway.emulator,
    env: { ...still, COMPRESSION: 'off' },
  });
  for (const header of ['br', 'gzip', '*;q=0']) {
    const answer = await post(long, header, plain);
    expect([answer.status, codingOf(answer)]).toEqual([200, undefined]);
  }
  const headers = { 'accept-encoding': 'gzip', accept: 'text/html' };
  expect(codingOf(await sendRaw(plain.url, { method: 'HEAD', headers }))).toBeUndefined();
  expect(codingOf(await sendRaw(`${plain.origin}/metrics`, { headers }))).toBeUndefined();
});
