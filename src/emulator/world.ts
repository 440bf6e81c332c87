/**
 * The world: all state of the emulated CMF and every way to change it, with its own clock. Pure and synchronous: no
 * sockets, no timers, no real time. Requests that CMF would refuse throw a `WorldError`.
 *
 * The first methods are requests of CMF's clients. Operator actions simulate the reports of a Flink Kubernetes
 * Operator. Rule numbers refer to section 5 of the REST contract.
 */
import { clusterOf, type FlinkCluster } from './flink/cluster.ts';
import { createRandom } from './random.ts';
import * as applications from './world/applications.ts';
import { createClock } from './world/clock.ts';
import * as environments from './world/environments.ts';
import { WorldError } from './world/error.ts';
import * as instances from './world/instances.ts';
import * as operator from './world/operator.ts';
import type { WorldTransition } from './world/record.ts';
import { renderApplication } from './world/render-application.ts';
import * as savepoints from './world/savepoints.ts';
import { findApplication, findEnvironment, type WorldSettings, type WorldState } from './world/state.ts';
import { report } from './world/status.ts';
import type {
  ApplicationInput,
  ApplicationResource,
  EnvironmentInput,
  EnvironmentResource,
  EventResource,
  InstanceResource,
  SavepointInput,
  SavepointResource,
} from './world/wire-types.ts';

export { WorldError } from './world/error.ts';
export { instanceAnnotation } from './world/merge.ts';
export type { ObservedState, WorldTransition } from './world/record.ts';
export type * from './world/wire-types.ts';

export interface WorldOptions extends Partial<WorldSettings> {
  readonly seed?: number;
  /** RFC 3339. A fixed instant by default, so that runs are reproducible. */
  readonly startAt?: string;
}

export interface World {
  now(): Date;
  advance(milliseconds: number): void;

  createEnvironment(input: EnvironmentInput): EnvironmentResource;
  updateEnvironment(name: string, changes: Partial<Omit<EnvironmentInput, 'name'>>): EnvironmentResource;
  deleteEnvironment(name: string, options?: { readonly force?: boolean }): void;
  environments(): readonly EnvironmentResource[];
  environment(name: string): EnvironmentResource;

  /** Creates or updates, as CMF's POST does. The operator handles spec changes at once (rules 12, 20, 21). */
  apply(environment: string, input: ApplicationInput): ApplicationResource;
  deleteApplication(environment: string, application: string): void;
  /** Null when the desired state is already `running`; CMF then responds with 304. */
  start(
    environment: string,
    application: string,
    options?: { readonly savepointUid?: string | undefined },
  ): ApplicationResource | null;
  /** Null when the desired state is already `suspended`; CMF then responds with 304. */
  suspend(environment: string, application: string): ApplicationResource | null;
  applications(environment: string): readonly ApplicationResource[];
  application(environment: string, application: string): ApplicationResource;
  /** The sort key of `sort=updateTimestamp`, which is not the rendered `updateTimestamp` (contract section 3). */
  specUpdatedAt(environment: string, application: string): string;
  /** Oldest first. */
  instances(environment: string, application: string): readonly InstanceResource[];
  instance(environment: string, application: string, uid: string): InstanceResource;
  /** In the order of their last occurrence. */
  events(environment: string, application: string): readonly EventResource[];

  /** The data of the application's JobManager; `none` without a cluster, `unreachable` while it starts or is lost. */
  flinkCluster(environment: string, application: string): FlinkCluster | 'none' | 'unreachable';

  triggerSavepoint(environment: string, application: string, input?: SavepointInput): SavepointResource;
  savepoints(environment: string, application: string): readonly SavepointResource[];
  savepoint(environment: string, application: string, name: string): SavepointResource;
  deleteSavepoint(environment: string, application: string, name: string, options?: Force): void;
  detachSavepoint(environment: string, application: string, name: string): SavepointResource;
  detachedSavepoints(): readonly SavepointResource[];
  detachedSavepoint(name: string): SavepointResource;
  createDetachedSavepoint(input: SavepointInput): SavepointResource;
  deleteDetachedSavepoint(name: string): void;

  /**
   * Operator action: Flink reports this job state for the application and its deployed instance (rule 23). A repeated
   * state only updates the instance's `updateTimestamp` (rule 28).
   */
  setJobState(
    environment: string,
    application: string,
    state: string | null,
    details?: JobStateDetails,
  ): void;
  /** Operator action: reports this lifecycle state. */
  setLifecycleState(environment: string, application: string, state: string): void;
  /** Operator action: sets the state of the Kubernetes cluster, `CONNECTED` or `DISCONNECTED`. */
  setClusterState(environment: string, state: string): void;
  /** Operator action: starts the newest instance's cluster, unless a savepoint is pending. */
  deploy(environment: string, application: string): void;
  /** True while an upgrade or a suspension waits for a savepoint (rules 12 and 15). */
  waitsForSavepoint(environment: string, application: string): boolean;
  /**
   * Operator action: completes the savepoint that an upgrade waits for; the migration follows (rule 18). With a name:
   * completes that savepoint resource.
   */
  completeSavepoint(environment: string, application: string, name?: string): void;
  /**
   * Operator action: fails the savepoint of an upgrade, which then still waits. With a name: fails that savepoint
   * resource.
   */
  failSavepoint(environment: string, application: string, options?: FailedSavepoint): void;
  /** Operator action: the next stage of a healthy operator (rule 33). False when there is none. */
  progress(environment: string, application: string): boolean;
  /** Operator action: all stages, to RUNNING and STABLE, or to SUSPENDED. A FINISHED or CANCELED job stays as it is. */
  settle(environment: string, application: string): void;
  /** Operator action: removes an instance, as retention does (rule 29). */
  evictInstance(environment: string, application: string, uid: string): void;

