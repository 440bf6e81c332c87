/** The ACL in `docs/reliability.md` contains exactly the commands, keys and channels that a gateway uses. */
import { expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { openOrders } from '../history/orders.ts';
import { noCache } from '../support/client.ts';
import { documentedAcl } from '../support/documented-acl.ts';
import { startRedis } from '../support/redis.ts';
import { command } from '../support/redis-command.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const Remembered = graphql(/* GraphQL */ `
  query AclRemembered($uid: ID!) {
    instance(uid: $uid) {
      expired
      parallelism
      timeline(first: 10) {
        nodes {
          jobState
        }
      }
    }
  }
`);

const Payments = graphql(/* GraphQL */ `
  query AclPayments {
    application(environment: "dev1", name: "payments") {
      name
    }
  }
`);

const Orders = graphql(/* GraphQL */ `
  query AclOrders {
    application(environment: "dev1", name: "orders") {
      id
      operations(first: 10) {
        nodes {
          id
        }
      }
    }
  }
`);

const Suspend = graphql(/* GraphQL */ `
  mutation AclSuspend($application: ID!) {
    suspendApplication(input: { application: $application }) {
      operation {
        id
      }
    }
  }
`);

test('a gateway uses each documented command, and no other command, key or channel', async () => {
  const rules = documentedAcl('cmf-graphql', 'single');
  await using redis = await startRedis();
  await command(redis.port, 'ACL', 'SETUSER', 'gateway', 'reset', 'on', '>word', ...rules);
  await command(redis.port, 'CONFIG', 'RESETSTAT');
  const env = { REDIS_URL: `redis://gateway:word@127.0.0.1:${redis.port}/1`, MUTATIONS: 'on' };
  await using orders = await openOrders({
    env,
    cmf: { eventRetention: 4 },
    before: (world) => addApplication(world, 'dev1', 'payments'),
  });
  const { world } = orders;
  const uid = orders.uid(1);
  orders.edit({ parallelism: 4 });
  orders.settle();
  await orders.picture();
  // Otherwise the emulator's clock stops while the gateway's runs.
  world.advance(Date.now() - world.now().getTime());
  world.setJobState('dev1', 'orders', 'RESTARTING');
  orders.settle();
  world.evictInstance('dev1', 'orders', uid);
  world.deleteApplication('dev1', 'payments');
  const isExpired = async () => (await orders.gateway.data(Remembered, { uid }, noCache)).instance?.expired;
  await until(isExpired, { what: 'an instance from the archive' });
  const isGone = async () => (await orders.gateway.data(Payments, {}, noCache)).application === null;
  await until(isGone, { what: 'an application to be removed' });
  // The log of writes.
  const application = (await orders.gateway.data(Orders)).application?.id ?? '';
  await orders.gateway.data(Suspend, { application });
  const { application: written } = await orders.gateway.data(Orders);
  expect(written?.operations?.nodes).toHaveLength(1);
  await orders.gateway[Symbol.asyncDispose]();

  const stats = String(await command(redis.port, 'INFO', 'commandstats'));
  const used = new Set([...stats.matchAll(/^cmdstat_([a-z]+)(?:\|[^:]*)?:/gm)].map(([, name]) => `+${name}`));
  expect(await command(redis.port, 'ACL', 'LOG')).toEqual([]);
  expect(rules.filter((rule) => rule.startsWith('+') && !used.has(rule))).toEqual([]);
});
