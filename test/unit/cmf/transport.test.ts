import { expect, test } from 'vitest';
import { until } from '../../support/until.ts';
import { connect, failureOf, listen, sendJson } from './upstream.ts';

const environment = { name: 'dev' };

test('a call has a deadline, which also bounds a slow body', async () => {
  await using upstream = await listen((request, response) => {
    if (request.url?.endsWith('/slow')) response.writeHead(200).write('{');
  });
  await using cmf = connect({ url: upstream.url, timeoutMs: 80 });
  for (const name of ['silent', 'slow']) {
    expect(await failureOf(cmf.getEnvironment(name))).toMatchObject({
      operation: 'getEnvironment',
      failure: 'TIMEOUT',
      status: null,
      retryable: true,
    });
  }
  expect(upstream.requests).toHaveLength(2);
});

test('the deadline holds while a call waits for a connection', async () => {
  await using upstream = await listen(() => {});
  const timeoutMs = 600;
  await using cmf = connect({ url: upstream.url, timeoutMs, maxConnections: 1 });
  const ends = await Promise.all(
    ['first', 'second'].map(async (name) => {
      const { failure } = await failureOf(cmf.getEnvironment(name));
      return { failure, at: performance.now() };
    }),
  );
  expect(ends.map(({ failure }) => failure)).toEqual(['TIMEOUT', 'TIMEOUT']);
  // A deadline that began with the connection would end one time limit after the first.
  const [first, second] = ends;
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeLessThan(timeoutMs / 2);
});

test('concurrent requests are limited by the number of connections, which are reused', async () => {
  await using upstream = await listen((_request, response) =>
    setImmediate(() => sendJson(response, environment)),
  );
  await using cmf = connect({ url: upstream.url, maxConnections: 3 });
  await Promise.all(Array.from({ length: 30 }, (_, index) => cmf.getEnvironment(`dev-${index}`)));
  expect(upstream.requests).toHaveLength(30);
  expect(upstream.peak).toBeLessThanOrEqual(3);
  expect(await upstream.connections()).toBeLessThanOrEqual(3);
});

test('a request on a broken connection is retried', async () => {
  await using upstream = await listen((request, response, nth) => {
    if (nth === 0) request.socket.destroy();
    else if (nth === 1)
      response.writeHead(200, { 'content-length': 100 }).write('{"name"', () => response.destroy());
    else sendJson(response, environment);
  });
  await using cmf = connect({ url: upstream.url });
  expect(await cmf.getEnvironment('dev')).toMatchObject(environment);
  expect(upstream.requests).toHaveLength(3);
});

test('a CMF that does not listen is unreachable, and the message contains no address', async () => {
  const upstream = await listen(() => {});
  const { url } = upstream;
  await upstream[Symbol.asyncDispose]();
  await using cmf = connect({ url, maxRetries: 1 });
  const error = await failureOf(cmf.getEnvironment('dev'));
  expect(error).toMatchObject({ failure: 'UNREACHABLE', status: null, retryable: true });
  expect(error.message).toBe('CMF could not be reached (ECONNREFUSED)');
});

test.each([429, 500, 502, 503, 504])(
  'a status of %i is retried, and thrown when it persists',
  async (status) => {
    await using upstream = await listen((_request, response) =>
      sendJson(response, { message: 'overloaded' }, { status }),
    );
    await using cmf = connect({ url: upstream.url, maxRetries: 1 });
    expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({
      failure: 'STATUS',
      status,
      retryable: true,
      message: 'overloaded',
    });
    expect(upstream.requests).toHaveLength(2);
  },
);

test.each([
  [301, false],
  [400, false],
  [401, false],
  [403, false],
  [404, false],
  [408, true],
  [409, false],
  [422, false],
  [501, true],
])('a status of %i is not retried', async (status, retryable) => {
  await using upstream = await listen((_request, response) => response.writeHead(status).end());
  await using cmf = connect({ url: upstream.url });
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({ failure: 'STATUS', status, retryable });
  expect(upstream.requests).toHaveLength(1);
});

test('a retry waits for Retry-After', async () => {
  const times: number[] = [];
  await using upstream = await listen((_request, response, nth) => {
    times.push(performance.now());
    if (nth === 0) sendJson(response, {}, { status: 503, 'retry-after': 1 });
    else sendJson(response, environment);
  });
  await using cmf = connect({ url: upstream.url });
  await cmf.getEnvironment('dev');
  const [first = 0, second = 0] = times;
  expect(second - first).toBeGreaterThan(950);
});

test('a Retry-After beyond the deadline ends the call at once with the error of CMF', async () => {
  await using upstream = await listen((_request, response) =>
    sendJson(response, { message: 'down for maintenance' }, { status: 503, 'retry-after': 3600 }),
  );
  await using cmf = connect({ url: upstream.url, timeoutMs: 5_000 });
  const startedAt = performance.now();
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({
    status: 503,
    message: 'down for maintenance',
  });
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(upstream.requests).toHaveLength(1);
});

test("the caller's signal ends a call before, during and between requests", async () => {
  await using upstream = await listen((request, response) => {
    if (request.url?.endsWith('/busy')) sendJson(response, {}, { status: 503, 'retry-after': 5 });
  });
  await using cmf = connect({ url: upstream.url });
  const aborted = { failure: 'ABORTED', status: null, retryable: false };

  expect(await failureOf(cmf.getEnvironment('never', { signal: AbortSignal.abort() }))).toMatchObject(
    aborted,
  );
  expect(upstream.requests).toHaveLength(0);

  for (const name of ['silent', 'busy']) {
    const caller = new AbortController();
    const sent = upstream.requests.length;
    const call = failureOf(cmf.getEnvironment(name, { signal: caller.signal }));
    await until(() => upstream.requests.length > sent, { what: 'the request' });
    caller.abort();
    expect(await call).toMatchObject(aborted);
  }
});

