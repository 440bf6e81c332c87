/** With Redis, the archive survives restarts, and every replica reads the observations of all. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { eventVersions } from '../support/world.ts';
import { openOrdersIn } from './orders.ts';

const Remembered = graphql(/* GraphQL */ `
  query HistoryRemembered($uid: ID!) {
    instance(uid: $uid) {
      expired
      role
      parallelism
      application {
        timeline(first: 100) {
          nodes {
            eventUid
            jobState
          }
        }
        instances {
          fallenOff {
            uid
          }
        }
      }
    }
  }
`);

describe.for(eventVersions)('a gateway with Redis, in front of CMF %s,', (version) => {
  const open = openOrdersIn(version);

  test('returns, after a restart, records that CMF has dropped', async () => {
    await using redis = await startRedis();
    const env = { REDIS_URL: redis.url };
    await using orders = await open({ env, cmf: { eventRetention: 4 } });
    const uid = orders.uid(1);
    orders.edit({ parallelism: 4 });
    orders.settle();
    await orders.picture();
    const before = (await orders.runQuery(Remembered, { uid })).instance?.application.timeline?.nodes ?? [];
    // Otherwise the emulator's clock stops while the gateway's runs.
    orders.world.advance(Date.now() - orders.world.now().getTime());
    orders.world.setJobState('dev1', 'orders', 'RESTARTING');
    orders.settle();
    orders.world.evictInstance('dev1', 'orders', uid);
    await orders.gateway[Symbol.asyncDispose]();

    await using gateway = await startGateway({ emulator: orders.gateway.emulator, env });
    const { instance } = await gateway.data(Remembered, { uid }, noCache);
    expect(instance).toMatchObject({ expired: true, role: 'SUPERSEDED', parallelism: 2 });
    expect(instance?.application.instances?.fallenOff).toEqual([{ uid }]);
    const reported = instance?.application.timeline?.nodes ?? [];
    expect(reported).toEqual(expect.arrayContaining(before));
    expect(reported.slice(-2).map(({ jobState }) => jobState)).toEqual(['RESTARTING', 'RUNNING']);
  });

  test('still returns its own observations while Redis is unreachable', async () => {
    await using redis = await startRedis();
    await using orders = await open({ env: { REDIS_URL: redis.url } });
    const uid = orders.uid(1);
    orders.edit({ parallelism: 4 });
    orders.settle();
    await orders.picture();
    orders.world.evictInstance('dev1', 'orders', uid);
    await redis.kill();
    const { instance } = await orders.runQuery(Remembered, { uid });
    expect(instance).toMatchObject({ expired: true, role: 'SUPERSEDED', parallelism: 2 });
  });
});
