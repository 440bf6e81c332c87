/** A failure while one operation is parsed, validated, subscribed to or executed ends that operation only. */
import { once } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

let gateway: TestGateway;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  const emulator = opened.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  gateway = opened.use(
    await startGateway({
      emulator,
      env: { MAX_SUBSCRIPTIONS_PER_CALLER: '100000', MAX_SUBSCRIPTIONS_PER_CONNECTION: '1000' },
    }),
  );
});
afterAll(() => opened.disposeAsync());

async function openSocket() {
  const socket = new WebSocket(gateway.url.replace('http', 'ws'), 'graphql-transport-ws');
  const received: Message[] = [];
  let closed: number | null = null;
  socket.on('message', (data) => received.push(JSON.parse(String(data))));
  socket.on('close', (code) => {
    closed = code;
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await until(() => received.some(({ type }) => type === 'connection_ack'), { what: 'connection_ack' });
  return {
    received,
    of: (id: string) => received.filter((message) => message.id === id),
    get closed() {
      return closed;
    },
    subscribe: (id: string, payload: object) =>
      socket.send(JSON.stringify({ type: 'subscribe', id, payload })),
    complete: (id: string) => socket.send(JSON.stringify({ type: 'complete', id })),
    [Symbol.dispose]: () => socket.terminate(),
  };
}

const conditional = [
  'subscription { jobStateChanged @skip(if: true) { cursor } }',
  'subscription { jobStateChanged @include(if: false) { cursor } }',
  'subscription { jobStateChanged @skip(if: false) { cursor } }',
  'subscription ($s: Boolean = true) { jobStateChanged @skip(if: $s) { cursor } }',
  'subscription ($s: Boolean!) { jobStateChanged @include(if: $s) { cursor } }',
  'subscription { ... @include(if: false) { jobStateChanged { cursor } } }',
  'subscription { ...F @skip(if: true) } fragment F on Subscription { jobStateChanged { cursor } }',
  'subscription { ...F } fragment F on Subscription { jobStateChanged @skip(if: true) { cursor } }',
];

describe('`@skip` and `@include` at the root of a subscription', () => {
  test.each(conditional)('%s is refused over a WebSocket, and the socket stays open', async (query) => {
    using socket = await openSocket();
    socket.subscribe('live', { query: 'subscription { jobStateChanged { cursor } }' });
    await until(() => socket.of('live').length > 0, { what: 'the initial state' });
    socket.subscribe('refused', { query });
    await until(() => socket.of('refused').length > 0, { what: 'the refusal' });
    expect(socket.of('refused')).toMatchObject([
      {
        type: 'error',
        payload: [
          {
            message: expect.stringContaining('`@skip` or `@include`'),
            extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
          },
        ],
      },
    ]);
    socket.subscribe('query', { query: '{ __typename }' });
    await until(() => socket.of('query').length === 2, { what: 'the result of a query' });
    expect(socket.closed).toBeNull();
    expect(socket.of('live').every(({ type }) => type === 'next')).toBe(true);
  });

  test.each(conditional)('%s is refused over SSE', async (query) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).not.toBe(500);
    expect(await response.text()).toContain('`@skip` or `@include`');
  });

  test('conditions below the root are allowed', async () => {
    using socket = await openSocket();
    socket.subscribe('1', {
      query: 'subscription ($s: Boolean = true) { jobStateChanged { cursor @skip(if: $s) __typename } }',
    });
    await until(() => socket.of('1').length > 0, { what: 'the initial state' });
    expect(socket.of('1')[0]).toMatchObject({
      type: 'next',
      payload: { data: { jobStateChanged: { __typename: 'JobStateChange' } } },
    });
  });
});

const condition = fc.constantFrom('true', 'false', '$s', '$u', '1', 'null');
const directive = fc.oneof(
  fc.constant(''),
  fc
    .record({ name: fc.constantFrom('skip', 'include', 'deprecated', 'x'), condition })
    .map(({ name, condition: value }) => ` @${name}(if: ${value})`),
);
const field = fc.constantFrom(
  'jobStateChanged { cursor }',
  'jobStateChanged(states: [RUNNING]) { __typename }',
  'jobStateChanged(states: [NOPE]) { cursor }',
  'jobStateChanged(application: "orders") { cursor }',
  'jobStateChanged(after: "nonsense") { cursor }',
  'a: jobStateChanged { cursor }',
  '__typename',
  'nothing',
  'jobStateChanged',
);
const selection = fc.tuple(field, directive).map(([text, conditions]) => {
  const at = text.indexOf('{');
  return at < 0 ? text + conditions : `${text.slice(0, at)}${conditions} ${text.slice(at)}`;
});
const document = fc
  .record({
    head: fc.constantFrom(
      'subscription',
      'subscription S',
      'subscription ($s: Boolean = true)',
      'subscription ($s: Boolean!)',
      'subscription ($s: Boolean, $u: Int)',
      'query',
      'mutation',
    ),
    selections: fc.array(selection, { minLength: 1, maxLength: 2 }),
    wrap: fc.constantFrom('plain', 'inline', 'fragment', 'unknown', 'cut'),
    conditions: directive,
  })
  .map(({ head, selections, wrap, conditions }) => {
    const inner = selections.join(' ');
    if (wrap === 'inline') return `${head} { ...${conditions} { ${inner} } }`;
    if (wrap === 'fragment')
      return `${head} { ...F${conditions} } fragment F on Subscription { ${inner} ...F }`;
    if (wrap === 'unknown') return `${head} { ...F${conditions} }`;
    return `${head} { ${inner} ${wrap === 'cut' ? '' : '}'}`;
  });
const variables = fc.constantFrom<unknown>(
  undefined,
  {},
  { s: true },
  { s: 'no' },
  { s: null, u: 1 },
  [],
  'x',
);

test('5,000 generated subscriptions, several to a socket, close no socket', async () => {
  const generated = fc.sample(fc.tuple(document, variables), { numRuns: 5_000, seed: 13 });
  for (let start = 0; start < generated.length; start += 250) {
    using socket = await openSocket();
    const batch = generated.slice(start, start + 250);
    for (const [index, [query, given]] of batch.entries()) {
      const id = String(index);
      // graphql-ws closes a socket whose message is malformed: variables must be an object.
      const isObject = typeof given === 'object' && !Array.isArray(given);
      socket.subscribe(id, { query, ...(isObject && { variables: given }) });
    }
    await until(
      () => batch.every((_, index) => socket.of(String(index)).length > 0 || socket.closed !== null),
      {
        what: 'a message for each operation',
        timeoutMs: 15_000,
      },
    );
    expect(socket.closed).toBeNull();
    socket.subscribe('last', { query: '{ __typename }' });
    await until(() => socket.of('last').length === 2, { what: 'the result of the last query' });
  }
}, 60_000);
