/**
 * HTTP at the level of the socket: HEAD, `Expect: 100-continue`, charsets, and clients that close their side early.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { type HoldingProxy, startHoldingProxy } from '../support/holding-proxy.ts';
import { openConnection, sendRaw } from '../support/raw-http.ts';
import { until } from '../support/until.ts';

const query = '{ environments { nodes { name } } }';
const data = '{"data":{"environments":{"nodes":[{"name":"env-001"}]}}';
const search = `?query=${encodeURIComponent(query)}`;
const body = JSON.stringify({ query });

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    cmf: { fleet: { environments: 1, applications: 1, instances: 1 } },
    env: { ...still, MAX_BODY_BYTES: '1000' },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

/** The bytes of a POST, with or without the body. */
function postOf(headers: Readonly<Record<string, string>>, text = ''): string {
  const lines = Object.entries({ host: 'gateway', 'content-type': 'application/json', ...headers });
  return `POST /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`;
}

describe('HEAD', () => {
  const volatile = ['date', 'x-request-id'];
  test.each([
    ['a query', `/graphql${search}`, {}],
    ['a compressed response', '/graphql?query={__schema{types{name}}}', { 'accept-encoding': 'gzip' }],
    ['an invalid query', '/graphql?query={nothing}', { accept: 'application/graphql-response+json' }],
    ['GraphiQL', '/graphql', { accept: 'text/html', 'accept-encoding': 'gzip' }],
    ['the redirection', '/', {}],
    ['/health', '/health', {}],
    ['/ready', '/ready', {}],
    ['an unknown path', '/nothing', {}],
  ])('of %s has the status and the headers of GET, and no body', async (_, path, headers) => {
    const [head, get] = [
      await sendRaw(gateway.origin + path, { method: 'HEAD', headers }),
      await sendRaw(gateway.origin + path, { headers }),
    ];
    expect(head.body.length).toBe(0);
    expect(head.status).toBe(get.status);
    const stable = (all: object) => Object.entries(all).filter(([name]) => !volatile.includes(name));
    expect(stable(head.headers)).toEqual(stable(get.headers));
  });

  test('of /metrics has no body', async () => {
    const { status, body } = await sendRaw(`${gateway.origin}/metrics`, { method: 'HEAD' });
    expect([status, body.length]).toEqual([200, 0]);
  });

  test('of a subscription does not start it', async () => {
    const subscription = encodeURIComponent('subscription { jobStateChanged { cursor } }');
    const headers = { accept: 'text/event-stream' };
    const answer = await sendRaw(`${gateway.url}?query=${subscription}`, { method: 'HEAD', headers });
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/event-stream']);
    expect((await sendRaw(`${gateway.origin}/metrics`)).text).toContain('cmf_graphql_listeners 0');
  });

  test('revalidates', async () => {
    const { etag = '' } = (await sendRaw(gateway.url + search)).headers;
    const answer = await sendRaw(gateway.url + search, {
      method: 'HEAD',
      headers: { 'if-none-match': etag },
    });
    expect(answer.status).toBe(304);
  });
});

describe('Expect: 100-continue', () => {
  const expecting = { expect: '100-continue' };

  test('receives 100 and then the response', async () => {
    await using connection = await openConnection(gateway.url);
    connection.write(postOf({ ...expecting, 'content-length': String(body.length) }));
    await connection.until('HTTP/1.1 100 Continue\r\n\r\n');
    connection.write(body);
    expect(await connection.until(data)).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 200 OK\r\n/);
  });

  test('receives its response even when the body comes before the 100', async () => {
    await using connection = await openConnection(gateway.url);
    connection.write(postOf({ ...expecting, 'content-length': String(body.length) }, body));
    expect(await connection.until(data)).toContain('HTTP/1.1 200 OK');
  });

  test.each([
    ['too large', { 'content-length': '1001' }, '413 Payload Too Large', 'BODY_TOO_LARGE'],
    [
      'of another type',
      { 'content-length': '10', 'content-type': 'text/plain' },
      '415 Unsupported Media Type',
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'of another site',
      { 'content-length': '10', origin: 'https://evil.example' },
      '403 Forbidden',
      'CROSS_SITE_REQUEST',
    ],
  ])('with a body that is %s is rejected before the body is sent', async (_, headers, status, code) => {
    await using connection = await openConnection(gateway.url);
    connection.write(postOf({ ...expecting, ...headers }));
    await connection.until(code);
    expect(connection.received).toMatch(new RegExp(`^HTTP/1.1 ${status}\r\n`));
    expect(connection.received).toMatch(/\r\nconnection: close\r\n/i);
  });
});

