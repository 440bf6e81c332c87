/** The outcome of a failed write: whether CMF may have applied it. */
import { expect, test } from 'vitest';
import { createBearerIdentity } from '../../../src/cmf/auth/bearer.ts';
import type { Identity } from '../../../src/cmf/auth/identity.ts';
import { CmfError, CmfWriteError } from '../../../src/cmf/errors.ts';
import { until } from '../../support/until.ts';
import { connect, failureOf, listen, sendJson } from './upstream.ts';

const application = { metadata: { name: 'orders' }, spec: {} };

async function writeFailureOf(write: Promise<unknown>): Promise<CmfWriteError> {
  const error = await failureOf(write);
  if (error instanceof CmfWriteError) return error;
  throw error;
}

test.each([400, 401, 403, 404, 408, 409, 413, 422, 429])('a status of %i is a refusal', async (status) => {
  await using upstream = await listen((_request, response) =>
    sendJson(response, { message: 'no' }, { status }),
  );
  await using cmf = connect({ url: upstream.url });
  expect(await writeFailureOf(cmf.writes.suspendApplication('dev', 'orders'))).toMatchObject({
    operation: 'suspendApplication',
    failure: 'STATUS',
    status,
    outcome: 'REFUSED',
    messages: ['no'],
  });
  expect(upstream.requests).toHaveLength(1);
});

test.each([302, 500, 502, 503, 504])(
  'after a status of %i the outcome is unknown, and the write is not sent again',
  async (status) => {
    await using upstream = await listen((_request, response) =>
      response.writeHead(status, { location: '/', 'retry-after': '0' }).end(),
    );
    await using cmf = connect({ url: upstream.url });
    expect(
      await writeFailureOf(cmf.writes.applyApplication('dev', { name: 'orders', spec: {} })),
    ).toMatchObject({ failure: 'STATUS', status, outcome: 'UNKNOWN', retryable: false });
    expect(upstream.requests).toHaveLength(1);
  },
);

test('messages stay separate, without credentials', async () => {
  await using upstream = await listen((request, response) =>
    sendJson(
      response,
      { errors: [{ message: 'spec.job: bad' }, { message: `by ${request.headers.authorization}` }] },
      { status: 422 },
    ),
  );
  await using cmf = connect({ url: upstream.url, redact: (text) => text.replace('bad', '***') });
  const error = await writeFailureOf(
    cmf.writes.suspendApplication('dev', 'orders', { authorization: 'Bearer caller-token' }),
  );
  expect(error.messages).toEqual(['spec.job: ***', 'by Bearer ***']);
  expect(error.message).toBe('spec.job: ***; by Bearer ***');
});

test('a connection that breaks after the request was sent leaves the outcome unknown', async () => {
  await using upstream = await listen((request, response, nth) => {
    if (nth === 0) request.socket.destroy();
    else response.writeHead(200, { 'content-length': 100 }).write('{"name"', () => response.destroy());
  });
  await using cmf = connect({ url: upstream.url });
  for (const sent of [1, 2]) {
    expect(await writeFailureOf(cmf.writes.deleteApplication('dev', 'orders'))).toMatchObject({
      failure: 'UNREACHABLE',
      outcome: 'UNKNOWN',
      retryable: false,
      messages: [],
    });
    expect(upstream.requests).toHaveLength(sent);
  }
});

test('without a connection nothing was sent', async () => {
  const upstream = await listen(() => {});
  const { url } = upstream;
  await upstream[Symbol.asyncDispose]();
  await using cmf = connect({ url });
  expect(await writeFailureOf(cmf.writes.deleteEnvironment('dev'))).toMatchObject({
    failure: 'UNREACHABLE',
    outcome: 'NOT_SENT',
    retryable: true,
  });
});

