/** The world's state, changed only by the files of this folder, and look-ups that throw CMF's 404 errors. */
import type { JsonObject } from '../../json.ts';
import type { JobRecord } from '../flink/job-record.ts';
import type { Random } from '../random.ts';
import type { Clock } from './clock.ts';
import { notFound } from './error.ts';
import type { NameRules } from './names.ts';
import type { WorldTransition } from './record.ts';
import type {
  ApplicationResource,
  EnvironmentResource,
  EventResource,
  InstanceResource,
  Labels,
  SavepointResource,
} from './wire-types.ts';

/** Settings for behaviour that the contract does not define or that CMF makes configurable. */
export interface WorldSettings {
  /** Maximum number of instances per application (rule 29). */
  readonly retention: number;
  /** Maximum number of events per application. */
  readonly eventRetention: number;
  /** Whether recurring events are one record with a count, as in CMF 2.4 and newer (contract section 8). */
  readonly recurringEvents: 'separate' | 'counted';
  /** Which names CMF accepts (contract section 6). */
  readonly names: NameRules;
  /** When a change of an environment creates new instances (rule 32). */
  readonly environmentUpdates: 'next-update' | 'at-once';
  /** The value of `currentDeployedInstanceName` while an application is suspended (rule 31). */
  readonly whileSuspended: 'keep-name' | 'clear-name';
}

export interface WorldState {
  readonly settings: WorldSettings;
  readonly clock: Clock;
  /** The source of UIDs and job ids. */
  readonly random: Random;
  readonly environments: Map<string, EnvironmentState>;
  readonly detachedSavepoints: Map<string, SavepointResource>;
  readonly record: WorldTransition[];
}

export interface EnvironmentState {
  resource: EnvironmentResource;
  readonly applications: Map<string, ApplicationState>;
}

export interface ApplicationState {
  readonly environment: EnvironmentState;
  readonly name: string;
  readonly createdAt: string;
  specUpdatedAt: string;
  updatedAt: string;
  apiVersion: string;
  labels: Labels;
  annotations: Labels;
  spec: JsonObject;
  generation: number;
  status: StatusState | null;
  /** Oldest first, bounded by retention. */
  readonly instances: InstanceState[];
  /** Never evicted, unlike the entries of `instances`. */
  newest: InstanceState;
  deployed: InstanceState | null;
  /** In the order of their last occurrence. */
  readonly events: EventResource[];
  readonly savepoints: Map<string, SavepointResource>;
  /** The cached rendered resource. Null after a change. */
  rendered: ApplicationResource | null;
}

export interface StatusState {
  jobState: string | null;
  jobId: string | null;
  lifecycle: string;
  /** `MISSING`: there is no cluster. */
  jobManager: 'DEPLOYING' | 'READY' | 'MISSING';
  error: string | null;
  startTime: string | null;
  updateTime: string | null;
  upgradeSavepointPath: string | null;
  lastStable: InstanceState | null;
  /** The record of the job with `jobId`. */
  job: JobRecord;
}

export interface InstanceState {
  readonly uid: string;
  readonly createdAt: string;
  updatedAt: string;
  /** The effective spec without the instance annotation, for comparison with the next one. */
  readonly merged: JsonObject;
  readonly spec: JsonObject;
  jobStatus: { readonly jobId: string | null; readonly state: string | null } | null;
  rendered: InstanceResource | null;
}

export function findEnvironment(world: WorldState, name: string): EnvironmentState {
  const environment = world.environments.get(name);
  if (!environment) throw notFound('Environment');
  return environment;
}

export function findApplication(world: WorldState, environment: string, name: string): ApplicationState {
  const application = findEnvironment(world, environment).applications.get(name);
  if (!application) throw notFound('Application');
  return application;
}
