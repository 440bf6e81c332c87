/** Each limit, settable and answered with its own code. */
import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { ask, post, repeat, strict } from './post.ts';
import { openSocket } from './socket.ts';

const small = { cmf: { fleet: { environments: 1, applications: 3, instances: 1 } } };

const cases: readonly {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly within: object;
  readonly beyond: object;
  readonly code: string;
}[] = [
  {
    name: 'MAX_DOCUMENT_LENGTH',
    env: { MAX_DOCUMENT_LENGTH: '100' },
    within: { query: `{ __typename } #${'a'.repeat(84)}` },
    beyond: { query: `{ __typename } #${'a'.repeat(85)}` },
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    name: 'MAX_TOKENS',
    env: { MAX_TOKENS: '10' },
    within: { query: `{ ${repeat(8, () => '__typename')} }` },
    beyond: { query: `{ ${repeat(9, () => '__typename')} }` },
    code: 'TOO_MANY_TOKENS',
  },
  {
    name: 'MAX_DEPTH',
    env: { MAX_DEPTH: '3' },
    within: { query: '{ environments { nodes { name } } }' },
    beyond: { query: '{ environments { nodes { applications { totalCount } } } }' },
    code: 'TOO_DEEP',
  },
  {
    name: 'MAX_DEPTH, through fragments',
    env: { MAX_DEPTH: '3' },
    within: {
      query: '{ environments { ...Page } } fragment Page on EnvironmentConnection { nodes { name } }',
    },
    beyond: {
      query: `{ environments { ...Page } } fragment Page on EnvironmentConnection { ... { nodes { ...Counts } } }
        fragment Counts on Environment { applications { totalCount } }`,
    },
    code: 'TOO_DEEP',
  },
  {
    name: 'MAX_ALIASES',
    env: { MAX_ALIASES: '2' },
    within: { query: '{ a: __typename b: __typename }' },
    beyond: { query: '{ a: __typename b: __typename c: __typename }' },
    code: 'TOO_MANY_ALIASES',
  },
  {
    name: 'MAX_DIRECTIVES',
    env: { MAX_DIRECTIVES: '1' },
    within: { query: '{ __typename @skip(if: false) }' },
    beyond: { query: '{ a: __typename @skip(if: false) b: __typename @skip(if: false) }' },
    code: 'TOO_MANY_DIRECTIVES',
  },
  {
    name: 'MAX_VARIABLES_BYTES',
    env: { MAX_VARIABLES_BYTES: '100' },
    within: {
      query: 'query ($name: String!) { environment(name: $name) { id } }',
      variables: { name: 'a'.repeat(80) },
    },
    beyond: {
      query: 'query ($name: String!) { environment(name: $name) { id } }',
      variables: { name: 'a'.repeat(100) },
    },
    code: 'VARIABLES_TOO_LARGE',
  },
  {
    name: 'MAX_VARIABLES_VALUES',
    env: { MAX_VARIABLES_VALUES: '10' },
    within: { query: '{ __typename }', variables: { list: Array.from({ length: 8 }, () => 0) } },
    beyond: { query: '{ __typename }', variables: { list: Array.from({ length: 9 }, () => 0) } },
    code: 'VARIABLES_TOO_LARGE',
  },
  {
    name: 'MAX_VARIABLES_DEPTH',
    env: { MAX_VARIABLES_DEPTH: '2' },
    within: { query: '{ __typename }', variables: { filter: { name: 'a' } } },
    beyond: { query: '{ __typename }', variables: { filter: { labels: [] }, deep: { deep: { deep: 1 } } } },
    code: 'VARIABLES_TOO_LARGE',
  },
  {
    name: 'MAX_COST',
    env: { MAX_COST: '100' },
    within: { query: '{ environments(first: 40) { nodes { name } } }' },
    beyond: { query: '{ environments(first: 41) { nodes { name } } }' },
    code: 'TOO_EXPENSIVE',
  },
];

describe('a document or its variables', () => {
  test.each(cases)('may reach $name and not pass it', async ({ env, within, beyond, code }) => {
    await using gateway = await startGateway({ ...small, env: { ...still, ...env } });

    expect((await post(gateway.url, within, strict)).body).not.toHaveProperty('errors');
    const { status, body } = await post(gateway.url, beyond, strict);

    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
    expect(body.errors).toMatchObject([
      { extensions: { code, retryable: false, requestId: expect.any(String) } },
    ]);
  });

  test.each(cases)('is held to $name over a WebSocket too', async ({ env, beyond, code }) => {
    await using gateway = await startGateway({ ...small, env: { ...still, ...env } });
    await using socket = await openSocket(gateway.url);
    await socket.init();

    socket.send({ type: 'subscribe', id: '1', payload: beyond });

    expect(await socket.codes('1')).toEqual([code]);
  });
});

