/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Selects the applications that match every given condition. */
export type ApplicationFilter = {
  /** The desired state of the job. */
  desiredState?: DesiredState | null | undefined;
  /** The name of the environment. */
  environment?: string | null | undefined;
  /** The Flink job ID of the deployed job. */
  jobId?: string | null | undefined;
  /** The accepted job states. */
  jobStates?: Array<JobState> | null | undefined;
  /** Conditions on labels; all of them must match. */
  labels?: Array<LabelFilter> | null | undefined;
  /** The name; `*` matches any characters. */
  name?: string | null | undefined;
};

/** The sort order of applications. */
export type ApplicationOrder = {
  /** The sort direction. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: OrderField;
};

/** The desired state of an application. `planApplication` computes the result without writing anything. */
export type ApplyApplicationInput = {
  /** The annotations. Absent: they stay unchanged. */
  annotations?: unknown;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** The name of the environment. */
  environment: string;
  /** The `id` of the instance that the client expects to be the latest. If there is a newer one, nothing is sent and a `ConflictError` contains it. */
  expectedLatestInstance?: string | null | undefined;
  /** Also write to an application that Confluent for Kubernetes owns. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The labels. Absent: they stay unchanged. */
  labels?: unknown;
  /** The name of the application. */
  name: string;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
  /** The whole spec, in the form of CMF. Omitted values are removed. */
  spec: unknown;
};

/** The desired state of an environment. Absent parts stay unchanged. */
export type ApplyEnvironmentInput = {
  /** The annotations. */
  annotations?: unknown;
  /** The defaults that override the specs of its applications (`flinkApplicationDefaults`), as a whole. Omitted values are removed. */
  applicationDefaults?: unknown;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The Kubernetes cluster that it deploys to. */
  kubernetesCluster?: string | null | undefined;
  /** The namespace that its applications run in. Required for a new environment. */
  kubernetesNamespace?: string | null | undefined;
  /** The labels. */
  labels?: unknown;
  /** The name of the environment. */
  name: string;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** Several applications. */
export type BulkApplicationInput = {
  /** The `id`s of the applications, each once; at most 100. */
  applications: Array<string>;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** Also write to applications that Confluent for Kubernetes owns. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** How a value of a spec changed. */
export const ChangeKind = {
  /** The value was added. */
  Added: 'ADDED',
  /** The value was changed. */
  Changed: 'CHANGED',
  /** The value was removed. */
  Removed: 'REMOVED'
} as const;

export type ChangeKind = typeof ChangeKind[keyof typeof ChangeKind];
/** The state of a checkpoint. */
export const CheckpointState = {
  /** Completed: the job can be restored from it. */
  Completed: 'COMPLETED',
  /** Failed or expired. */
  Failed: 'FAILED',
  /** Not all subtasks have written their state yet. */
  InProgress: 'IN_PROGRESS',
  /** A value that this version of the gateway does not know; `stateRaw` contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type CheckpointState = typeof CheckpointState[keyof typeof CheckpointState];
/** Whether the job of an instance has ended, and how. */
export const Completion = {
  /** The job was cancelled in Flink, not by the operator. */
  Canceled: 'CANCELED',
  /** The job finished: it processed all of its input. */
  Completed: 'COMPLETED',
  /** The job failed. The operator may still restart it. */
  Failed: 'FAILED',
  /** The job has not ended: it is starting, running or recovering. */
  Running: 'RUNNING',
  /** The job was stopped because its application was suspended. */
  StoppedBySuspend: 'STOPPED_BY_SUSPEND',
  /** The job was stopped to deploy a newer instance. */
  StoppedForUpgrade: 'STOPPED_FOR_UPGRADE',
  /** No job was observed yet, or the cause of its end is unknown. */
  Unknown: 'UNKNOWN'
} as const;

export type Completion = typeof Completion[keyof typeof Completion];
/** The job to take a savepoint of. */
export type CreateSavepointInput = {
  /** The `id` of the application, whose job must run. */
  application: string;
  /** The number of failures after which CMF stops retrying; -1, the default of CMF: it never stops. */
  backoffLimit?: number | null | undefined;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** The binary format. Absent: CMF chooses. */
  formatType?: SavepointFormatType | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The name of the savepoint. Absent: the gateway chooses one. */
  name?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** The application to delete. */
export type DeleteApplicationInput = {
  /** The `id` of the application. */
  application: string;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** The `id` of the instance that the client expects to be the latest. If there is a newer one, nothing is sent and a `ConflictError` contains it. */
  expectedLatestInstance?: string | null | undefined;
  /** Delete only the records of CMF, even if Confluent for Kubernetes owns the application. This can leave Kubernetes resources behind. CMF 2.3 and newer. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** The environment to delete. */
export type DeleteEnvironmentInput = {
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** The `id` of the environment. */
  environment: string;
  /** Delete only the records of CMF. This can leave Kubernetes resources behind. CMF 2.3 and newer. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** The savepoint to delete. */
export type DeleteSavepointInput = {
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** Also delete a savepoint that is in progress or already marked for deletion. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
  /** The `id` of a savepoint, of an application or detached. */
  savepoint: string;
};

/** The desired state of a job (`spec.job.state`). */
export const DesiredState = {
  /** The job should run. */
  Running: 'RUNNING',
  /** The job should be stopped, with its state kept. */
  Suspended: 'SUSPENDED',
  /** A value that this version of the gateway does not know; the corresponding raw field contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type DesiredState = typeof DesiredState[keyof typeof DesiredState];
/** The savepoint to detach. */
export type DetachSavepointInput = {
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
  /** The `id` of a completed savepoint of an application. */
  savepoint: string;
};

/** Selects the environments that match every given condition. */
export type EnvironmentFilter = {
  /** Conditions on labels; all of them must match. */
  labels?: Array<LabelFilter> | null | undefined;
  /** The name; `*` matches any characters. */
  name?: string | null | undefined;
};

/** The sort order of environments. */
export type EnvironmentOrder = {
  /** The sort direction. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: OrderField;
};

/** Selects the instances that match every given condition. */
export type InstanceFilter = {
  /** Created at this time or later. */
  createdAfter?: string | null | undefined;
  /** Created before this time. */
  createdBefore?: string | null | undefined;
  /** The accepted job states. */
  jobStates?: Array<JobState> | null | undefined;
};

/** The sort order of instances. */
export type InstanceOrder = {
  /** The sort direction. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: InstanceOrderField;
};

/** The field that instances are sorted by. */
export const InstanceOrderField = {
  /** By creation time; instances without one sort as oldest. */
  Created: 'CREATED',
  /** By the time of the last job status; instances without one sort as oldest. */
  Updated: 'UPDATED'
} as const;

export type InstanceOrderField = typeof InstanceOrderField[keyof typeof InstanceOrderField];
/** The role of an instance in its application. The newest instance need not be deployed, and a deployed one need not run. */
export const InstanceRole = {
  /** Deployed: its Flink cluster is the one that exists now. */
  Current: 'CURRENT',
  /** Was replaced before it had a cluster. */
  NeverDeployed: 'NEVER_DEPLOYED',
  /** The newest instance, waiting for its deployment. */
  Pending: 'PENDING',
  /** Was deployed and has been replaced. */
  Superseded: 'SUPERSEDED',
  /** CMF does not provide enough information. */
  Unknown: 'UNKNOWN'
} as const;

export type InstanceRole = typeof InstanceRole[keyof typeof InstanceRole];
/** The effect of a change on the job of an application. */
export const JobReplacement = {
  /** The job is stopped at once, and the new one starts from the latest checkpoint. */
  LastState: 'LAST_STATE',
  /** Nothing: the effective spec does not change, so CMF creates no instance. */
  None: 'NONE',
  /** No job runs, and none starts: the application is suspended. */
  NoJob: 'NO_JOB',
  /** `savepointRedeployNonce` changes: the job is stopped at once, and the new one starts from `initialSavepointPath`. */
  Redeploy: 'REDEPLOY',
  /** The job is stopped with a savepoint, and the new one starts from it. Until the savepoint is complete, the old job keeps running and the new instance waits. */
  Savepoint: 'SAVEPOINT',
  /** No job runs; the new instance starts one. */
  Start: 'START',
  /** The job is stopped at once, and the new one starts with empty state. */
  Stateless: 'STATELESS',
  /** The job is stopped, and no new one starts. */
  Suspend: 'SUSPEND',
  /** The upgrade mode is one that this gateway does not know (yet). */
  Unknown: 'UNKNOWN'
} as const;

export type JobReplacement = typeof JobReplacement[keyof typeof JobReplacement];
/** The state of a Flink job, as last observed by the operator. FAILED, CANCELED and FINISHED are terminal for Flink, but the operator may restart a failed job. */
export const JobState = {
  /** The job has been cancelled. */
  Canceled: 'CANCELED',
  /** The job is being cancelled. */
  Cancelling: 'CANCELLING',
  /** The job was created; no task has started. */
  Created: 'CREATED',
  /** The job has failed with an error that cannot be recovered. */
  Failed: 'FAILED',
  /** The job has failed and is being cleaned up. */
  Failing: 'FAILING',
  /** All tasks have ended: a batch job completed, or a job was stopped with a savepoint for an upgrade or a suspension. `Instance.completion` distinguishes them. */
  Finished: 'FINISHED',
  /** The JobManager is starting and has not created the job yet. */
  Initializing: 'INITIALIZING',
  /** The operator cannot reach the JobManager at the moment, or the job is being recovered. */
  Reconciling: 'RECONCILING',
  /** The job restarts after a failure. */
  Restarting: 'RESTARTING',
  /** Some tasks are scheduled, running or already finished. */
  Running: 'RUNNING',
  /** The job is stopped in this JobManager; another JobManager may resume it. */
  Suspended: 'SUSPENDED',
  /** A value that this version of the gateway does not know; the corresponding raw field contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type JobState = typeof JobState[keyof typeof JobState];
/** Why changes are missing from a stream. */
export const JobStateGapReason = {
  /** The journal was reset after the cursor was issued. */
  EpochChanged: 'EPOCH_CHANGED',
  /** The journal no longer contains the position of the cursor. */
  Expired: 'EXPIRED',
  /** Redis could not write for some time, and changes that the gateway observed meanwhile could not be added to the journal. */
  Outage: 'OUTAGE',
  /** The cursor is from within the initial states. They start again and replace those received before. */
  SnapshotRestarted: 'SNAPSHOT_RESTARTED'
} as const;

export type JobStateGapReason = typeof JobStateGapReason[keyof typeof JobStateGapReason];
/** The source of an observed change. */
export const JobStateSource = {
  /** The gateway read it from the events of CMF. These are changes between two reads. */
  Event: 'EVENT',
  /** The gateway compared two reads of the application. */
  Poll: 'POLL'
} as const;

export type JobStateSource = typeof JobStateSource[keyof typeof JobStateSource];
/** The state of a vertex, combined from those of its subtasks. */
export const JobVertexState = {
  /** Cancelled: by a user, or because another vertex failed. */
  Canceled: 'CANCELED',
  /** Being cancelled. */
  Canceling: 'CANCELING',
  /** Not scheduled yet. */
  Created: 'CREATED',
  /** Being deployed to its TaskManagers. */
  Deploying: 'DEPLOYING',
  /** Failed. */
  Failed: 'FAILED',
  /** Has processed all of its input. */
  Finished: 'FINISHED',
  /** Restoring its state. */
  Initializing: 'INITIALIZING',
  /** The JobManager is recovering and reconciles the running tasks. */
  Reconciling: 'RECONCILING',
  /** Running. */
  Running: 'RUNNING',
  /** Waiting for slots. */
  Scheduled: 'SCHEDULED',
  /** A value that this version of the gateway does not know; `stateRaw` contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type JobVertexState = typeof JobVertexState[keyof typeof JobVertexState];
/** Selects items with a label. */
export type LabelFilter = {
  /** The key of the label. */
  key: string;
  /** The accepted values; any value if absent. */
  values?: Array<string> | null | undefined;
};

/** The lifecycle state of an application, as the Flink Kubernetes Operator reports it. */
export const LifecycleState = {
  /** Created in Kubernetes; the operator has not processed it yet. */
  Created: 'CREATED',
  /** The application is deleted. */
  Deleted: 'DELETED',
  /** The application is being deleted. */
  Deleting: 'DELETING',
  /** Deployed, but not yet observed to be stable. */
  Deployed: 'DEPLOYED',
  /** The job has failed terminally. */
  Failed: 'FAILED',
  /** The job runs with the last stable spec. */
  RolledBack: 'ROLLED_BACK',
  /** The operator is rolling back to the last stable spec. */
  RollingBack: 'ROLLING_BACK',
  /** Deployed and stable: it will not be rolled back. */
  Stable: 'STABLE',
  /** The job is suspended, as its spec requests. */
  Suspended: 'SUSPENDED',
  /** A value that this version of the gateway does not know; the corresponding raw field contains it. */
  Unknown: 'UNKNOWN',
  /** The job is suspended and will be started with a new spec. */
  Upgrading: 'UPGRADING'
} as const;

export type LifecycleState = typeof LifecycleState[keyof typeof LifecycleState];
/** Selects the operations that match every given condition. */
export type OperationFilter = {
  /** Only by this actor. */
  actor?: string | null | undefined;
  /** Only of this environment. */
  environment?: string | null | undefined;
  /** Only these kinds. */
  kinds?: Array<OperationKind> | null | undefined;
  /** Only in these states. */
  states?: Array<OperationState> | null | undefined;
};

/** The kind of an operation. */
export const OperationKind = {
  /** Create or change an application. */
  ApplyApplication: 'APPLY_APPLICATION',
  /** Create or change an environment. */
  ApplyEnvironment: 'APPLY_ENVIRONMENT',
  /** Take a savepoint of a running job. */
  CreateSavepoint: 'CREATE_SAVEPOINT',
  /** Delete an application. */
  DeleteApplication: 'DELETE_APPLICATION',
  /** Delete an environment. */
  DeleteEnvironment: 'DELETE_ENVIRONMENT',
  /** Delete a savepoint. */
  DeleteSavepoint: 'DELETE_SAVEPOINT',
  /** Detach a savepoint from its application. */
  DetachSavepoint: 'DETACH_SAVEPOINT',
  /** Return to the effective spec of an earlier instance. */
  RollBackApplication: 'ROLL_BACK_APPLICATION',
  /** Start a suspended application. */
  StartApplication: 'START_APPLICATION',
  /** Suspend an application. */
  SuspendApplication: 'SUSPEND_APPLICATION'
} as const;

export type OperationKind = typeof OperationKind[keyof typeof OperationKind];
/** The progress of an operation. */
export const OperationState = {
  /** It was rejected. Nothing was changed. */
  Failed: 'FAILED',
  /** Waits for other operations on its target, or is being checked. */
  Pending: 'PENDING',
  /** The request to CMF is under way. */
  Sending: 'SENDING',
  /** CMF carried it out. */
  Succeeded: 'SUCCEEDED',
  /** CMF made no change. */
  Unchanged: 'UNCHANGED',
  /** The response of CMF was lost. The request was not repeated. */
  Unknown: 'UNKNOWN'
} as const;

export type OperationState = typeof OperationState[keyof typeof OperationState];
/** The direction of a sort order. */
export const OrderDirection = {
  /** Smallest, earliest or alphabetically first. */
  Asc: 'ASC',
  /** Largest, latest or alphabetically last. */
  Desc: 'DESC'
} as const;

export type OrderDirection = typeof OrderDirection[keyof typeof OrderDirection];
/** The field that a list is sorted by. */
export const OrderField = {
  /** By creation time; items without one sort as oldest. */
  Created: 'CREATED',
  /** By name, character by character. */
  Name: 'NAME',
  /** By the time of the last change; items without one sort as oldest. A changed item moves, so it can appear on more than one page. */
  Updated: 'UPDATED'
} as const;

export type OrderField = typeof OrderField[keyof typeof OrderField];
/** A change of an application, or a new application. */
export type PlanApplicationInput = {
  /** The annotations, as an object of strings. Default: the current annotations. */
  annotations?: unknown;
  /** The name of the environment. */
  environment: string;
  /** The labels, as an object of strings. Default: the current labels. */
  labels?: unknown;
  /** The name of the application. If there is none with this name, it is planned as a new one. */
  name: string;
  /** The whole spec of the application, as an object, without the defaults of the environment. A value with the marker of redacted credentials is rejected: send the real value. */
  spec: unknown;
};

/** The kind of a warning. */
export const PlanWarningKind = {
  /** The new job starts from `initialSavepointPath` again and loses later progress. */
  InitialSavepointReused: 'INITIAL_SAVEPOINT_REUSED',
  /** Confluent for Kubernetes owns the application and may undo the change. */
  ManagedElsewhere: 'MANAGED_ELSEWHERE',
  /** The savepoint or checkpoint that the new job starts from is more than an hour old. */
  OldRestorePoint: 'OLD_RESTORE_POINT',
  /** The maximum parallelism is lower than that of the state which the new job restores, or the parallelism exceeds it: Flink refuses to restore it. */
  Parallelism: 'PARALLELISM',
  /** The job has state, and the new job starts without it. */
  StateLost: 'STATE_LOST',
  /** The input changes a value that the environment overrides, so the change has no effect. */
  ValueOverridden: 'VALUE_OVERRIDDEN'
} as const;

export type PlanWarningKind = typeof PlanWarningKind[keyof typeof PlanWarningKind];
/** The kind of a change of a problem. */
export const ProblemChangeKind = {
  /** The problem appeared, or it matches the filter now. */
  Appeared: 'APPEARED',
  /** Its severity, its summary, its time or the affected object changed. */
  Changed: 'CHANGED',
  /** The problem was resolved, or it no longer matches the filter. */
  Resolved: 'RESOLVED'
} as const;

export type ProblemChangeKind = typeof ProblemChangeKind[keyof typeof ProblemChangeKind];
/** Selects the problems that match every given condition. */
export type ProblemFilter = {
  /** The name of the environment. */
  environment?: string | null | undefined;
  /** The accepted kinds. The gateway reads no data for other kinds. */
  kinds?: Array<ProblemKind> | null | undefined;
  /** The accepted severities. */
  severities?: Array<ProblemSeverity> | null | undefined;
};

/** The kind of a problem. */
export const ProblemKind = {
  /** The newest checkpoint of the running job failed. Needs Flink. */
  CheckpointsFailing: 'CHECKPOINTS_FAILING',
  /** The running job has completed no checkpoint for 5 intervals, but at least 10 minutes. Needs Flink. */
  CheckpointTooOld: 'CHECKPOINT_TOO_OLD',
  /** CMF is not connected to the Kubernetes cluster of the environment, so the states of its applications may be outdated. */
  ClusterDisconnected: 'CLUSTER_DISCONNECTED',
  /** CMF does not respond, so the applications of the environment are an outdated copy. */
  CopyStale: 'COPY_STALE',
  /** The job is FAILED. Severity INFO if it should be suspended anyway. */
  Failed: 'FAILED',
  /** The Flink Kubernetes Operator reports an error that no other problem of the application covers. */
  OperatorError: 'OPERATOR_ERROR',
  /** The job restarted 3 times or more within the last hour; CRITICAL from 10 times. The number is computed from the timeline. */
  Restarting: 'RESTARTING',
  /** The newest savepoint with a final state failed or was abandoned. Needs `details`. */
  SavepointFailed: 'SAVEPOINT_FAILED',
  /** An upgrade has been pending for longer than `UPGRADE_STUCK_AFTER_MS`. Without `details` it is found only if the instances of the application are in the memory of the gateway since its last change. */
  UpgradeStuck: 'UPGRADE_STUCK'
} as const;

export type ProblemKind = typeof ProblemKind[keyof typeof ProblemKind];
/** The severity of a problem. */
export const ProblemSeverity = {
  /** The job does not process data, or its state is unknown. */
  Critical: 'CRITICAL',
  /** Informational; no action is required. */
  Info: 'INFO',
  /** The job processes data, but it may fail or stop without attention. */
  Warning: 'WARNING'
} as const;

export type ProblemSeverity = typeof ProblemSeverity[keyof typeof ProblemSeverity];
/** The kind of state that a job starts from. */
export const RestorePointKind = {
  /** The latest checkpoint of the previous job. */
  Checkpoint: 'CHECKPOINT',
  /** The job starts with empty state. */
  Empty: 'EMPTY',
  /** The savepoint in `job.initialSavepointPath`. */
  InitialSavepoint: 'INITIAL_SAVEPOINT',
  /** A savepoint that the running job must still complete. */
  NewSavepoint: 'NEW_SAVEPOINT',
  /** The savepoint that the previous job was stopped with. */
  Savepoint: 'SAVEPOINT',
  /** The upgrade mode is one that this gateway does not know (yet). */
  Unknown: 'UNKNOWN'
} as const;

export type RestorePointKind = typeof RestorePointKind[keyof typeof RestorePointKind];
/** The application to roll back, and the instance to return to. */
export type RollBackApplicationInput = {
  /** The `id` of the application. */
  application: string;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** Only plan the change and write nothing. Default: false. */
  dryRun?: boolean | null | undefined;
  /** The `id` of the instance that the client expects to be the latest. If there is a newer one, nothing is sent and a `ConflictError` contains it. */
  expectedLatestInstance?: string | null | undefined;
  /** Also write to an application that Confluent for Kubernetes owns. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
  /** The `id` of an earlier instance of the application, also one that CMF no longer keeps. */
  to: string;
};

/** Selects the savepoints that match every given condition. */
export type SavepointFilter = {
  /** Conditions on labels; all of them must match. */
  labels?: Array<LabelFilter> | null | undefined;
  /** The name; `*` matches any characters. */
  name?: string | null | undefined;
  /** The accepted states. */
  states?: Array<SavepointState> | null | undefined;
};

/** The binary format of a savepoint. */
export const SavepointFormatType = {
  /** The same format for all state backends; a job can change its state backend with it. */
  Canonical: 'CANONICAL',
  /** The format of the state backend; faster to write and to restore. */
  Native: 'NATIVE',
  /** A value that this version of the gateway does not know; the corresponding raw field contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type SavepointFormatType = typeof SavepointFormatType[keyof typeof SavepointFormatType];
/** The sort order of savepoints. */
export type SavepointOrder = {
  /** The sort direction. */
  direction?: OrderDirection | null | undefined;
  /** The field to sort by. */
  field: SavepointOrderField;
};

/** The field that savepoints are sorted by. */
export const SavepointOrderField = {
  /** By creation time; savepoints without one sort as oldest. */
  Created: 'CREATED',
  /** By name, character by character. */
  Name: 'NAME'
} as const;

export type SavepointOrderField = typeof SavepointOrderField[keyof typeof SavepointOrderField];
/** The state of a savepoint. COMPLETED, FAILED and ABANDONED are final. */
export const SavepointState = {
  /** Its job ended before it completed. */
  Abandoned: 'ABANDONED',
  /** Flink has written it; an application can start from it. */
  Completed: 'COMPLETED',
  /** It failed more often than its backoff limit allows. */
  Failed: 'FAILED',
  /** Flink is writing it, or CMF is about to retry after a failure. */
  InProgress: 'IN_PROGRESS',
  /** Requested; Flink has not started it yet. */
  TriggerPending: 'TRIGGER_PENDING',
  /** A value that this version of the gateway does not know; the corresponding raw field contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type SavepointState = typeof SavepointState[keyof typeof SavepointState];
/** A part of a spec. */
export const SpecSection = {
  /** Flink configuration. */
  Configuration: 'CONFIGURATION',
  /** The container image and the Flink version. */
  Image: 'IMAGE',
  /** The job: program, arguments, parallelism, state, upgrade mode. */
  Job: 'JOB',
  /** Anything else. */
  Other: 'OTHER',
  /** A pod template. */
  PodTemplate: 'POD_TEMPLATE',
  /** Resources and replicas of JobManager and TaskManager. */
  Resources: 'RESOURCES'
} as const;

export type SpecSection = typeof SpecSection[keyof typeof SpecSection];
/** The application to start, and the state to start from. */
export type StartApplicationInput = {
  /** The `id` of the application. */
  application: string;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** The `id` of the instance that the client expects to be the latest. If there is a newer one, nothing is sent and a `ConflictError` contains it. */
  expectedLatestInstance?: string | null | undefined;
  /** Also write to an application that Confluent for Kubernetes owns. Default: false. */
  force?: boolean | null | undefined;
  /** The `id` of a completed savepoint to start from. Absent: CMF chooses the state according to the upgrade mode. */
  fromSavepoint?: string | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** The reason why an upgrade makes no progress. */
export const StuckReason = {
  /** The job that must complete a savepoint does not run. */
  JobNotRunning: 'JOB_NOT_RUNNING',
  /** The new cluster does not start. */
  NotDeploying: 'NOT_DEPLOYING',
  /** Savepoints have failed since the upgrade began. */
  SavepointFailing: 'SAVEPOINT_FAILING',
  /** The job runs, but no savepoint completes. */
  SavepointNotCompleting: 'SAVEPOINT_NOT_COMPLETING',
  /** CMF does not provide enough information. */
  Unknown: 'UNKNOWN'
} as const;

export type StuckReason = typeof StuckReason[keyof typeof StuckReason];
/** The application to suspend. */
export type SuspendApplicationInput = {
  /** The `id` of the application. */
  application: string;
  /** Returned unchanged in the payload. */
  clientMutationId?: string | null | undefined;
  /** The `id` of the instance that the client expects to be the latest. If there is a newer one, nothing is sent and a `ConflictError` contains it. */
  expectedLatestInstance?: string | null | undefined;
  /** Also write to an application that Confluent for Kubernetes owns. Default: false. */
  force?: boolean | null | undefined;
  /** A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters. */
  idempotencyKey?: string | null | undefined;
  /** The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters. */
  reason?: string | null | undefined;
};

/** The kind of a timeline entry. */
export const TimelineKind = {
  /** The application was created, updated, first observed or deleted. */
  Application: 'APPLICATION',
  /** Another instance or job was deployed, in the same state. */
  Deployment: 'DEPLOYMENT',
  /** The job threw an exception. */
  Exception: 'EXCEPTION',
  /** The job entered a state, or no longer has one. */
  JobState: 'JOB_STATE',
  /** The lifecycle state of the application changed. */
  Lifecycle: 'LIFECYCLE',
  /** Anything else that CMF recorded. */
  Other: 'OTHER',
  /** A mutation through this gateway that resulted in an instance. */
  Write: 'WRITE'
} as const;

export type TimelineKind = typeof TimelineKind[keyof typeof TimelineKind];
/** How a running job is replaced when its spec changes (`spec.job.upgradeMode`). */
export const UpgradeMode = {
  /** The job is stopped immediately, then started from the latest checkpoint. */
  LastState: 'LAST_STATE',
  /** The job is stopped with a savepoint, then started from it. */
  Savepoint: 'SAVEPOINT',
  /** The job is stopped, then started with empty state. */
  Stateless: 'STATELESS',
  /** A value that this version of the gateway does not know; the corresponding raw field contains it. */
  Unknown: 'UNKNOWN'
} as const;

export type UpgradeMode = typeof UpgradeMode[keyof typeof UpgradeMode];
/** The condition that an upgrade waits for. */
export const UpgradeWait = {
  /** The old job is no longer needed; the new cluster must start. */
  Deployment: 'DEPLOYMENT',
  /** The old job must run, because only a running job can complete the required savepoint. */
  JobRunning: 'JOB_RUNNING',
  /** The old job runs and must complete a savepoint. */
  Savepoint: 'SAVEPOINT',
  /** The upgrade mode or the state of the old job is unknown. */
  Unknown: 'UNKNOWN'
} as const;

export type UpgradeWait = typeof UpgradeWait[keyof typeof UpgradeWait];
/** The origin of a value in an effective spec. The environment overrides the application. */
export const ValueSource = {
  /** The spec of the application itself. */
  Application: 'APPLICATION',
  /** Environment and application set the same value. */
  Both: 'BOTH',
  /** CMF itself, such as the annotation with the instance UID. */
  Cmf: 'CMF',
  /** The application defaults of the environment. */
  Environment: 'ENVIRONMENT',
  /** Unknown: the environment or the application has changed since, and the archived documents do not explain the value. */
  Unknown: 'UNKNOWN'
} as const;

export type ValueSource = typeof ValueSource[keyof typeof ValueSource];
export type AwaitBatchJobStatesSubscriptionVariables = Exact<{
  instance: string;
}>;


export type AwaitBatchJobStatesSubscription = { jobStateChanged:
    | { cursor: string }
    | { cursor: string }
    | { cursor: string }
   };

export type AwaitBatchJobOutcomeQueryVariables = Exact<{
  instance: string;
}>;


export type AwaitBatchJobOutcomeQuery = { instance: { role: InstanceRole | null, completion: Completion | null, statistics: { lastFailure: { message: string | null } | null } | null } | null };

export type ChangePresentQueryVariables = Exact<{
  environment: string;
  name: string;
}>;


export type ChangePresentQuery = { application: { id: string, spec: unknown, latestInstance: { id: string, uid: string, previous: { id: string } | null } | null } | null };

export type ChangePlanQueryVariables = Exact<{
  input: PlanApplicationInput;
}>;


export type ChangePlanQuery = { planApplication: { createsInstance: boolean, replacement: JobReplacement, changes: { summary: string }, warnings: Array<{ kind: PlanWarningKind, message: string }> } | null };

export type ChangeApplyMutationVariables = Exact<{
  input: ApplyApplicationInput;
}>;


export type ChangeApplyMutation = { applyApplication: { unchanged: boolean, instance: { uid: string } | null, errors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

type ChangeResult_ApplyApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeResult_DeleteApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeResult_RollBackApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeResult_StartApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeResult_SuspendApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

export type ChangeResultFragment =
  | ChangeResult_ApplyApplicationPayload_Fragment
  | ChangeResult_DeleteApplicationPayload_Fragment
  | ChangeResult_RollBackApplicationPayload_Fragment
  | ChangeResult_StartApplicationPayload_Fragment
  | ChangeResult_SuspendApplicationPayload_Fragment
;

export type ChangeRollBackMutationVariables = Exact<{
  input: RollBackApplicationInput;
}>;


export type ChangeRollBackMutation = { rollBackApplication: { unchanged: boolean, instance: { uid: string } | null, errors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

type ChangeRollBackResult_ApplyApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeRollBackResult_DeleteApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeRollBackResult_RollBackApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeRollBackResult_StartApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

type ChangeRollBackResult_SuspendApplicationPayload_Fragment = { unchanged: boolean, instance: { uid: string } | null, errors: Array<
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
    | { code: string, message: string, path: Array<string> | null }
  > };

export type ChangeRollBackResultFragment =
  | ChangeRollBackResult_ApplyApplicationPayload_Fragment
  | ChangeRollBackResult_DeleteApplicationPayload_Fragment
  | ChangeRollBackResult_RollBackApplicationPayload_Fragment
  | ChangeRollBackResult_StartApplicationPayload_Fragment
  | ChangeRollBackResult_SuspendApplicationPayload_Fragment
;

export type ChangeJobStatesSubscriptionVariables = Exact<{
  environment: string;
  name: string;
}>;


export type ChangeJobStatesSubscription = { jobStateChanged:
    | { to: JobState | null, instance: { uid: string } | null }
    | Record<PropertyKey, never>
   };

export type ResumeJobStatesSubscriptionVariables = Exact<{
  environment?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ResumeJobStatesSubscription = { jobStateChanged:
    | { environmentName: string, applicationName: string, initial: boolean, from: JobState | null, to: JobState | null, cursor: string }
    | { cursor: string }
    | { reason: JobStateGapReason, cursor: string }
   };

export type WhyDidItFailStatesSubscriptionVariables = Exact<{
  environment?: string | null | undefined;
}>;


export type WhyDidItFailStatesSubscription = { jobStateChanged:
    | { environmentName: string, applicationName: string, to: JobState | null, cursor: string }
    | { cursor: string }
    | { cursor: string }
   };

export type WhyDidItFailQueryVariables = Exact<{
  environment: string;
  name: string;
}>;


export type WhyDidItFailQuery = { application: { jobState: JobState | null, job: { restarts: number | null, exceptions: Array<{ at: string | null, message: string | null, rootCause: string | null, task: string | null, logs: { loki: string, from: string, to: string } | null }> | null, checkpoints: { latestCompleted: { triggeredAt: string | null, location: string | null } | null, latestFailed: { failedAt: string | null, reason: string | null } | null } | null } | null, statistics: { lastFailure: { at: string, message: string | null } | null } | null } | null };

export type ApiCallsPageQueryVariables = Exact<{
  first: number;
}>;


export type ApiCallsPageQuery = { environment: { applications: { nodes: Array<{ name: string, jobState: JobState | null, currentInstance: { uid: string, jobState: JobState | null } | null }> } | null } | null };

export type ApiCallsOneApplicationQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiCallsOneApplicationQuery = { application: { jobState: JobState | null } | null };

export type ApiCallsInstanceIdsQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiCallsInstanceIdsQuery = { application: { instances: { nodes: Array<{ id: string }> } | null } | null };

export type ApiCallsNodesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ApiCallsNodesQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { effectiveSpec: unknown, id: string }
    | { id: string }
   | null> };

export type ApiCallsEveryFieldQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiCallsEveryFieldQuery = { environment: { id: string, applicationDefaults: unknown, jobStateCounts: Array<{ jobState: JobState | null, count: number }> | null, running: { totalCount: number | null } | null, applications: { totalCount: number | null, nodes: Array<{ id: string, spec: unknown, status: unknown, observedAt: string, stale: boolean, currentInstanceUid: string | null, environment: { name: string, observedAt: string } | null, currentInstance: { id: string, uid: string, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, createdAt: string | null, updatedAt: string | null, application: { name: string, environment: { name: string } | null, currentInstance: { id: string, effectiveSpec: unknown } | null } } | null }> } | null } | null };

export type ApiCallsHistoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiCallsHistoriesQuery = { environment: { applications: { nodes: Array<{ latestInstance: { uid: string, previous: { uid: string, effectiveSpec: unknown } | null } | null, instances: { totalCount: number | null, nodes: Array<{ image: string | null }> } | null, events: { totalCount: number | null } | null }> } | null } | null };

export type ApiFaultsFleetQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiFaultsFleetQuery = { applications: { totalCount: number | null, nodes: Array<{ name: string, environmentName: string, jobState: JobState | null, currentInstance: { uid: string, jobState: JobState | null, parallelism: number | null } | null, instances: { nodes: Array<{ uid: string, effectiveSpec: unknown }> } | null, events: { totalCount: number | null } | null }> } | null };

export type ApiFaultsStatesQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiFaultsStatesQuery = { application: { jobState: JobState | null, jobStateRaw: string | null, lifecycleState: LifecycleState | null, lifecycleStateRaw: string | null, desiredState: DesiredState | null, currentInstance: { jobState: JobState | null, jobStateRaw: string | null } | null } | null };

export type ApiFaultsOneQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiFaultsOneQuery = { application: { name: string, currentInstance: { uid: string } | null, events: { totalCount: number | null } | null } | null };

export type ApiFilterEnvironmentsQueryVariables = Exact<{
  filter?: EnvironmentFilter | null | undefined;
  orderBy?: EnvironmentOrder | null | undefined;
}>;


export type ApiFilterEnvironmentsQuery = { environments: { totalCount: number | null, nodes: Array<{ name: string }> } | null };

export type ApiFilterApplicationsQueryVariables = Exact<{
  filter?: ApplicationFilter | null | undefined;
  orderBy?: ApplicationOrder | null | undefined;
}>;


export type ApiFilterApplicationsQuery = { applications: { totalCount: number | null, nodes: Array<{ name: string }> } | null };

export type ApiFilterJobOfQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiFilterJobOfQuery = { application: { jobId: string | null } | null };

export type ApiFilterInstancesQueryVariables = Exact<{
  filter?: InstanceFilter | null | undefined;
  orderBy?: InstanceOrder | null | undefined;
}>;


export type ApiFilterInstancesQuery = { application: { instances: { totalCount: number | null, nodes: Array<{ uid: string }> } | null } | null };

export type ApiFilterInEnvironmentQueryVariables = Exact<{
  filter?: ApplicationFilter | null | undefined;
}>;


export type ApiFilterInEnvironmentQuery = { environment: { applications: { nodes: Array<{ name: string }> } | null } | null };

export type ApiFilterCountsQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiFilterCountsQuery = { environments: { nodes: Array<{ name: string, jobStateCounts: Array<{ jobState: JobState | null, count: number }> | null }> } | null };

export type ApiFilterEventsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiFilterEventsQuery = { application: { events: { totalCount: number | null, nodes: Array<{ uid: string, createdAt: string | null, severity: string | null, reason: string | null, count: number, firstAt: string | null, lastAt: string | null, type: string, message: string, instanceUid: string | null, newStatus: string | null, exception: string | null, data: unknown }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } | null, instances: { nodes: Array<{ uid: string, events: { nodes: Array<{ uid: string, instanceUid: string | null }> } | null }> } | null } | null };

export type ApiFilterTimesQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiFilterTimesQuery = { application: { createdAt: string | null, updatedAt: string | null, environment: { createdAt: string | null, updatedAt: string | null } | null, latestInstance: { createdAt: string | null, updatedAt: string | null } | null, events: { nodes: Array<{ createdAt: string | null }> } | null } | null };

export type GatewayFactsQueryVariables = Exact<{ [key: string]: never; }>;


export type GatewayFactsQuery = { gateway: { mutations: boolean, emulator: boolean, version: string } };

export type ApiGatewayRefusedOrdersQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiGatewayRefusedOrdersQuery = { environments: { nodes: Array<{ stale: boolean }> } | null, application: { stale: boolean, currentInstance: { uid: string } | null } | null };

export type ApiInstanceThroughApplicationQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiInstanceThroughApplicationQuery = { application: { currentInstanceUid: string | null, currentInstance: { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } } | null, latestInstance: { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, previous: { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } } | null, application: { id: string, name: string, observedAt: string } } | null, instances: { nodes: Array<{ id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } }> } | null } | null };

export type ApiInstanceFragment = { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } };

export type ApiInstanceByUidQueryVariables = Exact<{
  uid: string;
}>;


export type ApiInstanceByUidQuery = { instance: { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } } | null };

export type ApiInstanceByIdsQueryVariables = Exact<{
  id: string;
  ids: Array<string> | string;
}>;


export type ApiInstanceByIdsQuery = { node:
    | { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } }
    | Record<PropertyKey, never>
   | null, nodes: Array<
    | { id: string, uid: string, createdAt: string | null, updatedAt: string | null, jobId: string | null, jobState: JobState | null, jobStateRaw: string | null, effectiveSpec: unknown, image: string | null, flinkVersion: string | null, parallelism: number | null, expired: boolean, application: { id: string, name: string, observedAt: string } }
    | Record<PropertyKey, never>
   | null> };

export type ApiInstanceNodesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type ApiInstanceNodesQuery = { nodes: Array<
    | { __typename: 'Application', id: string }
    | { __typename: 'Environment', id: string }
    | { __typename: 'Instance', id: string }
    | { __typename: 'Savepoint', id: string }
   | null> };

export type ApiInstanceIdsOfAllQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiInstanceIdsOfAllQuery = { environment: { id: string } | null, application: { id: string, currentInstance: { id: string } | null } | null };

export type ApiInstanceApplicationsQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiInstanceApplicationsQuery = { applications: { totalCount: number | null } | null };

export type MissingEnvironmentsQueryVariables = Exact<{ [key: string]: never; }>;


export type MissingEnvironmentsQuery = { environments: { nodes: Array<{ name: string, stale: boolean, applications: { totalCount: number | null } | null }> } | null };

export type ApiApplicationPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  orderBy?: ApplicationOrder | null | undefined;
}>;


export type ApiApplicationPageQuery = { applications: { totalCount: number | null, edges: Array<{ cursor: string, node: { id: string, name: string, environmentName: string } }>, nodes: Array<{ id: string }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null };

export type ApiEnvironmentPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiEnvironmentPageQuery = { environments: { totalCount: number | null, edges: Array<{ cursor: string }>, nodes: Array<{ name: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ApiInstancePageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApiInstancePageQuery = { application: { instances: { totalCount: number | null, nodes: Array<{ uid: string }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ApiPlanQueryVariables = Exact<{
  input: PlanApplicationInput;
}>;


export type ApiPlanQuery = { planApplication: { effectiveSpec: unknown, createsInstance: boolean, upgradeMode: UpgradeMode | null, replacement: JobReplacement, stale: boolean, restoresFrom: { kind: RestorePointKind, name: string | null, path: string | null, takenAt: string | null } | null, changes: { summary: string, changes: Array<{ path: string, kind: ChangeKind, before: unknown, after: unknown }>, against: { uid: string } | null }, overridden: Array<{ key: string, value: string, origin: ValueSource, overridden: string | null }>, warnings: Array<{ kind: PlanWarningKind, message: string, path: Array<string> | null }>, application: { name: string } | null, latestInstance: { uid: string } | null } | null };

export type ApiProbesEnvironmentsQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiProbesEnvironmentsQuery = { environments: { totalCount: number | null } | null };

export type ApiRefusedEnvironmentsQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiRefusedEnvironmentsQuery = { environments: { nodes: Array<{ name: string, applications: { nodes: Array<{ name: string }> } | null, jobStateCounts: Array<{ count: number }> | null }> } | null };

export type ApiRefusedEverythingQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiRefusedEverythingQuery = { applications: { totalCount: number | null, nodes: Array<{ environmentName: string }>, missing: Array<{ environment: string, code: string, message: string }> } | null };

export type ApiRefusedByNameQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiRefusedByNameQuery = { application: { name: string } | null };

export type ApiKeptPageQueryVariables = Exact<{
  environment: string;
}>;


export type ApiKeptPageQuery = { environment: { applications: { nodes: Array<{ name: string, jobState: JobState | null, currentInstance: { uid: string, jobState: JobState | null } | null }> } | null } | null };

export type ApiKeptAgedQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeptAgedQuery = { environment: { name: string, observedAt: string, stale: boolean } | null };

export type ApiKeptFailingQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiKeptFailingQuery = { environments: { totalCount: number | null } | null };

export type ApiSavepointPageQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  filter?: SavepointFilter | null | undefined;
  orderBy?: SavepointOrder | null | undefined;
}>;


export type ApiSavepointPageQuery = { application: { savepoints: { totalCount: number | null, nodes: Array<{ id: string, name: string, uid: string | null, labels: unknown, annotations: unknown, formatType: SavepointFormatType | null, formatTypeRaw: string | null, backoffLimit: number | null, state: SavepointState | null, stateRaw: string | null, path: string | null, failures: number | null, error: string | null, createdAt: string | null, triggeredAt: string | null, resultAt: string | null, pendingDeletion: boolean, warning: string | null, stale: boolean, observedAt: string, application: { name: string } | null }>, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null } } | null } | null };

export type ApiSavepointFragment = { id: string, name: string, uid: string | null, labels: unknown, annotations: unknown, formatType: SavepointFormatType | null, formatTypeRaw: string | null, backoffLimit: number | null, state: SavepointState | null, stateRaw: string | null, path: string | null, failures: number | null, error: string | null, createdAt: string | null, triggeredAt: string | null, resultAt: string | null, pendingDeletion: boolean, warning: string | null, stale: boolean, observedAt: string, application: { name: string } | null };

export type ApiDetachedSavepointsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: SavepointFilter | null | undefined;
  orderBy?: SavepointOrder | null | undefined;
}>;


export type ApiDetachedSavepointsQuery = { detachedSavepoints: { totalCount: number | null, nodes: Array<{ id: string, name: string, uid: string | null, labels: unknown, annotations: unknown, formatType: SavepointFormatType | null, formatTypeRaw: string | null, backoffLimit: number | null, state: SavepointState | null, stateRaw: string | null, path: string | null, failures: number | null, error: string | null, createdAt: string | null, triggeredAt: string | null, resultAt: string | null, pendingDeletion: boolean, warning: string | null, stale: boolean, observedAt: string, application: { name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type ApiSavepointNodeQueryVariables = Exact<{
  id: string;
}>;


export type ApiSavepointNodeQuery = { node:
    | { __typename: 'Application' }
    | { __typename: 'Environment' }
    | { __typename: 'Instance' }
    | { __typename: 'Savepoint', id: string, name: string, uid: string | null, labels: unknown, annotations: unknown, formatType: SavepointFormatType | null, formatTypeRaw: string | null, backoffLimit: number | null, state: SavepointState | null, stateRaw: string | null, path: string | null, failures: number | null, error: string | null, createdAt: string | null, triggeredAt: string | null, resultAt: string | null, pendingDeletion: boolean, warning: string | null, stale: boolean, observedAt: string, application: { name: string } | null }
   | null };

export type ApiStaleFleetQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiStaleFleetQuery = { environments: { nodes: Array<{ name: string, stale: boolean, observedAt: string }> } | null, application: { name: string, jobState: JobState | null, stale: boolean, observedAt: string, currentInstance: { uid: string, jobState: JobState | null, effectiveSpec: unknown } | null, instances: { totalCount: number | null } | null, events: { totalCount: number | null } | null } | null, applications: { totalCount: number | null, missing: Array<{ environment: string }>, nodes: Array<{ name: string, jobState: JobState | null, stale: boolean, observedAt: string, currentInstance: { uid: string, jobState: JobState | null, effectiveSpec: unknown } | null, instances: { totalCount: number | null } | null, events: { totalCount: number | null } | null }> } | null };

export type ApiStaleApplicationFragment = { name: string, jobState: JobState | null, stale: boolean, observedAt: string, currentInstance: { uid: string, jobState: JobState | null, effectiveSpec: unknown } | null, instances: { totalCount: number | null } | null, events: { totalCount: number | null } | null };

export type ApiStaleOneQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiStaleOneQuery = { application: { stale: boolean, observedAt: string } | null };

export type ApiStaleUnreadQueryVariables = Exact<{ [key: string]: never; }>;


export type ApiStaleUnreadQuery = { application: { name: string, currentInstance: { uid: string } | null } | null };

export type ChaosSubscriptionVariables = Exact<{
  environment?: string | null | undefined;
  application?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ChaosSubscription = { jobStateChanged:
    | { __typename: 'JobStateChange', environmentName: string, applicationName: string, initial: boolean, fromRaw: string | null, toRaw: string | null, jobId: string | null, source: JobStateSource, cursor: string }
    | { __typename: 'JobStateCheckpoint', cursor: string }
    | { __typename: 'JobStateGap', reason: JobStateGapReason, cursor: string }
   };

export type FlinkCallsStateQueryVariables = Exact<{ [key: string]: never; }>;


export type FlinkCallsStateQuery = { application: { job: { state: JobState } | null } | null };

export type FlinkCallsEverythingQueryVariables = Exact<{ [key: string]: never; }>;


export type FlinkCallsEverythingQuery = { application: { job: { flinkVersion: string | null, restarts: number | null, exceptions: Array<{ message: string | null }> | null, checkpoints: { interval: number | null, counts: { completed: number | null } } | null, vertices: Array<{ busyRatio: number | null, idleRatio: number | null }>, metrics: Array<{ value: number | null }> | null } | null, again: { flinkVersion: string | null, restarts: number | null, more: Array<{ value: number | null }> | null, exceptions: Array<{ message: string | null }> | null, checkpoints: { interval: number | null, counts: { completed: number | null } } | null, vertices: Array<{ busyRatio: number | null, idleRatio: number | null }>, metrics: Array<{ value: number | null }> | null } | null, currentInstance: { job: { flinkVersion: string | null, restarts: number | null, exceptions: Array<{ message: string | null }> | null, checkpoints: { interval: number | null, counts: { completed: number | null } } | null, vertices: Array<{ busyRatio: number | null, idleRatio: number | null }>, metrics: Array<{ value: number | null }> | null } | null } | null } | null };

export type FlinkCallsJobFragment = { flinkVersion: string | null, restarts: number | null, exceptions: Array<{ message: string | null }> | null, checkpoints: { interval: number | null, counts: { completed: number | null } } | null, vertices: Array<{ busyRatio: number | null, idleRatio: number | null }>, metrics: Array<{ value: number | null }> | null };

export type FlinkCallsListQueryVariables = Exact<{
  first: number;
}>;


export type FlinkCallsListQuery = { environments: { nodes: Array<{ applications: { nodes: Array<{ job: { state: JobState, restarts: number | null, exceptions: Array<{ at: string | null, name: string | null, message: string | null, rootCause: string | null, task: string | null, stackTrace: string | null }> | null, checkpoints: { counts: { completed: number | null, failed: number | null }, latestCompleted: { triggeredAt: string | null } | null, latestFailed: { reason: string | null } | null } | null, vertices: Array<{ name: string, busyRatio: number | null, backpressuredRatio: number | null }> } | null }> } | null }> } | null };

export type FlinkCallsMetricsQueryVariables = Exact<{
  names: Array<string> | string;
}>;


export type FlinkCallsMetricsQuery = { application: { job: { metrics: Array<{ name: string, value: number | null, raw: string | null }> | null } | null } | null };

export type FlinkCallsFleetQueryVariables = Exact<{ [key: string]: never; }>;


export type FlinkCallsFleetQuery = { environments: { nodes: Array<{ applications: { nodes: Array<{ job: { state: JobState } | null }> } | null }> } | null };

export type FlinkExceptionLogsQueryVariables = Exact<{ [key: string]: never; }>;


export type FlinkExceptionLogsQuery = { application: { currentInstance: { uid: string, logs: { annotationValue: string, from: string, to: string } | null } | null, job: { exceptions: Array<{ at: string | null, logs: { annotationValue: string, from: string, to: string, kql: string, link: string | null } | null }> | null } | null } | null };

export type FlinkLookupQueryVariables = Exact<{
  name: string;
}>;


export type FlinkLookupQuery = { application: { jobId: string | null, job: { id: string, state: JobState, endedAt: string | null, flinkVersion: string | null, checkpoints: { interval: number | null, counts: { completed: number | null } } | null } | null, instances: { nodes: Array<{ uid: string, role: InstanceRole | null, job: { id: string } | null }> } | null } | null };

export type RealFlinkQueryVariables = Exact<{ [key: string]: never; }>;


export type RealFlinkQuery = { application: { job: { name: string, state: JobState, flinkVersion: string | null, restarts: number | null, exceptions: Array<{ at: string | null, name: string | null, message: string | null, rootCause: string | null, task: string | null }> | null, checkpoints: { interval: number | null, counts: { completed: number | null, failed: number | null, restored: number | null }, latestCompleted: { number: number | null, triggeredAt: string | null, durationMs: number | null, stateBytes: number | null } | null, restoredFrom: { number: number | null } | null } | null, vertices: Array<{ name: string, state: JobVertexState, parallelism: number | null }> } | null, problems: Array<{ kind: ProblemKind, severity: ProblemSeverity, summary: string }>, instances: { nodes: Array<{ lastFailure: { message: string | null, rootCause: string | null, task: string | null, count: number | null, checkpointBefore: { number: number | null } | null } | null }> } | null } | null };

export type RecordedFlinkJobQueryVariables = Exact<{
  metrics: Array<string> | string;
}>;


export type RecordedFlinkJobQuery = { application: { job: { id: string, name: string, state: JobState, stateRaw: string | null, startedAt: string | null, endedAt: string | null, restarts: number | null, flinkVersion: string | null, exceptions: Array<{ at: string | null, name: string | null, message: string | null, rootCause: string | null, task: string | null, endpoint: string | null, taskManagerId: string | null, stackTrace: string | null, concurrent: Array<{ at: string | null }> }> | null, checkpoints: { interval: number | null, counts: { total: number | null, inProgress: number | null, completed: number | null, failed: number | null, restored: number | null }, latestCompleted: { number: number | null } | null, latestSavepoint: { number: number | null } | null, latestFailed: { number: number | null, state: CheckpointState, isSavepoint: boolean | null, triggeredAt: string | null, lastAcknowledgedAt: string | null, durationMs: number | null, stateBytes: number | null, checkpointedBytes: number | null, location: string | null, failedAt: string | null, reason: string | null } | null, restoredFrom: { number: number | null } | null, history: Array<{ number: number | null, state: CheckpointState, isSavepoint: boolean | null, triggeredAt: string | null, lastAcknowledgedAt: string | null, durationMs: number | null, stateBytes: number | null, checkpointedBytes: number | null, location: string | null, failedAt: string | null, reason: string | null }> } | null, vertices: Array<{ vertexId: string | null, name: string, state: JobVertexState, parallelism: number | null, maxParallelism: number | null, startedAt: string | null, endedAt: string | null, recordsIn: number | null, recordsOut: number | null, bytesIn: number | null, bytesOut: number | null }>, loads: Array<{ busyRatio: number | null, backpressuredRatio: number | null }>, metrics: Array<{ name: string, value: number | null, raw: string | null }> | null } | null } | null };

export type RecordedFlinkCheckpointFragment = { number: number | null, state: CheckpointState, isSavepoint: boolean | null, triggeredAt: string | null, lastAcknowledgedAt: string | null, durationMs: number | null, stateBytes: number | null, checkpointedBytes: number | null, location: string | null, failedAt: string | null, reason: string | null };

export type FlinkRedactionQueryVariables = Exact<{ [key: string]: never; }>;


export type FlinkRedactionQuery = { application: { job: { name: string, exceptions: Array<{ message: string | null, rootCause: string | null, task: string | null, stackTrace: string | null }> | null, checkpoints: { latestFailed: { reason: string | null } | null } | null, vertices: Array<{ name: string }>, metrics: Array<{ raw: string | null }> | null } | null } | null };

export type UnreachableJobQueryVariables = Exact<{ [key: string]: never; }>;


export type UnreachableJobQuery = { application: { name: string, jobState: JobState | null, job: { state: JobState } | null } | null };

export type UnreachableJobExceptionsQueryVariables = Exact<{ [key: string]: never; }>;


export type UnreachableJobExceptionsQuery = { application: { job: { state: JobState, exceptions: Array<{ message: string | null, rootCause: string | null, stackTrace: string | null }> | null, checkpoints: { counts: { failed: number | null } } | null } | null } | null };

export type HistoryRetentionQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryRetentionQuery = { application: { currentInstanceUid: string | null, currentInstance: { uid: string, expired: boolean, role: InstanceRole | null, completion: Completion | null, jobState: JobState | null, parallelism: number | null } | null, instances: { kept: number, totalCount: number | null, fallenOff: Array<{ uid: string, expired: boolean, parallelism: number | null }>, nodes: Array<{ uid: string, expired: boolean }> } | null } | null };

export type HistoryByUidQueryVariables = Exact<{
  uid: string;
}>;


export type HistoryByUidQuery = { instance: { id: string, uid: string, expired: boolean, role: InstanceRole | null, completion: Completion | null, jobState: JobState | null, parallelism: number | null, createdAt: string | null, previous: { uid: string } | null, changes: { summary: string } | null, flinkConfiguration: Array<{ key: string, origin: ValueSource }> | null, logs: { loki: string } | null, application: { name: string } } | null };

export type HistoryByIdQueryVariables = Exact<{
  id: string;
}>;


export type HistoryByIdQuery = { node:
    | { uid: string, expired: boolean }
    | Record<PropertyKey, never>
   | null };

export type HistoryOnlyUidQueryVariables = Exact<{
  uid: string;
}>;


export type HistoryOnlyUidQuery = { instance: { expired: boolean } | null };

export type HistoryAnewQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryAnewQuery = { application: { instances: { kept: number, fallenOff: Array<{ uid: string }> } | null, latestInstance: { previous: { uid: string } | null } | null, timeline: { nodes: Array<{ instanceUid: string | null }> } | null } | null };

export type HistoryChangesQueryVariables = Exact<{
  uid: string;
  against?: string | null | undefined;
  includeNoise?: boolean | null | undefined;
}>;


export type HistoryChangesQuery = { instance: { changes: { summary: string, against: { uid: string } | null, changes: Array<{ path: string, segments: Array<string>, kind: ChangeKind, section: SpecSection, before: unknown, after: unknown }> } | null } | null };

export type HistoryIdsQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryIdsQuery = { environment: { id: string } | null, application: { id: string, instances: { nodes: Array<{ id: string }> } | null } | null, other: { latestInstance: { id: string } | null } | null };

export type HistoryLogsQueryVariables = Exact<{
  uid: string;
}>;


export type HistoryLogsQuery = { instance: { createdAt: string | null, updatedAt: string | null, role: InstanceRole | null, logs: { annotationKey: string, annotationValue: string, from: string, to: string, labelSelector: string | null, loki: string, elasticsearch: unknown, kql: string, splunk: string, kubectl: string, link: string | null } | null } | null };

export type HistoryOldCopyQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryOldCopyQuery = { application: { stale: boolean, observedAt: string, events: { totalCount: number | null, stale: boolean, observedAt: string | null } | null, timeline: { totalCount: number | null, stale: boolean, observedAt: string | null } | null, statistics: { restarts: number, stale: boolean, observedAt: string | null } | null, currentInstance: { events: { totalCount: number | null, stale: boolean, observedAt: string | null } | null, timeline: { totalCount: number | null, stale: boolean, observedAt: string | null } | null, statistics: { restarts: number, stale: boolean, observedAt: string | null } | null } | null } | null };

export type OldCopyOfEventsFragment = { totalCount: number | null, stale: boolean, observedAt: string | null };

export type OldCopyOfTimelineFragment = { totalCount: number | null, stale: boolean, observedAt: string | null };

export type OldCopyOfStatisticsFragment = { restarts: number, stale: boolean, observedAt: string | null };

export type HistoryPictureQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryPictureQuery = { application: { jobState: JobState | null, currentInstanceUid: string | null, upgrade: { waitingFor: UpgradeWait, reverted: boolean, from: { uid: string } | null, to: { uid: string } | null } | null, instances: { nodes: Array<{ uid: string, role: InstanceRole | null, completion: Completion | null }> } | null } | null };

export type HistoryConfigurationQueryVariables = Exact<{
  uid: string;
}>;


export type HistoryConfigurationQuery = { instance: { flinkConfiguration: Array<{ key: string, value: string, origin: ValueSource, overridden: string | null }> | null } | null };

export type HistoryProvenanceQueryVariables = Exact<{
  uid: string;
  path: Array<string> | string;
}>;


export type HistoryProvenanceQuery = { instance: { provenance: { path: string, segments: Array<string>, value: unknown, origin: ValueSource, overridden: unknown } | null } | null };

export type HistoryLatestConfigurationQueryVariables = Exact<{
  environment: string;
  name: string;
}>;


export type HistoryLatestConfigurationQuery = { application: { latestInstance: { flinkConfiguration: Array<{ key: string, value: string, origin: ValueSource, overridden: string | null }> | null } | null } | null };

export type HistoryRememberedQueryVariables = Exact<{
  uid: string;
}>;


export type HistoryRememberedQuery = { instance: { expired: boolean, role: InstanceRole | null, parallelism: number | null, application: { timeline: { nodes: Array<{ eventUid: string | null, jobState: JobState | null }> } | null, instances: { fallenOff: Array<{ uid: string }> } | null } } | null };

export type HistoryTimelineQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
}>;


export type HistoryTimelineQuery = { application: { timeline: { totalCount: number | null, pageInfo: { endCursor: string | null, hasNextPage: boolean }, nodes: Array<{ kind: TimelineKind, at: string, observedAt: string | null, sources: Array<JobStateSource>, instanceUid: string | null, jobState: JobState | null, message: string | null, exception: string | null, eventUid: string | null }> } | null, events: { totalCount: number | null } | null } | null };

export type HistoryStatisticsQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryStatisticsQuery = { application: { statistics: { currentJobState: JobState | null, restarts: number, timeInState: Array<{ jobState: JobState, seconds: number }>, lastFailure: { at: string, message: string | null, exception: string | null, instanceUid: string | null } | null } | null, currentInstance: { uid: string, statistics: { currentJobState: JobState | null, restarts: number, timeInState: Array<{ jobState: JobState, seconds: number }>, lastFailure: { at: string, message: string | null, exception: string | null, instanceUid: string | null } | null } | null, timeline: { nodes: Array<{ instanceUid: string | null }> } | null } | null } | null };

export type HistoryNumbersFragment = { currentJobState: JobState | null, restarts: number, timeInState: Array<{ jobState: JobState, seconds: number }>, lastFailure: { at: string, message: string | null, exception: string | null, instanceUid: string | null } | null };

export type HistoryInstanceStatisticsQueryVariables = Exact<{
  uid: string;
}>;


export type HistoryInstanceStatisticsQuery = { instance: { statistics: { currentJobState: JobState | null, restarts: number, timeInState: Array<{ jobState: JobState, seconds: number }>, lastFailure: { at: string, message: string | null, exception: string | null, instanceUid: string | null } | null } | null } | null };

export type HistoryUpgradeChangesQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryUpgradeChangesQuery = { application: { upgrade: { reverted: boolean, changes: { summary: string, against: { role: InstanceRole | null } | null } | null } | null } | null };

export type HistoryUpgradeQueryVariables = Exact<{ [key: string]: never; }>;


export type HistoryUpgradeQuery = { application: { upgrade: { since: string | null, mode: UpgradeMode, stuck: { reason: StuckReason, detail: string, since: string | null } | null } | null } | null };

export type LiveJobStatesSubscriptionVariables = Exact<{
  environment?: string | null | undefined;
  application?: string | null | undefined;
  instance?: string | null | undefined;
  states?: Array<JobState> | JobState | null | undefined;
  after?: string | null | undefined;
}>;


export type LiveJobStatesSubscription = { jobStateChanged:
    | { __typename: 'JobStateChange', initial: boolean, environmentName: string, applicationName: string, from: JobState | null, to: JobState | null, jobId: string | null, instanceUid: string | null, source: JobStateSource, observedAt: string, cursor: string, application: { jobState: JobState | null } | null, instance: { uid: string, jobState: JobState | null } | null }
    | { __typename: 'JobStateCheckpoint', cursor: string }
    | { __typename: 'JobStateGap', reason: JobStateGapReason, cursor: string }
   };

export type AclRememberedQueryVariables = Exact<{
  uid: string;
}>;


export type AclRememberedQuery = { instance: { expired: boolean, parallelism: number | null, timeline: { nodes: Array<{ jobState: JobState | null }> } | null } | null };

export type AclPaymentsQueryVariables = Exact<{ [key: string]: never; }>;


export type AclPaymentsQuery = { application: { name: string } | null };

export type AclOrdersQueryVariables = Exact<{ [key: string]: never; }>;


export type AclOrdersQuery = { application: { id: string, operations: { nodes: Array<{ id: string }> } | null } | null };

export type AclSuspendMutationVariables = Exact<{
  application: string;
}>;


export type AclSuspendMutation = { suspendApplication: { operation: { id: string } | null } };

export type RedisAwayFreshQueryVariables = Exact<{ [key: string]: never; }>;


export type RedisAwayFreshQuery = { application: { jobState: JobState | null, stale: boolean } | null };

export type SlowSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SlowSubscription = { jobStateChanged:
    | { __typename: 'JobStateChange', initial: boolean, applicationName: string, to: JobState | null, cursor: string, application: { one: unknown, two: unknown, three: unknown, four: unknown } | null }
    | { __typename: 'JobStateCheckpoint', cursor: string }
    | { __typename: 'JobStateGap', cursor: string }
   };

export type LargeFragment = { one: unknown, two: unknown, three: unknown, four: unknown };

export type SseSlowSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SseSlowSubscription = { jobStateChanged:
    | { initial: boolean, to: JobState | null, cursor: string, application: { one: unknown, two: unknown, three: unknown, four: unknown } | null }
    | { cursor: string }
    | { cursor: string }
   };

export type OrdersStateQueryVariables = Exact<{ [key: string]: never; }>;


export type OrdersStateQuery = { application: { jobState: JobState | null } | null };

export type FleetProblemsQueryVariables = Exact<{
  filter?: ProblemFilter | null | undefined;
  details?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FleetProblemsQuery = { problems: { totalCount: number | null, undetailed: number, nodes: Array<{ id: string, kind: ProblemKind, severity: ProblemSeverity, since: string | null, summary: string, needsFlink: boolean, environmentName: string, applicationName: string | null, instanceUid: string | null }>, missing: Array<{ environment: string, code: string }>, pageInfo: { endCursor: string | null, hasNextPage: boolean } } | null };

export type LastFailuresQueryVariables = Exact<{ [key: string]: never; }>;


export type LastFailuresQuery = { application: { jobState: JobState | null, instances: { nodes: Array<{ uid: string, role: InstanceRole | null, lastFailure: { at: string | null, message: string | null, rootCause: string | null, task: string | null, count: number | null, checkpointBefore: { triggeredAt: string | null, location: string | null } | null } | null }>, fallenOff: Array<{ uid: string, lastFailure: { rootCause: string | null } | null }> } | null } | null };

export type ProblemChangesSubscriptionVariables = Exact<{
  environment?: string | null | undefined;
  severities?: Array<ProblemSeverity> | ProblemSeverity | null | undefined;
  kinds?: Array<ProblemKind> | ProblemKind | null | undefined;
  after?: string | null | undefined;
}>;


export type ProblemChangesSubscription = { problemChanged:
    | { __typename: 'ProblemChange', initial: boolean, change: ProblemChangeKind, cursor: string, problem: { kind: ProblemKind, severity: ProblemSeverity, summary: string, environmentName: string, applicationName: string | null } }
    | { __typename: 'ProblemCheckpoint', cursor: string }
    | { __typename: 'ProblemReset', kinds: Array<ProblemKind>, gap: JobStateGapReason | null, cursor: string }
   };

export type CostlyProblemsQueryVariables = Exact<{
  details: boolean;
}>;


export type CostlyProblemsQuery = { environments: { nodes: Array<{ problems: { totalCount: number | null } }> } | null };

export type ApplicationProblemsQueryVariables = Exact<{
  name: string;
}>;


export type ApplicationProblemsQuery = { application: { currentInstanceUid: string | null, problems: Array<{ kind: ProblemKind, environment: { name: string } | null, application: { name: string } | null, instance: { uid: string, role: InstanceRole | null } | null, savepoint: { name: string } | null }> } | null };

export type WritesApplyEnvironmentMutationVariables = Exact<{
  input: ApplyEnvironmentInput;
}>;


export type WritesApplyEnvironmentMutation = { applyEnvironment: { unchanged: boolean, environment: { id: string, name: string, kubernetesNamespace: string | null, labels: unknown, applicationDefaults: unknown } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesDeleteEnvironmentMutationVariables = Exact<{
  input: DeleteEnvironmentInput;
}>;


export type WritesDeleteEnvironmentMutation = { deleteEnvironment: { operation: { state: OperationState } | null, errors: Array<
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
      | { code: string, message: string }
    > } };

export type WritesOrdersQueryVariables = Exact<{ [key: string]: never; }>;


export type WritesOrdersQuery = { application: { id: string, spec: unknown, parallelism: number | null, desiredState: DesiredState | null, labels: unknown, latestInstance: { id: string, uid: string, parallelism: number | null, cause: { kind: string, actor: string | null, reason: string | null, requestId: string | null, operationId: string } | null } | null } | null };

export type WritesApplyMutationVariables = Exact<{
  input: ApplyApplicationInput;
}>;


export type WritesApplyMutation = { applyApplication: { clientMutationId: string | null, unchanged: boolean, application: { parallelism: number | null, latestInstance: { uid: string } | null } | null, instance: { id: string, uid: string, parallelism: number | null, cause: { reason: string | null } | null } | null, plan: { createsInstance: boolean, effectiveSpec: unknown, changes: { summary: string }, latestInstance: { uid: string } | null } | null, operation: { id: string, state: OperationState } | null, errors: Array<
      | { __typename: 'ConflictError', code: string, message: string, path: Array<string> | null, latestInstance: { uid: string } | null, cause: { reason: string | null } | null }
      | { __typename: 'ManagedElsewhereError', owner: string, code: string, message: string, path: Array<string> | null }
      | { __typename: 'NotFoundError', code: string, message: string, path: Array<string> | null }
      | { __typename: 'NotPermittedError', code: string, message: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', retryable: boolean, code: string, message: string, path: Array<string> | null }
      | { __typename: 'ValidationError', code: string, message: string, path: Array<string> | null }
    > } };

export type WritesApplyErrorsMutationVariables = Exact<{
  input: ApplyApplicationInput;
}>;


export type WritesApplyErrorsMutation = { applyApplication: { operation: { state: OperationState } | null, errors: Array<
      | { __typename: 'ConflictError', code: string }
      | { __typename: 'ManagedElsewhereError', code: string }
      | { __typename: 'NotFoundError', code: string }
      | { __typename: 'NotPermittedError', code: string }
      | { __typename: 'UpstreamError', code: string }
      | { __typename: 'ValidationError', code: string }
    > } };

export type WritesSuspendMutationVariables = Exact<{
  input: SuspendApplicationInput;
}>;


export type WritesSuspendMutation = { suspendApplication: { unchanged: boolean, application: { desiredState: DesiredState | null } | null, instance: { uid: string } | null, operation: { state: OperationState } | null, errors: Array<
      | { __typename: 'ConflictError', code: string, path: Array<string> | null }
      | { __typename: 'ManagedElsewhereError', code: string, path: Array<string> | null }
      | { __typename: 'NotFoundError', code: string, path: Array<string> | null }
      | { __typename: 'NotPermittedError', code: string, path: Array<string> | null }
      | { __typename: 'UpstreamError', code: string, path: Array<string> | null }
      | { __typename: 'ValidationError', code: string, path: Array<string> | null }
    > } };

export type WritesOperationsQueryVariables = Exact<{
  filter?: OperationFilter | null | undefined;
}>;


export type WritesOperationsQuery = { operations: { totalCount: number | null, nodes: Array<{ kind: OperationKind, state: OperationState, environmentName: string | null, applicationName: string | null, reason: string | null, requestId: string, startedAt: string, endedAt: string | null, error: { code: string } | null, instance: { uid: string } | null }> } | null, application: { operations: { totalCount: number | null } | null, timeline: { nodes: Array<{ kind: TimelineKind, sources: Array<JobStateSource>, instanceUid: string | null, cause: { kind: string, reason: string | null } | null }> } | null } | null };

export type WritesRollBackMutationVariables = Exact<{
  input: RollBackApplicationInput;
}>;


export type WritesRollBackMutation = { rollBackApplication: { unchanged: boolean, application: { parallelism: number | null } | null, instance: { uid: string, parallelism: number | null, cause: { kind: string } | null } | null, plan: { createsInstance: boolean, changes: { summary: string } } | null, operation: { state: OperationState } | null, errors: Array<
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
      | { code: string, message: string, path: Array<string> | null }
    > } };

export type WritesCreateSavepointMutationVariables = Exact<{
  input: CreateSavepointInput;
}>;


export type WritesCreateSavepointMutation = { createSavepoint: { savepoint: { id: string, name: string, state: SavepointState | null } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesSavepointQueryVariables = Exact<{
  id: string;
}>;


export type WritesSavepointQuery = { node:
    | { state: SavepointState | null, path: string | null }
    | Record<PropertyKey, never>
   | null };

export type WritesDetachSavepointMutationVariables = Exact<{
  input: DetachSavepointInput;
}>;


export type WritesDetachSavepointMutation = { detachSavepoint: { savepoint: { id: string, name: string, application: { name: string } | null } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesDeleteSavepointMutationVariables = Exact<{
  input: DeleteSavepointInput;
}>;


export type WritesDeleteSavepointMutation = { deleteSavepoint: { operation: { state: OperationState, savepointName: string | null } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesStartFromMutationVariables = Exact<{
  input: StartApplicationInput;
}>;


export type WritesStartFromMutation = { startApplication: { instance: { uid: string } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesStartMutationVariables = Exact<{
  input: StartApplicationInput;
}>;


export type WritesStartMutation = { startApplication: { unchanged: boolean, application: { desiredState: DesiredState | null } | null, instance: { uid: string } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesDeleteMutationVariables = Exact<{
  input: DeleteApplicationInput;
}>;


export type WritesDeleteMutation = { deleteApplication: { application: { name: string } | null, operation: { state: OperationState } | null, errors: Array<
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
      | { code: string, path: Array<string> | null }
    > } };

export type WritesSuspendSeveralMutationVariables = Exact<{
  input: BulkApplicationInput;
}>;


export type WritesSuspendSeveralMutation = { suspendApplications: { results: Array<{ unchanged: boolean, application: { name: string, desiredState: DesiredState | null } | null, errors: Array<
        | { code: string, path: Array<string> | null }
        | { code: string, path: Array<string> | null }
        | { code: string, path: Array<string> | null }
        | { code: string, path: Array<string> | null }
        | { code: string, path: Array<string> | null }
        | { code: string, path: Array<string> | null }
      > }> } };

export type WritesIdsQueryVariables = Exact<{ [key: string]: never; }>;


export type WritesIdsQuery = { applications: { nodes: Array<{ id: string }> } | null, environments: { nodes: Array<{ id: string }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ChangeResultFragmentDoc = new TypedDocumentString(`
    fragment ChangeResult on ApplicationPayload {
  unchanged
  instance {
    uid
  }
  errors {
    code
    message
    path
  }
}
    `, {"fragmentName":"ChangeResult"}) as unknown as TypedDocumentString<ChangeResultFragment, unknown>;
export const ChangeRollBackResultFragmentDoc = new TypedDocumentString(`
    fragment ChangeRollBackResult on ApplicationPayload {
  unchanged
  instance {
    uid
  }
  errors {
    code
    message
    path
  }
}
    `, {"fragmentName":"ChangeRollBackResult"}) as unknown as TypedDocumentString<ChangeRollBackResultFragment, unknown>;
export const ApiInstanceFragmentDoc = new TypedDocumentString(`
    fragment ApiInstance on Instance {
  id
  uid
  createdAt
  updatedAt
  jobId
  jobState
  jobStateRaw
  effectiveSpec
  image
  flinkVersion
  parallelism
  expired
  application {
    id
    name
    observedAt
  }
}
    `, {"fragmentName":"ApiInstance"}) as unknown as TypedDocumentString<ApiInstanceFragment, unknown>;
export const ApiSavepointFragmentDoc = new TypedDocumentString(`
    fragment ApiSavepoint on Savepoint {
  id
  name
  uid
  labels
  annotations
  formatType
  formatTypeRaw
  backoffLimit
  state
  stateRaw
  path
  failures
  error
  createdAt
  triggeredAt
  resultAt
  pendingDeletion
  warning
  stale
  observedAt
  application {
    name
  }
}
    `, {"fragmentName":"ApiSavepoint"}) as unknown as TypedDocumentString<ApiSavepointFragment, unknown>;
export const ApiStaleApplicationFragmentDoc = new TypedDocumentString(`
    fragment ApiStaleApplication on Application {
  name
  jobState
  stale
  observedAt
  currentInstance {
    uid
    jobState
    effectiveSpec
  }
  instances {
    totalCount
  }
  events {
    totalCount
  }
}
    `, {"fragmentName":"ApiStaleApplication"}) as unknown as TypedDocumentString<ApiStaleApplicationFragment, unknown>;
export const FlinkCallsJobFragmentDoc = new TypedDocumentString(`
    fragment FlinkCallsJob on FlinkJob {
  flinkVersion
  restarts
  exceptions {
    message
  }
  checkpoints {
    counts {
      completed
    }
    interval
  }
  vertices {
    busyRatio
    idleRatio
  }
  metrics(names: ["uptime"]) {
    value
  }
}
    `, {"fragmentName":"FlinkCallsJob"}) as unknown as TypedDocumentString<FlinkCallsJobFragment, unknown>;
export const RecordedFlinkCheckpointFragmentDoc = new TypedDocumentString(`
    fragment RecordedFlinkCheckpoint on JobCheckpoint {
  number
  state
  isSavepoint
  triggeredAt
  lastAcknowledgedAt
  durationMs
  stateBytes
  checkpointedBytes
  location
  failedAt
  reason
}
    `, {"fragmentName":"RecordedFlinkCheckpoint"}) as unknown as TypedDocumentString<RecordedFlinkCheckpointFragment, unknown>;
export const OldCopyOfEventsFragmentDoc = new TypedDocumentString(`
    fragment OldCopyOfEvents on ApplicationEventConnection {
  totalCount
  stale
  observedAt
}
    `, {"fragmentName":"OldCopyOfEvents"}) as unknown as TypedDocumentString<OldCopyOfEventsFragment, unknown>;
export const OldCopyOfTimelineFragmentDoc = new TypedDocumentString(`
    fragment OldCopyOfTimeline on TimelineConnection {
  totalCount
  stale
  observedAt
}
    `, {"fragmentName":"OldCopyOfTimeline"}) as unknown as TypedDocumentString<OldCopyOfTimelineFragment, unknown>;
export const OldCopyOfStatisticsFragmentDoc = new TypedDocumentString(`
    fragment OldCopyOfStatistics on JobStatistics {
  restarts
  stale
  observedAt
}
    `, {"fragmentName":"OldCopyOfStatistics"}) as unknown as TypedDocumentString<OldCopyOfStatisticsFragment, unknown>;
export const HistoryNumbersFragmentDoc = new TypedDocumentString(`
    fragment HistoryNumbers on JobStatistics {
  currentJobState
  restarts
  timeInState {
    jobState
    seconds
  }
  lastFailure {
    at
    message
    exception
    instanceUid
  }
}
    `, {"fragmentName":"HistoryNumbers"}) as unknown as TypedDocumentString<HistoryNumbersFragment, unknown>;
export const LargeFragmentDoc = new TypedDocumentString(`
    fragment Large on Application {
  one: spec
  two: spec
  three: spec
  four: spec
}
    `, {"fragmentName":"Large"}) as unknown as TypedDocumentString<LargeFragment, unknown>;
export const AwaitBatchJobStatesDocument = new TypedDocumentString(`
    subscription AwaitBatchJobStates($instance: ID!) {
  jobStateChanged(instance: $instance) {
    cursor
  }
}
    `, {"hash":"sha256:17856aa196560ee51714a8b0788383e167520d750e25479052f1f38198b763cb"}) as unknown as TypedDocumentString<AwaitBatchJobStatesSubscription, AwaitBatchJobStatesSubscriptionVariables>;
export const AwaitBatchJobOutcomeDocument = new TypedDocumentString(`
    query AwaitBatchJobOutcome($instance: ID!) {
  instance(uid: $instance) {
    role
    completion
    statistics {
      lastFailure {
        message
      }
    }
  }
}
    `, {"hash":"sha256:8eaba9930400d5eaa81fa2b58b8d615be9a5bd97c349d87a2ae699b8141fe5fb"}) as unknown as TypedDocumentString<AwaitBatchJobOutcomeQuery, AwaitBatchJobOutcomeQueryVariables>;
export const ChangePresentDocument = new TypedDocumentString(`
    query ChangePresent($environment: String!, $name: String!) {
  application(environment: $environment, name: $name) {
    id
    spec
    latestInstance {
      id
      uid
      previous {
        id
      }
    }
  }
}
    `, {"hash":"sha256:a32b35d4db700de0fa18d22922f9fe86e7862bebd4f1d4d7de277388a9fa69c4"}) as unknown as TypedDocumentString<ChangePresentQuery, ChangePresentQueryVariables>;
export const ChangePlanDocument = new TypedDocumentString(`
    query ChangePlan($input: PlanApplicationInput!) {
  planApplication(input: $input) {
    createsInstance
    replacement
    changes {
      summary
    }
    warnings {
      kind
      message
    }
  }
}
    `, {"hash":"sha256:72c33421e7d9b181c660e8ab226b7ac56960b74052e3e4e2fb1b0552b2fc12f6"}) as unknown as TypedDocumentString<ChangePlanQuery, ChangePlanQueryVariables>;
export const ChangeApplyDocument = new TypedDocumentString(`
    mutation ChangeApply($input: ApplyApplicationInput!) {
  applyApplication(input: $input) {
    ...ChangeResult
  }
}
    fragment ChangeResult on ApplicationPayload {
  unchanged
  instance {
    uid
  }
  errors {
    code
    message
    path
  }
}`, {"hash":"sha256:d20c3d686f186aa90f4d4484f21936455fa7465be7d1ce930a21ac31eb5a9cfd"}) as unknown as TypedDocumentString<ChangeApplyMutation, ChangeApplyMutationVariables>;
export const ChangeRollBackDocument = new TypedDocumentString(`
    mutation ChangeRollBack($input: RollBackApplicationInput!) {
  rollBackApplication(input: $input) {
    ...ChangeRollBackResult
  }
}
    fragment ChangeRollBackResult on ApplicationPayload {
  unchanged
  instance {
    uid
  }
  errors {
    code
    message
    path
  }
}`, {"hash":"sha256:9bcf76c9a3a2a055d0973a3eef4edd0e288becf78ba411ae5efa9f45fdf6bf78"}) as unknown as TypedDocumentString<ChangeRollBackMutation, ChangeRollBackMutationVariables>;
export const ChangeJobStatesDocument = new TypedDocumentString(`
    subscription ChangeJobStates($environment: String!, $name: String!) {
  jobStateChanged(environment: $environment, application: $name) {
    ... on JobStateChange {
      to
      instance {
        uid
      }
    }
  }
}
    `, {"hash":"sha256:13b78fd3f91b66dfd61825277ee169ee73152d1c5f9794a5d40c4092d0b4f764"}) as unknown as TypedDocumentString<ChangeJobStatesSubscription, ChangeJobStatesSubscriptionVariables>;
export const ResumeJobStatesDocument = new TypedDocumentString(`
    subscription ResumeJobStates($environment: String, $after: String) {
  jobStateChanged(environment: $environment, after: $after) {
    cursor
    ... on JobStateChange {
      environmentName
      applicationName
      initial
      from
      to
    }
    ... on JobStateGap {
      reason
    }
  }
}
    `, {"hash":"sha256:188c369ae0ac65821bf6312bbb839606e13f4306a2108acc1986bab1fd3797a2"}) as unknown as TypedDocumentString<ResumeJobStatesSubscription, ResumeJobStatesSubscriptionVariables>;
export const WhyDidItFailStatesDocument = new TypedDocumentString(`
    subscription WhyDidItFailStates($environment: String) {
  jobStateChanged(
    environment: $environment
    states: [FAILING, RESTARTING, FAILED]
  ) {
    cursor
    ... on JobStateChange {
      environmentName
      applicationName
      to
    }
  }
}
    `, {"hash":"sha256:7ef867ebe40447b206bfb78bc0f80e1867aa1ce598909a65580249f7d2d7c96d"}) as unknown as TypedDocumentString<WhyDidItFailStatesSubscription, WhyDidItFailStatesSubscriptionVariables>;
export const WhyDidItFailDocument = new TypedDocumentString(`
    query WhyDidItFail($environment: String!, $name: String!) {
  application(environment: $environment, name: $name) {
    jobState
    job {
      restarts
      exceptions(first: 1) {
        at
        message
        rootCause
        task
        logs {
          loki
          from
          to
        }
      }
      checkpoints {
        latestCompleted {
          triggeredAt
          location
        }
        latestFailed {
          failedAt
          reason
        }
      }
    }
    statistics {
      lastFailure {
        at
        message
      }
    }
  }
}
    `, {"hash":"sha256:3c00e45951bde863c828b3dad3937d76974e2490a85f1e5ed27586a36d1ac2a4"}) as unknown as TypedDocumentString<WhyDidItFailQuery, WhyDidItFailQueryVariables>;
export const ApiCallsPageDocument = new TypedDocumentString(`
    query ApiCallsPage($first: Int!) {
  environment(name: "env-001") {
    applications(first: $first) {
      nodes {
        name
        jobState
        currentInstance {
          uid
          jobState
        }
      }
    }
  }
}
    `, {"hash":"sha256:b326fd7466dd1a845995611d90b80ecaadb154428b949c93805e1393bef62b3c"}) as unknown as TypedDocumentString<ApiCallsPageQuery, ApiCallsPageQueryVariables>;
export const ApiCallsOneApplicationDocument = new TypedDocumentString(`
    query ApiCallsOneApplication {
  application(environment: "env-001", name: "app-001") {
    jobState
  }
}
    `, {"hash":"sha256:8e11ddf7cae64fd052ba1804909c9bf20be32424d0347e6f1820f9e99e2a6ba2"}) as unknown as TypedDocumentString<ApiCallsOneApplicationQuery, ApiCallsOneApplicationQueryVariables>;
export const ApiCallsInstanceIdsDocument = new TypedDocumentString(`
    query ApiCallsInstanceIds {
  application(environment: "env-001", name: "app-001") {
    instances {
      nodes {
        id
      }
    }
  }
}
    `, {"hash":"sha256:802ed0ee94308e680a60e619f1c5b7382133a96144ed557582699ccd5a86e685"}) as unknown as TypedDocumentString<ApiCallsInstanceIdsQuery, ApiCallsInstanceIdsQueryVariables>;
export const ApiCallsNodesDocument = new TypedDocumentString(`
    query ApiCallsNodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on Instance {
      effectiveSpec
    }
  }
}
    `, {"hash":"sha256:78538ccf267cf2628a986ed4e2bd3d9b8d027c847012395c5a3d77d481fc762c"}) as unknown as TypedDocumentString<ApiCallsNodesQuery, ApiCallsNodesQueryVariables>;
export const ApiCallsEveryFieldDocument = new TypedDocumentString(`
    query ApiCallsEveryField {
  environment(name: "env-001") {
    id
    applicationDefaults
    jobStateCounts {
      jobState
      count
    }
    running: applications(filter: {jobStates: [RUNNING]}) {
      totalCount
    }
    applications(first: 20) {
      totalCount
      nodes {
        id
        environment {
          name
          observedAt
        }
        spec
        status
        observedAt
        stale
        currentInstanceUid
        currentInstance {
          id
          uid
          jobId
          jobState
          jobStateRaw
          effectiveSpec
          image
          flinkVersion
          parallelism
          createdAt
          updatedAt
          application {
            name
            environment {
              name
            }
            currentInstance {
              id
              effectiveSpec
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:5a63d3648d7b923933c3ad83e2b34874896c82d09778c1e99aab1e4cdf5780ba"}) as unknown as TypedDocumentString<ApiCallsEveryFieldQuery, ApiCallsEveryFieldQueryVariables>;
export const ApiCallsHistoriesDocument = new TypedDocumentString(`
    query ApiCallsHistories {
  environment(name: "env-001") {
    applications(first: 20) {
      nodes {
        latestInstance {
          uid
          previous {
            uid
            effectiveSpec
          }
        }
        instances {
          totalCount
          nodes {
            image
          }
        }
        events {
          totalCount
        }
      }
    }
  }
}
    `, {"hash":"sha256:b50dbef8d263665750d9ad0f57e04458a5441bbe7b68633cab7ee0bb7470acd5"}) as unknown as TypedDocumentString<ApiCallsHistoriesQuery, ApiCallsHistoriesQueryVariables>;
export const ApiFaultsFleetDocument = new TypedDocumentString(`
    query ApiFaultsFleet {
  applications(first: 100) {
    totalCount
    nodes {
      name
      environmentName
      jobState
      currentInstance {
        uid
        jobState
        parallelism
      }
      instances {
        nodes {
          uid
          effectiveSpec
        }
      }
      events {
        totalCount
      }
    }
  }
}
    `, {"hash":"sha256:efb92436ffdefdceda11f0d92a28794ed45cc9e4a375a0fe14c161b047dd3d43"}) as unknown as TypedDocumentString<ApiFaultsFleetQuery, ApiFaultsFleetQueryVariables>;
export const ApiFaultsStatesDocument = new TypedDocumentString(`
    query ApiFaultsStates {
  application(environment: "dev1", name: "app-1") {
    jobState
    jobStateRaw
    lifecycleState
    lifecycleStateRaw
    desiredState
    currentInstance {
      jobState
      jobStateRaw
    }
  }
}
    `, {"hash":"sha256:5d14324aee3f2871f4fac5c289433214177ac392d97da97c7464f09877108ca4"}) as unknown as TypedDocumentString<ApiFaultsStatesQuery, ApiFaultsStatesQueryVariables>;
export const ApiFaultsOneDocument = new TypedDocumentString(`
    query ApiFaultsOne {
  application(environment: "dev1", name: "app-1") {
    name
    currentInstance {
      uid
    }
    events {
      totalCount
    }
  }
}
    `, {"hash":"sha256:834f02dc7fbbf39fb9d50e9944886219f4d3cab1afa949b26058385dfb70b394"}) as unknown as TypedDocumentString<ApiFaultsOneQuery, ApiFaultsOneQueryVariables>;
export const ApiFilterEnvironmentsDocument = new TypedDocumentString(`
    query ApiFilterEnvironments($filter: EnvironmentFilter, $orderBy: EnvironmentOrder) {
  environments(filter: $filter, orderBy: $orderBy) {
    totalCount
    nodes {
      name
    }
  }
}
    `, {"hash":"sha256:b95b7709f1d360f0853385feab4f8d13bcb18f47120155f96c959a55e7af1dd6"}) as unknown as TypedDocumentString<ApiFilterEnvironmentsQuery, ApiFilterEnvironmentsQueryVariables>;
export const ApiFilterApplicationsDocument = new TypedDocumentString(`
    query ApiFilterApplications($filter: ApplicationFilter, $orderBy: ApplicationOrder) {
  applications(filter: $filter, orderBy: $orderBy) {
    totalCount
    nodes {
      name
    }
  }
}
    `, {"hash":"sha256:f44a67043027b265dd85a4341098bc2c6a7de93c84c3cc9307bb2d96f1073c1a"}) as unknown as TypedDocumentString<ApiFilterApplicationsQuery, ApiFilterApplicationsQueryVariables>;
export const ApiFilterJobOfDocument = new TypedDocumentString(`
    query ApiFilterJobOf {
  application(environment: "prod1", name: "orders") {
    jobId
  }
}
    `, {"hash":"sha256:b321c371c6c7bb27e9cea422b55bc546f52f1e4834d2f95a92ee28191b37a919"}) as unknown as TypedDocumentString<ApiFilterJobOfQuery, ApiFilterJobOfQueryVariables>;
export const ApiFilterInstancesDocument = new TypedDocumentString(`
    query ApiFilterInstances($filter: InstanceFilter, $orderBy: InstanceOrder) {
  application(environment: "prod1", name: "orders") {
    instances(filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        uid
      }
    }
  }
}
    `, {"hash":"sha256:5b332569d5455c0825907acba76a87d26b12329f057c70747ad71cea7036474b"}) as unknown as TypedDocumentString<ApiFilterInstancesQuery, ApiFilterInstancesQueryVariables>;
export const ApiFilterInEnvironmentDocument = new TypedDocumentString(`
    query ApiFilterInEnvironment($filter: ApplicationFilter) {
  environment(name: "prod1") {
    applications(filter: $filter) {
      nodes {
        name
      }
    }
  }
}
    `, {"hash":"sha256:f0bf64d2e1a3165c1192e4efc4c3772e0677e590cafd9b952245d8daa7d6cbe2"}) as unknown as TypedDocumentString<ApiFilterInEnvironmentQuery, ApiFilterInEnvironmentQueryVariables>;
export const ApiFilterCountsDocument = new TypedDocumentString(`
    query ApiFilterCounts {
  environments {
    nodes {
      name
      jobStateCounts {
        jobState
        count
      }
    }
  }
}
    `, {"hash":"sha256:f3465f21759bce73ddae0da004b901dce4a25237cfffaea1c3eedf4d1582523a"}) as unknown as TypedDocumentString<ApiFilterCountsQuery, ApiFilterCountsQueryVariables>;
export const ApiFilterEventsDocument = new TypedDocumentString(`
    query ApiFilterEvents($first: Int, $after: String) {
  application(environment: "prod1", name: "orders") {
    events(first: $first, after: $after) {
      totalCount
      nodes {
        uid
        createdAt
        severity
        reason
        count
        firstAt
        lastAt
        type
        message
        instanceUid
        newStatus
        exception
        data
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
    instances {
      nodes {
        uid
        events {
          nodes {
            uid
            instanceUid
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:e586a2a46e9d1df805804549d7a4776741dc3b14d790577b4c3b7b932efe9f7b"}) as unknown as TypedDocumentString<ApiFilterEventsQuery, ApiFilterEventsQueryVariables>;
export const ApiFilterTimesDocument = new TypedDocumentString(`
    query ApiFilterTimes {
  application(environment: "prod1", name: "orders") {
    createdAt
    updatedAt
    environment {
      createdAt
      updatedAt
    }
    latestInstance {
      createdAt
      updatedAt
    }
    events(first: 100) {
      nodes {
        createdAt
      }
    }
  }
}
    `, {"hash":"sha256:e5a8aa94f9a41f7491b6a992a20c921ddfc1b4cd213afee37ec1128e0748d09a"}) as unknown as TypedDocumentString<ApiFilterTimesQuery, ApiFilterTimesQueryVariables>;
export const GatewayFactsDocument = new TypedDocumentString(`
    query GatewayFacts {
  gateway {
    mutations
    emulator
    version
  }
}
    `, {"hash":"sha256:2cead52aa4a2eb5362784ccf2873b487064a8dcb25ae61ba90622eacdcfa956e"}) as unknown as TypedDocumentString<GatewayFactsQuery, GatewayFactsQueryVariables>;
export const ApiGatewayRefusedOrdersDocument = new TypedDocumentString(`
    query ApiGatewayRefusedOrders {
  environments {
    nodes {
      stale
    }
  }
  application(environment: "dev1", name: "orders") {
    stale
    currentInstance {
      uid
    }
  }
}
    `, {"hash":"sha256:80f7a742467ab22650602533dee1a43d8d6a491b624f4f71682897792efce451"}) as unknown as TypedDocumentString<ApiGatewayRefusedOrdersQuery, ApiGatewayRefusedOrdersQueryVariables>;
export const ApiInstanceThroughApplicationDocument = new TypedDocumentString(`
    query ApiInstanceThroughApplication {
  application(environment: "dev1", name: "orders") {
    currentInstanceUid
    currentInstance {
      ...ApiInstance
    }
    latestInstance {
      ...ApiInstance
      previous {
        ...ApiInstance
      }
    }
    instances {
      nodes {
        ...ApiInstance
      }
    }
  }
}
    fragment ApiInstance on Instance {
  id
  uid
  createdAt
  updatedAt
  jobId
  jobState
  jobStateRaw
  effectiveSpec
  image
  flinkVersion
  parallelism
  expired
  application {
    id
    name
    observedAt
  }
}`, {"hash":"sha256:bffe3786599cbec55f08c0608b15b48331801696067049d03293a18dd9f64a10"}) as unknown as TypedDocumentString<ApiInstanceThroughApplicationQuery, ApiInstanceThroughApplicationQueryVariables>;
export const ApiInstanceByUidDocument = new TypedDocumentString(`
    query ApiInstanceByUid($uid: ID!) {
  instance(uid: $uid) {
    ...ApiInstance
  }
}
    fragment ApiInstance on Instance {
  id
  uid
  createdAt
  updatedAt
  jobId
  jobState
  jobStateRaw
  effectiveSpec
  image
  flinkVersion
  parallelism
  expired
  application {
    id
    name
    observedAt
  }
}`, {"hash":"sha256:2caa41f288668f7d8aa36468ebc5456c053de1c7639ab9b570502060add4bcb7"}) as unknown as TypedDocumentString<ApiInstanceByUidQuery, ApiInstanceByUidQueryVariables>;
export const ApiInstanceByIdsDocument = new TypedDocumentString(`
    query ApiInstanceByIds($id: ID!, $ids: [ID!]!) {
  node(id: $id) {
    ...ApiInstance
  }
  nodes(ids: $ids) {
    ...ApiInstance
  }
}
    fragment ApiInstance on Instance {
  id
  uid
  createdAt
  updatedAt
  jobId
  jobState
  jobStateRaw
  effectiveSpec
  image
  flinkVersion
  parallelism
  expired
  application {
    id
    name
    observedAt
  }
}`, {"hash":"sha256:6f730483dd6bdecc0e3b8df88fdcc7977fed968741307c0d5e974063d7777ad2"}) as unknown as TypedDocumentString<ApiInstanceByIdsQuery, ApiInstanceByIdsQueryVariables>;
export const ApiInstanceNodesDocument = new TypedDocumentString(`
    query ApiInstanceNodes($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    id
  }
}
    `, {"hash":"sha256:0a865ffaa168c5125e4bd82a0fa2efbf7851ea5b74ca107c5cdca97a607cf473"}) as unknown as TypedDocumentString<ApiInstanceNodesQuery, ApiInstanceNodesQueryVariables>;
export const ApiInstanceIdsOfAllDocument = new TypedDocumentString(`
    query ApiInstanceIdsOfAll {
  environment(name: "dev1") {
    id
  }
  application(environment: "dev1", name: "orders") {
    id
    currentInstance {
      id
    }
  }
}
    `, {"hash":"sha256:6bf6199924990aa6bcbebe8d24c5861277dd42a83f55d16b4cd367d7d72dcc85"}) as unknown as TypedDocumentString<ApiInstanceIdsOfAllQuery, ApiInstanceIdsOfAllQueryVariables>;
export const ApiInstanceApplicationsDocument = new TypedDocumentString(`
    query ApiInstanceApplications {
  applications {
    totalCount
  }
}
    `, {"hash":"sha256:e44606237a09ba062b242dcfae9e0dfd6c303e148e82d6a3248813f0c05ae56a"}) as unknown as TypedDocumentString<ApiInstanceApplicationsQuery, ApiInstanceApplicationsQueryVariables>;
export const MissingEnvironmentsDocument = new TypedDocumentString(`
    query MissingEnvironments {
  environments(first: 100) {
    nodes {
      name
      stale
      applications {
        totalCount
      }
    }
  }
}
    `, {"hash":"sha256:037b576741f3dc74ffb53c2b3b158bb48c350da30e3e124998035930e494bddd"}) as unknown as TypedDocumentString<MissingEnvironmentsQuery, MissingEnvironmentsQueryVariables>;
export const ApiApplicationPageDocument = new TypedDocumentString(`
    query ApiApplicationPage($first: Int, $after: String, $last: Int, $before: String, $orderBy: ApplicationOrder) {
  applications(
    first: $first
    after: $after
    last: $last
    before: $before
    orderBy: $orderBy
  ) {
    totalCount
    edges {
      cursor
      node {
        id
        name
        environmentName
      }
    }
    nodes {
      id
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
}
    `, {"hash":"sha256:67db83e9693a003a0eb9b685df864c756603f4b65bb8d2b83ef0ac7bb4ed0166"}) as unknown as TypedDocumentString<ApiApplicationPageQuery, ApiApplicationPageQueryVariables>;
export const ApiEnvironmentPageDocument = new TypedDocumentString(`
    query ApiEnvironmentPage($first: Int, $after: String) {
  environments(first: $first, after: $after) {
    totalCount
    edges {
      cursor
    }
    nodes {
      name
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `, {"hash":"sha256:8b813b481ab008abf7acef2925213a19bed87958cd7867d1801c24434429e2e7"}) as unknown as TypedDocumentString<ApiEnvironmentPageQuery, ApiEnvironmentPageQueryVariables>;
export const ApiInstancePageDocument = new TypedDocumentString(`
    query ApiInstancePage($first: Int, $after: String) {
  application(environment: "gcp-europe-west1-prod", name: "iot-telemetry") {
    instances(first: $first, after: $after) {
      totalCount
      nodes {
        uid
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:c93d2f923aba89a4527b27e7da27b72ca0735fe93177efa1e8b3764d6a3de548"}) as unknown as TypedDocumentString<ApiInstancePageQuery, ApiInstancePageQueryVariables>;
export const ApiPlanDocument = new TypedDocumentString(`
    query ApiPlan($input: PlanApplicationInput!) {
  planApplication(input: $input) {
    effectiveSpec
    createsInstance
    upgradeMode
    replacement
    restoresFrom {
      kind
      name
      path
      takenAt
    }
    changes {
      summary
      changes {
        path
        kind
        before
        after
      }
      against {
        uid
      }
    }
    overridden {
      key
      value
      origin
      overridden
    }
    warnings {
      kind
      message
      path
    }
    application {
      name
    }
    latestInstance {
      uid
    }
    stale
  }
}
    `, {"hash":"sha256:0c7653fa31207173f0382b45799002406949baa7e48872975ab100ffe23fb515"}) as unknown as TypedDocumentString<ApiPlanQuery, ApiPlanQueryVariables>;
export const ApiProbesEnvironmentsDocument = new TypedDocumentString(`
    query ApiProbesEnvironments {
  environments {
    totalCount
  }
}
    `, {"hash":"sha256:3b98a342b74d6121b303cc9ea815f4eef9ab34b1c24cd887126ddd365ef140f0"}) as unknown as TypedDocumentString<ApiProbesEnvironmentsQuery, ApiProbesEnvironmentsQueryVariables>;
export const ApiRefusedEnvironmentsDocument = new TypedDocumentString(`
    query ApiRefusedEnvironments {
  environments {
    nodes {
      name
      applications {
        nodes {
          name
        }
      }
      jobStateCounts {
        count
      }
    }
  }
}
    `, {"hash":"sha256:9961351840ea8eec78b539cb43eecd2e1321055e4826fe746f5fdb591c5c6485"}) as unknown as TypedDocumentString<ApiRefusedEnvironmentsQuery, ApiRefusedEnvironmentsQueryVariables>;
export const ApiRefusedEverythingDocument = new TypedDocumentString(`
    query ApiRefusedEverything {
  applications {
    totalCount
    nodes {
      environmentName
    }
    missing {
      environment
      code
      message
    }
  }
}
    `, {"hash":"sha256:4786ad47a6c5f96170c8384e983ffe10fa09cee5b636be0574cbdbbed43c7a71"}) as unknown as TypedDocumentString<ApiRefusedEverythingQuery, ApiRefusedEverythingQueryVariables>;
export const ApiRefusedByNameDocument = new TypedDocumentString(`
    query ApiRefusedByName {
  application(environment: "prod1", name: "ledger") {
    name
  }
}
    `, {"hash":"sha256:b44833285d52265cd8fe80b4e135d7e7c9112122c3cebf0e31e323ecc6659037"}) as unknown as TypedDocumentString<ApiRefusedByNameQuery, ApiRefusedByNameQueryVariables>;
export const ApiKeptPageDocument = new TypedDocumentString(`
    query ApiKeptPage($environment: String!) {
  environment(name: $environment) {
    applications {
      nodes {
        name
        jobState
        currentInstance {
          uid
          jobState
        }
      }
    }
  }
}
    `, {"hash":"sha256:9b8f2280f9310d3074899a36c86c68710cba05c0cae048a473f8029f8dd0a2c2"}) as unknown as TypedDocumentString<ApiKeptPageQuery, ApiKeptPageQueryVariables>;
export const ApiKeptAgedDocument = new TypedDocumentString(`
    query ApiKeptAged {
  environment(name: "dev1") {
    name
    observedAt
    stale
  }
}
    `, {"hash":"sha256:b85a792957051861aa64430ada8a2a4e0f7cbcb5e9e8fa659018c2a09b30aa30"}) as unknown as TypedDocumentString<ApiKeptAgedQuery, ApiKeptAgedQueryVariables>;
export const ApiKeptFailingDocument = new TypedDocumentString(`
    query ApiKeptFailing {
  environments(first: 1000) {
    totalCount
  }
}
    `, {"hash":"sha256:53c3db8f35dbe1d92d34cf26f7c870642859fcffbc1a0ea631cc0ec3e55c59df"}) as unknown as TypedDocumentString<ApiKeptFailingQuery, ApiKeptFailingQueryVariables>;
export const ApiSavepointPageDocument = new TypedDocumentString(`
    query ApiSavepointPage($first: Int, $after: String, $last: Int, $before: String, $filter: SavepointFilter, $orderBy: SavepointOrder) {
  application(environment: "dev1", name: "orders") {
    savepoints(
      first: $first
      after: $after
      last: $last
      before: $before
      filter: $filter
      orderBy: $orderBy
    ) {
      totalCount
      nodes {
        ...ApiSavepoint
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
}
    fragment ApiSavepoint on Savepoint {
  id
  name
  uid
  labels
  annotations
  formatType
  formatTypeRaw
  backoffLimit
  state
  stateRaw
  path
  failures
  error
  createdAt
  triggeredAt
  resultAt
  pendingDeletion
  warning
  stale
  observedAt
  application {
    name
  }
}`, {"hash":"sha256:c0fddcb1847c12199d8e7944a5fcd42f526e51881337f0833c90b951ac7dcd0e"}) as unknown as TypedDocumentString<ApiSavepointPageQuery, ApiSavepointPageQueryVariables>;
export const ApiDetachedSavepointsDocument = new TypedDocumentString(`
    query ApiDetachedSavepoints($first: Int, $after: String, $filter: SavepointFilter, $orderBy: SavepointOrder) {
  detachedSavepoints(
    first: $first
    after: $after
    filter: $filter
    orderBy: $orderBy
  ) {
    totalCount
    nodes {
      ...ApiSavepoint
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment ApiSavepoint on Savepoint {
  id
  name
  uid
  labels
  annotations
  formatType
  formatTypeRaw
  backoffLimit
  state
  stateRaw
  path
  failures
  error
  createdAt
  triggeredAt
  resultAt
  pendingDeletion
  warning
  stale
  observedAt
  application {
    name
  }
}`, {"hash":"sha256:a21ac54a0c59eae9e391202ede77c5ffe83c9d2a53259e1b3a8bc1aa009dc353"}) as unknown as TypedDocumentString<ApiDetachedSavepointsQuery, ApiDetachedSavepointsQueryVariables>;
export const ApiSavepointNodeDocument = new TypedDocumentString(`
    query ApiSavepointNode($id: ID!) {
  node(id: $id) {
    __typename
    ...ApiSavepoint
  }
}
    fragment ApiSavepoint on Savepoint {
  id
  name
  uid
  labels
  annotations
  formatType
  formatTypeRaw
  backoffLimit
  state
  stateRaw
  path
  failures
  error
  createdAt
  triggeredAt
  resultAt
  pendingDeletion
  warning
  stale
  observedAt
  application {
    name
  }
}`, {"hash":"sha256:3990888ba0380b400234257de504c64c3b41f217756c2cdeb1ea845d552cfe0c"}) as unknown as TypedDocumentString<ApiSavepointNodeQuery, ApiSavepointNodeQueryVariables>;
export const ApiStaleFleetDocument = new TypedDocumentString(`
    query ApiStaleFleet {
  environments {
    nodes {
      name
      stale
      observedAt
    }
  }
  application(environment: "env-001", name: "app-001") {
    ...ApiStaleApplication
  }
  applications {
    totalCount
    missing {
      environment
    }
    nodes {
      ...ApiStaleApplication
    }
  }
}
    fragment ApiStaleApplication on Application {
  name
  jobState
  stale
  observedAt
  currentInstance {
    uid
    jobState
    effectiveSpec
  }
  instances {
    totalCount
  }
  events {
    totalCount
  }
}`, {"hash":"sha256:d0132de417a1319ce395a04e2ed1107af3bfa3c4260bd158909406fa529cc391"}) as unknown as TypedDocumentString<ApiStaleFleetQuery, ApiStaleFleetQueryVariables>;
export const ApiStaleOneDocument = new TypedDocumentString(`
    query ApiStaleOne {
  application(environment: "env-001", name: "app-001") {
    stale
    observedAt
  }
}
    `, {"hash":"sha256:783248e18a72ce52dbf10f5771f42b7bb74c0410a91cba5eca3d165f95da0e3c"}) as unknown as TypedDocumentString<ApiStaleOneQuery, ApiStaleOneQueryVariables>;
export const ApiStaleUnreadDocument = new TypedDocumentString(`
    query ApiStaleUnread {
  application(environment: "env-001", name: "app-001") {
    name
    currentInstance {
      uid
    }
  }
}
    `, {"hash":"sha256:4b97fba0e293184bdb9267f9103bea5294efc012f15110187be85c84ce037608"}) as unknown as TypedDocumentString<ApiStaleUnreadQuery, ApiStaleUnreadQueryVariables>;
export const ChaosDocument = new TypedDocumentString(`
    subscription Chaos($environment: String, $application: String, $after: String) {
  jobStateChanged(
    environment: $environment
    application: $application
    after: $after
  ) {
    __typename
    cursor
    ... on JobStateChange {
      environmentName
      applicationName
      initial
      fromRaw
      toRaw
      jobId
      source
    }
    ... on JobStateGap {
      reason
    }
  }
}
    `, {"hash":"sha256:ef75bbedabddd4ff950fdf90099a70efce156381d2aa06e52899342f6fe1ba6a"}) as unknown as TypedDocumentString<ChaosSubscription, ChaosSubscriptionVariables>;
export const FlinkCallsStateDocument = new TypedDocumentString(`
    query FlinkCallsState {
  application(environment: "dev1", name: "orders") {
    job {
      state
    }
  }
}
    `, {"hash":"sha256:e69480a88b22a7c553ed1838e9f1f1e432a3edcedd7ad3d24b78ba07b3a917ee"}) as unknown as TypedDocumentString<FlinkCallsStateQuery, FlinkCallsStateQueryVariables>;
export const FlinkCallsEverythingDocument = new TypedDocumentString(`
    query FlinkCallsEverything {
  application(environment: "dev1", name: "orders") {
    job {
      ...FlinkCallsJob
    }
    again: job {
      ...FlinkCallsJob
      more: metrics(names: ["runningTime", "uptime"]) {
        value
      }
    }
    currentInstance {
      job {
        ...FlinkCallsJob
      }
    }
  }
}
    fragment FlinkCallsJob on FlinkJob {
  flinkVersion
  restarts
  exceptions {
    message
  }
  checkpoints {
    counts {
      completed
    }
    interval
  }
  vertices {
    busyRatio
    idleRatio
  }
  metrics(names: ["uptime"]) {
    value
  }
}`, {"hash":"sha256:ffc824f4d3d4fdad184037adbaa46a67df13d6d8df77fef919719d7191ca66ee"}) as unknown as TypedDocumentString<FlinkCallsEverythingQuery, FlinkCallsEverythingQueryVariables>;
export const FlinkCallsListDocument = new TypedDocumentString(`
    query FlinkCallsList($first: Int!) {
  environments(first: 1) {
    nodes {
      applications(first: $first) {
        nodes {
          job {
            state
            restarts
            exceptions(first: 5) {
              at
              name
              message
              rootCause
              task
              stackTrace
            }
            checkpoints {
              counts {
                completed
                failed
              }
              latestCompleted {
                triggeredAt
              }
              latestFailed {
                reason
              }
            }
            vertices {
              name
              busyRatio
              backpressuredRatio
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:8ba254c0c2e4290e0c0b98c5ce6eda22b4d721231b4c98e1fddccf3c14e920dc"}) as unknown as TypedDocumentString<FlinkCallsListQuery, FlinkCallsListQueryVariables>;
export const FlinkCallsMetricsDocument = new TypedDocumentString(`
    query FlinkCallsMetrics($names: [String!]!) {
  application(environment: "dev1", name: "orders") {
    job {
      metrics(names: $names) {
        name
        value
        raw
      }
    }
  }
}
    `, {"hash":"sha256:8cba9af83335f57142224deeca7860cf8df89bba4b0e278038ddf482e1c78be3"}) as unknown as TypedDocumentString<FlinkCallsMetricsQuery, FlinkCallsMetricsQueryVariables>;
export const FlinkCallsFleetDocument = new TypedDocumentString(`
    query FlinkCallsFleet {
  environments(first: 100) {
    nodes {
      applications(first: 100) {
        nodes {
          job {
            state
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:54cf353c3349c40205fa5313bca344546790bf62379afbd0e1954221b46144f4"}) as unknown as TypedDocumentString<FlinkCallsFleetQuery, FlinkCallsFleetQueryVariables>;
export const FlinkExceptionLogsDocument = new TypedDocumentString(`
    query FlinkExceptionLogs {
  application(environment: "dev1", name: "orders") {
    currentInstance {
      uid
      logs {
        annotationValue
        from
        to
      }
    }
    job {
      exceptions(first: 1) {
        at
        logs {
          annotationValue
          from
          to
          kql
          link
        }
      }
    }
  }
}
    `, {"hash":"sha256:aefe0033307c3bd2ad9170efee1212a48afd86622fc48e8e58dc3c1f0380a642"}) as unknown as TypedDocumentString<FlinkExceptionLogsQuery, FlinkExceptionLogsQueryVariables>;
export const FlinkLookupDocument = new TypedDocumentString(`
    query FlinkLookup($name: String!) {
  application(environment: "dev1", name: $name) {
    jobId
    job {
      id
      state
      endedAt
      flinkVersion
      checkpoints {
        interval
        counts {
          completed
        }
      }
    }
    instances {
      nodes {
        uid
        role
        job {
          id
        }
      }
    }
  }
}
    `, {"hash":"sha256:9ad54e5ce3ce50ad75b1fd844006d61367ed62e4431ca0e79ad4a01883fa981b"}) as unknown as TypedDocumentString<FlinkLookupQuery, FlinkLookupQueryVariables>;
export const RealFlinkDocument = new TypedDocumentString(`
    query RealFlink {
  application(environment: "dev1", name: "ledger") {
    job {
      name
      state
      flinkVersion
      restarts
      exceptions(first: 1) {
        at
        name
        message
        rootCause
        task
      }
      checkpoints {
        counts {
          completed
          failed
          restored
        }
        interval
        latestCompleted {
          number
          triggeredAt
          durationMs
          stateBytes
        }
        restoredFrom {
          number
        }
      }
      vertices {
        name
        state
        parallelism
      }
    }
    problems(details: true) {
      kind
      severity
      summary
    }
    instances {
      nodes {
        lastFailure {
          message
          rootCause
          task
          count
          checkpointBefore {
            number
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:db27beb519aa48bece031cea9bbd5fd72a5a2ad1b242895835a8742590700b87"}) as unknown as TypedDocumentString<RealFlinkQuery, RealFlinkQueryVariables>;
export const RecordedFlinkJobDocument = new TypedDocumentString(`
    query RecordedFlinkJob($metrics: [String!]!) {
  application(environment: "dev1", name: "orders") {
    job {
      id
      name
      state
      stateRaw
      startedAt
      endedAt
      restarts
      flinkVersion
      exceptions {
        at
        name
        message
        rootCause
        task
        endpoint
        taskManagerId
        stackTrace
        concurrent {
          at
        }
      }
      checkpoints {
        counts {
          total
          inProgress
          completed
          failed
          restored
        }
        latestCompleted {
          number
        }
        latestSavepoint {
          number
        }
        latestFailed {
          ...RecordedFlinkCheckpoint
        }
        restoredFrom {
          number
        }
        interval
        history {
          ...RecordedFlinkCheckpoint
        }
      }
      vertices {
        vertexId
        name
        state
        parallelism
        maxParallelism
        startedAt
        endedAt
        recordsIn
        recordsOut
        bytesIn
        bytesOut
      }
      loads: vertices {
        busyRatio
        backpressuredRatio
      }
      metrics(names: $metrics) {
        name
        value
        raw
      }
    }
  }
}
    fragment RecordedFlinkCheckpoint on JobCheckpoint {
  number
  state
  isSavepoint
  triggeredAt
  lastAcknowledgedAt
  durationMs
  stateBytes
  checkpointedBytes
  location
  failedAt
  reason
}`, {"hash":"sha256:af1f87cdbcd7289476c51ad80a1558ec6531a38d357e7d1b26c3ac12164549cd"}) as unknown as TypedDocumentString<RecordedFlinkJobQuery, RecordedFlinkJobQueryVariables>;
export const FlinkRedactionDocument = new TypedDocumentString(`
    query FlinkRedaction {
  application(environment: "dev1", name: "secretive") {
    job {
      name
      exceptions {
        message
        rootCause
        task
        stackTrace
      }
      checkpoints {
        latestFailed {
          reason
        }
      }
      vertices {
        name
      }
      metrics(names: ["uptime"]) {
        raw
      }
    }
  }
}
    `, {"hash":"sha256:1c2eed0b91061e1c8f97ef989006a6dcd6137746c0343006802f16c0bf1144b8"}) as unknown as TypedDocumentString<FlinkRedactionQuery, FlinkRedactionQueryVariables>;
export const UnreachableJobDocument = new TypedDocumentString(`
    query UnreachableJob {
  application(environment: "dev1", name: "orders") {
    name
    jobState
    job {
      state
    }
  }
}
    `, {"hash":"sha256:9578eac19eb58aa48f11f072f0ed864dfcf6f0d008117d5d96f3b57c94719237"}) as unknown as TypedDocumentString<UnreachableJobQuery, UnreachableJobQueryVariables>;
export const UnreachableJobExceptionsDocument = new TypedDocumentString(`
    query UnreachableJobExceptions {
  application(environment: "dev1", name: "orders") {
    job {
      state
      exceptions(first: 1) {
        message
        rootCause
        stackTrace
      }
      checkpoints {
        counts {
          failed
        }
      }
    }
  }
}
    `, {"hash":"sha256:fef42ce14518c37a1fc5b8169a486c16ff544b556cc10eee88050e499ad2ba58"}) as unknown as TypedDocumentString<UnreachableJobExceptionsQuery, UnreachableJobExceptionsQueryVariables>;
export const HistoryRetentionDocument = new TypedDocumentString(`
    query HistoryRetention {
  application(environment: "dev1", name: "orders") {
    currentInstanceUid
    currentInstance {
      uid
      expired
      role
      completion
      jobState
      parallelism
    }
    instances {
      kept
      totalCount
      fallenOff {
        uid
        expired
        parallelism
      }
      nodes {
        uid
        expired
      }
    }
  }
}
    `, {"hash":"sha256:46862ffb99d46bda886818d404cc75ad2c1d445b5c56c17d015e8c373618f808"}) as unknown as TypedDocumentString<HistoryRetentionQuery, HistoryRetentionQueryVariables>;
export const HistoryByUidDocument = new TypedDocumentString(`
    query HistoryByUid($uid: ID!) {
  instance(uid: $uid) {
    id
    uid
    expired
    role
    completion
    jobState
    parallelism
    createdAt
    previous {
      uid
    }
    changes {
      summary
    }
    flinkConfiguration {
      key
      origin
    }
    logs {
      loki
    }
    application {
      name
    }
  }
}
    `, {"hash":"sha256:c0c5a18f3e6555fbce7b6daa617e7492cc19bb297e255fb65e841eb266b47811"}) as unknown as TypedDocumentString<HistoryByUidQuery, HistoryByUidQueryVariables>;
export const HistoryByIdDocument = new TypedDocumentString(`
    query HistoryById($id: ID!) {
  node(id: $id) {
    ... on Instance {
      uid
      expired
    }
  }
}
    `, {"hash":"sha256:1b2747689579b7d5030e2212e6a036802a67058f14178d32bce279e5069b5850"}) as unknown as TypedDocumentString<HistoryByIdQuery, HistoryByIdQueryVariables>;
export const HistoryOnlyUidDocument = new TypedDocumentString(`
    query HistoryOnlyUid($uid: ID!) {
  instance(uid: $uid) {
    expired
  }
}
    `, {"hash":"sha256:b9863b54dcac023b5b7027025d0517a3dd0eb7f4a3bf08faf17df0703a60e0c2"}) as unknown as TypedDocumentString<HistoryOnlyUidQuery, HistoryOnlyUidQueryVariables>;
export const HistoryAnewDocument = new TypedDocumentString(`
    query HistoryAnew {
  application(environment: "dev1", name: "orders") {
    instances {
      kept
      fallenOff {
        uid
      }
    }
    latestInstance {
      previous {
        uid
      }
    }
    timeline(first: 100) {
      nodes {
        instanceUid
      }
    }
  }
}
    `, {"hash":"sha256:b8bea3563496d6e37a3f88fa4b27c2624b5a0c44392fc4deceb44af9bc37abfa"}) as unknown as TypedDocumentString<HistoryAnewQuery, HistoryAnewQueryVariables>;
export const HistoryChangesDocument = new TypedDocumentString(`
    query HistoryChanges($uid: ID!, $against: ID, $includeNoise: Boolean) {
  instance(uid: $uid) {
    changes(against: $against, includeNoise: $includeNoise) {
      summary
      against {
        uid
      }
      changes {
        path
        segments
        kind
        section
        before
        after
      }
    }
  }
}
    `, {"hash":"sha256:d3572b21aaecca6d4b27f5fe90d9eda3c7cdc12396e96190b2c49892d1f8b712"}) as unknown as TypedDocumentString<HistoryChangesQuery, HistoryChangesQueryVariables>;
export const HistoryIdsDocument = new TypedDocumentString(`
    query HistoryIds {
  environment(name: "dev1") {
    id
  }
  application(environment: "dev1", name: "orders") {
    id
    instances(orderBy: {field: CREATED, direction: ASC}) {
      nodes {
        id
      }
    }
  }
  other: application(environment: "dev1", name: "other") {
    latestInstance {
      id
    }
  }
}
    `, {"hash":"sha256:abae16f1a929ea22205827a68eff392dcb3ac89f4c97c1d94c49822b86f18055"}) as unknown as TypedDocumentString<HistoryIdsQuery, HistoryIdsQueryVariables>;
export const HistoryLogsDocument = new TypedDocumentString(`
    query HistoryLogs($uid: ID!) {
  instance(uid: $uid) {
    createdAt
    updatedAt
    role
    logs {
      annotationKey
      annotationValue
      from
      to
      labelSelector
      loki
      elasticsearch
      kql
      splunk
      kubectl
      link
    }
  }
}
    `, {"hash":"sha256:ef7d0004954a9a30fc60b3ba7888451b918c5033a9d7175ad5c51c9254f6adb0"}) as unknown as TypedDocumentString<HistoryLogsQuery, HistoryLogsQueryVariables>;
export const HistoryOldCopyDocument = new TypedDocumentString(`
    query HistoryOldCopy {
  application(environment: "dev1", name: "orders") {
    stale
    observedAt
    events {
      ...OldCopyOfEvents
    }
    timeline {
      ...OldCopyOfTimeline
    }
    statistics {
      ...OldCopyOfStatistics
    }
    currentInstance {
      events {
        ...OldCopyOfEvents
      }
      timeline {
        ...OldCopyOfTimeline
      }
      statistics {
        ...OldCopyOfStatistics
      }
    }
  }
}
    fragment OldCopyOfEvents on ApplicationEventConnection {
  totalCount
  stale
  observedAt
}
fragment OldCopyOfTimeline on TimelineConnection {
  totalCount
  stale
  observedAt
}
fragment OldCopyOfStatistics on JobStatistics {
  restarts
  stale
  observedAt
}`, {"hash":"sha256:47799b2863119f868beeeec0c65a2a345fdb57814960d8fc26fe2222ed3dce05"}) as unknown as TypedDocumentString<HistoryOldCopyQuery, HistoryOldCopyQueryVariables>;
export const HistoryPictureDocument = new TypedDocumentString(`
    query HistoryPicture {
  application(environment: "dev1", name: "orders") {
    jobState
    currentInstanceUid
    upgrade {
      from {
        uid
      }
      to {
        uid
      }
      waitingFor
      reverted
    }
    instances(first: 100) {
      nodes {
        uid
        role
        completion
      }
    }
  }
}
    `, {"hash":"sha256:b8386da625f33e515288436ef5c1fa18de42d034c2c706ce88ad083b9689cad2"}) as unknown as TypedDocumentString<HistoryPictureQuery, HistoryPictureQueryVariables>;
export const HistoryConfigurationDocument = new TypedDocumentString(`
    query HistoryConfiguration($uid: ID!) {
  instance(uid: $uid) {
    flinkConfiguration {
      key
      value
      origin
      overridden
    }
  }
}
    `, {"hash":"sha256:26ae2d25d3046670db483432088f69cc4d468f163037ebab2589b7503a4ac2d9"}) as unknown as TypedDocumentString<HistoryConfigurationQuery, HistoryConfigurationQueryVariables>;
export const HistoryProvenanceDocument = new TypedDocumentString(`
    query HistoryProvenance($uid: ID!, $path: [String!]!) {
  instance(uid: $uid) {
    provenance(path: $path) {
      path
      segments
      value
      origin
      overridden
    }
  }
}
    `, {"hash":"sha256:0fd978996dd0afcdd0989ba02fdbec2cdb7ab4b31387608566a805d84d40a949"}) as unknown as TypedDocumentString<HistoryProvenanceQuery, HistoryProvenanceQueryVariables>;
export const HistoryLatestConfigurationDocument = new TypedDocumentString(`
    query HistoryLatestConfiguration($environment: String!, $name: String!) {
  application(environment: $environment, name: $name) {
    latestInstance {
      flinkConfiguration {
        key
        value
        origin
        overridden
      }
    }
  }
}
    `, {"hash":"sha256:38383815088a58909320500d4872a82ad062a02091a7ea2a8db6ba300e85c8c7"}) as unknown as TypedDocumentString<HistoryLatestConfigurationQuery, HistoryLatestConfigurationQueryVariables>;
export const HistoryRememberedDocument = new TypedDocumentString(`
    query HistoryRemembered($uid: ID!) {
  instance(uid: $uid) {
    expired
    role
    parallelism
    application {
      timeline(first: 100) {
        nodes {
          eventUid
          jobState
        }
      }
      instances {
        fallenOff {
          uid
        }
      }
    }
  }
}
    `, {"hash":"sha256:34088270cde479a799b4caff3d505258a22b3fa081ab5a4d1113bcc9392679cf"}) as unknown as TypedDocumentString<HistoryRememberedQuery, HistoryRememberedQueryVariables>;
export const HistoryTimelineDocument = new TypedDocumentString(`
    query HistoryTimeline($first: Int, $after: String, $last: Int) {
  application(environment: "dev1", name: "orders") {
    timeline(first: $first, after: $after, last: $last) {
      totalCount
      pageInfo {
        endCursor
        hasNextPage
      }
      nodes {
        kind
        at
        observedAt
        sources
        instanceUid
        jobState
        message
        exception
        eventUid
      }
    }
    events(first: 100) {
      totalCount
    }
  }
}
    `, {"hash":"sha256:baeaba40d393b53f4f49ea259ce75aedb4a0cc05d19d439fffa87a333e0b540d"}) as unknown as TypedDocumentString<HistoryTimelineQuery, HistoryTimelineQueryVariables>;
export const HistoryStatisticsDocument = new TypedDocumentString(`
    query HistoryStatistics {
  application(environment: "dev1", name: "orders") {
    statistics {
      ...HistoryNumbers
    }
    currentInstance {
      uid
      statistics {
        ...HistoryNumbers
      }
      timeline(last: 100) {
        nodes {
          instanceUid
        }
      }
    }
  }
}
    fragment HistoryNumbers on JobStatistics {
  currentJobState
  restarts
  timeInState {
    jobState
    seconds
  }
  lastFailure {
    at
    message
    exception
    instanceUid
  }
}`, {"hash":"sha256:c559b361fc23497a5ec7b01b65d7e9e556a9537f7dd5a91a2070a84ef6a6164f"}) as unknown as TypedDocumentString<HistoryStatisticsQuery, HistoryStatisticsQueryVariables>;
export const HistoryInstanceStatisticsDocument = new TypedDocumentString(`
    query HistoryInstanceStatistics($uid: ID!) {
  instance(uid: $uid) {
    statistics {
      ...HistoryNumbers
    }
  }
}
    fragment HistoryNumbers on JobStatistics {
  currentJobState
  restarts
  timeInState {
    jobState
    seconds
  }
  lastFailure {
    at
    message
    exception
    instanceUid
  }
}`, {"hash":"sha256:662a10339a70298aa36da5221274a26994027ae3a970aae4776c26e855e991c7"}) as unknown as TypedDocumentString<HistoryInstanceStatisticsQuery, HistoryInstanceStatisticsQueryVariables>;
export const HistoryUpgradeChangesDocument = new TypedDocumentString(`
    query HistoryUpgradeChanges {
  application(environment: "dev1", name: "orders") {
    upgrade {
      reverted
      changes {
        summary
        against {
          role
        }
      }
    }
  }
}
    `, {"hash":"sha256:7d63fc96ed488a59d0e109718d92fa1f72fefba40178bcda357f1da0fae5889f"}) as unknown as TypedDocumentString<HistoryUpgradeChangesQuery, HistoryUpgradeChangesQueryVariables>;
export const HistoryUpgradeDocument = new TypedDocumentString(`
    query HistoryUpgrade {
  application(environment: "dev1", name: "orders") {
    upgrade {
      since
      mode
      stuck {
        reason
        detail
        since
      }
    }
  }
}
    `, {"hash":"sha256:72886b539d8a3492f76f71252202c33a2673455f420955fa19c6928e070efea3"}) as unknown as TypedDocumentString<HistoryUpgradeQuery, HistoryUpgradeQueryVariables>;
export const LiveJobStatesDocument = new TypedDocumentString(`
    subscription LiveJobStates($environment: String, $application: String, $instance: ID, $states: [JobState!], $after: String) {
  jobStateChanged(
    environment: $environment
    application: $application
    instance: $instance
    states: $states
    after: $after
  ) {
    __typename
    cursor
    ... on JobStateChange {
      initial
      environmentName
      applicationName
      from
      to
      jobId
      instanceUid
      source
      observedAt
      application {
        jobState
      }
      instance {
        uid
        jobState
      }
    }
    ... on JobStateGap {
      reason
    }
  }
}
    `, {"hash":"sha256:ee56c3882a4f7108237618e7b4c7549c59488e0343c829944ccb8128cc287e16"}) as unknown as TypedDocumentString<LiveJobStatesSubscription, LiveJobStatesSubscriptionVariables>;
export const AclRememberedDocument = new TypedDocumentString(`
    query AclRemembered($uid: ID!) {
  instance(uid: $uid) {
    expired
    parallelism
    timeline(first: 10) {
      nodes {
        jobState
      }
    }
  }
}
    `, {"hash":"sha256:af842ec5e5e0d23ca9e00357248df4780cd09317acdf76582ba671be33526619"}) as unknown as TypedDocumentString<AclRememberedQuery, AclRememberedQueryVariables>;
export const AclPaymentsDocument = new TypedDocumentString(`
    query AclPayments {
  application(environment: "dev1", name: "payments") {
    name
  }
}
    `, {"hash":"sha256:2c3ec4308aa271e6a6580800ac750b78215bd97a0a03236bf1d12e8e583ce596"}) as unknown as TypedDocumentString<AclPaymentsQuery, AclPaymentsQueryVariables>;
export const AclOrdersDocument = new TypedDocumentString(`
    query AclOrders {
  application(environment: "dev1", name: "orders") {
    id
    operations(first: 10) {
      nodes {
        id
      }
    }
  }
}
    `, {"hash":"sha256:08fa509ec49524972451cb53eb5859792a8ef3635d2fd2b32a40c1ef577344b6"}) as unknown as TypedDocumentString<AclOrdersQuery, AclOrdersQueryVariables>;
export const AclSuspendDocument = new TypedDocumentString(`
    mutation AclSuspend($application: ID!) {
  suspendApplication(input: {application: $application}) {
    operation {
      id
    }
  }
}
    `, {"hash":"sha256:9996a00442a5bbdce195dee78b4fc7d6493168a59bcef46bd717ff482aa66a48"}) as unknown as TypedDocumentString<AclSuspendMutation, AclSuspendMutationVariables>;
export const RedisAwayFreshDocument = new TypedDocumentString(`
    query RedisAwayFresh {
  application(environment: "dev1", name: "orders") {
    jobState
    stale
  }
}
    `, {"hash":"sha256:2c50862e064019d8e90161de3e19b005ef87f87ddd3207775e2c46b8c23c2517"}) as unknown as TypedDocumentString<RedisAwayFreshQuery, RedisAwayFreshQueryVariables>;
export const SlowDocument = new TypedDocumentString(`
    subscription Slow($after: String) {
  jobStateChanged(after: $after) {
    __typename
    cursor
    ... on JobStateChange {
      initial
      applicationName
      to
      application {
        ...Large
      }
    }
  }
}
    fragment Large on Application {
  one: spec
  two: spec
  three: spec
  four: spec
}`, {"hash":"sha256:b6355019c2e825bbec4a9e9535aed2ddcebce0a9f66b7ec1a3c56abc34a2ec25"}) as unknown as TypedDocumentString<SlowSubscription, SlowSubscriptionVariables>;
export const SseSlowDocument = new TypedDocumentString(`
    subscription SseSlow($after: String) {
  jobStateChanged(after: $after) {
    cursor
    ... on JobStateChange {
      initial
      to
      application {
        one: spec
        two: spec
        three: spec
        four: spec
      }
    }
  }
}
    `, {"hash":"sha256:e7ecfe102b71b589dd40be266b42068f18415cf6a24ecb43bc253603ffdfa90f"}) as unknown as TypedDocumentString<SseSlowSubscription, SseSlowSubscriptionVariables>;
export const OrdersStateDocument = new TypedDocumentString(`
    query OrdersState {
  application(environment: "dev1", name: "orders") {
    jobState
  }
}
    `, {"hash":"sha256:01a6ce2853414239c286d08fba2fe92190acf1e2680ef40ea04a4454d4b32dc8"}) as unknown as TypedDocumentString<OrdersStateQuery, OrdersStateQueryVariables>;
export const FleetProblemsDocument = new TypedDocumentString(`
    query FleetProblems($filter: ProblemFilter, $details: Boolean, $first: Int, $after: String) {
  problems(filter: $filter, details: $details, first: $first, after: $after) {
    nodes {
      id
      kind
      severity
      since
      summary
      needsFlink
      environmentName
      applicationName
      instanceUid
    }
    totalCount
    undetailed
    missing {
      environment
      code
    }
    pageInfo {
      endCursor
      hasNextPage
    }
  }
}
    `, {"hash":"sha256:ccff85e720f23aac90c905c7eeb893d202b8245fa7f48954d6f14251e94c8f27"}) as unknown as TypedDocumentString<FleetProblemsQuery, FleetProblemsQueryVariables>;
export const LastFailuresDocument = new TypedDocumentString(`
    query LastFailures {
  application(environment: "dev1", name: "orders") {
    jobState
    instances {
      nodes {
        uid
        role
        lastFailure {
          at
          message
          rootCause
          task
          count
          checkpointBefore {
            triggeredAt
            location
          }
        }
      }
      fallenOff {
        uid
        lastFailure {
          rootCause
        }
      }
    }
  }
}
    `, {"hash":"sha256:ae3a3853b2d0567445eb247806edca87796d22872761fdae9a2486231d6b7959"}) as unknown as TypedDocumentString<LastFailuresQuery, LastFailuresQueryVariables>;
export const ProblemChangesDocument = new TypedDocumentString(`
    subscription ProblemChanges($environment: String, $severities: [ProblemSeverity!], $kinds: [ProblemKind!], $after: String) {
  problemChanged(
    environment: $environment
    severities: $severities
    kinds: $kinds
    after: $after
  ) {
    __typename
    cursor
    ... on ProblemChange {
      initial
      change
      problem {
        kind
        severity
        summary
        environmentName
        applicationName
      }
    }
    ... on ProblemReset {
      kinds
      gap
    }
  }
}
    `, {"hash":"sha256:47947839129e249e2963df99c495a8acc98690340d506c07034e28f14268c703"}) as unknown as TypedDocumentString<ProblemChangesSubscription, ProblemChangesSubscriptionVariables>;
export const CostlyProblemsDocument = new TypedDocumentString(`
    query CostlyProblems($details: Boolean!) {
  environments(first: 100) {
    nodes {
      problems(details: $details) {
        totalCount
      }
    }
  }
}
    `, {"hash":"sha256:1c993492a2976a5c59260e3d61e0e745a06d5277d1d26f4e5d060f29b5278f58"}) as unknown as TypedDocumentString<CostlyProblemsQuery, CostlyProblemsQueryVariables>;
export const ApplicationProblemsDocument = new TypedDocumentString(`
    query ApplicationProblems($name: String!) {
  application(environment: "dev1", name: $name) {
    currentInstanceUid
    problems(kinds: [FAILED, UPGRADE_STUCK], details: true) {
      kind
      environment {
        name
      }
      application {
        name
      }
      instance {
        uid
        role
      }
      savepoint {
        name
      }
    }
  }
}
    `, {"hash":"sha256:3fe9578cb251875e98ecc66c086861c3815ac61417a0118997a93d1c4b659b01"}) as unknown as TypedDocumentString<ApplicationProblemsQuery, ApplicationProblemsQueryVariables>;
export const WritesApplyEnvironmentDocument = new TypedDocumentString(`
    mutation WritesApplyEnvironment($input: ApplyEnvironmentInput!) {
  applyEnvironment(input: $input) {
    unchanged
    environment {
      id
      name
      kubernetesNamespace
      labels
      applicationDefaults
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:5331660b0591beb4dfdc604b4becb496f097d060076cd942e441b8c4642048c9"}) as unknown as TypedDocumentString<WritesApplyEnvironmentMutation, WritesApplyEnvironmentMutationVariables>;
export const WritesDeleteEnvironmentDocument = new TypedDocumentString(`
    mutation WritesDeleteEnvironment($input: DeleteEnvironmentInput!) {
  deleteEnvironment(input: $input) {
    operation {
      state
    }
    errors {
      code
      message
    }
  }
}
    `, {"hash":"sha256:da7f938b4efced07bf815ef76c3ec1b1004dfd6debe660f6367946ce5e55ab07"}) as unknown as TypedDocumentString<WritesDeleteEnvironmentMutation, WritesDeleteEnvironmentMutationVariables>;
export const WritesOrdersDocument = new TypedDocumentString(`
    query WritesOrders {
  application(environment: "dev1", name: "orders") {
    id
    spec
    parallelism
    desiredState
    labels
    latestInstance {
      id
      uid
      parallelism
      cause {
        kind
        actor
        reason
        requestId
        operationId
      }
    }
  }
}
    `, {"hash":"sha256:92b15e9e5b3adf62be237cc57366b18b14f953e74a52d06f1cfe52936a9c2b51"}) as unknown as TypedDocumentString<WritesOrdersQuery, WritesOrdersQueryVariables>;
export const WritesApplyDocument = new TypedDocumentString(`
    mutation WritesApply($input: ApplyApplicationInput!) {
  applyApplication(input: $input) {
    clientMutationId
    unchanged
    application {
      parallelism
      latestInstance {
        uid
      }
    }
    instance {
      id
      uid
      parallelism
      cause {
        reason
      }
    }
    plan {
      createsInstance
      effectiveSpec
      changes {
        summary
      }
      latestInstance {
        uid
      }
    }
    operation {
      id
      state
    }
    errors {
      __typename
      code
      message
      path
      ... on ConflictError {
        latestInstance {
          uid
        }
        cause {
          reason
        }
      }
      ... on ManagedElsewhereError {
        owner
      }
      ... on UpstreamError {
        retryable
      }
    }
  }
}
    `, {"hash":"sha256:28009b72ee3a1a141c9b455cc0b02e0eaae9795c68c14c803fb38b3505804c46"}) as unknown as TypedDocumentString<WritesApplyMutation, WritesApplyMutationVariables>;
export const WritesApplyErrorsDocument = new TypedDocumentString(`
    mutation WritesApplyErrors($input: ApplyApplicationInput!) {
  applyApplication(input: $input) {
    operation {
      state
    }
    errors {
      __typename
      code
    }
  }
}
    `, {"hash":"sha256:9c326df0ff8981b79b4f5f594eedbe93cbd51398f5c7b491e8e19060f1d435f0"}) as unknown as TypedDocumentString<WritesApplyErrorsMutation, WritesApplyErrorsMutationVariables>;
export const WritesSuspendDocument = new TypedDocumentString(`
    mutation WritesSuspend($input: SuspendApplicationInput!) {
  suspendApplication(input: $input) {
    unchanged
    application {
      desiredState
    }
    instance {
      uid
    }
    operation {
      state
    }
    errors {
      __typename
      code
      path
    }
  }
}
    `, {"hash":"sha256:e77d67de48401401b13b5f780c93eb512e70a4e14d52713407014f0c55d653dc"}) as unknown as TypedDocumentString<WritesSuspendMutation, WritesSuspendMutationVariables>;
export const WritesOperationsDocument = new TypedDocumentString(`
    query WritesOperations($filter: OperationFilter) {
  operations(filter: $filter) {
    totalCount
    nodes {
      kind
      state
      environmentName
      applicationName
      reason
      requestId
      startedAt
      endedAt
      error {
        code
      }
      instance {
        uid
      }
    }
  }
  application(environment: "dev1", name: "orders") {
    operations {
      totalCount
    }
    timeline(last: 10) {
      nodes {
        kind
        sources
        instanceUid
        cause {
          kind
          reason
        }
      }
    }
  }
}
    `, {"hash":"sha256:3c089a2a12f171b238771df290428d7a4d9a96c277c009c22f663b6314fa895d"}) as unknown as TypedDocumentString<WritesOperationsQuery, WritesOperationsQueryVariables>;
export const WritesRollBackDocument = new TypedDocumentString(`
    mutation WritesRollBack($input: RollBackApplicationInput!) {
  rollBackApplication(input: $input) {
    unchanged
    application {
      parallelism
    }
    instance {
      uid
      parallelism
      cause {
        kind
      }
    }
    plan {
      createsInstance
      changes {
        summary
      }
    }
    operation {
      state
    }
    errors {
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:a584c119b45f7fb4cbc2a4c1f4661800b43d002e39e5486c5bda53aeab30c1ca"}) as unknown as TypedDocumentString<WritesRollBackMutation, WritesRollBackMutationVariables>;
export const WritesCreateSavepointDocument = new TypedDocumentString(`
    mutation WritesCreateSavepoint($input: CreateSavepointInput!) {
  createSavepoint(input: $input) {
    savepoint {
      id
      name
      state
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:7d1de1eaa0a099ec98addbbdff1ce8bae795477239b4bee03d5d1b2aafa47ac0"}) as unknown as TypedDocumentString<WritesCreateSavepointMutation, WritesCreateSavepointMutationVariables>;
export const WritesSavepointDocument = new TypedDocumentString(`
    query WritesSavepoint($id: ID!) {
  node(id: $id) {
    ... on Savepoint {
      state
      path
    }
  }
}
    `, {"hash":"sha256:c43f0271a2035a095eaea2156cd2e77a36868358d4820bdcfd9a847a1b9eb760"}) as unknown as TypedDocumentString<WritesSavepointQuery, WritesSavepointQueryVariables>;
export const WritesDetachSavepointDocument = new TypedDocumentString(`
    mutation WritesDetachSavepoint($input: DetachSavepointInput!) {
  detachSavepoint(input: $input) {
    savepoint {
      id
      name
      application {
        name
      }
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:3d4c6801895a08167a2b5a2308257a4c4d32486c31cf8f0dece23d026d4eae82"}) as unknown as TypedDocumentString<WritesDetachSavepointMutation, WritesDetachSavepointMutationVariables>;
export const WritesDeleteSavepointDocument = new TypedDocumentString(`
    mutation WritesDeleteSavepoint($input: DeleteSavepointInput!) {
  deleteSavepoint(input: $input) {
    operation {
      state
      savepointName
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:b1b9ed54bbab6587c6898fe0f616ab551aef479ca2962df22d6c7f578391101c"}) as unknown as TypedDocumentString<WritesDeleteSavepointMutation, WritesDeleteSavepointMutationVariables>;
export const WritesStartFromDocument = new TypedDocumentString(`
    mutation WritesStartFrom($input: StartApplicationInput!) {
  startApplication(input: $input) {
    instance {
      uid
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:350eb1b9ad818d4df4da60003ae4c698d13a27dd3fc4cd6cb6cc9750e5d096ae"}) as unknown as TypedDocumentString<WritesStartFromMutation, WritesStartFromMutationVariables>;
export const WritesStartDocument = new TypedDocumentString(`
    mutation WritesStart($input: StartApplicationInput!) {
  startApplication(input: $input) {
    unchanged
    application {
      desiredState
    }
    instance {
      uid
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:ffda312653a3ba8780f6984b0072dadd4f955cbf69d18bac7d6307efb73d6b62"}) as unknown as TypedDocumentString<WritesStartMutation, WritesStartMutationVariables>;
export const WritesDeleteDocument = new TypedDocumentString(`
    mutation WritesDelete($input: DeleteApplicationInput!) {
  deleteApplication(input: $input) {
    application {
      name
    }
    operation {
      state
    }
    errors {
      code
      path
    }
  }
}
    `, {"hash":"sha256:eb275758554acbd68563dc27fddda621e2ddb799dd6628118fc31477a3f661b8"}) as unknown as TypedDocumentString<WritesDeleteMutation, WritesDeleteMutationVariables>;
export const WritesSuspendSeveralDocument = new TypedDocumentString(`
    mutation WritesSuspendSeveral($input: BulkApplicationInput!) {
  suspendApplications(input: $input) {
    results {
      unchanged
      application {
        name
        desiredState
      }
      errors {
        code
        path
      }
    }
  }
}
    `, {"hash":"sha256:1073540f432196858f5b1fed7c29104c8a8184029a968b725ecff392e294da3f"}) as unknown as TypedDocumentString<WritesSuspendSeveralMutation, WritesSuspendSeveralMutationVariables>;
export const WritesIdsDocument = new TypedDocumentString(`
    query WritesIds {
  applications {
    nodes {
      id
    }
  }
  environments {
    nodes {
      id
    }
  }
}
    `, {"hash":"sha256:bd7b32ed8e46f42ac9596f9545b3ac96f693df12f56288cc871bfae65fa85556"}) as unknown as TypedDocumentString<WritesIdsQuery, WritesIdsQueryVariables>;