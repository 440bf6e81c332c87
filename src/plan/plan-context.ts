/** The inputs of a plan: the input of a client, and the state of CMF. */
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import type { Labels } from '../cmf/resources/fields.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import type { JsonObject } from '../json.ts';

/** The desired state of the application. */
export interface PlanInput {
  readonly spec: JsonObject;
  /** Absent: the annotations of the application stay. */
  readonly annotations?: Labels | undefined;
}

/** The state of CMF that the plan is computed from. */
export interface PlanContext {
  /** Null if it does not exist yet. */
  readonly application: Application | null;
  readonly environment: Environment;
  /** The newest instance, with its effective spec; null if there is none. */
  readonly latest: Instance | null;
  /** The deployed instance; null if there is none, or if CMF no longer keeps it. */
  readonly deployed: Instance | null;
  /** The savepoints that CMF lists for the application; empty if they were not read. */
  readonly savepoints?: readonly Savepoint[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}
