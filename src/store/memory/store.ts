/** The store of a gateway without Redis: state and journal in this process's memory. */
import { randomUUID } from 'node:crypto';
import { createMemoryArchive } from '../../archive/memory.ts';
import type { Committed } from '../../live/committed.ts';
import { createMemoryJournal, entriesAfter } from '../../live/memory-journal.ts';
import { accept } from '../accept-commit.ts';
import { noSharedCache } from '../shared-cache.ts';
import type { Store } from '../store.ts';
import { createView, type EnvironmentView, listing, unlisted, unread } from '../view.ts';
import { createMemoryWriteLog } from './write-log.ts';

export interface MemoryStoreOptions {
  /** Entries that the journal keeps. */
  readonly journalLength: number;
  /** Transitions, and again events, that the archive keeps of one application. */
  readonly timelineLength?: number;
}

export async function createMemoryStore({
  journalLength,
  timelineLength = 500,
}: MemoryStoreOptions): Promise<Store> {
  const journal = createMemoryJournal({
    length: journalLength,
    base: { epoch: randomUUID(), sequence: 0 },
  });
  const listeners = new Set<(committed: Committed) => void>();
  let byName: ReadonlyMap<string, EnvironmentView> = new Map();
  let environments = unlisted;
  let view = createView(environments, byName, journal.position);
  let revision = 0;

  return {
    isShared: false,
    journal,
    health: { reachable: true, lastFailure: null, damaged: 0, connections: 0, unshared: 0 },
    cache: noSharedCache,
    archive: createMemoryArchive({ timelineLength }),
    writes: createMemoryWriteLog(),
    get view() {
      return view;
    },
    get announced() {
      return view;
    },

    // Synchronous, so that comparison, state and journal are one step.
    async commit(commit) {
      const current = byName.get(commit.environment) ?? unread;
      const accepted = accept(current, commit, revision + 1);
      if (!accepted) return 'CONFLICT';
      revision += 1;
      const events = entriesAfter(
        journal.position,
        accepted.applications.flatMap(({ transitions }) => transitions),
      );
      journal.append(events);
      byName = new Map(byName).set(commit.environment, accepted.next);
      view = createView(environments, byName, journal.position);
      const applications = accepted.applications.map(({ name, application }) => ({
        previous: current.applications.get(name)?.application ?? null,
        next: application,
      }));
      for (const listener of listeners) listener({ applications, events });
      return 'COMMITTED';
    },

    async commitEnvironments({ base, observedAt, environments: listed }) {
      if (environments.revision !== base) return 'CONFLICT';
      revision += 1;
      environments = {
        revision,
        observedAt,
        environments: listing(environments.environments, listed),
      };
      view = createView(environments, byName, journal.position);
      return 'COMMITTED';
    },

    onCommit(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },

    lease: async (_target, { active }) => ({ held: true, active }),

    async [Symbol.asyncDispose]() {
      listeners.clear();
    },
  };
}