describe('the cost', () => {
  const costs: readonly (readonly [string, object, number])[] = [
    ['a field is 1', { query: '{ __typename }' }, 1],
    [
      'a page counts as often as it is long',
      { query: '{ environments(first: 7) { nodes { name } } }' },
      20 + 7 * 2,
    ],
    ['from the end too', { query: '{ environments(last: 7) { nodes { name } } }' }, 20 + 7 * 2],
    [
      'without a size, as the 20 that it will be',
      { query: '{ environments { nodes { name } } }' },
      20 + 20 * 2,
    ],
    [
      'a size in a variable counts as it is sent',
      { query: 'query ($n: Int) { environments(first: $n) { nodes { name } } }', variables: { n: 3 } },
      20 + 3 * 2,
    ],
    [
      'or as its default',
      { query: 'query ($n: Int = 4) { environments(first: $n) { nodes { name } } }' },
      20 + 4 * 2,
    ],
    [
      'pages in pages multiply',
      { query: '{ environments(first: 10) { nodes { applications(first: 5) { nodes { name } } } } }' },
      20 + 10 * (1 + 20 + 5 * 2),
    ],
    [
      'fragments cost where they are spread',
      {
        query: `{ a: environments(first: 2) { ...Page } b: environments(first: 3) { ...Page } }
          fragment Page on EnvironmentConnection { nodes { name } }`,
      },
      20 + 2 * 2 + 20 + 3 * 2,
    ],
    ['ids cost each', { query: '{ nodes(ids: ["a", "b", "c"]) { id } }' }, 1 + 3],
    [
      'a page size that is refused costs nothing more',
      { query: '{ environments(first: 2147483647) { nodes { name } } }' },
      20 + 2,
    ],
  ];

  test.each(costs)('%s, and is told with what remains', async (_, body, cost) => {
    await using gateway = await startGateway({ ...small, env: still });
    const { body: answer } = await post(gateway.url, body);
    expect(answer.extensions?.cost).toEqual({ cost, limit: 500_000, remaining: 500_000 - cost });
  });

  test('of a refused operation is told too', async () => {
    await using gateway = await startGateway({ ...small, env: { ...still, MAX_COST: '100' } });
    const { body } = await post(gateway.url, { query: '{ environments(first: 100) { nodes { name } } }' });
    expect(body.extensions?.cost).toEqual({ cost: 220, limit: 100, remaining: 0 });
  });

  test('grows exponentially with fragments that double, and is known at once', async () => {
    await using gateway = await startGateway({
      ...small,
      env: { ...still, MAX_DEPTH: '100', MAX_TOKENS: '10000' },
    });
    const doubling = repeat(
      30,
      (i) => `fragment F${i} on Application { a: environment { ...G${i} } b: environment { ...G${i} } }
        fragment G${i} on Environment { applications(first: 1) { nodes { ${i < 29 ? `...F${i + 1}` : 'name'} } } }`,
    );
    const { code } = await post(gateway.url, { query: `{ applications { nodes { ...F0 } } } ${doubling}` });
    expect(code).toBe('TOO_EXPENSIVE');
  });
});

