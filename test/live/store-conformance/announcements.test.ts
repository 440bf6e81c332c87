/** Notifications of a store to its listeners about a commit. */
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../src/live/journal.ts';
import type { Position } from '../../../src/live/transition.ts';
import { until } from '../../support/until.ts';
import { refresh } from '../fixtures.ts';
import { describeEvent, eventsOf, seenBy, useStores } from './fixtures.ts';

describe.each(useStores())('a store in %s', (_kind, open) => {
  describe('announces', () => {
    it('each commit once its view includes it, in journal order, until the listener is disposed', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const start = await store.journal.tail();
      const heard: JournalEvent[] = [];
      const seenThen: (Position | undefined)[] = [];
      const listening = store.onCommit(({ events }) => {
        heard.push(...events);
        seenThen.push(store.view.position);
      });
      await refresh(store, { one: 'CREATED', two: 'RUNNING' });
      await refresh(store, { one: 'RUNNING', two: null });
      const found = await store.journal.read(start);
      expect(heard).toEqual(found.gap === undefined && found.entries);
      expect(seenThen).toEqual([heard[1]?.position, heard[3]?.position]);
      listening[Symbol.dispose]();
      await refresh(store, { one: 'FAILED' });
      expect(heard).toHaveLength(4);
    });

    it('the same to every replica', async () => {
      await using replicas = await open();
      const { a, b } = replicas;
      const [byA, byB] = [eventsOf(a), eventsOf(b)];
      await refresh(a, { one: 'CREATED' });
      await until(() => seenBy(b)['one'] === 'CREATED');
      await refresh(b, { one: 'RUNNING' });
      await until(() => seenBy(a)['one'] === 'RUNNING');
      expect(byA).toEqual(byB);
      expect(byA.map(describeEvent)).toEqual(['one: none -> CREATED', 'one: CREATED -> RUNNING']);
    });
  });
});
