/** Where the archive is kept: the interface of its storages in memory and in Redis. */
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

/** The two documents that CMF merges, as they stood side by side at some moment. */
export interface DocumentPair {
  /** The application's own spec. */
  readonly application: JsonObject | null;
  /** The environment's `flinkApplicationDefaults`. */
  readonly environment: JsonObject | null;
}

/** Something worth remembering; what is absent is not told. */
export interface Notes {
  /** UIDs that CMF named as deployed. */
  readonly deployed?: readonly string[];
  /** Oldest first. */
  readonly transitions?: readonly Transition[];
  /** Oldest first; with those that are remembered already. */
  readonly events?: readonly ApplicationEvent[];
  /** Oldest first; with those that are remembered already. Null in a field says nothing. */
  readonly instances?: readonly Instance[];
  /** The pair as it stands now. */
  readonly documents?: DocumentPair;
}

export interface Memory {
  readonly deployed: ReadonlySet<string>;
  /** Oldest first. */
  readonly transitions: readonly Transition[];
  /** In any order. */
  readonly events: readonly ApplicationEvent[];
  /** In any order: the newest that was seen of each, without its spec. */
  readonly instances: readonly Instance[];
  /** Distinct pairs, newest first. */
  readonly documents: readonly DocumentPair[];
  /** The effective specs of these instances, by UID, as far as they are remembered. */
  readonly specs: (uids: readonly string[]) => MaybePromise<ReadonlyMap<string, JsonObject>>;
}

/**
 * Where it is kept. Every list has a bound, and the whole has one. All replicas note what they see, so the same
 * thing may be told several times and in any order: it is remembered once, by the content of a transition, the UID
 * of an event or an instance.
 */
export interface ArchiveStorage {
  /** Never fails and is not waited for. */
  note(of: ApplicationIdentity, notes: Notes): void;
  /** Empty for an application of which nothing was noted, or when it cannot be asked. */
  recall(of: ApplicationIdentity): MaybePromise<Memory>;
  /** The application that an instance was last noted for. */
  locate(uid: string): MaybePromise<InstanceLocation | null>;
}

/** As a text, to be a key. */
export function identityOf({ environment, name, createdAt }: ApplicationIdentity): string {
  return JSON.stringify([environment, name, createdAt]);
}