describe('a content type', () => {
  test.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'Application/JSON ; Charset=UTF8',
    'application/json; profile=x',
  ])('%s is accepted', async (type) => {
    const answer = await sendRaw(gateway.url, { method: 'POST', headers: { 'content-type': type }, body });
    expect(answer.text).toContain(data);
  });

  test.each([
    ['content-type', 'application/json; charset=iso-8859-1'],
    ['content-type', 'application/json; charset="utf-16"'],
    ['content-type', 'application/json; charset=utf-8; charset=latin1'],
    ['content-type', 'application/json; charset='],
    ['content-encoding', 'gzip'],
  ])('with %s: %s is a 415', async (name, value) => {
    const headers = { 'content-type': 'application/json', [name]: value };
    const answer = await sendRaw(gateway.url, { method: 'POST', headers, body });
    expect(answer.status).toBe(415);
    expect(JSON.parse(answer.text)).toMatchObject({
      errors: [{ extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', retryable: false } }],
    });
  });
});

describe('a client that closes its side after its request', () => {
  const held = '{ applications { nodes { name } } }';
  const request = (text: string) => postOf({ 'content-length': String(text.length) }, text);

  async function openHeld(): Promise<{ proxy: HoldingProxy; behind: TestGateway } & AsyncDisposable> {
    await using opening = new AsyncDisposableStack();
    const proxy = opening.use(await startHoldingProxy(gateway.emulator.url));
    const env = { ...still, MAX_AGE_MS: '0' };
    const behind = opening.use(await startGateway({ emulator: gateway.emulator, cmfUrl: proxy.url, env }));
    const closing = opening.move();
    return { proxy, behind, [Symbol.asyncDispose]: () => closing.disposeAsync() };
  }

  test('receives its response and the end of the connection', async () => {
    await using connection = await openConnection(gateway.url);
    connection.write(request(body));
    connection.end();
    await connection.until(data);
    await until(() => connection.isEnded);
    expect(connection.received).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  });

  test('receives its responses to pipelined requests', async () => {
    await using connection = await openConnection(gateway.url);
    connection.write(request(body) + request(body));
    connection.end();
    await until(() => connection.isEnded);
    expect(connection.received.split(data)).toHaveLength(3);
  });

  test('receives its response after a slow CMF, preceded by interim responses', async () => {
    await using opened = await openHeld();
    opened.proxy.hold('/applications');
    await using connection = await openConnection(opened.behind.url);
    connection.write(request(JSON.stringify({ query: held })));
    await until(() => opened.proxy.held.length === 1);
    connection.end();
    await connection.until('HTTP/1.1 102 Processing\r\n\r\n');
    opened.proxy.release();
    expect(await connection.until('"name":"app-001"')).toContain('HTTP/1.1 200 OK');
    await until(() => connection.isEnded);
  });

  test('of a subscription receives its end', async () => {
    await using connection = await openConnection(gateway.url);
    const subscription = JSON.stringify({ query: 'subscription { jobStateChanged { cursor } }' });
    connection.write(
      postOf({ accept: 'text/event-stream', 'content-length': String(subscription.length) }, subscription),
    );
    await connection.until('event: next');
    connection.end();
    expect(await connection.until('event: complete')).not.toContain('HTTP/1.1 102');
    await until(() => connection.isEnded);
  });
});