describe('the body', () => {
  const env = { ...still, MAX_BODY_BYTES: '1000' };
  const tooLarge = JSON.stringify({ query: `{ __typename } #${'a'.repeat(1000)}` });

  test('that is announced as too large is answered before it is sent', async () => {
    await using gateway = await startGateway({ ...small, env });
    const { host } = new URL(gateway.url);
    const sending = request(gateway.url, {
      method: 'POST',
      headers: { host, 'content-type': 'application/json', 'content-length': '20000000' },
    });
    sending.on('error', () => {});
    sending.flushHeaders();
    const [response] = await once(sending, 'response');
    expect(response.statusCode).toBe(413);
    sending.destroy();
  });

  test('that is streamed is refused at the byte that is too many', async () => {
    await using gateway = await startGateway({ ...small, env });
    const { status, code } = await ask(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Readable.from([Buffer.from(tooLarge.slice(0, 500)), Buffer.from(tooLarge.slice(500))]),
      duplex: 'half',
    } as unknown as RequestInit);
    expect({ status, code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  test('of 20 MB gets its answer', async () => {
    await using gateway = await startGateway({ ...small, env: still });
    const { status, code } = await post(gateway.url, {
      query: '{ __typename }',
      variables: { a: 'a'.repeat(20_000_000) },
    });
    expect({ status, code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
    // And the gateway goes on.
    expect((await post(gateway.url, { query: '{ __typename }' })).status).toBe(200);
  });

  test('that holds a batch is refused', async () => {
    await using gateway = await startGateway({ ...small, env: still });
    const { status, body } = await post(gateway.url, [
      { query: '{ __typename }' },
      { query: '{ __typename }' },
    ]);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { message: 'Batching is not supported: send one operation.', extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});

describe('time', () => {
  test('runs out for a query while CMF is silent, and the answer says so', async () => {
    await using near = await startGateway({ ...small, env: still });
    const { port } = new URL(near.emulator.url);
    await using proxy = await startTcpProxy(Number(port));
    await using gateway = await startGateway({
      emulator: near.emulator,
      cmfUrl: `http://127.0.0.1:${proxy.port}`,
      env: { ...still, REQUEST_TIMEOUT_MS: '100', CMF_TIMEOUT_MS: '60000' },
    });
    const query = '{ applications { nodes { instances { nodes { uid } } } } }';
    proxy.stall();

    const { status, body } = await post(gateway.url, { query }, strict);

    expect(status).toBe(504);
    expect(body.errors).toMatchObject([{ extensions: { code: 'TIMEOUT', retryable: true } }]);
    // Whoever still asks when CMF is back gets the answer that the first one did not wait for.
    proxy.resume();
    await until(async () => (await post(gateway.url, { query })).body.errors === undefined);
  });
});

describe('subscriptions', () => {
  const subscription = { query: 'subscription { jobStateChanged { cursor } }' };

  async function connect(gateway: TestGateway, authorization?: string) {
    const socket = await openSocket(gateway.url);
    await socket.init(authorization === undefined ? {} : { authorization });
    return socket;
  }

  test('of one connection are counted', async () => {
    await using gateway = await startGateway({
      ...small,
      env: { ...still, MAX_SUBSCRIPTIONS_PER_CONNECTION: '2' },
    });
    await using socket = await connect(gateway);
    for (const id of ['1', '2', '3']) socket.send({ type: 'subscribe', id, payload: subscription });
    expect(await socket.message('error')).toMatchObject({
      id: '3',
      payload: [{ extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', retryable: true } }],
    });

    socket.send({ type: 'complete', id: '1' });
    socket.send({ type: 'subscribe', id: '4', payload: subscription });
    await until(() => socket.received.some(({ type, id }) => type === 'next' && id === '4'));
  });

  test('of one caller are counted over connections and SSE, and given back when they end', async () => {
    await using gateway = await startGateway({
      ...small,
      env: { ...still, MAX_SUBSCRIPTIONS_PER_CALLER: '2' },
    });
    const authorization = 'Bearer one';
    await using first = await connect(gateway, authorization);
    first.send({ type: 'subscribe', id: '1', payload: subscription });
    await first.message('next');
    const leaving = new AbortController();
    const stream = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization },
      body: JSON.stringify(subscription),
      signal: leaving.signal,
    });
    await stream.body?.getReader().read();

    await using second = await connect(gateway, authorization);
    second.send({ type: 'subscribe', id: '1', payload: subscription });
    expect(await second.codes('1')).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    await using other = await connect(gateway, 'Bearer other');
    other.send({ type: 'subscribe', id: '1', payload: subscription });
    await other.message('next');

    leaving.abort();
    let tries = 0;
    await until(async () => {
      const id = `try ${tries++}`;
      second.send({ type: 'subscribe', id, payload: subscription });
      return (await second.codes(id)).length === 0;
    });
  });

  test('need a connection, of which there may be so many', async () => {
    await using gateway = await startGateway({ ...small, env: { ...still, MAX_CONNECTIONS: '1' } });
    const first = await connect(gateway);
    expect(await refusedHandshake(gateway)).toEqual({ status: 503, code: 'TOO_MANY_CONNECTIONS' });
    await first[Symbol.asyncDispose]();
    await until(async () => {
      await using next = await openSocket(gateway.url);
      return next.protocol;
    });
  });
});

/** What a handshake is answered with in place of a WebSocket. */
async function refusedHandshake({ url }: TestGateway) {
  const asking = request(url, {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws',
    },
  });
  asking.end();
  const [response] = await once(asking, 'response');
  const body = JSON.parse(Buffer.concat(await response.toArray()).toString());
  return { status: response.statusCode, code: body.errors[0].extensions.code };
}
