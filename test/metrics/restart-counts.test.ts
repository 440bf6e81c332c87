/** The counts of restarts, over the journal and the shared cache of a store. */
import { describe, expect, test } from 'vitest';
import { createRestartCounts } from '../../src/fleet-metrics/restarts.ts';
import type { Store } from '../../src/store/store.ts';
import { dev, refresh } from '../live/fixtures.ts';
import { useStores } from '../live/store-conformance/fixtures.ts';

const stores = useStores();
let time = 0;

function countsOf(store: Store) {
  const counts = createRestartCounts({ journal: store.journal, cache: store.cache, now: () => time });
  store.onCommit((committed) => counts.observe(committed));
  return async (application: string) => {
    const count = (await counts.read())?.(dev, application);
    await counts.share();
    return count;
  };
}

async function restart(store: Store, application: string): Promise<void> {
  for (const state of ['RUNNING', 'RESTARTING', 'RUNNING']) await refresh(store, { [application]: state });
}

describe.each(stores)('over a store in %s', (_, open) => {
  test('restarts in the journal count, also those before the first read', async () => {
    await using replicas = await open();
    await restart(replicas.a, 'orders');
    const count = countsOf(replicas.a);
    expect(await count('orders')).toBe(1);
    await restart(replicas.a, 'orders');
    expect([await count('orders'), await count('other')]).toEqual([2, 0]);
  });

  test('a commit while the counts are read counts once', async () => {
    await using replicas = await open();
    await restart(replicas.a, 'orders');
    const count = countsOf(replicas.a);
    const reading = count('orders');
    await restart(replicas.a, 'orders');
    await reading;
    expect(await count('orders')).toBe(2);
  });

  test('the count of a deleted application starts again at 0', async () => {
    await using replicas = await open();
    const count = countsOf(replicas.a);
    await restart(replicas.a, 'orders');
    await refresh(replicas.a, { orders: null });
    await restart(replicas.a, 'orders');
    expect(await count('orders')).toBe(1);
  });
});

describe.each(stores.filter(([kind]) => kind === 'redis'))('of replicas over %s', (_, open) => {
  test('a replica that starts late continues the counts of the others', async () => {
    await using replicas = await open(10);
    const first = countsOf(replicas.a);
    await restart(replicas.a, 'orders');
    expect(await first('orders')).toBe(1);
    // From here on the journal exceeds its length.
    time += 60_000;
    for (let times = 0; times < 20; times += 1) {
      await restart(replicas.a, 'other');
      time += 60_000;
      await first('other');
    }
    const late = countsOf(replicas.b);
    expect([await late('orders'), await late('other')]).toEqual([1, 20]);
  });

  test('counts are kept where the journal no longer reaches back to them, equally at all replicas', async () => {
    await using replicas = await open(10);
    const first = countsOf(replicas.a);
    await restart(replicas.a, 'orders');
    time += 60_000;
    expect(await first('orders')).toBe(1);
    for (let times = 0; times < 20; times += 1) await restart(replicas.b, 'other');
    const [one, two] = [countsOf(replicas.a), countsOf(replicas.b)];
    expect(await one('orders')).toBe(1);
    expect(await two('orders')).toBe(1);
    expect(await two('other')).toBe(await one('other'));
  });
});
