/** The interface of the archive's storages, in memory and in Redis. */
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { JsonObject } from '../json.ts';
import type { Transition } from '../live/transition.ts';
import type { MaybePromise } from '../maybe-promise.ts';

export interface ApplicationIdentity {
  readonly environment: string;
  readonly name: string;
  readonly createdAt: string | null;
}

export interface InstanceLocation {
  readonly environment: string;
  readonly application: string;
}

/** The two documents that CMF merges, as they were at the same moment. */
export interface DocumentPair {
  /** The application's own spec. */
  readonly application: JsonObject | null;
  /** The environment's `flinkApplicationDefaults`. */
  readonly environment: JsonObject | null;
}

/** Why an instance exists: the write through the gateway that resulted in it. */
export interface InstanceCause {
  /** UID of the instance. */
  readonly instance: string;
  /** Id of the operation in the write log. */
  readonly operation: string;
  /** The kind of the operation, such as `APPLY_APPLICATION`. */
  readonly kind: string;
  /** Null if the gateway does not authenticate callers. */
  readonly actor: string | null;
  readonly reason: string | null;
  readonly requestId: string;
  /** When it was requested. RFC 3339. */
  readonly at: string;
}

/**
 * The cause of the last failure of an instance's job, read from Flink while its cluster existed. Texts are
 * redacted.
 */
export interface InstanceFailure {
  /** UID of the instance. */
  readonly instance: string;
  /** When Flink recorded the exception; when the gateway read it, if Flink sends no time. RFC 3339. */
  readonly at: string;
  /** The first line of the stack trace. */
  readonly message: string | null;
  /** The innermost cause. */
  readonly rootCause: string | null;
  /** The task that threw it. */
  readonly task: string | null;
  /** Restarts of the job until then; null if unknown. */
  readonly count: number | null;
  /** The last completed checkpoint; null if there was none or it is unknown. */
  readonly checkpointBefore: {
    readonly number: number | null;
    readonly triggeredAt: string | null;
    readonly location: string | null;
  } | null;
}

/** The observations of one application. Absent parts were not observed. */
export interface Observations {
  /** UIDs that CMF reported as deployed. */
  readonly deployed?: readonly string[];
  /** Oldest first. */
  readonly transitions?: readonly Transition[];
  /** Oldest first; may contain recorded ones. */
  readonly events?: readonly ApplicationEvent[];
  /** Oldest first; may contain recorded ones. A null field leaves the recorded value. */
  readonly instances?: readonly Instance[];
  /** The current pair. */
  readonly documents?: DocumentPair;
  readonly causes?: readonly InstanceCause[];
  /** Each failure replaces an earlier one of the same instance. */
  readonly failures?: readonly InstanceFailure[];
}

/** The recorded history of one application. */
export interface Memory {
  readonly deployed: ReadonlySet<string>;
  /** Oldest first. */
  readonly transitions: readonly Transition[];
  /** In any order. */
  readonly events: readonly ApplicationEvent[];
  /** In any order: the latest observation of each, without its spec. */
  readonly instances: readonly Instance[];
  /** Distinct pairs, newest first. */
  readonly documents: readonly DocumentPair[];
  /** By instance UID. */
  readonly causes: ReadonlyMap<string, InstanceCause>;
  /** The newest of each instance, by its UID. */
  readonly failures: ReadonlyMap<string, InstanceFailure>;
  /** The effective specs of these instances, by UID; without those that were evicted or never observed. */
  readonly specs: (uids: readonly string[]) => MaybePromise<ReadonlyMap<string, JsonObject>>;
}

/**
 * Stores observations. Every list is bounded, and so is the total. All replicas record what they observe, so the same
 * observation may arrive several times and in any order. It is stored once, by the content of a transition and the UID
 * of an event or an instance.
 */
export interface ArchiveStorage {
  /** Never fails; the caller does not wait for it. */
  record(of: ApplicationIdentity, observations: Observations): void;
  /** Empty for an application without observations, or when the storage is unreachable. */
  recall(of: ApplicationIdentity): MaybePromise<Memory>;
  /** The application that an instance was last recorded for. */
  locate(uid: string): MaybePromise<InstanceLocation | null>;
}

/** The identity as a text, for use as a key. */
export function identityOf({ environment, name, createdAt }: ApplicationIdentity): string {
  return JSON.stringify([environment, name, createdAt]);
}