test('an aborted request closes its connection to CMF', async () => {
  let closed = false;
  await using upstream = await listen((_request, response) => {
    response.once('close', () => {
      closed = true;
    });
  });
  await using cmf = connect({ url: upstream.url });
  const caller = new AbortController();
  const call = failureOf(cmf.getEnvironment('dev', { signal: caller.signal }));
  await until(() => upstream.requests.length === 1, { what: 'the request' });
  caller.abort();
  await call;
  expect(await until(() => closed, { what: 'the end of the request' })).toBe(true);
});

test('closing aborts running calls and rejects new ones', async () => {
  await using upstream = await listen((request, response) => {
    if (request.url?.endsWith('/busy')) sendJson(response, {}, { status: 503, 'retry-after': 5 });
  });
  const cmf = connect({ url: upstream.url });
  const calls = ['silent', 'busy'].map((name) => failureOf(cmf.getEnvironment(name)));
  await until(() => upstream.requests.length === 2, { what: 'both requests' });
  await cmf.close();
  for (const call of calls) expect(await call).toMatchObject({ failure: 'ABORTED', retryable: false });
  expect(await failureOf(cmf.getEnvironment('late'))).toMatchObject({ failure: 'ABORTED' });
  await until(async () => (await upstream.connections()) === 0, { what: 'no connections' });
});

test.each([
  ['not JSON', '<html>'],
  ['cut off', '{"name":'],
  ['empty', ''],
  ['not a resource', '[]'],
])('a body that is %s is malformed and not retried', async (_how, body) => {
  await using upstream = await listen((_request, response) => response.end(body));
  await using cmf = connect({ url: upstream.url });
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({
    failure: 'MALFORMED',
    status: 200,
    retryable: true,
  });
  expect(upstream.requests).toHaveLength(1);
});

test('a byte order mark before the JSON is ignored', async () => {
  await using upstream = await listen((_request, response) => response.end('\ufeff{"name":"dev"}'));
  await using cmf = connect({ url: upstream.url });
  expect(await cmf.getEnvironment('dev')).toMatchObject(environment);
});

test('an endless response is aborted before it exhausts the memory', async () => {
  const chunk = Buffer.alloc(1024 * 1024, ' ');
  await using upstream = await listen((_request, response) => {
    const pour = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', pour);
    pour();
  });
  await using cmf = connect({ url: upstream.url });
  expect(await failureOf(cmf.getEnvironment('dev'))).toMatchObject({ failure: 'MALFORMED', retryable: true });
  expect(upstream.requests).toHaveLength(1);
});

test.each(['', '/', '/proxy/cmf', '/proxy/cmf/'])('the base URL may have the path %j', async (prefix) => {
  await using upstream = await listen((_request, response) => sendJson(response, environment));
  await using cmf = connect({ url: upstream.url + prefix });
  await cmf.getEnvironment('dev');
  expect(upstream.requests[0]?.url).toBe(`${prefix.replace(/\/$/, '')}/cmf/api/v1/environments/dev`);
});

test('every request accepts JSON', async () => {
  await using upstream = await listen((_request, response) => sendJson(response, environment));
  await using cmf = connect({ url: upstream.url });
  await cmf.getEnvironment('dev');
  expect(upstream.requests[0]?.headers).toMatchObject({ accept: 'application/json' });
  expect(upstream.requests[0]?.headers).not.toHaveProperty('authorization');
});

test("the gateway's token is sent, unless the call brings the caller's own authorization", async () => {
  await using upstream = await listen((_request, response) => sendJson(response, environment));
  await using cmf = connect({ url: upstream.url, token: 'gateway-token\n' });
  await cmf.getEnvironment('dev');
  await cmf.getEnvironment('dev', { authorization: 'Bearer caller-token' });
  expect(upstream.requests.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer gateway-token',
    'Bearer caller-token',
  ]);
});

test('a token that CMF quotes is not part of the error', async () => {
  await using upstream = await listen((request, response) =>
    sendJson(response, { message: `bad credential: ${request.headers.authorization}` }, { status: 401 }),
  );
  await using cmf = connect({ url: upstream.url, token: 'gateway-token' });
  const own = await failureOf(cmf.getEnvironment('dev'));
  const callers = await failureOf(cmf.getEnvironment('dev', { authorization: 'Bearer caller-token' }));
  for (const error of [own, callers]) expect(error.message).toBe('bad credential: Bearer ***');
});

test('every request is reported with its status, size and duration', async () => {
  const calls: unknown[] = [];
  await using upstream = await listen((request, response, nth) => {
    if (nth === 0) sendJson(response, {}, { status: 503 });
    else if (nth === 1) request.socket.destroy();
    else sendJson(response, environment);
  });
  await using cmf = connect({ url: upstream.url, onCall: (call) => calls.push(call) });
  await cmf.getEnvironment('dev');
  const durationMs: unknown = expect.any(Number);
  expect(calls).toEqual([
    { operation: 'getEnvironment', status: 503, bytes: 2, durationMs },
    { operation: 'getEnvironment', status: null, bytes: 0, durationMs },
    { operation: 'getEnvironment', status: 200, bytes: 14, durationMs },
  ]);
});
