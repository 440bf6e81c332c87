/**
 * The domain: what the gateway knows of CMF's resources, in one shape whatever form CMF sent.
 *
 * `resources.ts` is the only writer of these types; beyond it nothing parses, casts or guesses. Times are kept
 * as CMF sent them (contract section 6: pass through as strings, compare as instants). Everything that any CMF
 * version may omit is nullable.
 */
import type { JsonObject } from '../json.ts';
import type { DesiredState, JobState, LifecycleState, Open, UpgradeMode } from './resources/states.ts';

export type Labels = Readonly<Record<string, string>>;

/** A CMF environment: a Kubernetes namespace with defaults that win over its applications' specs (rule 7). */
export interface Environment {
  readonly name: string;
  readonly kubernetesNamespace: string | null;
  readonly kubernetesCluster: string | null;
  /** `status.kubernetesCluster.state`, raw: while it is not `CONNECTED`, what CMF says may be old. */
  readonly kubernetesClusterState: string | null;
  readonly createdAt: string | null;
  readonly updatedAt: string | null;
  readonly labels: Labels;
  readonly annotations: Labels;
  /** `flinkApplicationDefaults`, free-form. */
  readonly applicationDefaults: JsonObject | null;
}

/** The part of an application that a sparse list carries: enough to see that it moved (contract section 3). */
export interface ApplicationRow {
  readonly name: string;
  readonly createdAt: string | null;
  /** The later of the last spec and the last status change. */
  readonly updatedAt: string | null;
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  readonly lifecycleState: Open<LifecycleState> | null;
  /** `status.currentDeployedInstanceName`: the UID of the instance whose cluster exists (rules 11 and 12). */
  readonly currentInstance: string | null;
}

/** A CMF application. Identity is (environment, name); neither is ever renamed (contract section 6). */
export interface Application extends ApplicationRow {
  readonly environment: string;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly desiredState: Open<DesiredState> | null;
  readonly upgradeMode: Open<UpgradeMode> | null;
  readonly image: string | null;
  readonly flinkVersion: string | null;
  readonly parallelism: number | null;
  /** `status.error`: the operator's last error text. */
  readonly error: string | null;
  /** The application's own spec, without the environment's defaults. */
  readonly spec: JsonObject | null;
  readonly status: JsonObject | null;
}

/** A snapshot of an application's effective spec and the last job status seen on it (rules 1 to 6). */
export interface Instance {
  /** A UUID, equal to CMF's instance name (rule 3). */
  readonly uid: string;
  readonly createdAt: string | null;
  /** When CMF last received a status for it; moves without the state moving (rule 28). */
  readonly updatedAt: string | null;
  readonly jobState: Open<JobState> | null;
  readonly jobId: string | null;
  /** Null when CMF's list left it out: read the single instance then. */
  readonly effectiveSpec: JsonObject | null;
}

/** One entry of CMF's event list of an application (v1alpha1). */
export interface ApplicationEvent {
  readonly uid: string;
  readonly createdAt: string | null;
  /** The instance it belongs to; null when CMF does not say. */
  readonly instance: string | null;
  /** `CMF_STATUS`, `CLUSTER_STATUS`, `JOB_STATUS` or a word not known yet. */
  readonly type: string;
  readonly message: string;
  /** `data.newStatus`: the state that was entered. */
  readonly newStatus: string | null;
  /** `data.exceptionString`: a job's exception with its stack trace. */
  readonly exception: string | null;
  readonly data: JsonObject | null;
}

export interface Savepoint {
  readonly name: string;
  readonly uid: string | null;
  readonly createdAt: string | null;
  /** TRIGGER_PENDING, IN_PROGRESS, COMPLETED, FAILED, ABANDONED, or a word not known yet. */
  readonly state: string | null;
  readonly path: string | null;
  readonly failures: number | null;
}

/** What the CMF server is, as far as it says: null version for CMF before 2.2 (contract section 1). */
export interface SystemInformation {
  readonly version: string | null;
  readonly revision: string | null;
}
