/** A subscriber that reads more slowly than states change: closed with its own code, and nothing is lost. */
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { slowConsumerCode } from '../../src/streams/websocket-frames.ts';
import { startGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates } from './documents.ts';

const names = ['one', 'two', 'three', 'four', 'five'].map((name) => `job-${name}`);

const query = /* GraphQL */ `
  subscription Slow($after: String) {
    jobStateChanged(after: $after) {
      __typename
      cursor
      ... on JobStateChange {
        initial
        applicationName
        to
        application {
          ...Large
        }
      }
    }
  }
  fragment Large on Application {
    one: spec
    two: spec
    three: spec
    four: spec
  }
`;

interface Report {
  readonly __typename: 'JobStateChange' | 'JobStateGap';
  readonly cursor: string;
  readonly initial?: boolean;
  readonly applicationName?: string;
  readonly to?: string | null;
}

/** A client whose reading can be stopped: the kernel's buffers fill, and further messages wait in the gateway. */
function connect(url: string, after: string | null) {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const reported: Report[] = [];
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  socket.on('open', () => socket.send('{"type":"connection_init"}'));
  socket.on('message', (data) => {
    const { type, payload } = JSON.parse((data as Buffer).toString());
    if (type === 'connection_ack') {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { after } } }));
    } else if (type === 'next' && payload.data) {
      reported.push(payload.data.jobStateChanged);
    }
  });
  socket.on('close', (code, reason) => closed.resolve({ code, reason: String(reason) }));
  return {
    reported,
    closed: closed.promise,
    stopReading: () => socket.pause(),
    readOn: () => socket.resume(),
    [Symbol.dispose]: () => socket.terminate(),
  };
}

describe('a subscriber that stops reading', () => {
  test('is closed with 4900, is counted, and resumes by its cursor without loss', async () => {
    await using emulator = await startEmulator({ fleet: 'empty' });
    const { world } = emulator;
    // Large responses, so that the buffers fill quickly.
    for (const name of names) addApplication(world, 'dev1', name, { job: { args: ['x'.repeat(500_000)] } });
    await using gateway = await startGateway({ emulator, env: { SUBSCRIBER_QUEUE: '10' } });
    await using witness = gateway.subscribe(JobStates);
    using slow = connect(gateway.url, null);
    await until(() => slow.reported.length === names.length && witness.received.length === names.length, {
      what: 'the initial states',
    });

    slow.stopReading();
    const expected = ['RUNNING'];
    while ((await metricOf(gateway, 'cmf_graphql_slow_consumers_total')) === 0) {
      expected.push(expected.length % 2 === 0 ? 'RUNNING' : 'FAILED');
      for (const name of names) world.setJobState('dev1', name, expected.at(-1) ?? null);
      await until(() => witness.received.length === names.length * expected.length, { what: 'the changes' });
    }
    expect(await metricOf(gateway, 'cmf_graphql_slow_consumers_total')).toBe(1);
    slow.readOn();
    expect(await slow.closed).toEqual({
      code: slowConsumerCode,
      reason: 'Slow consumer: subscribe again after the last cursor',
    });

    using resumed = connect(gateway.url, slow.reported.at(-1)?.cursor ?? null);
    const all = () => [...slow.reported, ...resumed.reported];
    await until(() => all().length === names.length * expected.length, { what: 'what was missed' });
    for (const name of names) {
      const reported = all().filter(({ applicationName }) => applicationName === name);
      expect(reported.map(({ to }) => to)).toEqual(expected);
    }
    expect(
      resumed.reported.filter(({ __typename, initial }) => initial || __typename === 'JobStateGap'),
    ).toEqual([]);
    expect(witness.errors).toEqual([]);
  });
});
