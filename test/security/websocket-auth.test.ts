/** Authorization of WebSockets and streams, at the first message and while they are open. */
import { describe, expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { type FilteringProxy, startFilteringProxy } from './filtering-proxy.ts';
import { bearer, type ForwardingGateway, openForwarding } from './forward.ts';
import { startIssuer } from './issuer.ts';
import { openSocket, type RawSocket } from './socket.ts';

const subscription = `subscription { jobStateChanged {
  ... on JobStateChange { initial environmentName applicationName } } }`;

interface Next {
  readonly payload: {
    readonly data: {
      readonly jobStateChanged: { readonly environmentName: string; readonly applicationName: string };
    };
  };
}

/** The changes that a socket received, as `environment/application`. */
function reported(socket: RawSocket): readonly string[] {
  return socket.received
    .filter(({ type }) => type === 'next')
    .map((message) => (message as unknown as Next).payload.data.jobStateChanged)
    .map(({ environmentName, applicationName }) => `${environmentName}/${applicationName}`);
}

async function subscribed({ gateway }: ForwardingGateway, token: string): Promise<RawSocket> {
  const socket = await openSocket(gateway.url);
  await socket.init(bearer(token));
  socket.send({ id: '1', type: 'subscribe', payload: { query: subscription } });
  return socket;
}

describe('connection_init', () => {
  test.each([
    ['authorization', { authorization: 'Bearer alice' }, {}],
    ['Authorization', { Authorization: 'Bearer alice' }, {}],
    ['headers.Authorization', { headers: { Authorization: 'Bearer alice' } }, {}],
    ["the upgrade's header", undefined, { authorization: 'Bearer alice' }],
    ['its own before the header', { authorization: 'Bearer alice' }, { authorization: 'Bearer outsider' }],
  ])('takes the token from %s', async (_name, params, headers) => {
    await using gateway = await openForwarding();
    await using socket = await openSocket(gateway.gateway.url, { headers });
    await socket.init(params);
    socket.send({ id: '1', type: 'subscribe', payload: { query: '{ environments { nodes { name } } }' } });
    expect((await socket.message('next')).payload).toMatchObject({
      data: { environments: { nodes: [{ name: 'dev1' }] } },
    });
  });

  test.each([
    ['without a token', undefined, 4401, 'Unauthorized: CMF rejected the credentials'],
    ['with a token that CMF rejects', bearer('mallory'), 4401, 'Unauthorized: CMF rejected the credentials'],
    ['of a caller without any rights in CMF', bearer('outsider'), 4403, 'Forbidden: CMF grants no access'],
    [
      'with what is no header',
      { authorization: 'Bearer a\r\nx: y' },
      4401,
      'Unauthorized: The authorization is not a valid header value.',
    ],
  ])('%s is refused', async (_name, params, code, reason) => {
    await using gateway = await openForwarding();
    await using socket = await openSocket(gateway.gateway.url);
    socket.send({ type: 'connection_init', payload: params });
    expect(await socket.closed).toEqual({ code, reason });
    expect(socket.received).toEqual([]);
  });

  test('must be accepted before any operation is executed', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.faults.add({ kind: 'latency', ms: 50 });
    await using socket = await openSocket(gateway.gateway.url);
    socket.send({ type: 'connection_init', payload: bearer('mallory') });
    socket.send({ id: '1', type: 'subscribe', payload: { query: '{ environments { nodes { name } } }' } });
    expect((await socket.closed).code).toBe(4401);
    expect(socket.received).toEqual([]);
  });

  test('while CMF does not respond is delayed, not rejected', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.faults.add({ kind: 'status', status: 503 });
    await using socket = await openSocket(gateway.gateway.url);
    socket.send({ type: 'connection_init', payload: bearer('alice') });
    expect((await socket.closed).code).toBe(1013);
  });
});