test('after a deadline or an abort, the outcome is unknown only if the request was sent', async () => {
  await using upstream = await listen(() => {});
  await using cmf = connect({ url: upstream.url, timeoutMs: 700 });
  const caller = new AbortController();
  const writes = Array.from({ length: 4 }, () =>
    writeFailureOf(cmf.writes.suspendApplication('dev', 'orders')),
  );
  await until(() => upstream.requests.length === 4, { what: 'all write connections in use' });
  const queued = writeFailureOf(cmf.writes.suspendApplication('dev', 'late', { signal: caller.signal }));
  caller.abort();
  expect(await queued).toMatchObject({ failure: 'ABORTED', outcome: 'NOT_SENT' });
  for (const write of writes) {
    expect(await write).toMatchObject({ failure: 'TIMEOUT', outcome: 'UNKNOWN', retryable: false });
  }
  const never = cmf.writes.suspendApplication('dev', 'never', { signal: AbortSignal.abort() });
  expect(await writeFailureOf(never)).toMatchObject({ failure: 'ABORTED', outcome: 'NOT_SENT' });
  expect(upstream.requests).toHaveLength(4);
});

test('a name that no resource can have is not found, without a request', async () => {
  await using upstream = await listen(() => {});
  await using cmf = connect({ url: upstream.url });
  expect(await writeFailureOf(cmf.writes.deleteApplication('dev', '..'))).toMatchObject({
    status: 404,
    outcome: 'NOT_SENT',
  });
  expect(upstream.requests).toHaveLength(0);
});

test('each write has a connection of its own, which closes after it', async () => {
  await using upstream = await listen((_request, response) => sendJson(response, application));
  await using cmf = connect({ url: upstream.url });
  await cmf.writes.suspendApplication('dev', 'orders');
  await cmf.writes.suspendApplication('dev', 'orders');
  expect(upstream.requests.map(({ headers }) => headers.connection)).toEqual(['close', 'close']);
  await until(async () => (await upstream.connections()) === 0, { what: 'no connections' });
});

test.each<[string, number, string]>([
  ['empty', 200, ''],
  ['no JSON', 200, 'done'],
  ['no resource', 201, '[]'],
])('a successful status with a body that is %s is a success', async (_how, status, body) => {
  const reports: unknown[] = [];
  await using upstream = await listen((_request, response) => response.writeHead(status).end(body));
  await using cmf = connect({ url: upstream.url, onMalformed: (report) => reports.push(report) });
  const written = await cmf.writes.applyApplication('dev', { name: 'orders', spec: {} });
  expect(written).toEqual({ isChanged: true, resource: null });
  expect(reports).toHaveLength(body === '' ? 0 : 1);
});

test("after a 401, a changed token of the gateway is retried once; a caller's token is not", async () => {
  await using upstream = await listen((request, response) => {
    if (request.headers.authorization === 'Bearer second') sendJson(response, application);
    else response.writeHead(401).end();
  });
  let current = 'first';
  const identity = createBearerIdentity({
    get current() {
      return current;
    },
    async reread() {
      current = 'second';
    },
  });
  await using cmf = connect({ url: upstream.url, identity });
  expect((await cmf.writes.suspendApplication('dev', 'orders')).isChanged).toBe(true);
  expect(upstream.requests).toHaveLength(2);
  const byCaller = cmf.writes.suspendApplication('dev', 'orders', { authorization: 'Bearer caller' });
  expect(await writeFailureOf(byCaller)).toMatchObject({ status: 401, outcome: 'REFUSED' });
  expect(upstream.requests).toHaveLength(3);
});

test('without a token from the token endpoint nothing is sent', async () => {
  await using upstream = await listen(() => {});
  const message = 'The gateway has no token for CMF';
  const identity: Identity = {
    send: ({ operation }) =>
      Promise.reject(new CmfError({ operation, failure: 'TOKEN', retryable: true, message })),
  };
  await using cmf = connect({ url: upstream.url, identity });
  expect(await writeFailureOf(cmf.writes.suspendApplication('dev', 'orders'))).toMatchObject({
    failure: 'TOKEN',
    outcome: 'NOT_SENT',
    retryable: true,
    message,
  });
  expect(upstream.requests).toHaveLength(0);
});
