/** Subscriptions as server-sent events: the bytes, their sharing, a stalled reader, and a disconnect. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const executions = 'cmf_graphql_subscription_executions_total';
const listeners = 'cmf_graphql_listeners';
const states = 'subscription { jobStateChanged { ... on JobStateChange { applicationName to } } }';

/** HTTP/1.0 has no chunks between the events. */
type Version = '1.0' | '1.1';

interface SubscribeOptions {
  readonly variables: object;
  readonly version: Version;
  /** Sent over the same connection just before and just after. */
  readonly before: string;
  readonly behind: string;
}

/** Without a client library, so that reading can be stopped and the received bytes can be compared. */
async function subscribe(
  { url }: TestGateway,
  query: string,
  { variables = {}, version = '1.1', before = '', behind = '' }: Partial<SubscribeOptions> = {},
) {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const body = JSON.stringify({ query, variables });
  socket.write(
    `${before}POST /graphql HTTP/${version}\r\nhost: gateway\r\naccept: text/event-stream\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}${behind}`,
  );
  return {
    socket,
    /** Without the response to the previous request. */
    get text() {
      return text.slice(before ? Math.max(0, text.indexOf('HTTP/1.1', 1)) : 0);
    },
    get body() {
      const sent = this.text.slice(this.text.indexOf('\r\n\r\n') + 4);
      return Buffer.from(version === '1.1' ? dechunked(sent) : sent, 'latin1').toString();
    },
    get results() {
      return [...this.body.matchAll(/event: next\n(?:id: .*\n)?data: (.*)\n\n/g)].map(([, data = '']) =>
        JSON.parse(data),
      );
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
}

/** The content of all chunks (RFC 9112 section 7.1); throws if there are other bytes. */
function dechunked(sent: string): string {
  let body = '';
  let rest = sent;
  for (;;) {
    const [head, size = ''] = /^([0-9a-f]+)\r\n/.exec(rest) ?? [];
    if (!head) break;
    const end = head.length + Number.parseInt(size, 16);
    if (rest.length < end + 2) break;
    expect(rest.slice(end, end + 2)).toBe('\r\n');
    if (size === '0') return body;
    body += rest.slice(head.length, end);
    rest = rest.slice(end + 2);
  }
  expect(rest).toMatch(/^$|^[0-9a-f]+(\r|$|\r\n)/);
  return body;
}

const versions: readonly Version[] = ['1.0', '1.1'];

test.each(versions)(
  'over HTTP/%s identical ones are executed once for each change, and get the same bytes',
  async (version) => {
    await using emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    await using gateway = await startGateway({ emulator });
    using opened = new DisposableStack();
    const all = await Promise.all(Array.from({ length: 30 }, () => subscribe(gateway, states, { version })));
    for (const one of all) opened.use(one);
    await until(() => all.every(({ results }) => results.length === 1), { what: 'the initial states' });
    const before = await metricOf(gateway, executions);
    emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => all.every(({ results }) => results.length === 2), { what: 'the change' });
    expect((await metricOf(gateway, executions)) - before).toBe(1);
    const event = (to: string) =>
      `event: next\ndata: {"data":{"jobStateChanged":{"applicationName":"orders","to":"${to}"}}}\n\n`;
    const bodies = new Set(all.map(({ body }) => body));
    expect(bodies.size).toBe(1);
    const [body = ''] = bodies;
    expect(body.replaceAll(/^id: [\w-]+\n/gm, '')).toBe(
      `retry: 1000\n\n${event('RUNNING')}${event('FAILED')}`,
    );
  },
);

function requestText(headers = ''): string {
  const body = JSON.stringify({ query: '{ environments { nodes { name } } }' });
  const head = `host: gateway\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n`;
  return `POST /graphql HTTP/1.1\r\n${head}${headers}\r\n${body}`;
}

test.each(versions)('over HTTP/%s non-ASCII text arrives unchanged', async (version) => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders', { job: { args: ['ä€🙂'] } });
  await using gateway = await startGateway({ emulator });
  const specs = 'subscription { jobStateChanged { ... on JobStateChange { to application { spec } } } }';
  using one = await subscribe(gateway, specs, { version });
  await until(() => one.results.length === 1);
  emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await until(() => one.results.length === 2);
  const args = one.results.map(({ data }) => data.jobStateChanged.application.spec.job.args);
  expect(args).toEqual([['ä€🙂'], ['ä€🙂']]);
});

