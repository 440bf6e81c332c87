/** The documented example: a subscription and `completion` suffice to wait for a batch job. */
import { describe, expect, test } from 'vitest';
import { awaitBatchJob } from '../../docs/await-batch-job.ts';
import { until } from '../support/until.ts';
import { eventVersions } from '../support/world.ts';
import { type Orders, openOrdersIn } from './orders.ts';

function wait({ gateway }: Orders, uid: string) {
  return awaitBatchJob(gateway.url.replace(/^http/, 'ws'), uid);
}

/** The report of CMF, sent when a listener is connected. */
async function whileListening({ gateway }: Orders, happen: () => void): Promise<void> {
  const metric = async () => (await fetch(`${gateway.origin}/metrics`)).text();
  await until(async () => /subscriptions\S* 1\b/.test(await metric()));
  happen();
}

describe.for(eventVersions)('waiting for a batch job, in front of CMF %s,', (version) => {
  const open = openOrdersIn(version);

  test('ends when it has completed', async () => {
    await using orders = await open();
    const { world } = orders;
    const outcome = wait(orders, orders.uid(1));
    await whileListening(orders, () => world.setJobState('dev1', 'orders', 'RESTARTING'));
    world.setJobState('dev1', 'orders', 'RUNNING');
    world.setJobState('dev1', 'orders', 'FINISHED');
    expect(await outcome).toMatchObject({ role: 'CURRENT', completion: 'COMPLETED' });
  });

  test('ends at once when the job ended before the subscription', async () => {
    await using orders = await open({
      before: (world) => world.setJobState('dev1', 'orders', 'FINISHED'),
    });
    expect(await wait(orders, orders.uid(1))).toMatchObject({ completion: 'COMPLETED' });
  });

  test('ends with the reason when it failed', async () => {
    await using orders = await open();
    const outcome = wait(orders, orders.uid(1));
    await whileListening(orders, () =>
      orders.world.setJobState('dev1', 'orders', 'FAILED', {
        exception: 'java.io.IOException: disk\n\tat X',
      }),
    );
    expect(await outcome).toMatchObject({
      completion: 'FAILED',
      statistics: { lastFailure: { message: 'java.io.IOException: disk' } },
    });
  });

  test('does not report a job that was stopped for an upgrade as completed', async () => {
    await using orders = await open({ job: { upgradeMode: 'savepoint' } });
    const outcome = wait(orders, orders.uid(1));
    await whileListening(orders, () => orders.edit({ parallelism: 4 }));
    orders.world.completeSavepoint('dev1', 'orders');
    orders.settle();
    expect(await outcome).toMatchObject({ completion: 'STOPPED_FOR_UPGRADE' });
  });

  test('fails when there is no such instance', async () => {
    await using orders = await open();
    await expect(wait(orders, '00000000-0000-4000-8000-000000000000')).rejects.toThrow('no instance');
  });
});
