/**
 * The store: the state of CMF that all replicas share.
 *
 * A commit is one atomic step. It is accepted only when nothing newer was committed since its read of CMF started; state
 * and journal then change together. Two replicas that poll at once therefore produce each transition once, and an old
 * read never replaces a newer one, regardless of leases.
 */

import type { ArchiveStorage } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Committed } from '../live/committed.ts';
import type { Journal } from '../live/journal.ts';
import type { Transition } from '../live/transition.ts';
import type { SharedCache } from './shared-cache.ts';
import type { View } from './view.ts';
import type { WriteLog } from './write-log.ts';

export interface ApplicationCommit {
  readonly name: string;
  /** The application as read; null when it is gone. */
  readonly application: Application | null;
  /** The transitions since the view at `base`, oldest first. */
  readonly transitions: readonly Transition[];
}

export interface EnvironmentCommit {
  readonly environment: string;
  /** The environment's revision when the read started; the transitions start from it. */
  readonly base: number;
  /** When the read started, in epoch milliseconds. */
  readonly observedAt: number;
  /** True when all applications were read: those not listed here are unchanged. */
  readonly complete: boolean;
  readonly applications: readonly ApplicationCommit[];
}

export interface EnvironmentsCommit {
  readonly base: number;
  readonly observedAt: number;
  /** All environments. */
  readonly environments: readonly Environment[];
}

/** `CONFLICT`: something newer was committed meanwhile; the read is obsolete. */
export type CommitResult = 'COMMITTED' | 'CONFLICT';

export interface LeaseRequest {
  /** How long the lease and the interest last without renewal. */
  readonly ttlMs: number;
  /** True when a caller of this replica needs the target refreshed fast. */
  readonly active: boolean;
}

export interface Lease {
  /** True when this replica polls the target for the next `ttlMs`. */
  readonly held: boolean;
  /** True when a caller of any replica needs it refreshed fast. */
  readonly active: boolean;
}

/** Whether the shared part of a store is reachable; a store in memory always is. */
export interface StoreHealth {
  readonly reachable: boolean;
  /** The error message of the Redis client. */
  readonly lastFailure: string | null;
  /** The number of records and entries that could not be parsed and were skipped. */
  readonly damaged: number;
  /** The number of sessions opened with it. */
  readonly connections: number;
  /** The number of transitions that wait until it writes again. */
  readonly unshared: number;
}

export interface Store extends AsyncDisposable {
  /** True when other replicas may use the same store. */
  readonly isShared: boolean;
  readonly health: StoreHealth;
  /** The newest value of this process. Take it once to read from one consistent moment. */
  readonly view: View;
  /**
   * The states that the journal has announced, at `position`: subscribers' snapshots use them. They differ from `view`
   * only while this process cannot share, and therefore not journal, what it reads.
   */
  readonly announced: View;
  readonly journal: Journal;
  commit(commit: EnvironmentCommit): Promise<CommitResult>;
  commitEnvironments(commit: EnvironmentsCommit): Promise<CommitResult>;
  /** Receives each commit of any replica, in journal order, until disposed. */
  onCommit(listener: (committed: Committed) => void): Disposable;
  /**
   * Takes or renews the lease for polling a target (an environment, or any other name). Leases only save CMF calls:
   * concurrent commits of two pollers are harmless. Disposal of the store releases them.
   */
  lease(target: string, request: LeaseRequest): Promise<Lease>;
  readonly cache: SharedCache;
  readonly archive: ArchiveStorage;
  readonly writes: WriteLog;
}
