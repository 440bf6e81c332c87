/** Two gateways over one Redis: subscribers cannot distinguish them from one gateway. */
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../src/emulator/calls.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { startGateway, still } from '../support/gateway.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates, words } from './documents.ts';

const OrdersState = graphql(/* GraphQL */ `
  query OrdersState {
    application(environment: "dev1", name: "orders") {
      jobState
    }
  }
`);

async function startWorld(version = '2.3.1') {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty', version }));
  addApplication(emulator.world, 'dev1', 'orders');
  const redis = opening.use(await startRedis());
  const closing = opening.move();
  return { emulator, redis, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

async function startTwo(given: Awaited<ReturnType<typeof startWorld>>) {
  await using opening = new AsyncDisposableStack();
  const env = { REDIS_URL: given.redis.url };
  const one = opening.use(await startGateway({ emulator: given.emulator, env }));
  const two = opening.use(await startGateway({ emulator: given.emulator, env }));
  const closing = opening.move();
  return { one, two, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

const steps = ['FAILING', 'RESTARTING', 'RUNNING', 'FAILED', 'RECONCILING'] as const;

describe('two gateways over one Redis', () => {
  test.for(['2.3.1', '2.5.0'])(
    'deliver each change once and in order to the subscribers of both, with CMF %s',
    async (version) => {
      await using given = await startWorld(version);
      await using gateways = await startTwo(given);
      await using atOne = gateways.one.subscribe(JobStates);
      await using atTwo = gateways.two.subscribe(JobStates);
      const streams = [atOne, atTwo];
      await until(() => streams.every(({ received }) => received.length === 1), {
        what: 'the initial states',
      });
      for (const [index, state] of steps.entries()) {
        given.emulator.world.setJobState('dev1', 'orders', state);
        // Polls observe some of them; only events contain the others.
        if (index % 2 === 1)
          await until(() => streams.every(({ received }) => received.length === index + 2));
      }
      await until(() => streams.every(({ received }) => received.length === 1 + steps.length), {
        what: 'all changes',
      });
      const reported = steps.map((state, index) => `orders: ${steps[index - 1] ?? 'RUNNING'}>${state}`);
      for (const { received } of streams) expect(words(received)).toEqual(['orders: RUNNING', ...reported]);
      const cursors = streams.map(({ received }) =>
        received.map(({ jobStateChanged: { cursor } }) => cursor),
      );
      expect(cursors[0]).toEqual(cursors[1]);
    },
  );

  test('respond, after a change was delivered, with data at least as new as the change', async () => {
    await using given = await startWorld();
    await using gateways = await startTwo(given);
    for (const gateway of [gateways.one, gateways.two]) {
      await using stream = gateway.subscribe(JobStates);
      await until(() => stream.received.length === 1, { what: 'the initial state' });
      for (const state of steps) {
        const before = stream.received.length;
        given.emulator.world.setJobState('dev1', 'orders', state);
        await until(() => stream.received.length > before, { what: state });
        expect(await gateway.data(OrdersState)).toEqual({ application: { jobState: state } });
      }
    }
  });

  test('resume the cursors of each other', async () => {
    await using given = await startWorld();
    await using gateways = await startTwo(given);
    await using atOne = gateways.one.subscribe(JobStates);
    await until(() => atOne.received.length === 1, { what: 'the initial state' });
    const cursor = atOne.received[0]?.jobStateChanged.cursor ?? '';
    given.emulator.world.setJobState('dev1', 'orders', 'FAILING');
    given.emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => atOne.received.length === 3, { what: 'two changes' });
    await using atTwo = gateways.two.subscribe(JobStates, { after: cursor });
    await until(() => atTwo.received.length === 2, { what: 'the same at the other gateway' });
    expect(words(atTwo.received)).toEqual(['orders: RUNNING>FAILING', 'orders: FAILING>FAILED']);
  });
});

describe('a new replica', () => {
  test('is ready from Redis without a call to CMF', async () => {
    await using given = await startWorld();
    const env = { ...still, REDIS_URL: given.redis.url };
    await using _first = await startGateway({ emulator: given.emulator, env });
    given.emulator.calls.clear();
    await using second = await startGateway({ emulator: given.emulator, env });
    expect(await second.data(OrdersState)).toEqual({ application: { jobState: 'RUNNING' } });
    expect(given.emulator.calls.entries).toEqual([]);
  });
});

describe('when the gateway that polls', () => {
  /** The calls of a gateway with this token. */
  const callsOf = (emulator: Emulator, token: string) =>
    emulator.calls.entries.filter(({ authorization }) => authorization === hashOf(`Bearer ${token}`));

  test('is killed, another polls within one lease length', async () => {
    await using given = await startWorld();
    const leaseMs = 3_000;
    const common = {
      REDIS_URL: given.redis.url,
      CMF_URL: given.emulator.url,
      LEASE_MS: String(leaseMs),
      REFRESH_ACTIVE_MS: '100',
      REFRESH_IDLE_MS: '100',
    };
    await using first = await startGatewayProcess({ env: { ...common, CMF_TOKEN: 'first' } });
    await until(() => callsOf(given.emulator, 'first').length > 10, { what: 'its polls' });
    await using _second = await startGateway({
      emulator: given.emulator,
      env: { ...common, CMF_TOKEN: 'second' },
    });
    expect(callsOf(given.emulator, 'second')).toEqual([]);
    first.kill('SIGKILL');
    await first.ended;
    const killedAt = performance.now();
    await until(() => callsOf(given.emulator, 'second').length > 0, { what: 'the polls of the other' });
    // Far below a second lease. The margin is for a machine under load.
    expect(performance.now() - killedAt).toBeLessThan(leaseMs + 2_000);
  });

  test('stops in order, another polls at once, however long the lease', async () => {
    await using given = await startWorld();
    const env = { REDIS_URL: given.redis.url, LEASE_MS: '3600000', REFRESH_IDLE_MS: '100' };
    await using second = new AsyncDisposableStack();
    {
      await using _first = await startGateway({
        emulator: given.emulator,
        env: { ...env, CMF_URL: given.emulator.url, CMF_TOKEN: 'first' },
      });
      second.use(
        await startGateway({
          emulator: given.emulator,
          env: { ...env, CMF_URL: given.emulator.url, CMF_TOKEN: 'second' },
        }),
      );
      await until(() => callsOf(given.emulator, 'first').length > 10, { what: 'the polls of the first' });
      expect(callsOf(given.emulator, 'second')).toEqual([]);
    }
    await until(() => callsOf(given.emulator, 'second').length > 10, { what: 'the polls of the second' });
  });
});
