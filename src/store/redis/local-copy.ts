/**
 * This process's copy of the shared state and journal, and its listeners. Everything is synchronous: state, journal
 * and announcement are one step.
 */
import type { Committed } from '../../live/committed.ts';
import { type JournalEvent, newEpoch } from '../../live/journal.ts';
import { createMemoryJournal, entriesAfter, type MemoryJournal } from '../../live/memory-journal.ts';
import { accept } from '../accept-commit.ts';
import type { CommitResult, EnvironmentCommit, EnvironmentsCommit, Store } from '../store.ts';
import { createView, type EnvironmentsView, listing, unlisted, unread } from '../view.ts';
import { createOutageBuffer, type OutageBuffer } from './outage.ts';
import { gapAfter, type Pulled } from './read-changes.ts';
import { changesBetween, type EnvironmentViews, type SharedState, stateAfter } from './shared-state.ts';

export interface Copy extends Pick<Store, 'view' | 'announced' | 'onCommit'> {
  readonly journal: MemoryJournal;
  /** The state as read from Redis; null before the first read. */
  readonly shared: SharedState | null;
  /** The observations since Redis stopped writing. */
  readonly outage: OutageBuffer;
  /** Replaces everything with what was read from Redis. */
  apply(pulled: Pulled): void;
  /** A commit that cannot be shared: visible in this process, journaled only if Redis was never reached. */
  commit(commit: EnvironmentCommit): CommitResult;
  commitEnvironments(commit: EnvironmentsCommit): CommitResult;
  dispose(): void;
}

/** Revisions of unshared commits are above all revisions of Redis, so that none of them can serve as a shared base. */
const firstRevisionAlone = 2 ** 52;

export interface CopyOptions {
  readonly journalLength: number;
  readonly onDamaged: (what: string) => void;
}

export function createCopy({ journalLength, onDamaged }: CopyOptions): Copy {
  const journal = createMemoryJournal({
    length: journalLength,
    base: { epoch: newEpoch(), sequence: 0 },
  });
  const listeners = new Set<(committed: Committed) => void>();
  const outage = createOutageBuffer(journalLength);
  let shared: SharedState | null = null;
  /** The shared state with the unshared commits. */
  let seen: { readonly list: EnvironmentsView; readonly environments: EnvironmentViews } = {
    list: unlisted,
    environments: new Map(),
  };
  let view = createView(seen.list, seen.environments, journal.position);
  let announced = view;
  let revisionAlone = firstRevisionAlone;

  /** State before announcement: listeners that read see the new state. */
  const show = (next: typeof seen, events: readonly JournalEvent[]) => {
    const applications = changesBetween(seen.environments, next.environments);
    seen = next;
    view = createView(seen.list, seen.environments, journal.position);
    announced = shared ? createView(shared.list, shared.environments, journal.position) : view;
    if (applications.length === 0 && events.length === 0) return;
    for (const listener of listeners) listener({ applications, events });
  };

  return {
    journal,
    outage,
    get shared() {
      return shared;
    },
    get view() {
      return view;
    },
    get announced() {
      return announced;
    },

    apply(pulled) {
      const { position } = journal;
      const gap = gapAfter(position, pulled);
      const entries = pulled.entries.map(({ sequence, transition }) => ({
        position: { epoch: pulled.epoch, sequence },
        transition,
      }));
      const fresh = entries.filter((entry) => entry.position.sequence > position.sequence);
      if (gap) journal.restart({ epoch: pulled.epoch, sequence: pulled.base }, entries);
      else journal.append(fresh);
      outage.clear();
      shared = stateAfter(shared, pulled, onDamaged);
      show(shared, gap ? [{ restart: gap, position: journal.position }] : fresh);
    },

    commit(commit) {
      const accepted = accept(seen.environments.get(commit.environment) ?? unread, commit, revisionAlone + 1);
      if (!accepted) return 'CONFLICT';
      revisionAlone += 1;
      outage.record(commit.environment, commit.observedAt, accepted.applications, shared !== null);
      const transitions = shared ? [] : accepted.applications.flatMap((written) => written.transitions);
      const entries = entriesAfter(journal.position, transitions);
      journal.append(entries);
      const environments = new Map(seen.environments).set(commit.environment, accepted.next);
      show({ ...seen, environments }, entries);
      return 'COMMITTED';
    },

    commitEnvironments({ base, observedAt, environments }) {
      if (seen.list.revision !== base) return 'CONFLICT';
      revisionAlone += 1;
      const list = {
        revision: revisionAlone,
        observedAt,
        environments: listing(seen.list.environments, environments),
      };
      show({ ...seen, list }, []);
      return 'COMMITTED';
    },

    onCommit(listener) {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    dispose: () => listeners.clear(),
  };
}
