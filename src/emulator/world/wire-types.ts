/** CMF's resources in their wire form (contract section 4), as the world returns them. */
import type { JsonObject } from '../../json.ts';

export type Labels = Readonly<Record<string, string>>;

export interface EnvironmentResource {
  readonly name: string;
  readonly kubernetesNamespace: string;
  readonly kubernetesClusterName: string;
  readonly created_time: string;
  readonly updated_time: string;
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp: string;
    readonly updateTimestamp: string;
    readonly labels: Labels;
    readonly annotations: Labels;
  };
  readonly flinkApplicationDefaults: JsonObject | null;
  readonly computePoolDefaults: JsonObject;
  readonly statementDefaults: JsonObject;
  readonly secrets: Labels;
  readonly status: { readonly kubernetesCluster: { readonly state: string } };
}

export interface ApplicationResource {
  readonly apiVersion: string;
  readonly kind: 'FlinkApplication';
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp: string;
    /** The later of the last spec and the last status change (rule 28, contract section 3). */
    readonly updateTimestamp: string;
    readonly labels: Labels;
    readonly annotations: Labels;
  };
  /** The spec as posted, without the environment's defaults. */
  readonly spec: JsonObject;
  /** Null before the operator's first report. */
  readonly status: ApplicationStatus | null;
}

export interface ApplicationStatus {
  readonly currentDeployedInstanceName: string | null;
  readonly lifecycleState: string;
  readonly jobManagerDeploymentStatus: string;
  readonly error: string | null;
  readonly observedGeneration: number;
  readonly jobStatus: {
    readonly jobName: string;
    readonly jobId: string | null;
    readonly state: string | null;
    /** Epoch milliseconds, as strings. */
    readonly startTime: string | null;
    readonly updateTime: string | null;
    readonly upgradeSavepointPath?: string;
  };
  readonly clusterInfo: JsonObject;
  readonly reconciliationStatus: JsonObject;
  readonly taskManager: { readonly labelSelector: string; readonly replicas: number };
}

export interface InstanceResource {
  readonly apiVersion: string;
  readonly kind: 'FlinkApplicationInstance';
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly creationTimestamp: string;
    readonly updateTimestamp: string;
    readonly labels: null;
    readonly annotations: null;
  };
  readonly status: {
    readonly spec: JsonObject;
    /** Absent for an instance that never had a cluster (rule 14). */
    readonly jobStatus?: { readonly jobId: string | null; readonly state: string | null };
  };
}

export interface EventResource {
  readonly apiVersion: string;
  readonly kind: 'FlinkApplicationEvent';
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly creationTimestamp: string;
    readonly flinkApplicationInstance: string | null;
  };
  readonly status: {
    readonly message: string;
    readonly type: string;
    readonly data: { readonly newStatus: string } | { readonly exceptionString: string } | null;
    /** From here on: CMF 2.4 and newer, which keep a recurring event as one record. */
    readonly severity?: 'INFO' | 'WARNING';
    readonly reason?: string;
    readonly count?: number;
    readonly firstTimestamp?: string;
    readonly lastTimestamp?: string;
  };
}

export interface SavepointResource {
  readonly apiVersion: string;
  readonly kind: 'Savepoint';
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly creationTimestamp: string;
    readonly labels: Labels;
    readonly annotations: Labels;
  };
  readonly spec: { readonly formatType: string; readonly backoffLimit: number; readonly path?: string };
  readonly status: {
    readonly state: SavepointState;
    readonly path: string | null;
    readonly triggerTimestamp: string;
    readonly resultTimestamp: string | null;
    readonly failures: number;
    readonly error?: string;
    readonly pendingDeletion: boolean;
  };
}

export type SavepointState = 'TRIGGER_PENDING' | 'IN_PROGRESS' | 'COMPLETED' | 'FAILED' | 'ABANDONED';

/** A client's input to create or update an environment. */
export interface EnvironmentInput {
  readonly name: string;
  readonly kubernetesNamespace: string;
  readonly kubernetesClusterName?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
  readonly flinkApplicationDefaults?: JsonObject | null | undefined;
  readonly computePoolDefaults?: JsonObject | undefined;
  readonly statementDefaults?: JsonObject | undefined;
}

/** A client's input to create or update an application. */
export interface ApplicationInput {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Labels | null | undefined;
    readonly annotations?: Labels | null | undefined;
  };
  readonly spec: JsonObject;
}

/** A client's input to create a savepoint; only detached ones have a `path`. */
export interface SavepointInput {
  readonly name?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
  readonly formatType?: string | undefined;
  readonly backoffLimit?: number | undefined;
  readonly path?: string | undefined;
}

export const apiVersion = 'cmf.confluent.io/v1';
