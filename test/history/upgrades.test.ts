/** Contract rules 11 to 20 and 31 in GraphQL: the deployed, waiting and never deployed instances. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { still } from '../support/gateway.ts';
import { eventVersions } from '../support/world.ts';
import { openOrders } from './orders.ts';

const Upgrade = graphql(/* GraphQL */ `
  query HistoryUpgrade {
    application(environment: "dev1", name: "orders") {
      upgrade {
        since
        mode
        stuck {
          reason
          detail
          since
        }
      }
    }
  }
`);

const hour = 3_600_000;

describe('a savepoint upgrade', () => {
  test('waits, is reverted while it waits, and a later migration deploys the fourth instance', async () => {
    await using orders = await openOrders({ job: { upgradeMode: 'savepoint' } });
    const { world } = orders;
    expect(await orders.picture()).toEqual({
      deployed: '1 RUNNING',
      upgrade: null,
      instances: ['1 CURRENT RUNNING'],
    });

    // Instance 2 exists at once, and cluster 1 runs until its savepoint completes (rules 12 to 15).
    orders.edit({ parallelism: 4 });
    const waiting = {
      deployed: '1 RUNNING',
      upgrade: '1 → 2 waits for SAVEPOINT',
      instances: ['1 CURRENT RUNNING', '2 PENDING UNKNOWN'],
    };
    expect(await orders.picture()).toEqual(waiting);
    world.failSavepoint('dev1', 'orders');
    expect(await orders.picture()).toEqual(waiting);

    // A revert creates instance 3; cluster 1 stays with instance 1, and neither 2 nor 3 has a cluster (rules 16 and
    // 17).
    orders.edit({ parallelism: 2 });
    const reverted = {
      deployed: '1 RUNNING',
      upgrade: '1 → 3 waits for SAVEPOINT, reverted',
      instances: ['1 CURRENT RUNNING', '2 NEVER_DEPLOYED UNKNOWN', '3 PENDING UNKNOWN'],
    };
    expect(await orders.picture()).toEqual(reverted);

    // Job states in the meantime belong to instance 1, not to the newest (rule 23).
    world.setJobState('dev1', 'orders', 'RESTARTING');
    expect(await orders.picture()).toEqual({
      ...reverted,
      deployed: '1 RESTARTING',
      upgrade: '1 → 3 waits for JOB_RUNNING, reverted',
    });
    world.setJobState('dev1', 'orders', 'RUNNING');

    // Only the next migration away from cluster 1 deploys another: instance 4 (rule 18).
    orders.edit({ parallelism: 8 });
    expect(await orders.picture()).toEqual({
      deployed: '1 RUNNING',
      upgrade: '1 → 4 waits for SAVEPOINT',
      instances: [
        '1 CURRENT RUNNING',
        '2 NEVER_DEPLOYED UNKNOWN',
        '3 NEVER_DEPLOYED UNKNOWN',
        '4 PENDING UNKNOWN',
      ],
    });
    world.completeSavepoint('dev1', 'orders');
    orders.settle();
    expect(await orders.picture()).toEqual({
      deployed: '4 RUNNING',
      upgrade: null,
      instances: [
        '1 SUPERSEDED STOPPED_FOR_UPGRADE',
        '2 NEVER_DEPLOYED UNKNOWN',
        '3 NEVER_DEPLOYED UNKNOWN',
        '4 CURRENT RUNNING',
      ],
    });
  });

  test('does not depend on time order alone: the deployed instance stays the oldest of three', async () => {
    await using orders = await openOrders({ job: { upgradeMode: 'savepoint' } });
    orders.edit({ parallelism: 3 });
    orders.edit({ parallelism: 4 });
    const { deployed, instances } = await orders.picture();
    expect(deployed).toBe('1 RUNNING');
    expect(instances).toEqual(['1 CURRENT RUNNING', '2 NEVER_DEPLOYED UNKNOWN', '3 PENDING UNKNOWN']);
  });
});

describe('an upgrade without a savepoint', () => {
  test.for(['stateless', 'last-state'])(
    'by %s replaces the instance without waiting',
    async (upgradeMode) => {
      await using orders = await openOrders({ job: { upgradeMode } });
      orders.edit({ parallelism: 4 });
      orders.settle();
      expect(await orders.picture()).toEqual({
        deployed: '2 RUNNING',
        upgrade: null,
        instances: ['1 SUPERSEDED STOPPED_FOR_UPGRADE', '2 CURRENT RUNNING'],
      });
    },
  );

  test('ends as soon as CMF reports the new cluster, while its job still starts', async () => {
    await using orders = await openOrders();
    orders.edit({ parallelism: 4 });
    expect(await orders.picture()).toMatchObject({ deployed: '2 RECONCILING', upgrade: null });
  });
});