test('requests over the same connection receive responses in order', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  await using gateway = await startGateway({ emulator });
  // Reads CMF, so that its response is still pending when the subscription starts.
  const before = requestText('cache-control: no-cache\r\n');
  using one = await subscribe(gateway, states, { before });
  await until(() => one.results.length === 1);
  emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await until(() => one.results.length === 2);
  expect(one.results.map(({ data }) => data.jobStateChanged.to)).toEqual(['RUNNING', 'FAILED']);
});

test('a client that disconnects without traffic is removed at once', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  await using gateway = await startGateway({ emulator });
  const one = await subscribe(gateway, states);
  await until(() => one.results.length === 1);
  expect(await metricOf(gateway, listeners)).toBe(1);
  one.socket.destroy();
  await until(async () => (await metricOf(gateway, listeners)) === 0);
});

describe('a client that stops reading', () => {
  const query = /* GraphQL */ `
    subscription SseSlow($after: String) {
      jobStateChanged(after: $after) {
        cursor
        ... on JobStateChange { initial to application { one: spec two: spec three: spec four: spec } }
      }
    }
  `;

  test.each(versions)(
    'over HTTP/%s gets the error last, is counted, and resumes by its cursor without loss',
    async (version) => {
      await using emulator = await startEmulator({ fleet: 'empty' });
      const { world } = emulator;
      addApplication(world, 'dev1', 'orders', { job: { args: ['x'.repeat(500_000)] } });
      await using gateway = await startGateway({ emulator, env: { SUBSCRIBER_QUEUE: '10' } });
      using witness = await subscribe(gateway, states);
      const behind = version === '1.1' ? requestText() : '';
      using slow = await subscribe(gateway, query, { version, behind });
      await until(() => slow.results.length === 1 && witness.results.length === 1);
      slow.socket.pause();
      const expected = ['RUNNING'];
      while ((await metricOf(gateway, 'cmf_graphql_slow_consumers_total')) === 0) {
        expected.push(expected.length % 2 === 0 ? 'RUNNING' : 'FAILED');
        world.setJobState('dev1', 'orders', expected.at(-1) ?? null);
        await until(() => witness.results.length === expected.length);
      }
      slow.socket.resume();
      await until(() => slow.body.endsWith('event: complete\ndata:\n\n'), { what: 'the end' });
      // The response to the next request follows its last chunk.
      const next = () => slow.text.split('\r\n0\r\n\r\n')[1] ?? '';
      const answer = /^HTTP\/1\.1 200 OK\r\n[^{]*\r\n\r\n\{"data":.*"dev1".*\}\}\}$/;
      await until(() => behind === '' || answer.test(next()), { what: 'the next response' });
      const reported = slow.results;
      expect(reported.at(-1).errors[0].extensions.code).toBe('SLOW_CONSUMER');
      const changes = reported.slice(0, -1).map(({ data }) => data.jobStateChanged);

      using resumed = await subscribe(gateway, query, {
        variables: { after: changes.at(-1).cursor },
      });
      await until(() => changes.length + resumed.results.length === expected.length, {
        what: 'what was missed',
      });
      const missed = resumed.results.map(({ data }) => data.jobStateChanged);
      expect([...changes, ...missed].map(({ to }) => to)).toEqual(expected);
      expect(missed.filter(({ initial }) => initial)).toEqual([]);
    },
    60_000,
  );
});
