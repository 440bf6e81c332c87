/** The commits that a store rejects, as a whole or in part. */
import { describe, expect, it } from 'vitest';
import { dev, environment, journal, read, refresh } from '../fixtures.ts';
import { seenBy, useStores } from './fixtures.ts';

describe.each(useStores())('a store in %s', (_kind, open) => {
  describe('refuses', () => {
    it('a commit whose base is older than the newest complete read, as a whole', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const stale = read(store.view.environment(dev), { one: 'RUNNING', two: 'RUNNING' });
      await refresh(store, { one: 'FAILED' });
      expect(await store.commit(stale)).toBe('CONFLICT');
      expect(await store.commit({ ...stale, complete: false })).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({ one: 'FAILED' });
    });

    it('a commit whose base this state never had', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const base = store.view.environment(dev).revision + 1;
      const commit = { ...read(store.view.environment(dev), { one: 'FAILED' }), base };
      expect(await store.commit(commit)).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({ one: 'RUNNING' });
    });

    it('in a complete read, only an application that was written separately since its start', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING', two: 'RUNNING' });
      const { position } = store.view;
      const complete = read(store.view.environment(dev), { one: 'RESTARTING', two: 'RESTARTING' });
      await refresh(store, { one: 'FAILED' }, { complete: false });
      expect(await store.commit(complete)).toBe('COMMITTED');
      expect(seenBy(store)).toEqual({ one: 'FAILED', two: 'RESTARTING' });
      expect(await journal(store, position)).toEqual([
        'one: RUNNING -> FAILED',
        'two: RUNNING -> RESTARTING',
      ]);
    });

    it('an incomplete commit of which nothing is accepted', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const part = read(store.view.environment(dev), { one: 'RESTARTING' }, { complete: false });
      await refresh(store, { one: 'FAILED' }, { complete: false });
      expect(await store.commit(part)).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({ one: 'FAILED' });
    });

    it('an application from a list that was started before its removal', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const list = read(store.view.environment(dev), { one: 'RESTARTING' });
      await refresh(store, { one: null }, { complete: false });
      expect(await store.commit(list)).toBe('CONFLICT');
      expect(seenBy(store)).toEqual({});
    });

    it('a list of environments that was started before the newest one was written', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      const commit = (base: number, name: string) =>
        store.commitEnvironments({ base, observedAt: 5, environments: [environment(name)] });
      const { revision: base } = store.view.environments;
      expect(await commit(base, 'first')).toBe('COMMITTED');
      expect(await commit(base, 'second')).toBe('CONFLICT');
      const { environments, observedAt } = store.view.environments;
      expect([[...environments.values()], observedAt]).toEqual([[environment('first')], 5]);
      expect(await commit(store.view.environments.revision, 'third')).toBe('COMMITTED');
      expect([...store.view.environments.environments.keys()]).toEqual(['third']);
    });
  });
});
