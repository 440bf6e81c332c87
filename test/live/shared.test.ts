/** Identical subscriptions share work: one execution for each change, and the same bytes for all. */
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const executions = 'cmf_graphql_subscription_executions_total';
const states = 'subscription { jobStateChanged { ... on JobStateChange { applicationName to } } }';

/** A subscription at the protocol level, so that the received bytes can be compared. */
function subscribe(url: string, query: string) {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const frames: string[] = [];
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.on('message', (data) => {
    const frame = (data as Buffer).toString();
    if (frame.includes('connection_ack')) {
      socket.send(JSON.stringify({ id: 'one', type: 'subscribe', payload: { query } }));
    } else {
      frames.push(frame);
    }
  });
  return { frames, [Symbol.dispose]: () => socket.terminate() };
}

describe('identical subscriptions', () => {
  test('are executed once for each change, and get the same bytes', async () => {
    await using emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    await using gateway = await startGateway({ emulator });
    const distinct = [
      states.replace('to', 'to from'),
      states.replace('jobStateChanged', 'jobStateChanged(environment: "dev1")'),
      states.replace('subscription', 'subscription Named'),
    ];
    using opened = new DisposableStack();
    const identical = Array.from({ length: 50 }, () => opened.use(subscribe(gateway.url, states)));
    const others = distinct.map((query) => opened.use(subscribe(gateway.url, query)));
    const all = [...identical, ...others];
    await until(() => all.every(({ frames }) => frames.length === 1), { what: 'the initial states' });

    const before = await metricOf(gateway, executions);
    emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => all.every(({ frames }) => frames.length === 2), { what: 'the change' });
    expect((await metricOf(gateway, executions)) - before).toBe(1 + distinct.length);
    const reported =
      '{"id":"one","type":"next","payload":{"data":{"jobStateChanged":{"applicationName":"orders","to":"FAILED"}}}}';
    expect(new Set(identical.map(({ frames }) => frames[1]))).toEqual(new Set([reported]));
  });

  test('receive errors with the request id of their own operation, from one execution', async () => {
    await using emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    await using gateway = await startGateway({ emulator });
    using _down = emulator.faults.add({ kind: 'status', status: 500, match: { operation: 'listInstances' } });
    const failing =
      'subscription { jobStateChanged { ... on JobStateChange { application { instances { totalCount } } } } }';
    using opened = new DisposableStack();
    const identical = Array.from({ length: 5 }, () => opened.use(subscribe(gateway.url, failing)));
    await until(() => identical.every(({ frames }) => frames.length === 1), { what: 'the initial states' });
    const before = await metricOf(gateway, executions);
    emulator.world.setJobState('dev1', 'orders', 'RESTARTING');
    await until(() => identical.every(({ frames }) => frames.length === 2), { what: 'the change' });
    expect((await metricOf(gateway, executions)) - before).toBe(1);
    const ids = identical.map(({ frames: [initial = '{}', change = '{}'] }) =>
      [initial, change].map((frame) => JSON.parse(frame).payload.errors[0].extensions.requestId),
    );
    for (const [initial, change] of ids) expect(change).toBe(initial);
    expect(new Set(ids.map(([id]) => id)).size).toBe(identical.length);
  });
});
