/** The journal of a store. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { journal, refresh } from '../fixtures.ts';
import { useStores } from './fixtures.ts';

describe.each(useStores())('a store in %s', (_kind, open) => {
  describe('journals', () => {
    it('nothing at first, and the initial position can be continued from', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const start = await store.journal.tail();
      expect(start.sequence).toBe(0);
      expect(await store.journal.read(start)).toEqual({ entries: [] });
      await refresh(store, { one: 'RUNNING' });
      expect(await journal(store, start)).toEqual(['one: none -> RUNNING']);
    });

    it('every transition, in order, after any given entry', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const start = await store.journal.tail();
      await refresh(store, { one: 'CREATED', two: 'CREATED' });
      await refresh(store, { one: 'RUNNING' });
      await refresh(store, { one: null });
      const all = [
        'one: none -> CREATED',
        'two: none -> CREATED',
        'one: CREATED -> RUNNING',
        'one: RUNNING -> gone',
      ];
      const found = await store.journal.read(start);
      const positions = found.gap === undefined ? found.entries.map(({ position }) => position) : [];
      expect(await journal(store, start)).toEqual(all);
      for (const [index, position] of positions.entries()) {
        expect(await journal(store, position)).toEqual(all.slice(index + 1));
      }
      expect(positions.at(-1)).toEqual(await store.journal.tail());
      expect(positions.at(-1)).toEqual(store.view.position);
    });

    it('the configured number of entries, and reports EXPIRED for older positions', async () => {
      await using replicas = await open(3);
      const { a: store } = replicas;
      const positions = [await store.journal.tail()];
      for (const state of [
        'CREATED',
        'RUNNING',
        'FAILING',
        'FAILED',
        'CREATED',
        'RUNNING',
        'FINISHED',
        'CREATED',
      ]) {
        await refresh(store, { one: state });
        positions.push(await store.journal.tail());
      }
      const newest = positions.length - 1;
      expect(await journal(store, positions[newest - 3] ?? fail())).toHaveLength(3);
      for (const old of positions.slice(0, newest - 3)) {
        expect(await store.journal.read(old)).toEqual({ gap: 'EXPIRED' });
      }
    });

    it('in an epoch, and reports EPOCH_CHANGED for another epoch, future positions and unknown positions', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'CREATED' });
      await refresh(store, { one: 'RUNNING' });
      const { epoch, sequence } = await store.journal.tail();
      expect(await store.journal.read({ epoch: randomUUID(), sequence })).toEqual({ gap: 'EPOCH_CHANGED' });
      expect(await store.journal.read({ epoch, sequence: sequence + 1 })).toEqual({ gap: 'EPOCH_CHANGED' });
      expect(await store.journal.read({ epoch, sequence: sequence - 0.5 })).toEqual({ gap: 'EPOCH_CHANGED' });
    });
  });
});

function fail(): never {
  throw new Error('There is no such position.');
}
