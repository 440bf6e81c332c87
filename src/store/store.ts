/**
 * The store: where the gateway's replicas agree on what CMF last said.
 *
 * A commit is one atomic step: it is accepted only when nothing newer was committed since the read behind it began;
 * then state and journal change together. So two replicas that poll at once produce each transition once, and an
 * old read can never undo a newer one, whoever holds a lease.
 */

import type { ArchiveStorage } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Committed } from '../live/committed.ts';
import type { Journal } from '../live/journal.ts';
import type { Transition } from '../live/transition.ts';
import type { SharedCache } from './shared-cache.ts';
import type { View } from './view.ts';

export interface ApplicationCommit {
  readonly name: string;
  /** What was read; null when the application is gone. */
  readonly application: Application | null;
  /** What that changes against the view at `base`, oldest first. */
  readonly transitions: readonly Transition[];
}

export interface EnvironmentCommit {
  readonly environment: string;
  /** The environment's revision when the read began; what the transitions were computed against. */
  readonly base: number;
  /** When the read began, in epoch milliseconds. */
  readonly observedAt: number;
  /** True when all applications were read: those not listed here are confirmed as they stand. */
  readonly complete: boolean;
  readonly applications: readonly ApplicationCommit[];
}

export interface EnvironmentsCommit {
  readonly base: number;
  readonly observedAt: number;
  /** All environments. */
  readonly environments: readonly Environment[];
}

/** `CONFLICT`: something newer was committed meanwhile; the read is worth nothing any more. */
export type CommitResult = 'COMMITTED' | 'CONFLICT';

export interface LeaseRequest {
  /** How long the lease and the interest hold when they are not renewed. */
  readonly ttlMs: number;
  /** True when somebody wants this target fast on this replica. */
  readonly active: boolean;
}

export interface Lease {
  /** True when this replica is the one to poll the target for the next `ttlMs`. */
  readonly held: boolean;
  /** True when somebody wants it fast, on whichever replica. */
  readonly active: boolean;
}

/** Whether the shared part of a store can be reached; a store in memory always can. */
export interface StoreHealth {
  readonly reachable: boolean;
  /** Why it can not, in the client's words. */
  readonly lastFailure: string | null;
  /** Records and entries that were not ours, and were skipped. */
  readonly damaged: number;
}

export interface Store extends AsyncDisposable {
  /** True when other replicas may use it too. */
  readonly isShared: boolean;
  readonly health: StoreHealth;
  /** Always the newest value this process knows; take it once and read from that. */
  readonly view: View;
  /**
   * The states as the journal has told them, at `position`: what a subscriber's snapshot is made of. Differs from
   * `view` only while what this process reads cannot be shared, and so cannot be journaled.
   */
  readonly announced: View;
  readonly journal: Journal;
  commit(commit: EnvironmentCommit): Promise<CommitResult>;
  commitEnvironments(commit: EnvironmentsCommit): Promise<CommitResult>;
  /** Told of each commit of any replica, in journal order, until disposed. */
  onCommit(listener: (committed: Committed) => void): Disposable;
  /**
   * Asks for, or renews, the right to poll a target (an environment, or any other name). It spares CMF work and
   * decides nothing: commits of two pollers at once are harmless. Released when the store is disposed.
   */
  lease(target: string, request: LeaseRequest): Promise<Lease>;
  readonly cache: SharedCache;
  readonly archive: ArchiveStorage;
}
