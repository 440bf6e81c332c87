/** The backing models of object types: the values that resolvers return. They import no schema file. */
import type { Application } from '../src/cmf/resources/application.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import type { Savepoint } from '../src/cmf/resources/savepoint.ts';
import type { Observed } from '../src/mirror/reads-interface.ts';

export type ObservedApplication = Observed<Application>;

/** When CMF was read for a value, like `Observed` without the value. */
export interface Observation {
  /** Epoch milliseconds; null if the value comes from the archive only. */
  readonly observedAt: number | null;
  readonly stale: boolean;
}

/** An instance with the application that it belongs to. */
export interface InstanceOf {
  readonly application: ObservedApplication;
  readonly instance: Instance;
  /** True if CMF no longer keeps it and the gateway shows its own record. */
  readonly expired: boolean;
}

/** A savepoint with the application that it belongs to; null for a detached one. */
export interface SavepointOf extends Observed<Savepoint> {
  readonly application: ObservedApplication | null;
}

/** How many instances of an application CMF still keeps. */
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