describe('suspending and starting', () => {
  test('each create an instance, and are not upgrades', async () => {
    await using orders = await openOrders();
    orders.world.suspend('dev1', 'orders');
    orders.settle();
    const suspended = await orders.picture();
    expect(suspended.upgrade).toBeNull();
    expect(suspended.instances[0]).toBe('1 CURRENT STOPPED_BY_SUSPEND');

    orders.world.start('dev1', 'orders');
    orders.settle();
    expect(await orders.picture()).toEqual({
      deployed: '3 RUNNING',
      upgrade: null,
      instances: ['1 SUPERSEDED STOPPED_BY_SUSPEND', '2 NEVER_DEPLOYED UNKNOWN', '3 CURRENT RUNNING'],
    });
  });

  test('are recognized even if CMF reports no deployed instance while suspended', async () => {
    await using orders = await openOrders({ cmf: { whileSuspended: 'clear-name' } });
    orders.world.suspend('dev1', 'orders');
    orders.settle();
    const { deployed, upgrade, instances } = await orders.picture();
    expect({ deployed, upgrade }).toEqual({ deployed: 'none FINISHED', upgrade: null });
    expect(instances[0]).toMatch(/^1 \w+ STOPPED_BY_SUSPEND$/);
  });
});

describe.for(eventVersions)('a stuck upgrade, in front of CMF %s,', (version) => {
  test('is reported after the configured time, with the reason', async () => {
    await using orders = await openOrders({
      job: { upgradeMode: 'savepoint' },
      agoMs: hour,
      cmf: { version },
    });
    orders.edit({ parallelism: 4 });
    const { metadata } = orders.world.instance('dev1', 'orders', orders.uid(2));
    const upgrade = { since: metadata.creationTimestamp, mode: 'SAVEPOINT' };
    expect((await orders.runQuery(Upgrade)).application?.upgrade).toEqual({
      ...upgrade,
      stuck: {
        reason: 'SAVEPOINT_NOT_COMPLETING',
        detail: 'no savepoint of the running job yet',
        since: upgrade.since,
      },
    });

    orders.world.failSavepoint('dev1', 'orders', { reason: 'Savepoint declined: not enough space' });
    expect((await orders.runQuery(Upgrade)).application?.upgrade?.stuck).toMatchObject({
      reason: 'SAVEPOINT_FAILING',
      detail: expect.stringContaining('Savepoint declined'),
    });

    // The wait is that of the first instance that waits, not of the last edit.
    orders.world.advance(hour);
    orders.edit({ parallelism: 5 });
    expect((await orders.runQuery(Upgrade)).application?.upgrade?.since).toBe(upgrade.since);
  });

  test('is reported when the job that must complete the savepoint does not run', async () => {
    await using orders = await openOrders({
      job: { upgradeMode: 'savepoint' },
      agoMs: hour,
      cmf: { version },
    });
    orders.edit({ parallelism: 4 });
    orders.world.setJobState('dev1', 'orders', 'RESTARTING', { error: 'no slots' });
    expect((await orders.runQuery(Upgrade)).application?.upgrade?.stuck).toMatchObject({
      reason: 'JOB_NOT_RUNNING',
      detail: 'job RESTARTING: no slots',
    });
  });
});

describe('a stuck upgrade', () => {
  test('is not reported before the configured time', async () => {
    await using orders = await openOrders({
      job: { upgradeMode: 'savepoint' },
      agoMs: hour,
      env: { UPGRADE_STUCK_AFTER_MS: String(2 * hour) },
    });
    orders.edit({ parallelism: 4 });
    expect((await orders.runQuery(Upgrade)).application?.upgrade).toMatchObject({
      mode: 'SAVEPOINT',
      stuck: null,
    });
  });

  test('is evaluated without a call for events while it is not stuck', async () => {
    await using orders = await openOrders({ job: { upgradeMode: 'savepoint' }, env: still });
    orders.edit({ parallelism: 4 });
    // Changed applications are read first, regardless of the query.
    await orders.picture();
    orders.gateway.emulator.calls.clear();
    expect((await orders.runQuery(Upgrade)).application?.upgrade).not.toBeNull();
    expect(orders.gateway.emulator.calls.count('listEvents')).toBe(0);
  });
});
