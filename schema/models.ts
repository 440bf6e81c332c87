/** The backing models of object types: the values that resolvers return. They import no schema file. */
import type { InstanceCause } from '../src/archive/storage.ts';
import type { Application } from '../src/cmf/resources/application.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import type { Savepoint } from '../src/cmf/resources/savepoint.ts';
import type { TimelineEntry } from '../src/history/timeline-entry.ts';
import type { Observed } from '../src/mirror/reads-interface.ts';
import type { Plan } from '../src/plan/plan.ts';

export type ObservedApplication = Observed<Application>;

/** The observation time of a value; like `Observed` without the value. */
export interface Observation {
  /** Epoch milliseconds; null if the value comes from the archive only. */
  readonly observedAt: number | null;
  readonly stale: boolean;
}

/** An instance with the application that it belongs to. */
export interface InstanceOf {
  readonly application: ObservedApplication;
  readonly instance: Instance;
  /** True if CMF no longer keeps it and it comes from the archive. */
  readonly expired: boolean;
}

/** A plan with the state of CMF that it was computed from. */
export interface PlanOf {
  readonly plan: Plan;
  /** Null if it does not exist yet. */
  readonly application: ObservedApplication | null;
  /** The latest instance; null if there is none yet. */
  readonly latest: InstanceOf | null;
  /** Epoch milliseconds. */
  readonly observedAt: number;
  readonly stale: boolean;
}

export interface TimelineEntryModel extends TimelineEntry {
  /** Set for a `WRITE` entry. */
  readonly cause: InstanceCause | null;
}

/** A savepoint with the application that it belongs to; null for a detached one. */
export interface SavepointOf extends Observed<Savepoint> {
  readonly application: ObservedApplication | null;
}

/** The instances of an application, with the number that CMF still keeps. */
export interface Retention {
  readonly application: ObservedApplication;
  readonly kept: number;
}

/** An environment whose applications are missing from a list across environments. */
export interface MissingEnvironment {
  readonly environment: string;
  readonly code: string;
  readonly message: string;
}
