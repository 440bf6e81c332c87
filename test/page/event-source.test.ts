/** A browser's own EventSource resumes a subscription without code of the page: events have ids, and `Last-Event-ID` resumes. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { sharedBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const query =
  'subscription { jobStateChanged { ... on JobStateChange { initial to } ... on JobStateGap { reason } } }';

async function startWorld() {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  const gateway = opening.use(await startGateway({ emulator }));
  const proxy = opening.use(await startTcpProxy(Number(new URL(gateway.url).port)));
  const closing = opening.move();
  return { emulator, gateway, proxy, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

test('after several lost connections, no change is lost or repeated', async () => {
  await using world = await startWorld();
  const page = await (await sharedBrowser()).newPage();
  await page.goto(`http://127.0.0.1:${world.proxy.port}/health`);
  await page.evaluate((text) => {
    const received: string[] = [];
    const source = new EventSource(`/graphql?query=${encodeURIComponent(text)}`);
    source.addEventListener('next', ({ data }) => received.push(data));
    Object.assign(globalThis, { received });
  }, query);
  const received = async (): Promise<readonly string[]> => {
    const events: readonly string[] = await page.evaluate(() => Reflect.get(globalThis, 'received'));
    return events.map((event) => {
      const { initial, to, reason } = JSON.parse(event).data.jobStateChanged;
      return reason ?? `${initial ? 'is' : 'went to'} ${to}`;
    });
  };
  await until(async () => (await received()).length === 1, { what: 'the initial state' });
  // The browser waits for a second before each attempt.
  const states = ['FAILING', 'RESTARTING', 'RUNNING'];
  for (const [index, state] of states.entries()) {
    world.proxy.refuse();
    world.emulator.world.setJobState('dev1', 'orders', state);
    world.proxy.resume();
    await until(async () => (await received()).length === index + 2, { what: state });
  }
  expect(await received()).toEqual(['is RUNNING', ...states.map((state) => `went to ${state}`)]);
  await page.close();
});

async function readEvents(url: string, init: RequestInit, count: number): Promise<string> {
  const response = await fetch(url, init);
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  let text = '';
  if (!response.body) return text;
  for await (const chunk of response.body) {
    text += Buffer.from(chunk).toString();
    if (text.split('event: ').length > count) break;
  }
  return text;
}

function subscribe(headers: Readonly<Record<string, string>>, variables: object = {}): RequestInit {
  const document = `subscription ($after: String) { jobStateChanged(after: $after) { cursor ... on JobStateChange { to } } }`;
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query: document, variables }),
  };
}

test('the id is the cursor, `Last-Event-ID` resumes after it, and an explicit `after` wins', async () => {
  await using world = await startWorld();
  const first = await readEvents(world.gateway.url, subscribe({}), 1);
  expect(first.startsWith('retry: 1000\n\n')).toBe(true);
  const [, id = '', cursor] = /id: (\S+)\ndata: .*"cursor":"([^"]+)"/.exec(first) ?? [];
  expect(id).toBe(cursor);
  world.emulator.world.setJobState('dev1', 'orders', 'FAILED');
  const resumed = await readEvents(world.gateway.url, subscribe({ 'last-event-id': id }), 1);
  expect(resumed).toContain('"to":"FAILED"');
  expect(resumed).not.toContain('"to":"RUNNING"');
  const explicit = subscribe({ 'last-event-id': 'damaged' }, { after: id });
  expect(await readEvents(world.gateway.url, explicit, 1)).toContain('"to":"FAILED"');
  const damaged = await readEvents(world.gateway.url, subscribe({ 'last-event-id': 'damaged' }), 2);
  expect(damaged).toContain('BAD_CURSOR');
});