describe('an open WebSocket', () => {
  test('receives what its caller may see, and nothing else', async () => {
    await using gateway = await openForwarding();
    await using alice = await subscribed(gateway, 'alice');
    await using carol = await subscribed(gateway, 'carol');
    await until(() => reported(alice).length === 2 && reported(carol).length === 1);
    for (const [environment, name] of [
      ['prod', 'ledger'],
      ['dev1', 'orders'],
    ] as const) {
      gateway.emulator.world.setJobState(environment, name, 'FAILED');
    }
    await until(() => reported(alice).length === 3 && reported(carol).length === 2);
    expect(reported(alice)).toEqual(['dev1/orders', 'dev1/payments', 'dev1/orders']);
    expect(reported(carol)).toEqual(['prod/ledger', 'prod/ledger']);
  });

  test('receives newly granted resources, and no revoked ones', async () => {
    await using gateway = await openForwarding({ AUTH_TTL_MS: '50' });
    const { access, world } = gateway.emulator;
    await using alice = await subscribed(gateway, 'alice');
    await until(() => reported(alice).length === 2);
    access.allow('alice', { applications: ['prod'] });
    let state = 'RUNNING';
    await until(() => {
      state = state === 'RUNNING' ? 'RESTARTING' : 'RUNNING';
      world.setJobState('dev1', 'orders', state);
      world.setJobState('prod', 'ledger', state);
      return reported(alice).includes('prod/ledger');
    });
    const heard = reported(alice).length;
    await until(() => {
      state = state === 'RUNNING' ? 'RESTARTING' : 'RUNNING';
      world.setJobState('dev1', 'orders', state);
      world.setJobState('prod', 'ledger', state);
      return reported(alice).length > heard + 3;
    });
    expect(new Set(reported(alice).slice(heard + 1))).toEqual(new Set(['prod/ledger']));
  });

  test('receives a new application even when it may not see all of the environment', async () => {
    await using gateway = await openForwarding({}, (cmfUrl) =>
      startFilteringProxy(cmfUrl, 'alice', 'payments'),
    );
    await using alice = await subscribed(gateway, 'alice');
    await until(() => reported(alice).length === 1);
    const { world } = gateway.emulator;
    world.setJobState('dev1', 'payments', 'FAILED');
    world.apply('dev1', { metadata: { name: 'refunds' }, spec: world.application('dev1', 'orders').spec });
    await until(() => reported(alice).includes('dev1/refunds'));
    world.deleteApplication('dev1', 'refunds');
    await until(() => reported(alice).filter((each) => each === 'dev1/refunds').length >= 2);
    expect(reported(alice)).not.toContain('dev1/payments');
  });

  test('receives nothing while the decision of CMF cannot be renewed, and everything in order afterwards', async () => {
    let proxy: FilteringProxy | undefined;
    await using gateway = await openForwarding({ AUTH_TTL_MS: '20' }, async (cmfUrl) => {
      proxy = await startFilteringProxy(cmfUrl, 'alice', 'none');
      return proxy;
    });
    const { world } = gateway.emulator;
    await using alice = await subscribed(gateway, 'alice');
    await using admin = await subscribed(gateway, 'admin');
    await until(() => reported(alice).length === 2 && reported(admin).length === 3);
    if (proxy) proxy.isFailing = true;
    await until(() => proxy && proxy.failures > 0);
    world.setJobState('dev1', 'orders', 'RESTARTING');
    await until(() => reported(admin).length === 4);
    world.setJobState('dev1', 'payments', 'RESTARTING');
    await until(() => reported(admin).length === 5);
    const failures = proxy?.failures ?? 0;
    await until(() => proxy && proxy.failures > failures + 3);
    expect(reported(alice)).toHaveLength(2);
    if (proxy) proxy.isFailing = false;
    await until(() => reported(alice).length === 4);
    expect(reported(alice).slice(2)).toEqual(['dev1/orders', 'dev1/payments']);
  });

  test.each([
    ['4401 when CMF no longer accepts its caller', 4401, 'revoke'],
    ['4403 when CMF lets its caller see nothing any more', 4403, 'empty'],
  ] as const)('is closed with %s', async (_name, code, how) => {
    await using gateway = await openForwarding({ AUTH_TTL_MS: '50' });
    await using alice = await subscribed(gateway, 'alice');
    await until(() => reported(alice).length === 2);
    if (how === 'revoke') gateway.emulator.access.revoke('alice');
    else gateway.emulator.access.allow('alice', {});
    expect((await alice.closed).code).toBe(code);
    expect((await alice.closed).reason).toMatch(code === 4401 ? /^Unauthorized: / : /^Forbidden: /);
  });

  test('stays open while CMF does not respond', async () => {
    await using gateway = await openForwarding({ AUTH_TTL_MS: '20' });
    await using alice = await subscribed(gateway, 'alice');
    await until(() => reported(alice).length === 2);
    gateway.emulator.faults.add({ kind: 'status', status: 503 });
    gateway.emulator.calls.clear();
    await until(() => gateway.emulator.calls.count('listEnvironments') > 8);
    gateway.emulator.faults.clear();
    await alice.ping();
    gateway.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => reported(alice).length === 3);
    expect(reported(alice).at(-1)).toBe('dev1/orders');
  });

  test("is closed with 4401 when its caller's token expires", async () => {
    await using issuer = await startIssuer();
    await using gateway = await startGateway({ env: issuer.env });
    await using refused = await openSocket(gateway.url);
    refused.send({ type: 'connection_init' });
    expect(await refused.closed).toEqual({ code: 4401, reason: 'Unauthorized: A bearer token is required.' });

    await using socket = await openSocket(gateway.url);
    const expiresAt = Math.floor(Date.now() / 1000) + 2;
    await socket.init(bearer(await issuer.sign({ exp: expiresAt })));
    expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized: The token has expired.' });
    expect(Date.now()).toBeGreaterThanOrEqual(expiresAt * 1000);
  });
});

describe('a stream over SSE', () => {
  test('ends with a coded error when CMF rejects its caller', async () => {
    await using gateway = await openForwarding({ AUTH_TTL_MS: '50' });
    const response = await fetch(gateway.gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...bearer('alice') },
      body: JSON.stringify({ query: subscription }),
    });
    gateway.emulator.access.revoke('alice');
    const text = await response.text();
    const events = text.split('\n\n').filter((event) => event.startsWith('event: next'));
    expect(events.at(-1)).toContain('"code":"UNAUTHENTICATED"');
    expect(events.filter((event) => event.includes('"code"'))).toHaveLength(1);
    expect(text).toContain('event: complete');
    expect(text).not.toContain('ledger');
  });
});
