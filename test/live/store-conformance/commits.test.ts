/** The effects of an accepted commit. */
import { describe, expect, it } from 'vitest';
import type { Committed } from '../../../src/live/committed.ts';
import { unread } from '../../../src/store/view.ts';
import { application, dev, refresh, states } from '../fixtures.ts';
import { useStores } from './fixtures.ts';

describe.each(useStores())('a store in %s', (_kind, open) => {
  describe('accepts a commit', () => {
    it('that is the first: the view includes it when the commit has ended', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      expect(store.view.environment(dev)).toEqual(unread);
      expect(await refresh(store, { one: 'RUNNING' }, { observedAt: 7 })).toBe('COMMITTED');
      const view = store.view.environment(dev);
      expect(states(view)).toEqual({ one: 'RUNNING' });
      expect(view).toMatchObject({ observedAt: 7, completeRevision: view.revision });
      expect(view.applications.get('one')).toMatchObject({
        revision: view.revision,
        observedAt: 7,
        application: application('one'),
      });
    });

    it('without a change: only the time changes, and the map of applications is the same object', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' }, { observedAt: 1 });
      const before = store.view.environment(dev);
      expect(await refresh(store, {}, { observedAt: 2 })).toBe('COMMITTED');
      const after = store.view.environment(dev);
      expect(after.observedAt).toBe(2);
      expect(after.revision).toBeGreaterThan(before.revision);
      expect(after.applications).toBe(before.applications);
    });

    it('of one application: the environment is as old as before', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING', two: 'RUNNING' }, { observedAt: 1 });
      const before = store.view.environment(dev);
      expect(await refresh(store, { one: 'FAILED' }, { observedAt: 2, complete: false })).toBe('COMMITTED');
      const after = store.view.environment(dev);
      expect(after).toMatchObject({ observedAt: 1, completeRevision: before.completeRevision });
      expect(after.applications.get('one')).toMatchObject({ observedAt: 2, revision: after.revision });
      expect(after.applications.get('two')).toEqual(before.applications.get('two'));
    });

    it('that changes no journaled field, such as a label: the change is announced without an entry', async () => {
      await using replicas = await open();
      const { a: store } = replicas;
      await refresh(store, { one: 'RUNNING' });
      const heard: Committed[] = [];
      using _ = store.onCommit((committed) => heard.push(committed));
      const { revision } = store.view.environment(dev);
      const labelled = application('one', 'RUNNING', { team: 'a' });
      await store.commit({
        environment: dev,
        base: revision,
        observedAt: 2,
        complete: false,
        applications: [{ name: 'one', application: labelled, transitions: [] }],
      });
      expect(heard).toEqual([
        { applications: [{ previous: application('one'), next: labelled }], events: [] },
      ]);
    });
  });
});
