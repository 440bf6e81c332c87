/** The state enums. Each has `UNKNOWN`. Next to each enum field there is a field with the raw value. */
import {
  desiredStates,
  jobStates,
  lifecycleStates,
  savepointFormats,
  savepointStates,
  upgradeModes,
} from '../src/cmf/resources/states.ts';
import { builder } from './builder.ts';

/** Enum values with descriptions. The compiler checks that none is missing. */
export function describe<Value extends string>(
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
): Record<Value, { description: string }> {
  const entries = values.map((value) => [value, { description: descriptions[value] }]);
  return Object.fromEntries(entries);
}

const unknown =
  'A value that this version of the gateway does not know; the corresponding raw field contains it.';

export const JobState = builder.enumType('JobState', {
  description:
    'The state of a Flink job, as last observed by the operator. FAILED, CANCELED and FINISHED are terminal for Flink, but the operator may restart a failed job.',
  values: describe(jobStates, {
    INITIALIZING: 'The JobManager is starting and has not created the job yet.',
    CREATED: 'The job was created; no task has started.',
    RUNNING: 'Some tasks are scheduled, running or already finished.',
    FAILING: 'The job has failed and is being cleaned up.',
    FAILED: 'The job has failed with an error that cannot be recovered.',
    CANCELLING: 'The job is being cancelled.',
    CANCELED: 'The job has been cancelled.',
    FINISHED:
      'All tasks have ended: a batch job completed, or a job was stopped with a savepoint for an upgrade or a suspension. `Instance.completion` distinguishes them.',
    RESTARTING: 'The job restarts after a failure.',
    SUSPENDED: 'The job is stopped in this JobManager; another JobManager may resume it.',
    RECONCILING: 'The operator cannot reach the JobManager at the moment, or the job is being recovered.',
    UNKNOWN: unknown,
  }),
});

export const LifecycleState = builder.enumType('LifecycleState', {
  description: 'The lifecycle state of an application, as the Flink Kubernetes Operator reports it.',
  values: describe(lifecycleStates, {
    CREATED: 'Created in Kubernetes; the operator has not processed it yet.',
    SUSPENDED: 'The job is suspended, as its spec requests.',
    UPGRADING: 'The job is suspended and will be started with a new spec.',
    DEPLOYED: 'Deployed, but not yet observed to be stable.',
    STABLE: 'Deployed and stable: it will not be rolled back.',
    ROLLING_BACK: 'The operator is rolling back to the last stable spec.',
    ROLLED_BACK: 'The job runs with the last stable spec.',
    FAILED: 'The job has failed terminally.',
    DELETING: 'The application is being deleted.',
    DELETED: 'The application is deleted.',
    UNKNOWN: unknown,
  }),
});

export const DesiredState = builder.enumType('DesiredState', {
  description: 'The desired state of a job (`spec.job.state`).',
  values: describe(desiredStates, {
    RUNNING: 'The job should run.',
    SUSPENDED: 'The job should be stopped, with its state kept.',
    UNKNOWN: unknown,
  }),
});

export const UpgradeMode = builder.enumType('UpgradeMode', {
  description: 'How a running job is replaced when its spec changes (`spec.job.upgradeMode`).',
  values: describe(upgradeModes, {
    STATELESS: 'The job is stopped, then started with empty state.',
    SAVEPOINT: 'The job is stopped with a savepoint, then started from it.',
    LAST_STATE: 'The job is stopped immediately, then started from the latest checkpoint.',
    UNKNOWN: unknown,
  }),
});

export const SavepointState = builder.enumType('SavepointState', {
  description: 'The state of a savepoint. COMPLETED, FAILED and ABANDONED are final.',
  values: describe(savepointStates, {
    TRIGGER_PENDING: 'Requested; Flink has not started it yet.',
    IN_PROGRESS: 'Flink is writing it, or CMF is about to retry after a failure.',
    COMPLETED: 'Flink has written it; an application can start from it.',
    FAILED: 'It failed more often than its backoff limit allows.',
    ABANDONED: 'Its job ended before it completed.',
    UNKNOWN: unknown,
  }),
});

export const SavepointFormatType = builder.enumType('SavepointFormatType', {
  description: 'The binary format of a savepoint.',
  values: describe(savepointFormats, {
    CANONICAL: 'The same format for all state backends; a job can change its state backend with it.',
    NATIVE: 'The format of the state backend; faster to write and to restore.',
    UNKNOWN: unknown,
  }),
});
