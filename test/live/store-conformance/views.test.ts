/** The views of a store. */
import { describe, expect, it } from 'vitest';
import { dev, refresh, states } from '../fixtures.ts';
import { useStores } from './fixtures.ts';

describe.each(useStores())('a store in %s', (_kind, open) => {
  it('returns immutable views', async () => {
    await using replicas = await open();
    const { a: store } = replicas;
    await refresh(store, { one: 'RUNNING' });
    const { view } = store;
    await refresh(store, { one: 'FAILED', two: 'RUNNING' });
    expect(states(view.environment(dev))).toEqual({ one: 'RUNNING' });
    expect(view.position).not.toEqual(store.view.position);
  });

  it('announces the changes of its view', async () => {
    await using replicas = await open();
    const { a: store } = replicas;
    await refresh(store, { one: 'RUNNING' });
    const { announced } = store;
    expect([states(announced.environment(dev)), announced.position]).toEqual([
      { one: 'RUNNING' },
      await store.journal.tail(),
    ]);
  });
});
