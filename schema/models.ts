/** The backing models of object types: the values that resolvers pass on. They import no schema file. */
import type { Application } from '../src/cmf/resources/application.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import type { Observed } from '../src/mirror/reads.ts';

export type ObservedApplication = Observed<Application>;

/** An instance with the application that it belongs to. */
export interface InstanceOf {
  readonly application: ObservedApplication;
  readonly instance: Instance;
  /** True when CMF no longer keeps it, and this is what the gateway remembers of it. */
  readonly expired: boolean;
}

/** What CMF still has of all the instances that an application had. */
export interface Retention {
  readonly application: ObservedApplication;
  readonly kept: number;
}

/** An environment whose applications are not in a list across environments. */
export interface MissingEnvironment {
  readonly environment: string;
  readonly code: string;
  readonly message: string;
}
