/**
 * Pages of other origins cannot make a browser send requests to the gateway, unless their origin is in CORS_ORIGINS.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { get, post, sendRequest } from './post.ts';
import { openSocket } from './socket.ts';

const friend = 'https://console.example';
const stranger = 'https://evil.example';
const query = '{ __typename }';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ cmf: { fleet: 'empty' }, env: { ...still, CORS_ORIGINS: friend } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** fetch of Node sets its own `Sec-Fetch-Mode`, and leaves `Origin` and `Sec-Fetch-Site` to its caller. */
const crossSite: readonly (readonly [string, Record<string, string>])[] = [
  ['by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  [
    'by Sec-Fetch-Site, from a sibling domain',
    { 'sec-fetch-site': 'same-site', origin: 'http://other.127.0.0.1' },
  ],
  ['by Origin', { origin: stranger }],
  ['by an Origin that is hidden', { origin: 'null' }],
  ['by an Origin of the same host and another port', { origin: 'http://127.0.0.1:1' }],
];

describe('a page of another origin', () => {
  test.each(crossSite)('cannot send a GET or POST, identified %s', async (_, headers) => {
    for (const { status, code } of [
      await get(gateway.url, { query }, headers),
      await post(gateway.url, { query }, headers),
    ]) {
      expect({ status, code }).toEqual({ status: 403, code: 'CROSS_SITE_REQUEST' });
    }
  });

  test.each(crossSite)('cannot open a WebSocket, identified %s', async (_, headers) => {
    await expect(openSocket(gateway.url, { headers })).rejects.toThrow('403');
  });

  test('gets no permission by a preflight', async () => {
    const { status, headers } = await preflight(stranger);
    expect(status).toBe(204);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('a page of an origin in CORS_ORIGINS', () => {
  test('may send requests, and read the response and its request id', async () => {
    const { body, headers } = await post(
      gateway.url,
      { query },
      { origin: friend, 'sec-fetch-site': 'cross-site' },
    );
    expect(body.data).toEqual({ __typename: 'Query' });
    expect(headers.get('access-control-allow-origin')).toBe(friend);
    expect(headers.get('access-control-expose-headers')).toBe('x-request-id, x-cmf-emulator');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  test('may send the headers that its preflight requests', async () => {
    const { status, headers } = await preflight(friend);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(friend);
    expect(headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(headers.get('access-control-allow-headers')).toBe('authorization,content-type');
  });

  test('may open a WebSocket', async () => {
    await using socket = await openSocket(gateway.url, { headers: { origin: friend } });
    await socket.init();
    expect(socket.received).toEqual([{ type: 'connection_ack' }]);
  });
});

describe("the gateway's own page", () => {
  test.each([
    ['by Sec-Fetch-Site', () => ({ 'sec-fetch-site': 'same-origin', origin: 'https://outside.example' })],
    ['by Origin', () => ({ origin: gateway.origin })],
  ])('may send requests and open a WebSocket, identified %s', async (_, headers) => {
    expect((await post(gateway.url, { query }, headers())).status).toBe(200);
    await using socket = await openSocket(gateway.url, { headers: headers() });
    await socket.init();
  });

  test('cannot be framed, is not sniffed as another type, and sends no referrer', async () => {
    const { status, headers } = await sendRequest(gateway.url, {
      headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    });
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "frame-ancestors 'none'",
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  test('exists only with GRAPHIQL=true', async () => {
    await using plain = await startGateway({ cmf: { fleet: 'empty' }, env: { ...still, GRAPHIQL: 'false' } });
    const { headers } = await sendRequest(plain.url, { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(headers.get('content-type')).toContain('application/json');
  });
});

describe('a POST that a page may send without a preflight', () => {
  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('is not read: content type "%s"', async (contentType) => {
    const { status, code } = await post(gateway.url, { query }, { 'content-type': contentType });
    expect({ status, code }).toEqual({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
  });
});

describe('INTROSPECTION=false', () => {
  test('rejects introspection and suggests no names', async () => {
    await using closed = await startGateway({
      cmf: { fleet: 'empty' },
      env: { ...still, INTROSPECTION: 'false' },
    });
    for (const question of [
      '{ __schema { types { name } } }',
      '{ ...Q } fragment Q on Query { __type(name: "Query") { name } }',
    ]) {
      expect((await post(closed.url, { query: question })).code).toBe('INTROSPECTION_DISABLED');
    }
    const { body } = await post(closed.url, { query: '{ environment { nam } }' });
    expect(body.errors?.map(({ message }) => message).join()).not.toContain('Did you mean');
    expect((await post(closed.url, { query: '{ __typename }' })).body.data).toEqual({ __typename: 'Query' });
  });
});

function preflight(origin: string) {
  return sendRequest(gateway.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });
}
