/** Queries and subscribers of two gateways while their Redis is down, or responds without writing. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { command } from '../support/redis-command.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates, words } from './documents.ts';

const Fresh = graphql(/* GraphQL */ `
  query RedisAwayFresh {
    application(environment: "dev1", name: "orders") {
      jobState
      stale
    }
  }
`);

const ways = {
  'is down': {
    begin: (redis: RedisServer) => redis.kill(),
    end: (redis: RedisServer) => redis.restart({ keepData: true }),
  },
  'has no memory left': {
    begin: ({ port }: RedisServer) => command(port, 'CONFIG', 'SET', 'maxmemory', '1'),
    end: ({ port }: RedisServer) => command(port, 'CONFIG', 'SET', 'maxmemory', '0'),
  },
  'is demoted': {
    begin: ({ port }: RedisServer) => command(port, 'REPLICAOF', '127.0.0.1', '1'),
    end: ({ port }: RedisServer) => command(port, 'REPLICAOF', 'NO', 'ONE'),
  },
} as const;

test.each(Object.entries(ways))(
  'while Redis %s, queries are fresh and subscribers wait; then they receive each transition',
  { timeout: 60_000 },
  async (_, { begin, end }) => {
    await using redis = await startRedis({ durable: true });
    await using emulator = await startEmulator({ fleet: 'empty' });
    addApplication(emulator.world, 'dev1', 'orders');
    const env = { REDIS_URL: redis.url };
    await using one = await startGateway({ emulator, env });
    await using two = await startGateway({ emulator, env });
    await using near = one.subscribe(JobStates, { environment: 'dev1' });
    await using far = two.subscribe(JobStates, { environment: 'dev1' });
    const streams = [near, far];
    await until(() => streams.every(({ received }) => received.length === 1), { what: 'the first state' });
    const isShown = (state: string) => async (gateway: TestGateway) => {
      const { application } = await gateway.data(Fresh, {}, noCache);
      return application?.jobState === state && !application.stale;
    };

    await begin(redis);
    for (const state of ['FAILING', 'RESTARTING', 'RUNNING']) {
      emulator.world.setJobState('dev1', 'orders', state);
      for (const gateway of [one, two]) {
        await until(() => isShown(state)(gateway), { timeoutMs: 20_000, what: `${state} in a query` });
      }
    }
    for (const { received } of streams) expect(words(received)).toEqual(['orders: RUNNING']);
    await end(redis);
    await until(() => streams.every(({ received }) => received.length >= 4), {
      timeoutMs: 20_000,
      what: 'the transitions',
    });
    const expected = ['orders: RUNNING', 'orders: RUNNING>FAILING', 'orders: FAILING>RESTARTING'];
    for (const { received } of streams) {
      expect(words(received)).toEqual([...expected, 'orders: RESTARTING>RUNNING']);
    }
  },
);