  /** All changes of an application's job state, job id or deployed instance, in order. */
  readonly record: readonly WorldTransition[];
}

interface Force {
  readonly force?: boolean;
}

export interface JobStateDetails {
  /** A stack trace, which becomes an event. */
  readonly exception?: string | undefined;
  /** Sets `status.error`. Null clears it. */
  readonly error?: string | null | undefined;
  readonly jobId?: string | undefined;
}

export interface FailedSavepoint {
  readonly name?: string | undefined;
  readonly reason?: string | undefined;
}

export function createWorld(options: WorldOptions = {}): World {
  const state: WorldState = {
    settings: {
      retention: options.retention ?? 100,
      eventRetention: options.eventRetention ?? 100,
      recurringEvents: options.recurringEvents ?? 'separate',
      names: options.names ?? 'dns',
      environmentUpdates: options.environmentUpdates ?? 'next-update',
      whileSuspended: options.whileSuspended ?? 'keep-name',
    },
    clock: createClock(options.startAt ?? '2026-03-02T08:00:00.000Z'),
    random: createRandom(options.seed ?? 1),
    environments: new Map(),
    detachedSavepoints: new Map(),
    record: [],
  };
  const find = (environment: string, application: string) => findApplication(state, environment, application);

  return {
    now: () => state.clock.now(),
    advance: (milliseconds) => state.clock.advance(milliseconds),
    record: state.record,

    createEnvironment: (input) => environments.createEnvironment(state, input),
    updateEnvironment: (name, changes) => environments.updateEnvironment(state, name, changes),
    deleteEnvironment: (name, { force = false } = {}) =>
      environments.deleteEnvironment(state, name, {
        force,
        onDelete: (application) => applications.deleteApplication(state, name, application),
      }),
    environments: () => [...state.environments.values()].map(({ resource }) => resource),
    environment: (name) => findEnvironment(state, name).resource,

    apply: (environment, input) => renderApplication(applications.apply(state, environment, input)),
    deleteApplication: (environment, name) => applications.deleteApplication(state, environment, name),
    start(environment, name, { savepointUid } = {}) {
      const application = find(environment, name);
      const changed = applications.setDesiredState(state, application, 'running', { savepointUid });
      return changed ? renderApplication(application) : null;
    },
    suspend(environment, name) {
      const application = find(environment, name);
      const changed = applications.setDesiredState(state, application, 'suspended');
      return changed ? renderApplication(application) : null;
    },
    applications: (environment) =>
      [...findEnvironment(state, environment).applications.values()].map(renderApplication),
    application: (environment, name) => renderApplication(find(environment, name)),
    specUpdatedAt: (environment, name) => find(environment, name).specUpdatedAt,
    instances: (environment, name) => find(environment, name).instances.map(instances.renderInstance),
    instance: (environment, name, uid) =>
      instances.renderInstance(instances.findInstance(find(environment, name), uid)),
    events: (environment, name) => [...find(environment, name).events],

    flinkCluster: (environment, name) => clusterOf(find(environment, name), state.clock.now()),

    triggerSavepoint: (environment, name, input = {}) =>
      savepoints.triggerSavepoint(state, find(environment, name), input),
    savepoints: (environment, name) => [...find(environment, name).savepoints.values()],
    savepoint: (environment, application, name) =>
      savepoints.findSavepoint(find(environment, application).savepoints, name),
    deleteSavepoint: (environment, application, name, { force = false } = {}) =>
      savepoints.deleteSavepoint(find(environment, application).savepoints, name, { force }),
    detachSavepoint: (environment, application, name) =>
      savepoints.detachSavepoint(state, find(environment, application), name),
    detachedSavepoints: () => [...state.detachedSavepoints.values()],
    detachedSavepoint: (name) => savepoints.findSavepoint(state.detachedSavepoints, name),
    createDetachedSavepoint: (input) => savepoints.createDetachedSavepoint(state, input),
    deleteDetachedSavepoint: (name) =>
      savepoints.deleteSavepoint(state.detachedSavepoints, name, { force: true }),

    setJobState(environment, name, jobState, details = {}) {
      const application = find(environment, name);
      if (!operator.hasCluster(application)) {
        throw new WorldError(409, `Application '${name}' has no cluster. Deploy it first.`);
      }
      report(state, application, { jobState, jobManager: 'READY', ...details });
    },
    setLifecycleState: (environment, name, lifecycle) =>
      report(state, find(environment, name), { lifecycle }),
    setClusterState: (name, clusterState) => environments.setClusterState(state, name, clusterState),
    deploy: (environment, name) => operator.deploy(state, find(environment, name)),
    waitsForSavepoint: (environment, name) => operator.waitsForSavepoint(find(environment, name)),
    completeSavepoint(environment, application, name) {
      if (name === undefined) operator.completeUpgradeSavepoint(state, find(environment, application));
      else savepoints.completeSavepoint(state, find(environment, application), name);
    },
    failSavepoint(environment, application, { name, reason = savepointFailure } = {}) {
      if (name === undefined) operator.failUpgradeSavepoint(state, find(environment, application), reason);
      else savepoints.failSavepoint(state, find(environment, application), name, reason);
    },
    progress: (environment, name) => operator.advance(state, find(environment, name)),
    settle: (environment, name) => operator.settle(state, find(environment, name)),
    evictInstance: (environment, name, uid) => instances.evictInstance(find(environment, name), uid),
  };
}

const savepointFailure = [
  'org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint expired before completing.',
  '\tat org.apache.flink.runtime.checkpoint.CheckpointCoordinator.onCheckpointExpired(CheckpointCoordinator.java)',
].join('\n');
