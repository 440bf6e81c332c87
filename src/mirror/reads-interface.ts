/**
 * The read interface of the mirror. Decorators between caller and mirror (`src/auth`, the response cache's trace)
 * implement the same interface.
 */

import type { InstanceLocation, Memory } from '../archive/storage.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import type { Feed } from '../live/feed.ts';
import type { JobStateSnapshot, JobStateUpdate } from '../live/job-state-update.ts';
import type { UpdateSource } from '../live/updates.ts';
import type { MaybePromise } from '../maybe-promise.ts';

/** A value with the time of its observation. */
export interface Observed<T> {
  readonly value: T;
  /** When the read of CMF that returned it began, in epoch milliseconds. */
  readonly observedAt: number;
  /** True when it is older than requested, because CMF did not respond in time. */
  readonly stale: boolean;
}

export interface ReadOptions {
  /** The oldest acceptable read of CMF, in epoch milliseconds; derived from the mirror's `maxAgeMs` when absent. */
  readonly notBefore?: number | undefined;
  /** True when an old copy must not be returned: the read waits for CMF, and fails when CMF fails. */
  readonly confirmed?: boolean | undefined;
  /** True when the caller did not name the resource; one that the caller may not see is then absent, not an error. */
  readonly unnamed?: boolean | undefined;
  /**
   * Aborting it ends the caller's wait, and aborts a read of CMF that no other caller waits for. Without it the caller
   * waits for the result.
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Methods throw a `CmfError` only when there is no copy to return. An absent resource is null or an empty list.
 */
export interface Reads {
  environments(options?: ReadOptions): MaybePromise<Observed<ReadonlyMap<string, Environment>>>;
  environment(name: string, options?: ReadOptions): MaybePromise<Observed<Environment> | null>;
  /** The names of the environments whose applications can be read: the given one, or all (null). */
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
  /**
   * The list of `instances` if it is in memory: no call. Where an instance waits for deployment, the list may be older than
   * the last change of the application, and then has no specs.
   */
  knownInstances(application: Application): readonly Instance[] | undefined;
  /** The instance, only if it is in memory. */
  knownInstance(application: Application, uid: string, options?: ReadOptions): Instance | undefined;
  /** The application of an instance, by UID alone. The first miss reads the unread lists; later misses cost nothing. */
  locateInstance(uid: string, options?: ReadOptions): MaybePromise<InstanceLocation | null>;
  /** Newest first; null where CMF has no events (before 2.0). */
  events(
    application: Application,
    options?: ReadOptions,
  ): MaybePromise<Observed<readonly ApplicationEvent[]> | null>;
  /** In CMF's order, at most a few seconds old. Empty where CMF has no savepoints (before 2.1). */
  savepoints(application: Application, options?: ReadOptions): MaybePromise<Observed<readonly Savepoint[]>>;
  /** Savepoints that belong to no application. Like `savepoints`. */
  detachedSavepoints(options?: ReadOptions): MaybePromise<Observed<readonly Savepoint[]>>;
  /**
   * The archived history of an application, beyond what CMF keeps; no call to CMF. Its transitions are as recent as the
   * read of the application, whose `stale` applies to them.
   */
  recall(application: Application): MaybePromise<Memory>;
  /** The current job states of one environment or all, at one journal position. */
  jobStates(environment: string | null): Promise<JobStateSnapshot>;
  /** The stream of job state updates of one subscriber. */
  updates(request: UpdateRequest): MaybePromise<Feed<JobStateUpdate>>;
  /** The items of a feed that the caller may see. `environment` is that of the subscription; null for all. */
  visible<Item extends object>(
    environment: string | null,
    feed: Feed<Item>,
    subjectOf: SubjectOf<Item>,
  ): MaybePromise<Feed<Item>>;
}

/** The subject of an item of a feed. */
export interface Subject {
  readonly environment: string;
  /** Null for the environment itself. */
  readonly application: string | null;
  /** True if it may have been created after the last verdict of CMF. */
  readonly isNew: boolean;
}

/** Null for an item that needs no right, such as a checkpoint. */
export type SubjectOf<Item> = (item: Item) => Subject | null;

export interface UpdateRequest extends Omit<UpdateSource, 'journal' | 'hub' | 'watch'> {
  /** The environment to refresh at the active interval meanwhile; null for all. */
  readonly environment: string | null;
}

/** By name. The same map object until an application changes. */
export type ApplicationMap = ReadonlyMap<string, Application>;
