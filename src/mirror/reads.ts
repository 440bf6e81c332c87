/**
 * What a caller can read of the mirror. Whoever stands between caller and mirror (`src/auth`, a trace) is the same
 * interface again.
 */

import type { InstanceLocation, Memory } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { Feed } from '../live/feed.ts';
import type { JobStateSnapshot, JobStateUpdate } from '../live/job-state-update.ts';
import type { UpdateSource } from '../live/updates.ts';
import type { MaybePromise } from '../maybe-promise.ts';

/** A value and how old it is. */
export interface Observed<T> {
  readonly value: T;
  /** When the read of CMF that said so began, in epoch milliseconds. */
  readonly observedAt: number;
  /** True when it is older than promised, because CMF did not answer since. */
  readonly stale: boolean;
}

export interface ReadOptions {
  /** The oldest read of CMF that will do, in epoch milliseconds; the mirror's `maxAge` when absent. */
  readonly notBefore?: number | undefined;
  /** Found by the gateway and not named by its caller: what the caller may not see is then simply not there. */
  readonly unnamed?: boolean | undefined;
  /**
   * Until it is aborted the caller waits; then it is answered no more, and a read of CMF that nobody else waits for
   * ends. Without it, to the end.
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * What a caller can read. Throws a `CmfError` only when there is no copy to answer from. "Not there" is null or an
 * empty list.
 */
export interface Reads {
  environments(options?: ReadOptions): MaybePromise<Observed<ReadonlyMap<string, Environment>>>;
  environment(name: string, options?: ReadOptions): MaybePromise<Observed<Environment> | null>;
  /** The environments whose applications can be read: the one of this name, or all (null). */
  applicationEnvironments(name: string | null, options?: ReadOptions): Promise<readonly string[]>;
  /** The applications of one environment, by name; null when there is no such environment. */
  applications(environment: string, options?: ReadOptions): MaybePromise<Observed<ApplicationMap> | null>;
  application(
    environment: string,
    name: string,
    options?: ReadOptions,
  ): MaybePromise<Observed<Application> | null>;
  /** Newest first. */
  instances(application: Application, options?: ReadOptions): MaybePromise<readonly Instance[]>;
  /** Null when CMF no longer keeps it (rule 29). */
  instance(application: Application, uid: string, options?: ReadOptions): MaybePromise<Instance | null>;
  /** The same, only if it is in memory. */
  knownInstance(application: Application, uid: string, options?: ReadOptions): Instance | undefined;
  /** Where an instance belongs, from its UID alone. The first miss reads the lists not read yet; later ones cost nothing. */
  locateInstance(uid: string, options?: ReadOptions): MaybePromise<InstanceLocation | null>;
  /** Newest first; null where CMF has no events (before 2.0). */
  events(application: Application, options?: ReadOptions): MaybePromise<readonly ApplicationEvent[] | null>;
  /** What the gateway remembers of an application beyond what CMF keeps; costs CMF nothing. */
  recall(application: Application): MaybePromise<Memory>;
  /** The job states now, of one environment or all, at one journal position. */
  jobStates(environment: string | null): Promise<JobStateSnapshot>;
  /** The job states as one subscriber receives them. */
  updates(request: UpdateRequest): MaybePromise<Feed<JobStateUpdate>>;
}

export interface UpdateRequest extends Omit<UpdateSource, 'journal' | 'hub' | 'watch'> {
  /** The environment that is kept refreshed fast meanwhile; null for all. */
  readonly environment: string | null;
}

/** By name. The same map as long as no application changed. */
export type ApplicationMap = ReadonlyMap<string, Application>;
