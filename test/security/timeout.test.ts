/** Calls to CMF end when no request waits for them any more, and continue while one does. */
import { expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { type HoldingProxy, startHoldingProxy } from '../support/holding-proxy.ts';
import { until } from '../support/until.ts';
import { post } from './post.ts';
import { openSocket } from './socket.ts';

const instancesOf = '{ applications { nodes { instances { nodes { uid } } } } }';
const applications = '{ applications { nodes { name } } }';

interface Held extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly cmf: HoldingProxy;
  readonly gateway: TestGateway;
}

/** A gateway with a short time limit of queries, in front of a CMF that can hang. */
async function open(
  options: { readonly timeoutMs?: number; readonly hold?: string; readonly refreshed?: boolean } = {},
): Promise<Held> {
  await using opening = new AsyncDisposableStack();
  const fleet = { environments: 1, applications: 1, instances: 2 };
  const emulator = opening.use(await startEmulator({ fleet }));
  const cmf = opening.use(await startHoldingProxy(emulator.url));
  if (options.hold !== undefined) cmf.hold(options.hold);
  const gateway = opening.use(
    await startGateway({
      emulator,
      cmfUrl: cmf.url,
      refreshed: options.refreshed ?? true,
      env: { ...still, REQUEST_TIMEOUT_MS: `${options.timeoutMs ?? 200}`, CMF_TIMEOUT_MS: '60000' },
    }),
  );
  const closing = opening.move();
  return { emulator, cmf, gateway, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

async function answered(gateway: TestGateway, query: string): Promise<void> {
  await until(async () => (await post(gateway.url, { query })).code === undefined);
}

test('a query that timed out aborts its call to CMF, and the next one starts its own', async () => {
  await using held = await open();
  const { cmf, gateway } = held;
  cmf.hold('/instances');

  expect((await post(gateway.url, { query: instancesOf })).code).toBe('TIMEOUT');
  await until(() => cmf.held.length === 1 && cmf.held[0]?.givenUp);

  expect((await post(gateway.url, { query: instancesOf })).code).toBe('TIMEOUT');
  await until(() => cmf.held.length === 2 && cmf.held[1]?.givenUp);
  cmf.release();
  await answered(gateway, instancesOf);
});

test.each([
  [
    'the search for an instance by its UID',
    '{ instance(uid: "77d37980-4798-437b-8850-1ecd6b612ade") { uid } }',
    '/instances',
  ],
  ['the events of a timeline', '{ applications { nodes { events { nodes { message } } } } }', '/events'],
])('%s ends with its query too', async (_, query, path) => {
  await using held = await open();
  const { cmf, gateway } = held;
  cmf.hold(path);
  expect((await post(gateway.url, { query })).code).toBe('TIMEOUT');
  await until(() => cmf.held.length === 1 && cmf.held[0]?.givenUp);
});

test('a refresh that only timed-out queries need ends with the last of them, and is not a failure of CMF', async () => {
  await using held = await open();
  const { cmf, gateway } = held;
  await answered(gateway, applications);
  cmf.hold('/environments');
  const runQuery = () => post(gateway.url, { query: applications }, { 'cache-control': 'no-cache' });

  const codes = (await Promise.all([runQuery(), runQuery(), runQuery()])).map(({ code }) => code);

  expect(codes).toEqual(['TIMEOUT', 'TIMEOUT', 'TIMEOUT']);
  await until(() => cmf.held.length > 0 && cmf.held.every(({ givenUp }) => givenUp));
  const ready = await fetch(`${gateway.origin}/ready`);
  expect(await ready.json()).toMatchObject({ status: 'ready' });
});

test('a caller that disconnects aborts its call to CMF', async () => {
  await using held = await open({ timeoutMs: 60_000 });
  const { cmf, gateway } = held;
  cmf.hold('/instances');
  const caller = new AbortController();
  const asking = fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: instancesOf }),
    signal: caller.signal,
  }).catch(() => 'hung up');
  await until(() => cmf.held.length === 1);

  caller.abort();

  expect(await asking).toBe('hung up');
  await until(() => cmf.held[0]?.givenUp);
});

test('the first refresh continues although the waiting queries timed out', async () => {
  await using held = await open({ hold: '/applications', refreshed: false });
  const { cmf, gateway, emulator } = held;
  await until(() => cmf.held.length === 1);
  expect((await post(gateway.url, { query: applications })).code).toBe('TIMEOUT');

  cmf.release();

  await answered(gateway, applications);
  expect(cmf.held).toMatchObject([{ givenUp: false }]);
  expect(emulator.calls.count('listApplications')).toBe(1);
});

test.each(['', '/environments', '/applications'])(
  'a query against a CMF that hangs (paths that end with "%s") from the start on gets its coded error in time',
  async (path) => {
    await using held = await open({ hold: path, refreshed: false });
    const { body, code } = await post(held.gateway.url, { query: applications });
    expect(code).toBe('TIMEOUT');
    expect(body.errors?.[0]?.extensions).toMatchObject({ retryable: true });
    // The first refresh has no limit but CMF_TIMEOUT_MS, for which the end of the gateway waits.
    held.cmf.release();
  },
);

test('a read of a subscriber continues although a query that shared it timed out', async () => {
  await using held = await open();
  const { cmf, gateway } = held;
  cmf.hold('/instances');
  await using socket = await openSocket(gateway.url);
  await socket.init();
  const query = `subscription { jobStateChanged { ... on JobStateChange {
    application { instances { nodes { uid } } } } } }`;
  socket.send({ type: 'subscribe', id: '1', payload: { query } });
  await until(() => cmf.held.length === 1);

  expect((await post(gateway.url, { query: instancesOf })).code).toBe('TIMEOUT');
  cmf.release();

  expect(await socket.codes('1')).toEqual([]);
  expect(cmf.held).toMatchObject([{ givenUp: false }]);
});
